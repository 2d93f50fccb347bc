import { asc, desc, eq } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { nextNumber } from '../storage/next-number.ts';

export const securityReductions = sqliteTable(
  'security_reductions',
  {
    id: integer('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    /** The month that the importer asks to secure. */
    askedCents: integer('asked_cents').notNull(),
    rationale: text('rationale').notNull(),
    state: text('state').$type<'UNDER_REVIEW' | 'GRANTED' | 'REFUSED'>().notNull(),
    askedOn: text('asked_on').notNull(),
    askedBy: text('asked_by').notNull(),
    decidedOn: text('decided_on'),
    decidedBy: text('decided_by'),
    reason: text('reason'),
  },
  (table) => [index('security_reductions_account').on(table.programAccount, table.id)],
);

export type Reduction = typeof securityReductions.$inferSelect;

export async function insertReduction(tx: Tx, asked: Omit<Reduction, 'id'>): Promise<Reduction> {
  const row = { id: await nextNumber(tx, securityReductions, securityReductions.id), ...asked };
  await tx.db.insert(securityReductions).values(row);
  return row;
}

export async function updateReduction(tx: Tx, { id, ...change }: Reduction): Promise<void> {
  await tx.db.update(securityReductions).set(change).where(eq(securityReductions.id, id));
}

export async function findReduction(on: Reader, id: number): Promise<Reduction | undefined> {
  return (await on.db.select().from(securityReductions).where(eq(securityReductions.id, id)))[0];
}

/** Requests of an account, newest first. */
export async function reductionsAskedBy(on: Reader, programAccount: string): Promise<Reduction[]> {
  return on.db
    .select()
    .from(securityReductions)
    .where(eq(securityReductions.programAccount, programAccount))
    .orderBy(desc(securityReductions.id));
}

/** Requests that wait for an officer, the oldest first. */
export async function reductionsWaiting(on: Reader, limit: number): Promise<Reduction[]> {
  return on.db
    .select()
    .from(securityReductions)
    .where(eq(securityReductions.state, 'UNDER_REVIEW'))
    .orderBy(asc(securityReductions.id))
    .limit(limit);
}
