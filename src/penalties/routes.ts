import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { penaltyBy } from './change-penalty.ts';
import { takeCorrectiveMeasure } from './corrective-measure.ts';
import { issuePenalty, PenaltyInput } from './issue-penalty.ts';
import { findRedress, type Penalty, penaltiesOf } from './store.ts';
import { PenaltySummary, PenaltyView, toPenaltyView, toSummary } from './views.ts';
import { waiveLateAccounting } from './waive.ts';

const params = z.object({ penalty: z.string() });
const reason = z.string().min(1).max(2000);

const issueRoute = createRoute({
  method: 'post',
  path: '/penalties',
  operationId: 'issuePenalty',
  summary: 'Issue an administrative monetary penalty, at the level the client has reached',
  ...servedAs(1),
  request: { body: jsonBody(PenaltyInput.openapi('PenaltyInput')) },
  responses: { 201: json(PenaltyView, 'Served'), ...problems(400, 401, 403, 404, 409, 422) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/penalties/{penalty}',
  operationId: 'readPenalty',
  summary: 'One penalty with its time limits and how far its redress is',
  ...servedAs(1),
  request: { params },
  responses: { 200: json(PenaltyView, 'The penalty'), ...problems(401, 403, 404) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/penalties',
  operationId: 'listPenalties',
  summary: 'Penalties of a program account',
  ...servedAs(2),
  request: { params: z.object({ bn15: z.string() }), query: PageQuery },
  responses: { 200: json(pageSchema(PenaltySummary), 'A page'), ...problems(400, 401, 403) },
});

const CorrectiveMeasureInput = z
  .strictObject({ to: z.string().regex(/^\d{1,13}(\.\d{1,2})?$/), reason })
  .openapi('CorrectiveMeasureInput');

const correctiveMeasureRoute = createRoute({
  method: 'post',
  path: '/penalties/{penalty}/corrective-measures',
  operationId: 'takeCorrectiveMeasure',
  summary: 'Cancel a penalty or reduce it to an amount, within 90 days of its assessment',
  ...servedAs(1),
  request: { params, body: jsonBody(CorrectiveMeasureInput) },
  responses: { 200: json(PenaltyView, 'As it stands now'), ...problems(400, 401, 403, 404, 422) },
});

const waiverRoute = createRoute({
  method: 'post',
  path: '/penalties/{penalty}/waiver',
  operationId: 'waivePenalty',
  summary: 'Waive a late accounting penalty whose cause was beyond the client’s control',
  ...servedAs(1),
  request: { params, body: jsonBody(z.strictObject({ reason })) },
  responses: { 200: json(PenaltyView, 'As it stands now'), ...problems(400, 401, 403, 404, 422) },
});

export function penaltyRoutes(app: App): void {
  app.openapi(issueRoute, async (c) => {
    const { ctx } = c.var;
    return c.json(await view(ctx, await issuePenalty(ctx, c.req.valid('json'))), 201);
  });

  app.openapi(readRoute, async (c) => {
    const { ctx } = c.var;
    const penalty = await penaltyBy(ctx.store.read, c.req.valid('param').penalty);
    await requireRight(ctx, ctx.store.read, 'account:read', penalty.programAccount);
    return c.json(await view(ctx, penalty), 200);
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const page = await pageOf(
      c.req.valid('query'),
      (p) => penaltiesOf(ctx.store.read, bn15, p),
      (each) => each.id,
    );
    const { reference } = await tariffOf(ctx.store);
    return c.json({ ...page, items: page.items.map((each) => toSummary(each, reference)) }, 200);
  });

  app.openapi(correctiveMeasureRoute, async (c) => {
    const { ctx } = c.var;
    const { penalty } = c.req.valid('param');
    return c.json(await view(ctx, await takeCorrectiveMeasure(ctx, penalty, c.req.valid('json'))), 200);
  });

  app.openapi(waiverRoute, async (c) => {
    const { ctx } = c.var;
    const { penalty } = c.req.valid('param');
    return c.json(await view(ctx, await waiveLateAccounting(ctx, penalty, c.req.valid('json').reason)), 200);
  });
}

async function view(ctx: Context, penalty: Penalty) {
  const { reference } = await tariffOf(ctx.store);
  return toPenaltyView(penalty, await findRedress(ctx.store.read, penalty.id), reference);
}
