import { and, asc, eq, gt, inArray, isNotNull, lte, ne, not, or, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../context.ts';
import { insertInto } from '../storage/insert-into.ts';
import { nextNumber } from '../storage/next-number.ts';
import { prepared } from '../storage/prepared.ts';
import { type Clearing, clearings, type Document, documents, openItems } from './tables.ts';

const insertClearingRow = insertInto(clearings);

export async function insertClearing(tx: Tx, clearing: Omit<Clearing, 'id'>): Promise<void> {
  await insertClearingRow(tx, { id: await nextNumber(tx, clearings, clearings.id), ...clearing });
}

/** What a credit cleared, and when. */
export async function creditClearings(on: Reader, creditDocumentId: number): Promise<Clearing[]> {
  const account = on.db
    .select({ account: documents.programAccount })
    .from(documents)
    .where(eq(documents.id, creditDocumentId));
  const isOurs = eq(clearings.creditDocumentId, creditDocumentId);
  return on.db
    .select()
    .from(clearings)
    .where(and(inArray(clearings.programAccount, account), isOurs))
    .orderBy(asc(clearings.id));
}

/** What cleared a debt, and when. */
export async function debitClearings(on: Reader, debitDocumentId: number): Promise<Clearing[]> {
  return on.db
    .select()
    .from(clearings)
    .where(eq(clearings.debitDocumentId, debitDocumentId))
    .orderBy(asc(clearings.id));
}

/** A debt that bore interest for some days, and what cleared it when. */
export type Outstanding = Pick<
  Document,
  'id' | 'code' | 'clientAccount' | 'reference' | 'amountCents' | 'postedOn' | 'effectiveOn' | 'interestFrom'
> & { clearings: Pick<Clearing, 'clearedOn' | 'amountCents'>[] };

const debtsBearingInterest = prepared((db) =>
  db
    .select({
      id: documents.id,
      code: documents.code,
      clientAccount: documents.clientAccount,
      reference: documents.reference,
      amountCents: documents.amountCents,
      postedOn: documents.postedOn,
      effectiveOn: documents.effectiveOn,
      interestFrom: documents.interestFrom,
    })
    .from(documents)
    .leftJoin(openItems, eq(openItems.documentId, documents.id))
    .where(
      and(
        eq(documents.programAccount, sql.placeholder('programAccount')),
        gt(documents.amountCents, 0),
        lte(documents.interestFrom, sql.placeholder('lastDay')),
        or(
          isNotNull(openItems.documentId),
          sql`exists (select 1 from clearings c where c.debit_document_id = ${documents.id} and c.cleared_on >= ${sql.placeholder('since')})`,
        ),
      ),
    )
    .orderBy(asc(documents.id)),
);

/** Debts of an account that were unpaid on some day since a date and bore interest by the last one. */
export async function outstandingDebts(
  on: Reader,
  days: { programAccount: string; since: string; lastDay: string },
): Promise<Outstanding[]> {
  const debts = await debtsBearingInterest(on, days);
  if (debts.length === 0) return [];
  const ids = debts.map((debt) => debt.id);
  const paid = await on.db.select().from(clearings).where(inArray(clearings.debitDocumentId, ids));
  const byDebt = Map.groupBy(paid, (clearing) => clearing.debitDocumentId);
  return debts.map((debt) => ({ ...debt, clearings: byDebt.get(debt.id) ?? [] }));
}

/**
 * The day on which the last of these documents was paid; nothing where none of them was. What was written off, or paid by
 * a payment that its bank returned, was not paid; nor was what a declaration took back of its own debt.
 */
export async function paidOn(on: Reader, documentIds: readonly number[]): Promise<string | undefined> {
  const isReturned = sql`exists (select 1 from documents r where r.program_account = ${documents.programAccount}
    and r.code = 'NSF' and r.reverses = ${documents.id})`;
  const isOwnCredit = sql`exists (select 1 from documents o where o.id = ${clearings.debitDocumentId}
    and o.reference = ${documents.reference})`;
  const rows = await on.db
    .select({ clearedOn: clearings.clearedOn })
    .from(clearings)
    .innerJoin(documents, eq(documents.id, clearings.creditDocumentId))
    .where(
      and(
        inArray(clearings.debitDocumentId, [...documentIds]),
        ne(documents.code, 'WOF'),
        not(isReturned),
        not(isOwnCredit),
      ),
    );
  return rows
    .map((row) => row.clearedOn)
    .sort()
    .at(-1);
}
