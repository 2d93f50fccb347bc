import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { toWire } from '../money.ts';
import { takeBankMessage } from './bank-payments.ts';
import { openUnidentified } from './bank-store.ts';
import { identifyPayment, sendBack } from './identify.ts';
import { BankMessage, Bn15 } from './types.ts';
import { toUnidentifiedView, UnidentifiedView } from './views.ts';

const idParam = z.object({ id: z.coerce.number().int().positive() });

const RemittedView = z
  .object({
    account: z.string(),
    amount: z.string(),
    receipt: z.string().nullable(),
    unidentified: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'Waits for an officer under this number' }),
  })
  .openapi('Remitted');

const bankRoute = createRoute({
  method: 'post',
  path: '/bank-payments',
  operationId: 'deliverBankPayments',
  summary: 'What a bank sends: bill payments, wires, EDI 820 remittances (the bank)',
  ...servedAs(3),
  request: { body: jsonBody(BankMessage.openapi('BankMessage')) },
  responses: {
    201: json(z.object({ items: z.array(RemittedView) }), 'Where each part went'),
    ...problems(400, 401, 403, 409, 503),
  },
});

const listRoute = createRoute({
  method: 'get',
  path: '/unidentified-payments',
  operationId: 'listUnidentifiedPayments',
  summary: 'Money that came for an account that does not exist (the CBSA)',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(UnidentifiedView), 'A page'), ...problems(400, 401, 403) },
});

const identifyRoute = createRoute({
  method: 'post',
  path: '/unidentified-payments/{id}/identification',
  operationId: 'identifyPayment',
  summary: 'Say whose it is (the CBSA)',
  ...servedAs(1),
  request: { params: idParam, body: jsonBody(z.strictObject({ programAccount: Bn15 })) },
  responses: { 200: json(UnidentifiedView, 'Identified'), ...problems(400, 401, 403, 404, 409) },
});

const sendBackRoute = createRoute({
  method: 'post',
  path: '/unidentified-payments/{id}/return',
  operationId: 'sendBackPayment',
  summary: 'Send it back to the bank that it came from (the CBSA)',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(UnidentifiedView, 'Sent back'), ...problems(400, 401, 403, 404, 409) },
});

export function bankRoutes(app: App): void {
  app.openapi(bankRoute, async (c) => {
    const remitted = await takeBankMessage(c.var.ctx, c.req.valid('json'));
    const items = remitted.map(({ amountCents, ...each }) => ({ ...each, amount: toWire(amountCents) }));
    return c.json({ items }, 201);
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'payment:decide');
    const read = ({ after, limit }: { after: string; limit: number }) =>
      openUnidentified(ctx.store.read, { after: numberAfter(after), limit });
    const page = await pageOf(c.req.valid('query'), read, (each) => String(each.id));
    return c.json({ ...page, items: page.items.map(toUnidentifiedView) }, 200);
  });

  app.openapi(identifyRoute, async (c) => {
    const { programAccount } = c.req.valid('json');
    const { id } = c.req.valid('param');
    return c.json(toUnidentifiedView(await identifyPayment(c.var.ctx, id, programAccount)), 200);
  });

  app.openapi(sendBackRoute, async (c) =>
    c.json(toUnidentifiedView(await sendBack(c.var.ctx, c.req.valid('param').id)), 200),
  );
}
