import { and, asc, countDistinct, desc, eq, gt, gte, inArray, lt, lte, sql, sum } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import type { Cents } from '../money.ts';
import { insertInto } from '../storage/insert-into.ts';
import { prepared } from '../storage/prepared.ts';
import type { PaymentChannel } from './types.ts';

export const payments = sqliteTable(
  'payments',
  {
    /** Receipt number. */
    id: text('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    channel: text('channel').$type<PaymentChannel>().notNull(),
    amountCents: integer('amount_cents').notNull(),
    valueOn: text('value_on').notNull(),
    receivedAt: text('received_at').notNull(),
    documentId: integer('document_id').notNull(),
    chosen: text('chosen', { mode: 'json' }).$type<string[]>().notNull(),
    /** Who paid, where it was not the business itself. */
    payerBn9: text('payer_bn9'),
    /** Payments that were made as one. */
    groupId: text('group_id'),
    /** The receipt of a payment that seems to be this one. */
    duplicateOf: text('duplicate_of'),
  },
  (table) => [index('payments_account').on(table.programAccount, table.id)],
);

/** Taken and not yet posted; posted, a payment keeps its receipt number. */
export const paymentsInTransit = sqliteTable(
  'payments_in_transit',
  {
    id: text('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    channel: text('channel').$type<PaymentChannel>().notNull(),
    amountCents: integer('amount_cents').notNull(),
    valueOn: text('value_on').notNull(),
    receivedAt: text('received_at').notNull(),
    postsOn: text('posts_on').notNull(),
    chosen: text('chosen', { mode: 'json' }).$type<string[]>().notNull(),
    payerBn9: text('payer_bn9'),
    groupId: text('group_id'),
    duplicateOf: text('duplicate_of'),
  },
  (table) => [index('payments_in_transit_account').on(table.programAccount, table.id)],
);

export type Payment = typeof payments.$inferSelect;
export type PaymentInTransit = typeof paymentsInTransit.$inferSelect;
/** Posted or not. */
export type TakenPayment = Payment | PaymentInTransit;

const insertPaymentRow = insertInto(payments);

export async function insertPayment(tx: Tx, payment: Payment): Promise<void> {
  await insertPaymentRow(tx, payment);
}

export async function findPayment(on: Reader, id: string): Promise<Payment | undefined> {
  return (await on.db.select().from(payments).where(eq(payments.id, id)))[0];
}

export async function insertInTransit(tx: Tx, payment: PaymentInTransit): Promise<void> {
  await tx.db.insert(paymentsInTransit).values(payment);
}

export async function findInTransit(on: Reader, id: string): Promise<PaymentInTransit | undefined> {
  return (await on.db.select().from(paymentsInTransit).where(eq(paymentsInTransit.id, id)))[0];
}

export async function removeInTransit(tx: Tx, id: string): Promise<void> {
  await tx.db.delete(paymentsInTransit).where(eq(paymentsInTransit.id, id));
}

const inTransitOfAccount = prepared((db) =>
  db
    .select()
    .from(paymentsInTransit)
    .where(eq(paymentsInTransit.programAccount, sql.placeholder('programAccount')))
    .orderBy(asc(paymentsInTransit.id)),
);

export async function inTransitOf(on: Reader, programAccount: string): Promise<PaymentInTransit[]> {
  return inTransitOfAccount(on, { programAccount });
}

/** Payments whose day to be posted has come, by receipt. */
export async function inTransitDue(
  on: Reader,
  today: string,
  page: { after: string; limit: number },
): Promise<PaymentInTransit[]> {
  return on.db
    .select()
    .from(paymentsInTransit)
    .where(and(lte(paymentsInTransit.postsOn, today), gt(paymentsInTransit.id, page.after)))
    .orderBy(asc(paymentsInTransit.id))
    .limit(page.limit);
}

/** Payments into an account by receipt, posted or in transit. */
export async function paymentsOf(
  on: Reader,
  programAccount: string,
  page: { after: string; limit: number },
): Promise<TakenPayment[]> {
  const found: TakenPayment[] = [];
  for (const table of [payments, paymentsInTransit]) {
    const rows = await on.db
      .select()
      .from(table)
      .where(and(eq(table.programAccount, programAccount), gt(table.id, page.after)))
      .orderBy(asc(table.id))
      .limit(page.limit);
    found.push(...rows);
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, page.limit);
}

/** Payments into an account by receipt, posted or in transit, newest first, from before a receipt on. */
export async function paymentsBefore(
  on: Reader,
  programAccount: string,
  page: { before: string; limit: number },
): Promise<TakenPayment[]> {
  const found: TakenPayment[] = [];
  for (const table of [payments, paymentsInTransit]) {
    const rows = await on.db
      .select()
      .from(table)
      .where(and(eq(table.programAccount, programAccount), lt(table.id, page.before)))
      .orderBy(desc(table.id))
      .limit(page.limit);
    found.push(...rows);
  }
  return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, page.limit);
}

/** The receipts of payments into an account, by the documents that posted them. */
export async function receiptsOf(
  on: Reader,
  programAccount: string,
  documentIds: readonly number[],
): Promise<Map<number, string>> {
  const rows = await on.db
    .select({ id: payments.id, documentId: payments.documentId })
    .from(payments)
    .where(and(eq(payments.programAccount, programAccount), inArray(payments.documentId, [...documentIds])));
  return new Map(rows.map((row) => [row.documentId, row.id]));
}

/** The newest payments that were posted into an account, so many, newest first. */
export async function newestPayments(on: Reader, programAccount: string, count: number): Promise<Payment[]> {
  return on.db
    .select()
    .from(payments)
    .where(eq(payments.programAccount, programAccount))
    .orderBy(desc(payments.receivedAt), desc(payments.id))
    .limit(count);
}

/** What an account paid by a channel between two dates, in cents, posted or in transit. */
export async function paidBy(
  on: Reader,
  programAccount: string,
  channel: PaymentChannel,
  period: { start: string; end: string },
): Promise<Cents> {
  let paid = 0;
  for (const table of [payments, paymentsInTransit]) {
    const [row] = await on.db
      .select({ total: sum(table.amountCents) })
      .from(table)
      .where(
        and(
          eq(table.programAccount, programAccount),
          eq(table.channel, channel),
          gte(table.valueOn, period.start),
          lte(table.valueOn, period.end),
        ),
      );
    paid += Number(row?.total ?? 0);
  }
  return paid;
}

/** The newest payment of one amount into an account since a day, posted or in transit. */
export async function latestOfAmount(
  on: Reader,
  { programAccount, amountCents, since }: { programAccount: string; amountCents: Cents; since: string },
): Promise<string | undefined> {
  for (const table of [paymentsInTransit, payments]) {
    const [row] = await on.db
      .select({ id: table.id })
      .from(table)
      .where(
        and(
          eq(table.programAccount, programAccount),
          eq(table.amountCents, amountCents),
          gte(table.valueOn, since),
        ),
      )
      .orderBy(desc(table.id))
      .limit(1);
    if (row !== undefined) return row.id;
  }
  return undefined;
}

/** How many times several payments were made as one. */
export async function countGroups(on: Reader): Promise<number> {
  const [posted] = await on.db.select({ groups: countDistinct(payments.groupId) }).from(payments);
  const [waiting] = await on.db
    .select({ groups: countDistinct(paymentsInTransit.groupId) })
    .from(paymentsInTransit);
  return Number(posted!.groups) + Number(waiting!.groups);
}
