import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { toWire } from '../money.ts';
import { requestDisbursement } from './request.ts';
import { returnDisbursement } from './return.ts';
import { type Disbursement, disbursementsOf } from './store.ts';
import { DisbursementInput } from './types.ts';

const DisbursementView = z
  .object({
    id: z.number().int(),
    programAccount: z.string(),
    amount: z.string(),
    reason: z.enum(['REQUESTED', 'AUTOMATIC']),
    method: z.enum(['CHEQUE', 'DIRECT_DEPOSIT']),
    status: z.enum(['ORDERED', 'PAID', 'RETURNED']),
    orderedOn: z.string(),
    paysOn: z.string(),
    settledOn: z.string().nullable(),
  })
  .openapi('Disbursement');

const bn15Param = z.object({ bn15: z.string() });

const requestRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/disbursements',
  operationId: 'requestDisbursement',
  summary: 'Ask for a credit back, by cheque or direct deposit',
  ...servedAs(1),
  request: { params: bn15Param, body: jsonBody(DisbursementInput.openapi('DisbursementInput')) },
  responses: { 201: json(DisbursementView, 'Ordered'), ...problems(400, 401, 403, 422) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/disbursements',
  operationId: 'listDisbursements',
  summary: 'Disbursements of an account, asked for or automatic',
  ...servedAs(2),
  request: { params: bn15Param, query: PageQuery },
  responses: { 200: json(pageSchema(DisbursementView), 'A page'), ...problems(400, 401, 403) },
});

const returnRoute = createRoute({
  method: 'post',
  path: '/disbursements/{id}/return',
  operationId: 'returnDisbursement',
  summary: 'A cheque or deposit came back (the CBSA)',
  ...servedAs(1),
  request: { params: z.object({ id: z.coerce.number().int().positive() }) },
  responses: { 200: json(DisbursementView, 'A credit again'), ...problems(400, 401, 403, 404, 409) },
});

export function disbursementRoutes(app: App): void {
  app.openapi(requestRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    return c.json(toView(await requestDisbursement(c.var.ctx, bn15, c.req.valid('json'))), 201);
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const read = ({ after, limit }: { after: string; limit: number }) =>
      disbursementsOf(ctx.store.read, bn15, { after: numberAfter(after), limit });
    const page = await pageOf(c.req.valid('query'), read, (each) => String(each.id));
    return c.json({ ...page, items: page.items.map(toView) }, 200);
  });

  app.openapi(returnRoute, async (c) =>
    c.json(toView(await returnDisbursement(c.var.ctx, c.req.valid('param').id)), 200),
  );
}

function toView(disbursement: Disbursement) {
  const { id, programAccount, amountCents, reason, method } = disbursement;
  const { status, orderedOn, paysOn, settledOn } = disbursement;
  const amount = toWire(amountCents);
  return { id, programAccount, amount, reason, method, status, orderedOn, paysOn, settledOn };
}
