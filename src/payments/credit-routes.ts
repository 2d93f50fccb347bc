import { createRoute, z } from '@hono/zod-openapi';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { toWire } from '../money.ts';
import { applyCredit, transferOwnCredit } from './credit.ts';

const bn15 = z.string().regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' });
const amount = z
  .string()
  .regex(/^\d{1,13}(\.\d{1,2})?$/, { error: 'an amount such as "1234.50" is expected' });
const transactionNumber = z.string().regex(/^\d{14}$/, { error: 'fourteen digits are expected' });

const ApplicationInput = z
  .strictObject({ transactions: z.array(transactionNumber).min(1).max(100) })
  .openapi('CreditApplication');

const TransferInput = z.strictObject({ to: bn15, amount }).openapi('CreditTransfer');

const params = z.object({ bn15: z.string() });

const applyRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/credit-applications',
  operationId: 'applyCredit',
  summary: 'Apply the credit of an account to chosen transactions, each in full',
  ...servedAs(1),
  request: { params, body: jsonBody(ApplicationInput) },
  responses: {
    201: json(z.object({ applied: z.string() }), 'Applied'),
    ...problems(400, 401, 403, 409, 422),
  },
});

const transferRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/credit-transfers',
  operationId: 'transferCredit',
  summary: 'Transfer credit to another account of the business',
  ...servedAs(1),
  request: { params, body: jsonBody(TransferInput) },
  responses: { 201: json(TransferInput, 'Transferred'), ...problems(400, 401, 403, 404, 409, 422) },
});

export function creditRoutes(app: App): void {
  app.openapi(applyRoute, async (c) => {
    const { transactions } = c.req.valid('json');
    const applied = await applyCredit(c.var.ctx, c.req.valid('param').bn15, transactions);
    return c.json({ applied: toWire(applied) }, 201);
  });

  app.openapi(transferRoute, async (c) => {
    const transfer = c.req.valid('json');
    await transferOwnCredit(c.var.ctx, { from: c.req.valid('param').bn15, ...transfer });
    return c.json(transfer, 201);
  });
}
