import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { findAccount, findBusiness } from '../accounts/store.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { type App, json, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { documentsOfAccount, documentsPostedOn, documentsStatedOn } from '../ledger/documents.ts';
import { dueAndCredit, openItemsOf } from '../ledger/open-items.ts';
import { type Document, isBilled } from '../ledger/tables.ts';
import { sum, toWire } from '../money.ts';
import {
  type DailyNotice,
  findStatement,
  latestStatement,
  noticesOf,
  type Statement,
  statementsOf,
} from './store.ts';

const EntryView = z
  .object({
    document: z.number().int(),
    code: z.string(),
    reference: z.string(),
    postedOn: z.string(),
    dueOn: z.string(),
    amount: z.string(),
    statement: z.string().nullable(),
  })
  .openapi('Entry');

const StatementSummary = z
  .object({
    programAccount: z.string(),
    issuedOn: z.string(),
    periodStart: z.string(),
    periodEnd: z.string(),
    dueOn: z.string(),
    openingBalance: z.string(),
    debits: z.string(),
    credits: z.string(),
    closingBalance: z.string(),
    totalPayable: z.string(),
  })
  .openapi('StatementSummary');

const StatementView = StatementSummary.extend({
  /** Opening balance plus all entries: equals the closing balance. */
  sumOfEntries: z.string(),
  transactions: z.array(EntryView).openapi({ description: 'Due on the statement’s due date' }),
  otherTransactions: z
    .array(EntryView)
    .openapi({ description: 'Each with its own due date; payments and credits' }),
}).openapi('Statement');

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

const NoticeView = z
  .object({
    programAccount: z.string(),
    postedOn: z.string(),
    issuedAt: z.string(),
    documents: z.number().int(),
    total: z.string(),
  })
  .openapi('DailyNotice');

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

const statementsRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/statements',
  operationId: 'listStatements',
  summary: 'Statements of account',
  ...servedAs(2),
  request: { params: bn15Param, query: PageQuery },
  responses: { 200: json(pageSchema(StatementSummary), 'A page'), ...problems(400, 401, 403) },
});

const statementRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/statements/{issuedOn}',
  operationId: 'readStatement',
  summary: 'One statement with its entries; "latest" for the newest',
  ...servedAs(1),
  request: { params: bn15Param.extend({ issuedOn: z.string().regex(/^(latest|\d{4}-\d{2}-\d{2})$/) }) },
  responses: { 200: json(StatementView, 'The statement'), ...problems(400, 401, 403, 404) },
});

const noticesRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/daily-notices',
  operationId: 'listDailyNotices',
  summary: 'Daily notices: what was posted on each day',
  ...servedAs(2),
  request: { params: bn15Param, query: PageQuery },
  responses: { 200: json(pageSchema(NoticeView), 'A page'), ...problems(400, 401, 403) },
});

const noticeRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/daily-notices/{postedOn}',
  operationId: 'readDailyNotice',
  summary: 'The documents that one daily notice lists',
  ...servedAs(1),
  request: { params: bn15Param.extend({ postedOn: z.iso.date() }) },
  responses: {
    200: json(z.object({ entries: z.array(EntryView) }), 'The notice'),
    ...problems(400, 401, 403),
  },
});

export function billingRoutes(app: App): void {
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

  app.openapi(statementsRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const page = await pageOf(
      c.req.valid('query'),
      (p) => statementsOf(ctx.store.read, bn15, p),
      (s) => s.issuedOn,
    );
    return c.json({ ...page, items: page.items.map(toSummary) }, 200);
  });

  app.openapi(statementRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15, issuedOn } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    return c.json(await statementView(ctx, bn15, issuedOn), 200);
  });

  app.openapi(noticesRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const page = await pageOf(
      c.req.valid('query'),
      (p) => noticesOf(ctx.store.read, bn15, p),
      (n) => n.postedOn,
    );
    return c.json({ ...page, items: page.items.map(toNotice) }, 200);
  });

  app.openapi(noticeRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15, postedOn } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const documents = await documentsPostedOn(ctx.store.read, bn15, postedOn);
    return c.json({ entries: documents.filter((each) => isBilled(each.code)).map(toEntry) }, 200);
  });
}

async function accountView(ctx: Context, bn15: string) {
  const account = await findAccount(ctx.store.read, bn15);
  if (account === undefined)
    throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, bn15);
  const business = await findBusiness(ctx.store.read, account.bn9);
  const items = await openItemsOf(ctx.store.read, bn15);
  const { due, credit } = dueAndCredit(items, ctx.clock.today());
  return {
    bn15,
    legalName: business?.legalName ?? '',
    profile: account.profile,
    hasRpp: account.hasRpp,
    balance: toWire(sum(items.map((item) => item.remainingCents))),
    due: toWire(due),
    unappliedCredit: toWire(credit),
  };
}

async function statementView(ctx: Context, bn15: string, issuedOn: string) {
  const { read } = ctx.store;
  const statement =
    issuedOn === 'latest' ? await latestStatement(read, bn15) : await findStatement(read, bn15, issuedOn);
  if (statement === undefined)
    throw new NotFound({ en: 'Statement', fr: 'Le relevé' }, `${bn15} ${issuedOn}`);
  const documents = await documentsStatedOn(read, bn15, statement.issuedOn);
  const isInCycle = (document: Document) => document.periodEnd !== null;
  return {
    ...toSummary(statement),
    sumOfEntries: toWire(statement.openingCents + sum(documents.map((document) => document.amountCents))),
    transactions: documents.filter(isInCycle).map(toEntry),
    otherTransactions: documents.filter((document) => !isInCycle(document)).map(toEntry),
  };
}

function toEntry(document: Document) {
  const { id, code, reference, postedOn, dueOn, amountCents, statedOn } = document;
  return { document: id, code, reference, postedOn, dueOn, amount: toWire(amountCents), statement: statedOn };
}

function toSummary(statement: Statement) {
  const { programAccount, issuedOn, periodStart, periodEnd, dueOn } = statement;
  return {
    programAccount,
    issuedOn,
    periodStart,
    periodEnd,
    dueOn,
    openingBalance: toWire(statement.openingCents),
    debits: toWire(statement.debitsCents),
    credits: toWire(statement.creditsCents),
    closingBalance: toWire(statement.closingCents),
    totalPayable: toWire(statement.payableCents),
  };
}

function toNotice(notice: DailyNotice) {
  const { programAccount, postedOn, issuedAt, documents, totalCents } = notice;
  return { programAccount, postedOn, issuedAt, documents, total: toWire(totalCents) };
}
