import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { nextNumber } from '../storage/next-number.ts';

/** What a business lets the CBSA draw its statements from. */
export const debitAgreements = sqliteTable(
  'debit_agreements',
  {
    id: integer('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    institution: text('institution').notNull(),
    transit: text('transit').notNull(),
    accountNumber: text('account_number').notNull(),
    holder: text('holder').notNull(),
    agreedOn: text('agreed_on').notNull(),
    cancelledOn: text('cancelled_on'),
  },
  (table) => [index('debit_agreements_account').on(table.programAccount, table.id)],
);

/** What was drawn for a statement: once, whatever became of it. */
export const debits = sqliteTable(
  'debits',
  {
    programAccount: text('program_account').notNull(),
    statementOn: text('statement_on').notNull(),
    agreementId: integer('agreement_id').notNull(),
    amountCents: integer('amount_cents').notNull(),
    /** None where nothing was left to pay. */
    receipt: text('receipt'),
    orderedOn: text('ordered_on').notNull(),
  },
  (table) => [primaryKey({ columns: [table.programAccount, table.statementOn] })],
);

export type DebitAgreement = typeof debitAgreements.$inferSelect;
export type Debit = typeof debits.$inferSelect;

export async function insertDebitAgreement(
  tx: Tx,
  agreement: Omit<DebitAgreement, 'id'>,
): Promise<DebitAgreement> {
  const id = await nextNumber(tx, debitAgreements, debitAgreements.id);
  await tx.db.insert(debitAgreements).values({ id, ...agreement });
  return { id, ...agreement };
}

export async function changeDebitAgreement(
  tx: Tx,
  agreement: DebitAgreement,
  change: Partial<DebitAgreement>,
): Promise<DebitAgreement> {
  await tx.db.update(debitAgreements).set(change).where(eq(debitAgreements.id, agreement.id));
  return { ...agreement, ...change };
}

export async function findDebitAgreement(on: Reader, id: number): Promise<DebitAgreement | undefined> {
  return (await on.db.select().from(debitAgreements).where(eq(debitAgreements.id, id)))[0];
}

/** Newest first. */
export async function debitAgreementsOf(on: Reader, programAccount: string): Promise<DebitAgreement[]> {
  return on.db
    .select()
    .from(debitAgreements)
    .where(eq(debitAgreements.programAccount, programAccount))
    .orderBy(desc(debitAgreements.id));
}

/** Agreements in force, by number. */
export async function agreementsInForce(
  on: Reader,
  page: { after: number; limit: number },
): Promise<DebitAgreement[]> {
  return on.db
    .select()
    .from(debitAgreements)
    .where(and(isNull(debitAgreements.cancelledOn), gt(debitAgreements.id, page.after)))
    .orderBy(asc(debitAgreements.id))
    .limit(page.limit);
}

export async function insertDebit(tx: Tx, debit: Debit): Promise<void> {
  await tx.db.insert(debits).values(debit);
}

export async function findDebit(
  on: Reader,
  programAccount: string,
  statementOn: string,
): Promise<Debit | undefined> {
  const isThis = and(eq(debits.programAccount, programAccount), eq(debits.statementOn, statementOn));
  return (await on.db.select().from(debits).where(isThis))[0];
}
