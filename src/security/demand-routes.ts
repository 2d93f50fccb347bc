import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { payDemand, rebutDemand } from './answer-demand.ts';
import { demandPayment } from './demand-payment.ts';
import { ruleOnRebuttal } from './rule-on-rebuttal.ts';
import { demandsOnProviderAfter } from './store.ts';
import { RebuttalInput, RulingInput } from './types.ts';
import { DemandView, toDemandView } from './views.ts';

const idParam = z.object({ id: z.coerce.number().int().min(1).max(1_000_000_000) });

const demandRoute = createRoute({
  method: 'post',
  path: '/security-agreements/{id}/demands',
  operationId: 'demandPayment',
  summary: 'Demand payment of the provider (CBSA)',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 201: json(DemandView, 'Demanded'), ...problems(400, 401, 403, 404, 409, 422) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/provider/demands',
  operationId: 'listDemandsOnProvider',
  summary: 'Demands on a provider, oldest first',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(DemandView), 'A page'), ...problems(400, 401, 403) },
});

const payRoute = createRoute({
  method: 'post',
  path: '/provider/demands/{id}/payment',
  operationId: 'payDemand',
  summary: 'Pay what was demanded',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(DemandView, 'Paid'), ...problems(400, 401, 403, 404, 409) },
});

const rebutRoute = createRoute({
  method: 'post',
  path: '/provider/demands/{id}/rebuttal',
  operationId: 'rebutDemand',
  summary: 'Rebut a demand',
  ...servedAs(1),
  request: { params: idParam, body: jsonBody(RebuttalInput.openapi('Rebuttal')) },
  responses: { 200: json(DemandView, 'Rebutted'), ...problems(400, 401, 403, 404, 409, 422) },
});

const rulingRoute = createRoute({
  method: 'post',
  path: '/security-demands/{id}/ruling',
  operationId: 'ruleOnRebuttal',
  summary: 'Rule on a rebuttal (CBSA)',
  ...servedAs(1),
  request: { params: idParam, body: jsonBody(RulingInput.openapi('Ruling')) },
  responses: { 200: json(DemandView, 'Ruled on'), ...problems(400, 401, 403, 404, 409) },
});

/** Demands on providers, and their answers. */
export function securityDemandRoutes(app: App): void {
  app.openapi(demandRoute, async (c) =>
    c.json(toDemandView(await demandPayment(c.var.ctx, c.req.valid('param').id)), 201),
  );

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'security:provide');
    const read = ({ after, limit }: { after: string; limit: number }) =>
      demandsOnProviderAfter(ctx.store.read, ctx.actor.bn9 ?? '', { after: numberAfter(after), limit });
    const page = await pageOf(c.req.valid('query'), read, (each) => String(each.id));
    return c.json({ ...page, items: page.items.map(toDemandView) }, 200);
  });

  app.openapi(payRoute, async (c) =>
    c.json(toDemandView(await payDemand(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(rebutRoute, async (c) => {
    const { grounds } = c.req.valid('json');
    return c.json(toDemandView(await rebutDemand(c.var.ctx, c.req.valid('param').id, grounds)), 200);
  });

  app.openapi(rulingRoute, async (c) => {
    const { ruling } = c.req.valid('json');
    return c.json(toDemandView(await ruleOnRebuttal(c.var.ctx, c.req.valid('param').id, ruling)), 200);
  });
}
