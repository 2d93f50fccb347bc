import { createRoute, z } from '@hono/zod-openapi';
import { mayDo, requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { amendAgreement } from './amend-agreement.ts';
import { confirmAgreement, refuseAgreement } from './answer-agreement.ts';
import { enterAgreement, enterAgreementAsProvider } from './enter-agreement.ts';
import { giveTerminationNotice } from './give-notice.ts';
import { agreementOf, requireProvider } from './providers.ts';
import { type Agreement, agreementsOfProvider } from './store.ts';
import { AgreementInput, AmendmentInput, TerminationInput } from './types.ts';
import { AgreementView, toAgreementView } from './views.ts';

const idParam = z.object({ id: z.coerce.number().int().min(1).max(1_000_000_000) });

const enterRoute = createRoute({
  method: 'post',
  path: '/security-agreements',
  operationId: 'enterSecurityAgreement',
  summary: 'Enter a security agreement, for its provider to confirm',
  ...servedAs(1),
  request: { body: jsonBody(AgreementInput.openapi('SecurityAgreementInput')) },
  responses: {
    201: json(AgreementView, 'Waits for its provider'),
    ...problems(400, 401, 403, 404, 409, 422),
  },
});

const readAgreementRoute = createRoute({
  method: 'get',
  path: '/security-agreements/{id}',
  operationId: 'readSecurityAgreement',
  summary: 'One security agreement, for its importer and its provider',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(AgreementView, 'The agreement'), ...problems(400, 401, 403, 404) },
});

const amendRoute = createRoute({
  method: 'put',
  path: '/security-agreements/{id}',
  operationId: 'amendSecurityAgreement',
  summary: 'Amend an agreement: the importer while it waits for its provider, then the provider',
  ...servedAs(1),
  request: { params: idParam, body: jsonBody(AmendmentInput.openapi('SecurityAgreementAmendment')) },
  responses: { 200: json(AgreementView, 'Amended'), ...problems(400, 401, 403, 404, 409, 422) },
});

const providerEntersRoute = createRoute({
  method: 'post',
  path: '/provider/security-agreements',
  operationId: 'enterSecurityAgreementAsProvider',
  summary: 'Enter a security agreement as its provider: security is given with it',
  ...servedAs(1),
  request: { body: jsonBody(AgreementInput) },
  responses: { 201: json(AgreementView, 'In force'), ...problems(400, 401, 403, 404, 409, 422) },
});

const providerListRoute = createRoute({
  method: 'get',
  path: '/provider/security-agreements',
  operationId: 'listSecurityAgreementsOfProvider',
  summary: 'A provider’s agreements',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(AgreementView), 'A page'), ...problems(400, 401, 403) },
});

const confirmRoute = createRoute({
  method: 'post',
  path: '/provider/security-agreements/{id}/confirm',
  operationId: 'confirmSecurityAgreement',
  summary: 'Confirm an agreement that an importer entered',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(AgreementView, 'In force'), ...problems(400, 401, 403, 404, 409) },
});

const refuseRoute = createRoute({
  method: 'post',
  path: '/provider/security-agreements/{id}/refuse',
  operationId: 'refuseSecurityAgreement',
  summary: 'Refuse an agreement that an importer entered',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(AgreementView, 'A draft again'), ...problems(400, 401, 403, 404, 409) },
});

const noticeRoute = createRoute({
  method: 'post',
  path: '/provider/security-agreements/{id}/termination',
  operationId: 'giveTerminationNotice',
  summary: 'Give notice that an agreement terminates',
  ...servedAs(1),
  request: { params: idParam, body: jsonBody(TerminationInput.openapi('TerminationNotice')) },
  responses: { 200: json(AgreementView, 'Noticed'), ...problems(400, 401, 403, 404, 409, 422) },
});

/** Agreements, from their entry to their end. */
export function securityAgreementRoutes(app: App): void {
  app.openapi(enterRoute, async (c) =>
    c.json(toAgreementView(await enterAgreement(c.var.ctx, c.req.valid('json'))), 201),
  );

  app.openapi(readAgreementRoute, async (c) =>
    c.json(toAgreementView(await readableAgreement(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(amendRoute, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(toAgreementView(await amendAgreement(c.var.ctx, id, c.req.valid('json'))), 200);
  });

  app.openapi(providerEntersRoute, async (c) =>
    c.json(toAgreementView(await enterAgreementAsProvider(c.var.ctx, c.req.valid('json'))), 201),
  );

  app.openapi(providerListRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'security:provide');
    const read = ({ after, limit }: { after: string; limit: number }) =>
      agreementsOfProvider(ctx.store.read, ctx.actor.bn9 ?? '', { after: numberAfter(after), limit });
    const page = await pageOf(c.req.valid('query'), read, (each) => String(each.id));
    return c.json({ ...page, items: page.items.map(toAgreementView) }, 200);
  });

  app.openapi(confirmRoute, async (c) =>
    c.json(toAgreementView(await confirmAgreement(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(refuseRoute, async (c) =>
    c.json(toAgreementView(await refuseAgreement(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(noticeRoute, async (c) => {
    const { terminatesOn } = c.req.valid('json');
    const { id } = c.req.valid('param');
    return c.json(toAgreementView(await giveTerminationNotice(c.var.ctx, id, terminatesOn)), 200);
  });
}

async function readableAgreement(ctx: Context, id: number): Promise<Agreement> {
  const { read } = ctx.store;
  const agreement = await agreementOf(read, id);
  const { programAccount, providerBn9 } = agreement;
  if (!(await mayDo(read, ctx.actor, 'account:read', programAccount, ctx.clock.today())))
    requireProvider(ctx, providerBn9);
  return agreement;
}
