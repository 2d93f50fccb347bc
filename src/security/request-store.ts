import { asc, desc, eq } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { nextNumber } from '../storage/next-number.ts';

export const securityRequests = sqliteTable(
  'security_requests',
  {
    id: integer('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    kind: text('kind').$type<'REDUCTION' | 'CASH_RETURN'>().notNull(),
    /** The month that the importer asks to secure, or the cash that it asks back. */
    askedCents: integer('asked_cents').notNull(),
    rationale: text('rationale').notNull(),
    state: text('state').$type<'UNDER_REVIEW' | 'GRANTED' | 'REFUSED'>().notNull(),
    askedOn: text('asked_on').notNull(),
    askedBy: text('asked_by').notNull(),
    decidedOn: text('decided_on'),
    decidedBy: text('decided_by'),
    reason: text('reason'),
  },
  (table) => [index('security_requests_account').on(table.programAccount, table.id)],
);

export type SecurityRequest = typeof securityRequests.$inferSelect;

export async function insertRequest(tx: Tx, asked: Omit<SecurityRequest, 'id'>): Promise<SecurityRequest> {
  const row = { id: await nextNumber(tx, securityRequests, securityRequests.id), ...asked };
  await tx.db.insert(securityRequests).values(row);
  return row;
}

export async function updateRequest(tx: Tx, { id, ...change }: SecurityRequest): Promise<void> {
  await tx.db.update(securityRequests).set(change).where(eq(securityRequests.id, id));
}

export async function findRequest(on: Reader, id: number): Promise<SecurityRequest | undefined> {
  return (await on.db.select().from(securityRequests).where(eq(securityRequests.id, id)))[0];
}

/** Requests of an account, newest first. */
export async function requestsOf(on: Reader, programAccount: string): Promise<SecurityRequest[]> {
  return on.db
    .select()
    .from(securityRequests)
    .where(eq(securityRequests.programAccount, programAccount))
    .orderBy(desc(securityRequests.id));
}

/** Requests that wait for an officer, the oldest first. */
export async function requestsWaiting(on: Reader, limit: number): Promise<SecurityRequest[]> {
  return on.db
    .select()
    .from(securityRequests)
    .where(eq(securityRequests.state, 'UNDER_REVIEW'))
    .orderBy(asc(securityRequests.id))
    .limit(limit);
}
