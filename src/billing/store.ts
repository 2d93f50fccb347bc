import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { type Document, isBilled } from '../ledger/tables.ts';
import { insertInto } from '../storage/insert-into.ts';
import { prepared } from '../storage/prepared.ts';

export const statements = sqliteTable(
  'statements',
  {
    programAccount: text('program_account').notNull(),
    issuedOn: text('issued_on').notNull(),
    periodStart: text('period_start').notNull(),
    periodEnd: text('period_end').notNull(),
    dueOn: text('due_on').notNull(),
    openingCents: integer('opening_cents').notNull(),
    debitsCents: integer('debits_cents').notNull(),
    creditsCents: integer('credits_cents').notNull(),
    closingCents: integer('closing_cents').notNull(),
    payableCents: integer('payable_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.programAccount, table.issuedOn] })],
);

export const dailyNotices = sqliteTable(
  'daily_notices',
  {
    programAccount: text('program_account').notNull(),
    postedOn: text('posted_on').notNull(),
    issuedAt: text('issued_at').notNull(),
    documents: integer('documents').notNull(),
    totalCents: integer('total_cents').notNull(),
    /** The last document that is counted. */
    lastDocumentId: integer('last_document_id').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.programAccount, table.postedOn] })],
);

export type Statement = typeof statements.$inferSelect;
export type DailyNotice = typeof dailyNotices.$inferSelect;

const insertStatementRow = insertInto(statements);

export async function insertStatement(tx: Tx, statement: Statement): Promise<void> {
  await insertStatementRow(tx, statement);
}

const ofAccount = eq(statements.programAccount, sql.placeholder('programAccount'));

const statementOn = prepared((db) =>
  db
    .select()
    .from(statements)
    .where(and(ofAccount, eq(statements.issuedOn, sql.placeholder('issuedOn')))),
);

export async function findStatement(
  on: Reader,
  programAccount: string,
  issuedOn: string,
): Promise<Statement | undefined> {
  return (await statementOn(on, { programAccount, issuedOn }))[0];
}

const newestBefore = prepared((db) =>
  db
    .select()
    .from(statements)
    .where(and(ofAccount, lt(statements.issuedOn, sql.placeholder('before'))))
    .orderBy(desc(statements.issuedOn))
    .limit(1),
);

/** The statement before a date, or the newest of all. */
export async function latestStatement(
  on: Reader,
  programAccount: string,
  before = '9999-12-31',
): Promise<Statement | undefined> {
  return (await newestBefore(on, { programAccount, before }))[0];
}

/** The newest statements, so many, newest first. */
export async function newestStatements(
  on: Reader,
  programAccount: string,
  count: number,
): Promise<Statement[]> {
  return on.db
    .select()
    .from(statements)
    .where(eq(statements.programAccount, programAccount))
    .orderBy(desc(statements.issuedOn))
    .limit(count);
}

/** Accounts that have a statement, so many of them. */
export async function accountsWithStatements(on: Reader, limit: number): Promise<string[]> {
  const { programAccount } = statements;
  const found = await on.db
    .selectDistinct({ programAccount })
    .from(statements)
    .orderBy(programAccount)
    .limit(limit);
  return found.map((row) => row.programAccount);
}

/** Statements of an account, newest first, from before a date on. */
export async function statementsBefore(
  on: Reader,
  programAccount: string,
  page: { before: string; limit: number },
): Promise<Statement[]> {
  return on.db
    .select()
    .from(statements)
    .where(and(eq(statements.programAccount, programAccount), lt(statements.issuedOn, page.before)))
    .orderBy(desc(statements.issuedOn))
    .limit(page.limit);
}

export async function statementsOf(
  on: Reader,
  programAccount: string,
  page: { after: string; limit: number },
): Promise<Statement[]> {
  return on.db
    .select()
    .from(statements)
    .where(and(eq(statements.programAccount, programAccount), gt(statements.issuedOn, page.after)))
    .orderBy(asc(statements.issuedOn))
    .limit(page.limit);
}

const addToNotice = prepared((db) =>
  db
    .insert(dailyNotices)
    .values({
      programAccount: sql.placeholder('programAccount'),
      postedOn: sql.placeholder('postedOn'),
      issuedAt: sql.placeholder('issuedAt'),
      documents: 1,
      totalCents: sql.placeholder('totalCents'),
      lastDocumentId: sql.placeholder('id'),
    })
    .onConflictDoUpdate({
      target: [dailyNotices.programAccount, dailyNotices.postedOn],
      set: {
        documents: sql`${dailyNotices.documents} + 1`,
        totalCents: sql`${dailyNotices.totalCents} + ${sql.placeholder('totalCents')}`,
        lastDocumentId: sql`excluded.last_document_id`,
      },
      setWhere: lt(dailyNotices.lastDocumentId, sql.placeholder('id')),
    }),
);

/** Add documents posted on one day, in their order, to the notices of their accounts; added again, they count once. */
export async function addToNotices(tx: Tx, posted: readonly Document[], issuedAt: string): Promise<void> {
  for (const { id, code, programAccount, postedOn, amountCents } of posted) {
    if (!isBilled(code)) continue;
    await addToNotice(tx, { programAccount, postedOn, issuedAt, totalCents: amountCents, id });
  }
}

/** The notices of an account that were issued at one instant: on a Tuesday there may be three. */
export async function noticesIssuedAt(
  on: Reader,
  programAccount: string,
  issuedAt: string,
): Promise<DailyNotice[]> {
  return on.db
    .select()
    .from(dailyNotices)
    .where(and(eq(dailyNotices.programAccount, programAccount), eq(dailyNotices.issuedAt, issuedAt)))
    .orderBy(asc(dailyNotices.postedOn));
}

export async function noticesOf(
  on: Reader,
  programAccount: string,
  page: { after: string; limit: number },
): Promise<DailyNotice[]> {
  return on.db
    .select()
    .from(dailyNotices)
    .where(and(eq(dailyNotices.programAccount, programAccount), gt(dailyNotices.postedOn, page.after)))
    .orderBy(asc(dailyNotices.postedOn))
    .limit(page.limit);
}

/** Notices of an account, newest first, from before a date on. */
export async function noticesBefore(
  on: Reader,
  programAccount: string,
  page: { before: string; limit: number },
): Promise<DailyNotice[]> {
  return on.db
    .select()
    .from(dailyNotices)
    .where(and(eq(dailyNotices.programAccount, programAccount), lt(dailyNotices.postedOn, page.before)))
    .orderBy(desc(dailyNotices.postedOn))
    .limit(page.limit);
}
