import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { findAccount, findBusiness } from '../accounts/store.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { type App, json, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { documentsOfAccount } from '../ledger/documents.ts';
import { openTotals } from '../ledger/open-items.ts';
import { toWire } from '../money.ts';
import { EntryView, toEntry } from './entry-view.ts';

const AccountView = z
  .object({
    bn15: z.string(),
    legalName: z.string(),
    profile: z.string(),
    hasRpp: z.boolean(),
    balance: z.string(),
    due: z.string().openapi({ description: 'Open debt due today or before' }),
    unappliedCredit: z.string(),
  })
  .openapi('Account');

const bn15Param = z.object({ bn15: z.string() });

const accountRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}',
  operationId: 'readAccount',
  summary: 'A program account: what it owes and what is due',
  ...servedAs(1),
  request: { params: bn15Param },
  responses: { 200: json(AccountView, 'The account'), ...problems(401, 403, 404) },
});

const transactionsRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/transactions',
  operationId: 'listTransactions',
  summary: 'Transaction history: every document posted',
  ...servedAs(2),
  request: { params: bn15Param, query: PageQuery },
  responses: { 200: json(pageSchema(EntryView), 'A page'), ...problems(400, 401, 403) },
});

/** An account as it stands, and its transaction history. */
export function accountViewRoutes(app: App): void {
  app.openapi(accountRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    await requireRight(c.var.ctx, c.var.ctx.store.read, 'account:read', bn15);
    return c.json(await accountView(c.var.ctx, bn15), 200);
  });

  app.openapi(transactionsRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const read = ({ after, limit }: { after: string; limit: number }) =>
      documentsOfAccount(ctx.store.read, bn15, { after: numberAfter(after), limit });
    const page = await pageOf(c.req.valid('query'), read, (document) => String(document.id));
    return c.json({ ...page, items: page.items.map(toEntry) }, 200);
  });
}

async function accountView(ctx: Context, bn15: string) {
  const account = await findAccount(ctx.store.read, bn15);
  if (account === undefined)
    throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, bn15);
  const business = await findBusiness(ctx.store.read, account.bn9);
  const { balance, due, credit } = await openTotals(ctx.store.read, bn15, ctx.clock.today());
  return {
    bn15,
    legalName: business?.legalName ?? '',
    profile: account.profile,
    hasRpp: account.hasRpp,
    balance: toWire(balance),
    due: toWire(due),
    unappliedCredit: toWire(credit),
  };
}
