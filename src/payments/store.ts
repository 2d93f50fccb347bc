import { and, asc, eq, gt, gte, lte, sum } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import type { Cents } from '../money.ts';

export const payments = sqliteTable(
  'payments',
  {
    /** Receipt number. */
    id: text('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    channel: text('channel').notNull(),
    amountCents: integer('amount_cents').notNull(),
    valueOn: text('value_on').notNull(),
    receivedAt: text('received_at').notNull(),
    documentId: integer('document_id').notNull(),
    chosen: text('chosen', { mode: 'json' }).$type<string[]>().notNull(),
  },
  (table) => [index('payments_account').on(table.programAccount, table.id)],
);

export type Payment = typeof payments.$inferSelect;

export async function insertPayment(tx: Tx, payment: Payment): Promise<void> {
  await tx.db.insert(payments).values(payment);
}

export async function findPayment(on: Reader, id: string): Promise<Payment | undefined> {
  return (await on.db.select().from(payments).where(eq(payments.id, id)))[0];
}

export async function paymentsOf(
  on: Reader,
  programAccount: string,
  page: { after: string; limit: number },
): Promise<Payment[]> {
  return on.db
    .select()
    .from(payments)
    .where(and(eq(payments.programAccount, programAccount), gt(payments.id, page.after)))
    .orderBy(asc(payments.id))
    .limit(page.limit);
}

/** What an account paid by a channel between two dates, in cents. */
export async function paidBy(
  on: Reader,
  programAccount: string,
  channel: string,
  period: { start: string; end: string },
): Promise<Cents> {
  const [row] = await on.db
    .select({ total: sum(payments.amountCents) })
    .from(payments)
    .where(
      and(
        eq(payments.programAccount, programAccount),
        eq(payments.channel, channel),
        gte(payments.valueOn, period.start),
        lte(payments.valueOn, period.end),
      ),
    );
  return Number(row?.total ?? 0);
}
