import { createRoute, z } from '@hono/zod-openapi';
import { requireRight, requireScope } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { fromWire } from '../money.ts';
import { deferDueDate, deferralsOf } from './deferrals.ts';
import { reduceInterest, reductionsOf } from './interest-reductions.ts';
import { waiveInterest } from './waive-interest.ts';

const reason = z.string().min(1).max(2000);
const amount = z
  .string()
  .regex(/^\d{1,13}(\.\d{1,2})?$/, { error: 'an amount such as "1234.50" is expected' });
const bn15Param = z.object({ bn15: z.string() });

const ReductionInput = z.strictObject({ firstDay: z.iso.date(), lastDay: z.iso.date(), reason });
const ReductionView = ReductionInput.extend({ decidedOn: z.string() }).openapi('InterestReduction');

const DeferralInput = z.strictObject({
  until: z.iso.date(),
  reason: z.strictObject({ en: reason, fr: reason }),
});
const DeferralView = DeferralInput.extend({ dueOn: z.string() }).openapi('DueDateDeferral');

const waiverRoute = createRoute({
  method: 'post',
  path: '/interest/{document}/waiver',
  operationId: 'waiveInterest',
  summary: 'Waive interest that was charged, all that is left of it or an amount (an officer)',
  ...servedAs(1),
  request: {
    params: z.object({ document: z.coerce.number().int().min(1) }),
    body: jsonBody(z.strictObject({ amount: amount.optional(), reason })),
  },
  responses: {
    201: json(z.object({ document: z.number().int() }), 'The document that takes it back'),
    ...problems(400, 401, 403, 404, 422),
  },
});

const reduceRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/interest-reductions',
  operationId: 'reduceInterest',
  summary: 'Authorise the prescribed rate of interest for some days (an officer)',
  ...servedAs(1),
  request: { params: bn15Param, body: jsonBody(ReductionInput) },
  responses: { 201: json(ReductionView, 'For interest charged from now on'), ...problems(400, 401, 403) },
});

const reductionsRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/interest-reductions',
  operationId: 'listInterestReductions',
  summary: 'The days for which an account bears the prescribed rate of interest',
  ...servedAs(1),
  request: { params: bn15Param },
  responses: { 200: json(z.object({ items: z.array(ReductionView) }), 'All of them'), ...problems(401, 403) },
});

const deferRoute = createRoute({
  method: 'put',
  path: '/due-date-deferrals/{dueOn}',
  operationId: 'deferDueDate',
  summary: 'Defer a due date for everybody, as by a CARM bulletin (the trainer)',
  ...servedAs(1),
  request: { params: z.object({ dueOn: z.iso.date() }), body: jsonBody(DeferralInput) },
  responses: { 200: json(DeferralView, 'Deferred'), ...problems(400, 401, 403) },
});

const deferralsRoute = createRoute({
  method: 'get',
  path: '/due-date-deferrals',
  operationId: 'listDueDateDeferrals',
  summary: 'Due dates that were deferred',
  ...servedAs(1),
  responses: { 200: json(z.object({ items: z.array(DeferralView) }), 'All of them'), ...problems(401, 403) },
});

/** Relief from interest, and from due dates. */
export function reliefRoutes(app: App): void {
  app.openapi(waiverRoute, async (c) => {
    const { amount: asked, reason } = c.req.valid('json');
    const amountCents = asked === undefined ? undefined : fromWire(asked);
    const documentId = c.req.valid('param').document;
    return c.json({ document: await waiveInterest(c.var.ctx, { documentId, amountCents, reason }) }, 201);
  });

  app.openapi(reduceRoute, async (c) => {
    const { bn15: programAccount } = c.req.valid('param');
    return c.json(toView(await reduceInterest(c.var.ctx, { programAccount, ...c.req.valid('json') })), 201);
  });

  app.openapi(reductionsRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    return c.json({ items: (await reductionsOf(ctx.store.read, bn15)).map(toView) }, 200);
  });

  app.openapi(deferRoute, async (c) => {
    const deferral = { ...c.req.valid('param'), ...c.req.valid('json') };
    await deferDueDate(c.var.ctx, deferral);
    return c.json(deferral, 200);
  });

  app.openapi(deferralsRoute, async (c) => {
    requireScope(c.var.ctx, 'reference:read');
    return c.json({ items: await deferralsOf(c.var.ctx) }, 200);
  });
}

function toView({ firstDay, lastDay, reason: why, decidedOn }: Awaited<ReturnType<typeof reduceInterest>>) {
  return { firstDay, lastDay, reason: why, decidedOn };
}
