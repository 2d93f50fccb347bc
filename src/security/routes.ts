import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { demandAdditional } from './additional-security.ts';
import { applyCashSecurity } from './apply-cash.ts';
import { enrolInRpp } from './enrol.ts';
import { decideRequest, requestCashReturn, requestReduction } from './requests.ts';
import { returnCashSecurity } from './return-cash.ts';
import {
  AdditionalInput,
  AmountInput,
  CashReturnInput,
  EnrolmentInput,
  ReductionInput,
  RequestDecisionInput,
} from './types.ts';
import {
  CashMovementView,
  SecurityRequestView,
  SecurityView,
  securityOf,
  toMovementView,
  toRequestView,
} from './views.ts';

const bn15Param = z.object({ bn15: z.string() });

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

const reductionRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/security-reductions',
  operationId: 'requestSecurityReduction',
  summary: 'Ask to secure less than the highest month',
  ...servedAs(1),
  request: { params: bn15Param, body: jsonBody(ReductionInput.openapi('SecurityReductionInput')) },
  responses: { 201: json(SecurityRequestView, 'Under review'), ...problems(400, 401, 403, 404, 409) },
});

const cashReturnRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/cash-security/return-requests',
  operationId: 'requestCashReturn',
  summary: 'Ask for cash security back',
  ...servedAs(1),
  request: { params: bn15Param, body: jsonBody(CashReturnInput.openapi('CashReturnInput')) },
  responses: { 201: json(SecurityRequestView, 'Under review'), ...problems(400, 401, 403, 409, 422) },
});

const requestDecisionRoute = createRoute({
  method: 'post',
  path: '/security-requests/{id}/decision',
  operationId: 'decideSecurityRequest',
  summary: 'Grant or refuse a request about security (CBSA)',
  ...servedAs(1),
  request: {
    params: z.object({ id: z.coerce.number().int().min(1).max(1_000_000_000) }),
    body: jsonBody(RequestDecisionInput.openapi('SecurityRequestDecision')),
  },
  responses: { 200: json(SecurityRequestView, 'Decided'), ...problems(400, 401, 403, 404, 409, 422) },
});

const additionalRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/additional-security',
  operationId: 'demandAdditionalSecurity',
  summary: 'Notice that additional security is to be given by a day (CBSA)',
  ...servedAs(1),
  request: { params: bn15Param, body: jsonBody(AdditionalInput.openapi('AdditionalSecurityInput')) },
  responses: { 201: json(SecurityView, 'Noticed'), ...problems(400, 401, 403, 404) },
});

/** Release prior to payment of an account, and its cash security once it is deposited. */
export function securityRoutes(app: App): void {
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

  app.openapi(returnRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    const { amount } = c.req.valid('json');
    return c.json(toMovementView(await returnCashSecurity(c.var.ctx, bn15, amount)), 201);
  });

  app.openapi(applyRoute, async (c) =>
    c.json(toMovementView(await applyCashSecurity(c.var.ctx, c.req.valid('param').bn15)), 201),
  );

  app.openapi(reductionRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    return c.json(toRequestView(await requestReduction(c.var.ctx, bn15, c.req.valid('json'))), 201);
  });

  app.openapi(cashReturnRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    return c.json(toRequestView(await requestCashReturn(c.var.ctx, bn15, c.req.valid('json'))), 201);
  });

  app.openapi(requestDecisionRoute, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(toRequestView(await decideRequest(c.var.ctx, id, c.req.valid('json'))), 200);
  });

  app.openapi(additionalRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    await demandAdditional(c.var.ctx, bn15, c.req.valid('json'));
    return c.json(await securityOf(c.var.ctx, bn15), 201);
  });
}
