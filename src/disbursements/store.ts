import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { nextNumber } from '../storage/next-number.ts';

/** Credit on its way back to a client. */
export const disbursements = sqliteTable(
  'disbursements',
  {
    id: integer('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    amountCents: integer('amount_cents').notNull(),
    reason: text('reason').$type<'REQUESTED' | 'AUTOMATIC'>().notNull(),
    method: text('method').$type<'CHEQUE' | 'DIRECT_DEPOSIT'>().notNull(),
    institution: text('institution'),
    transit: text('transit'),
    accountNumber: text('account_number'),
    status: text('status').$type<'ORDERED' | 'PAID' | 'RETURNED'>().notNull(),
    orderedOn: text('ordered_on').notNull(),
    paysOn: text('pays_on').notNull(),
    settledOn: text('settled_on'),
    documentId: integer('document_id').notNull(),
  },
  (table) => [index('disbursements_account').on(table.programAccount, table.id)],
);

export type Disbursement = typeof disbursements.$inferSelect;

export async function insertDisbursement(
  tx: Tx,
  disbursement: Omit<Disbursement, 'id'>,
): Promise<Disbursement> {
  const id = await nextNumber(tx, disbursements, disbursements.id);
  await tx.db.insert(disbursements).values({ id, ...disbursement });
  return { id, ...disbursement };
}

export async function findDisbursement(on: Reader, id: number): Promise<Disbursement | undefined> {
  return (await on.db.select().from(disbursements).where(eq(disbursements.id, id)))[0];
}

export async function settleDisbursement(
  tx: Tx,
  disbursement: Disbursement,
  change: Pick<Disbursement, 'status' | 'settledOn'>,
): Promise<Disbursement> {
  await tx.db.update(disbursements).set(change).where(eq(disbursements.id, disbursement.id));
  return { ...disbursement, ...change };
}

export async function disbursementsOf(
  on: Reader,
  programAccount: string,
  page: { after: number; limit: number },
): Promise<Disbursement[]> {
  return on.db
    .select()
    .from(disbursements)
    .where(and(eq(disbursements.programAccount, programAccount), gt(disbursements.id, page.after)))
    .orderBy(asc(disbursements.id))
    .limit(page.limit);
}

/** Ordered, and their day has come. */
export async function disbursementsDue(
  on: Reader,
  today: string,
  page: { after: number; limit: number },
): Promise<Disbursement[]> {
  const isDue = and(eq(disbursements.status, 'ORDERED'), lte(disbursements.paysOn, today));
  return on.db
    .select()
    .from(disbursements)
    .where(and(isDue, gt(disbursements.id, page.after)))
    .orderBy(asc(disbursements.id))
    .limit(page.limit);
}
