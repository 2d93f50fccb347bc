import { createRoute, z } from '@hono/zod-openapi';
import { chooseOffsetting } from '../accounts/offsetting.ts';
import { requireRight } from '../accounts/rights.ts';
import { offsettings } from '../accounts/store.ts';
import { NotFound } from '../errors.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { toWire } from '../money.ts';
import { receivePayment } from './pay.ts';
import { returnPayment } from './return-payment.ts';
import { findPayment, type Payment, paymentsOf } from './store.ts';
import { PaymentInput } from './types.ts';

const PaymentView = z
  .object({
    receipt: z.string(),
    programAccount: z.string(),
    channel: z.string(),
    amount: z.string(),
    valueOn: z.string(),
    receivedAt: z.string(),
    transactions: z.array(z.string()),
  })
  .openapi('Payment');

const payRoute = createRoute({
  method: 'post',
  path: '/payments',
  operationId: 'pay',
  summary: 'Pay into a program account; the reply is the receipt',
  ...servedAs(1),
  request: { body: jsonBody(PaymentInput.openapi('PaymentInput')) },
  responses: { 201: json(PaymentView, 'Received'), ...problems(400, 401, 403, 404, 409, 422) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/payments/{receipt}',
  operationId: 'readPayment',
  summary: 'One payment by its receipt number',
  ...servedAs(1),
  request: { params: z.object({ receipt: z.string() }) },
  responses: { 200: json(PaymentView, 'The payment'), ...problems(401, 403, 404) },
});

const returnRoute = createRoute({
  method: 'post',
  path: '/payments/{receipt}/return',
  operationId: 'returnPayment',
  summary: 'Take back a payment that its bank returned (the CBSA)',
  ...servedAs(1),
  request: { params: z.object({ receipt: z.string() }) },
  responses: { 200: json(PaymentView, 'The payment that was taken back'), ...problems(401, 403, 404, 409) },
});

const offsettingRoute = createRoute({
  method: 'put',
  path: '/accounts/{bn15}/offsetting',
  operationId: 'chooseOffsetting',
  summary: 'Choose how credits of the account meet its debts',
  ...servedAs(1),
  request: {
    params: z.object({ bn15: z.string() }),
    body: jsonBody(z.strictObject({ offsetting: z.enum(offsettings) })),
  },
  responses: {
    200: json(z.object({ bn15: z.string(), offsetting: z.enum(offsettings) }), 'Chosen'),
    ...problems(400, 401, 403, 404),
  },
});

const listRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/payments',
  operationId: 'listPayments',
  summary: 'Payments of a program account',
  ...servedAs(2),
  request: { params: z.object({ bn15: z.string() }), query: PageQuery },
  responses: { 200: json(pageSchema(PaymentView), 'A page'), ...problems(400, 401, 403) },
});

export function paymentRoutes(app: App): void {
  app.openapi(payRoute, async (c) =>
    c.json(toView(await receivePayment(c.var.ctx, c.req.valid('json'))), 201),
  );

  app.openapi(readRoute, async (c) => {
    const { ctx } = c.var;
    const { receipt } = c.req.valid('param');
    const payment = await findPayment(ctx.store.read, receipt);
    if (payment === undefined) throw new NotFound({ en: 'Payment', fr: 'Le paiement' }, receipt);
    await requireRight(ctx, ctx.store.read, 'account:read', payment.programAccount);
    return c.json(toView(payment), 200);
  });

  app.openapi(returnRoute, async (c) =>
    c.json(toView(await returnPayment(c.var.ctx, c.req.valid('param').receipt)), 200),
  );

  app.openapi(offsettingRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    const { offsetting } = await chooseOffsetting(c.var.ctx, bn15, c.req.valid('json').offsetting);
    return c.json({ bn15, offsetting }, 200);
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const page = await pageOf(
      c.req.valid('query'),
      (p) => paymentsOf(ctx.store.read, bn15, p),
      (each) => each.id,
    );
    return c.json({ ...page, items: page.items.map(toView) }, 200);
  });
}

function toView(payment: Payment) {
  const { id, programAccount, channel, amountCents, valueOn, receivedAt, chosen } = payment;
  return {
    receipt: id,
    programAccount,
    channel,
    amount: toWire(amountCents),
    valueOn,
    receivedAt,
    transactions: chosen,
  };
}
