import { createRoute, z } from '@hono/zod-openapi';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { DepositInput } from '../security/types.ts';
import { CashMovementView, toMovementView } from '../security/views.ts';
import { depositCashSecurity } from './deposit-cash.ts';

const depositRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/cash-security',
  operationId: 'depositCashSecurity',
  summary: 'Deposit cash as security; it is held in trust and pays no debt',
  ...servedAs(1),
  request: {
    params: z.object({ bn15: z.string() }),
    body: jsonBody(DepositInput.openapi('CashSecurityDeposit')),
  },
  responses: { 201: json(CashMovementView, 'Held'), ...problems(400, 401, 403, 404, 422, 503) },
});

/** Cash security is asked for in `security/`; the money comes in as payments do. */
export function depositRoutes(app: App): void {
  app.openapi(depositRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    return c.json(toMovementView(await depositCashSecurity(c.var.ctx, bn15, c.req.valid('json'))), 201);
  });
}
