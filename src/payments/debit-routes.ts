import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import {
  agreeToDebits,
  cancelDebitAgreement,
  DebitAgreementInput,
  editDebitAgreement,
} from './debit-agreements.ts';
import { debitAgreementsOf } from './debit-store.ts';
import { DebitAgreementView, toDebitAgreementView } from './views.ts';

const bn15Param = z.object({ bn15: z.string() });
const agreementParam = bn15Param.extend({ id: z.coerce.number().int().positive() });
const body = jsonBody(DebitAgreementInput.openapi('DebitAgreementInput'));

const listRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/pre-authorized-debits',
  operationId: 'listDebitAgreements',
  summary: 'Pre-authorized debit agreements of an account, newest first',
  ...servedAs(2),
  request: { params: bn15Param },
  responses: { 200: json(z.object({ items: z.array(DebitAgreementView) }), 'All'), ...problems(401, 403) },
});

const agreeRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/pre-authorized-debits',
  operationId: 'agreeToDebits',
  summary: 'Let the CBSA debit what each statement asks for on its due date',
  ...servedAs(1),
  request: { params: bn15Param, body },
  responses: { 201: json(DebitAgreementView, 'Agreed'), ...problems(400, 401, 403, 404, 409) },
});

const editRoute = createRoute({
  method: 'put',
  path: '/accounts/{bn15}/pre-authorized-debits/{id}',
  operationId: 'editDebitAgreement',
  summary: 'Change the bank account that is debited',
  ...servedAs(1),
  request: { params: agreementParam, body },
  responses: { 200: json(DebitAgreementView, 'Changed'), ...problems(400, 401, 403, 404, 409) },
});

const cancelRoute = createRoute({
  method: 'delete',
  path: '/accounts/{bn15}/pre-authorized-debits/{id}',
  operationId: 'cancelDebitAgreement',
  summary: 'Cancel an agreement: nothing is debited any more',
  ...servedAs(1),
  request: { params: agreementParam },
  responses: { 200: json(DebitAgreementView, 'Cancelled'), ...problems(400, 401, 403, 404, 409) },
});

export function debitRoutes(app: App): void {
  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const agreements = await debitAgreementsOf(ctx.store.read, bn15);
    return c.json({ items: agreements.map(toDebitAgreementView) }, 200);
  });

  app.openapi(agreeRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    return c.json(toDebitAgreementView(await agreeToDebits(c.var.ctx, bn15, c.req.valid('json'))), 201);
  });

  app.openapi(editRoute, async (c) => {
    const { bn15: programAccount, id } = c.req.valid('param');
    const edited = await editDebitAgreement(c.var.ctx, { programAccount, id }, c.req.valid('json'));
    return c.json(toDebitAgreementView(edited), 200);
  });

  app.openapi(cancelRoute, async (c) => {
    const { bn15: programAccount, id } = c.req.valid('param');
    return c.json(toDebitAgreementView(await cancelDebitAgreement(c.var.ctx, { programAccount, id })), 200);
  });
}
