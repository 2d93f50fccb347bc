import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { type App, json, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { sum, toWire } from '../money.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { EntryView, toEntry } from './entry-view.ts';
import { readStatement, type StatementRead } from './read-statement.ts';
import { type Statement, statementsOf } from './store.ts';

const StatementSummary = z
  .object({
    programAccount: z.string(),
    issuedOn: z.string(),
    periodStart: z.string(),
    periodEnd: z.string(),
    dueOn: z.string(),
    payBy: z.string().openapi({
      description: 'The last day to pay in time: the due date, put off by a holiday or a deferral',
    }),
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

const bn15Param = z.object({ bn15: z.string() });

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

export function statementRoutes(app: App): void {
  app.openapi(statementsRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const page = await pageOf(
      c.req.valid('query'),
      (p) => statementsOf(ctx.store.read, bn15, p),
      (s) => s.issuedOn,
    );
    const { reference } = await tariffOf(ctx.store);
    return c.json(
      { ...page, items: page.items.map((each) => toSummary(each, reference.lastDayToPay(each.dueOn))) },
      200,
    );
  });

  app.openapi(statementRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15, issuedOn } = c.req.valid('param');
    return c.json(toView(await readStatement(ctx, bn15, issuedOn)), 200);
  });
}

function toView({ statement, payBy, inCycle, other }: StatementRead) {
  const entries = sum([...inCycle, ...other].map((document) => document.amountCents));
  return {
    ...toSummary(statement, payBy),
    sumOfEntries: toWire(statement.openingCents + entries),
    transactions: inCycle.map(toEntry),
    otherTransactions: other.map(toEntry),
  };
}

function toSummary(statement: Statement, payBy: string) {
  const { programAccount, issuedOn, periodStart, periodEnd, dueOn } = statement;
  return {
    programAccount,
    issuedOn,
    periodStart,
    periodEnd,
    dueOn,
    payBy,
    openingBalance: toWire(statement.openingCents),
    debits: toWire(statement.debitsCents),
    credits: toWire(statement.creditsCents),
    closingBalance: toWire(statement.closingCents),
    totalPayable: toWire(statement.payableCents),
  };
}
