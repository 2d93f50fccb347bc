import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { applyCashSecurity } from './apply-cash.ts';
import { enrolInRpp } from './enrol.ts';
import { returnCashSecurity } from './return-cash.ts';
import { AmountInput, EnrolmentInput } from './types.ts';
import { CashMovementView, SecurityView, securityOf, toMovementView } from './views.ts';

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
}
