import { createRoute, z } from '@hono/zod-openapi';
import { chooseOffsetting } from '../accounts/offsetting.ts';
import { requireRight } from '../accounts/rights.ts';
import { offsettings } from '../accounts/store.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { toWire } from '../money.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { cardLimitOf } from './limits.ts';
import { receivePayment } from './pay.ts';
import { payForClients } from './pay-for-clients.ts';
import { receiptBy, receiptOf } from './receipt.ts';
import { receiptPage } from './receipt-page.ts';
import { returnPayment } from './return-payment.ts';
import { paymentsOf } from './store.ts';
import { transactionReceipt } from './transaction-receipt.ts';
import { GroupPaymentInput, PaymentInput } from './types.ts';
import {
  PaymentView,
  ReceiptView,
  TransactionReceiptView,
  toPaymentView,
  toReceiptView,
  toTransactionReceiptView,
} from './views.ts';

const receiptParam = z.object({ receipt: z.string() });
const bn15Param = z.object({ bn15: z.string() });

const payRoute = createRoute({
  method: 'post',
  path: '/payments',
  operationId: 'pay',
  summary: 'Pay into a program account; the reply is the receipt',
  ...servedAs(1),
  request: { body: jsonBody(PaymentInput.openapi('PaymentInput')) },
  responses: { 201: json(ReceiptView, 'Received'), ...problems(400, 401, 403, 404, 409, 422, 503) },
});

const limitsRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/payment-limits',
  operationId: 'readPaymentLimits',
  summary: 'What a credit card pays into an account at most, and what is left of it',
  ...servedAs(1),
  request: { params: z.object({ bn15: z.string() }) },
  responses: {
    200: json(z.object({ creditCard: z.object({ limit: z.string(), left: z.string() }) }), 'The limits'),
    ...problems(401, 403),
  },
});

const groupRoute = createRoute({
  method: 'post',
  path: '/group-payments',
  operationId: 'payForClients',
  summary: 'Pay into several accounts at once, with the authority to: all of it or nothing',
  ...servedAs(1),
  request: { body: jsonBody(GroupPaymentInput.openapi('GroupPaymentInput')) },
  responses: {
    201: json(z.object({ items: z.array(PaymentView) }), 'A receipt for each account'),
    ...problems(400, 401, 403, 404, 409, 422, 503),
  },
});

const readRoute = createRoute({
  method: 'get',
  path: '/payments/{receipt}',
  operationId: 'readPayment',
  summary: 'The receipt of a payment: what it cleared, item by item, and what is left',
  ...servedAs(1),
  request: { params: receiptParam },
  responses: { 200: json(ReceiptView, 'The receipt'), ...problems(401, 403, 404) },
});

const transactionRoute = createRoute({
  method: 'get',
  path: '/cads/{transactionNumber}/receipt',
  operationId: 'readTransactionReceipt',
  summary: 'The itemised receipt of a transaction: each charge by kind, what paid it, what is open',
  ...servedAs(1),
  request: { params: z.object({ transactionNumber: z.string() }) },
  responses: { 200: json(TransactionReceiptView, 'The receipt'), ...problems(401, 403, 404) },
});

const printRoute = createRoute({
  method: 'get',
  path: '/payments/{receipt}/print',
  operationId: 'printReceipt',
  summary: 'The receipt to print, in English or French',
  ...servedAs(1),
  request: { params: receiptParam, query: z.object({ language: z.enum(['en', 'fr']).default('en') }) },
  responses: {
    200: { description: 'One page', content: { 'text/html': { schema: z.string() } } },
    ...problems(400, 401, 403, 404),
  },
});

const returnRoute = createRoute({
  method: 'post',
  path: '/payments/{receipt}/return',
  operationId: 'returnPayment',
  summary: 'Take back a payment that its bank returned (the CBSA)',
  ...servedAs(1),
  request: { params: receiptParam },
  responses: { 200: json(PaymentView, 'The payment that was taken back'), ...problems(401, 403, 404, 409) },
});

const offsettingRoute = createRoute({
  method: 'put',
  path: '/accounts/{bn15}/offsetting',
  operationId: 'chooseOffsetting',
  summary: 'Choose how credits of the account meet its debts',
  ...servedAs(1),
  request: {
    params: bn15Param,
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
  summary: 'Payments of a program account, in transit or posted',
  ...servedAs(2),
  request: { params: bn15Param, query: PageQuery },
  responses: { 200: json(pageSchema(PaymentView), 'A page'), ...problems(400, 401, 403) },
});

export function paymentRoutes(app: App): void {
  app.openapi(limitsRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const { reference } = await tariffOf(ctx.store);
    const { limit, left } = await cardLimitOf(ctx.store.read, ctx, bn15, reference);
    return c.json({ creditCard: { limit: toWire(limit), left: toWire(left) } }, 200);
  });

  app.openapi(payRoute, async (c) => {
    const { ctx } = c.var;
    const payment = await receivePayment(ctx, c.req.valid('json'));
    return c.json(toReceiptView(await receiptOf(ctx.store.read, payment)), 201);
  });

  app.openapi(groupRoute, async (c) => {
    const taken = await payForClients(c.var.ctx, c.req.valid('json'));
    return c.json({ items: taken.map(toPaymentView) }, 201);
  });

  app.openapi(readRoute, async (c) =>
    c.json(toReceiptView(await receiptBy(c.var.ctx, c.req.valid('param').receipt)), 200),
  );

  app.openapi(transactionRoute, async (c) => {
    const { transactionNumber } = c.req.valid('param');
    return c.json(toTransactionReceiptView(await transactionReceipt(c.var.ctx, transactionNumber)), 200);
  });

  app.openapi(printRoute, async (c) => {
    const receipt = await receiptBy(c.var.ctx, c.req.valid('param').receipt);
    return c.html(await receiptPage(receipt, c.req.valid('query').language), 200);
  });

  app.openapi(returnRoute, async (c) =>
    c.json(toPaymentView(await returnPayment(c.var.ctx, c.req.valid('param').receipt)), 200),
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
    return c.json({ ...page, items: page.items.map(toPaymentView) }, 200);
  });
}
