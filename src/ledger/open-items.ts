import { and, asc, eq, getTableColumns, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../context.ts';
import type { Cents } from '../money.ts';
import { prepared } from '../storage/prepared.ts';
import { documents, type OpenItem, openItems } from './tables.ts';

/** Found by the documents of the account: an index of their own would cost every declaration a page. */
const openItemsOfAccount = prepared((db) =>
  db
    .select({
      ...getTableColumns(openItems),
      code: documents.code,
      clientAccount: documents.clientAccount,
      reference: documents.reference,
    })
    .from(documents)
    .innerJoin(openItems, eq(openItems.documentId, documents.id))
    .where(eq(documents.programAccount, sql.placeholder('programAccount'))),
);

export async function openItemsOf(on: Reader, programAccount: string): Promise<OpenItem[]> {
  return openItemsOfAccount(on, { programAccount });
}

const totalsOfAccount = prepared((db) => {
  const { remainingCents, dueOn } = openItems;
  const today = sql.placeholder('today');
  return db
    .select({
      balance: sql<number>`coalesce(sum(${remainingCents}), 0)`,
      credit: sql<number>`coalesce(sum(case when ${remainingCents} < 0 then -${remainingCents} end), 0)`,
      due: sql<number>`coalesce(sum(case when ${remainingCents} > 0 and ${dueOn} <= ${today} then ${remainingCents} end), 0)`,
      overdue: sql<number>`coalesce(sum(case when ${remainingCents} > 0 and ${dueOn} < ${today} then ${remainingCents} end), 0)`,
    })
    .from(documents)
    .innerJoin(openItems, eq(openItems.documentId, documents.id))
    .where(eq(documents.programAccount, sql.placeholder('programAccount')));
});

/** What is open in an account, in cents: in all, in credit, due by a day, and due before it. */
export async function openTotals(on: Reader, programAccount: string, today: string) {
  const [totals] = await totalsOfAccount(on, { programAccount, today });
  const { balance, credit, due, overdue } = totals!;
  return { balance: Number(balance), credit: Number(credit), due: Number(due), overdue: Number(overdue) };
}

/** What is open of some documents. */
export async function openItemsAmong(on: Reader, documentIds: readonly number[]): Promise<OpenItem[]> {
  return on.db
    .select({
      ...getTableColumns(openItems),
      code: documents.code,
      clientAccount: documents.clientAccount,
      reference: documents.reference,
    })
    .from(openItems)
    .innerJoin(documents, eq(documents.id, openItems.documentId))
    .where(inArray(openItems.documentId, [...documentIds]));
}

/** Accounts with a credit to clear debts with, by number. */
export async function accountsWithCredit(on: Reader, after: string, limit: number): Promise<string[]> {
  const rows = await on.db
    .selectDistinct({ account: openItems.programAccount })
    .from(openItems)
    .where(and(lt(openItems.remainingCents, 0), gt(openItems.programAccount, after)))
    .orderBy(asc(openItems.programAccount))
    .limit(limit);
  return rows.map((row) => row.account);
}

const deleteItem = prepared((db) =>
  db.delete(openItems).where(eq(openItems.documentId, sql.placeholder('documentId'))),
);

/** What is left of an open item; one that is cleared in full is open no more. */
export async function reduceOpenItem(tx: Tx, item: OpenItem, remainingCents: Cents): Promise<void> {
  const { documentId } = item;
  if (remainingCents === 0) await deleteItem(tx, { documentId });
  else await tx.db.update(openItems).set({ remainingCents }).where(eq(openItems.documentId, documentId));
}

/** Sum of open debts due by a date, and of open credits, in cents. */
export function dueAndCredit(items: readonly OpenItem[], dueOn: string): { due: Cents; credit: Cents } {
  let [due, credit] = [0, 0];
  for (const item of items) {
    if (item.remainingCents < 0) credit -= item.remainingCents;
    else if (item.dueOn <= dueOn) due += item.remainingCents;
  }
  return { due, credit };
}
