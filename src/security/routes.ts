import { createRoute, z } from '@hono/zod-openapi';
import { mayDo, requireRight, requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { amendAgreement } from './amend-agreement.ts';
import { confirmAgreement, refuseAgreement } from './answer-agreement.ts';
import { payDemand, rebutDemand } from './answer-demand.ts';
import { applyCashSecurity } from './apply-cash.ts';
import { demandPayment } from './demand-payment.ts';
import { depositCashSecurity } from './deposit-cash.ts';
import { enrolInRpp } from './enrol.ts';
import { enterAgreement, enterAgreementAsProvider } from './enter-agreement.ts';
import { giveTerminationNotice } from './give-notice.ts';
import { agreementOf, requireProvider } from './providers.ts';
import { returnCashSecurity } from './return-cash.ts';
import { ruleOnRebuttal } from './rule-on-rebuttal.ts';
import { type Agreement, agreementsOfProvider } from './store.ts';
import {
  AgreementInput,
  AmendmentInput,
  AmountInput,
  DepositInput,
  EnrolmentInput,
  RebuttalInput,
  RulingInput,
  TerminationInput,
} from './types.ts';
import {
  AgreementView,
  CashMovementView,
  DemandView,
  SecurityView,
  securityOf,
  toAgreementView,
  toDemandView,
  toMovementView,
} from './views.ts';

const bn15Param = z.object({ bn15: z.string() });
const idParam = z.object({ id: z.coerce.number().int().min(1).max(1_000_000_000) });

const securityRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/security',
  operationId: 'readSecurity',
  summary: 'Security of a program account: required, held, used; its agreements and demands',
  ...servedAs(1),
  request: { params: bn15Param },
  responses: { 200: json(SecurityView, 'As it stands'), ...problems(401, 403, 404) },
});

const enrolRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/rpp',
  operationId: 'enrolInRpp',
  summary: 'Enrol in release prior to payment',
  ...servedAs(1),
  request: { params: bn15Param, body: jsonBody(EnrolmentInput.openapi('RppEnrolment')) },
  responses: { 201: json(SecurityView, 'Enrolled'), ...problems(400, 401, 403, 404, 409, 422) },
});

const depositRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/cash-security',
  operationId: 'depositCashSecurity',
  summary: 'Deposit cash as security; it is held in trust and pays no debt',
  ...servedAs(1),
  request: { params: bn15Param, body: jsonBody(DepositInput.openapi('CashSecurityDeposit')) },
  responses: { 201: json(CashMovementView, 'Held'), ...problems(400, 401, 403, 404) },
});

const returnRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/cash-security/return',
  operationId: 'returnCashSecurity',
  summary: 'Return cash security that is no longer needed (CBSA)',
  ...servedAs(1),
  request: { params: bn15Param, body: jsonBody(AmountInput.openapi('CashSecurityReturn')) },
  responses: { 201: json(CashMovementView, 'Returned'), ...problems(400, 401, 403, 422) },
});

const applyRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/cash-security/apply',
  operationId: 'applyCashSecurity',
  summary: 'Apply cash security to overdue debt (CBSA)',
  ...servedAs(1),
  request: { params: bn15Param },
  responses: { 201: json(CashMovementView, 'Applied'), ...problems(401, 403, 422) },
});

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

const demandRoute = createRoute({
  method: 'post',
  path: '/security-agreements/{id}/demands',
  operationId: 'demandPayment',
  summary: 'Demand payment of the provider (CBSA)',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 201: json(DemandView, 'Demanded'), ...problems(400, 401, 403, 404, 409, 422) },
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

export function securityRoutes(app: App): void {
  accountRoutes(app);
  agreementRoutes(app);
  demandRoutes(app);
}

function accountRoutes(app: App): void {
  app.openapi(securityRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    return c.json(await securityOf(ctx, bn15), 200);
  });

  app.openapi(enrolRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    await enrolInRpp(c.var.ctx, bn15, c.req.valid('json'));
    return c.json(await securityOf(c.var.ctx, bn15), 201);
  });

  app.openapi(depositRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    return c.json(toMovementView(await depositCashSecurity(c.var.ctx, bn15, c.req.valid('json'))), 201);
  });

  app.openapi(returnRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    const { amount } = c.req.valid('json');
    return c.json(toMovementView(await returnCashSecurity(c.var.ctx, bn15, amount)), 201);
  });

  app.openapi(applyRoute, async (c) =>
    c.json(toMovementView(await applyCashSecurity(c.var.ctx, c.req.valid('param').bn15)), 201),
  );
}

function agreementRoutes(app: App): void {
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

function demandRoutes(app: App): void {
  app.openapi(demandRoute, async (c) =>
    c.json(toDemandView(await demandPayment(c.var.ctx, c.req.valid('param').id)), 201),
  );

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

async function readableAgreement(ctx: Context, id: number): Promise<Agreement> {
  const { read } = ctx.store;
  const agreement = await agreementOf(read, id);
  const { programAccount, providerBn9 } = agreement;
  if (!(await mayDo(read, ctx.actor, 'account:read', programAccount, ctx.clock.today())))
    requireProvider(ctx, providerBn9);
  return agreement;
}
