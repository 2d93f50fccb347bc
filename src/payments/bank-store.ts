import { and, asc, eq, gt } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { findBy } from '../storage/find-by.ts';
import type { PaymentChannel } from './types.ts';

/** What banks sent, by their own reference. */
export const bankMessages = sqliteTable('bank_messages', {
  reference: text('reference').primaryKey(),
  channel: text('channel').$type<PaymentChannel>().notNull(),
  totalCents: integer('total_cents').notNull(),
  takenAt: text('taken_at').notNull(),
});

/** OPEN until an officer finds whose it is, or sends it back. */
export type UnidentifiedStatus = 'OPEN' | 'IDENTIFIED' | 'SENT_BACK';

/** Money that came for an account that does not exist. It stands in 1090. */
export const unidentifiedPayments = sqliteTable('unidentified_payments', {
  id: integer('id').primaryKey(),
  payee: text('payee').notNull(),
  payer: text('payer').notNull(),
  channel: text('channel').$type<PaymentChannel>().notNull(),
  amountCents: integer('amount_cents').notNull(),
  valueOn: text('value_on').notNull(),
  receivedAt: text('received_at').notNull(),
  status: text('status').$type<UnidentifiedStatus>().notNull(),
  receipt: text('receipt'),
});

export type Unidentified = typeof unidentifiedPayments.$inferSelect;

export const findBankMessage = findBy(bankMessages, bankMessages.reference);

export async function insertBankMessage(tx: Tx, message: typeof bankMessages.$inferSelect): Promise<void> {
  await tx.db.insert(bankMessages).values(message);
}

export async function insertUnidentified(tx: Tx, payment: Unidentified): Promise<void> {
  await tx.db.insert(unidentifiedPayments).values(payment);
}

export async function findUnidentified(on: Reader, id: number): Promise<Unidentified | undefined> {
  return (await on.db.select().from(unidentifiedPayments).where(eq(unidentifiedPayments.id, id)))[0];
}

export async function openUnidentified(
  on: Reader,
  page: { after: number; limit: number },
): Promise<Unidentified[]> {
  return on.db
    .select()
    .from(unidentifiedPayments)
    .where(and(eq(unidentifiedPayments.status, 'OPEN'), gt(unidentifiedPayments.id, page.after)))
    .orderBy(asc(unidentifiedPayments.id))
    .limit(page.limit);
}

export async function settleUnidentified(
  tx: Tx,
  id: number,
  change: Pick<Unidentified, 'status' | 'receipt'>,
): Promise<void> {
  await tx.db.update(unidentifiedPayments).set(change).where(eq(unidentifiedPayments.id, id));
}
