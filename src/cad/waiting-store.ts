import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Channel, Reader, Tx } from '../context.ts';
import { findBy } from '../storage/find-by.ts';
import { prepared } from '../storage/prepared.ts';
import type { Finding } from './findings.ts';
import type { CadInput, WaitingCad } from './types.ts';

/** Declarations that were filed and wait for a rate, or were refused once there was one. Accepted ones are in `cads`. */
export const waitingCads = sqliteTable(
  'waiting_cads',
  {
    transactionNumber: text('transaction_number').primaryKey(),
    importerBn15: text('importer_bn15').notNull(),
    status: text('status').$type<WaitingCad['status']>().notNull(),
    filedBy: text('filed_by').notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    filedOn: text('filed_on').notNull(),
    isLate: integer('is_late', { mode: 'boolean' }).notNull(),
    declared: text('declared', { mode: 'json' }).$type<CadInput>().notNull(),
    findings: text('findings', { mode: 'json' }).$type<Finding[]>().notNull(),
  },
  (table) => [index('waiting_cads_importer').on(table.importerBn15, table.transactionNumber)],
);

export const findFiled = findBy(waitingCads, waitingCads.transactionNumber);

/** Keep one; what was refused under its number before is forgotten. */
export async function putWaiting(tx: Tx, waiting: WaitingCad): Promise<void> {
  await tx.db
    .insert(waitingCads)
    .values(waiting)
    .onConflictDoUpdate({ target: waitingCads.transactionNumber, set: waiting });
}

export async function removeWaiting(tx: Tx, transactionNumber: string): Promise<void> {
  await tx.db.delete(waitingCads).where(eq(waitingCads.transactionNumber, transactionNumber));
}

const allWaiting = prepared((db) =>
  db
    .select()
    .from(waitingCads)
    .where(
      and(
        eq(waitingCads.status, 'WAITING_FOR_RATE'),
        gt(waitingCads.transactionNumber, sql.placeholder('after')),
      ),
    )
    .orderBy(asc(waitingCads.transactionNumber))
    .limit(sql.placeholder('limit')),
);

/** What waits, by number, a part at a time; of all accounts, or of some. */
export async function waitingAfter(
  on: Reader,
  page: { after: string; limit: number },
  accounts?: readonly string[],
): Promise<WaitingCad[]> {
  if (accounts === undefined) return allWaiting(on, page);
  return on.db
    .select()
    .from(waitingCads)
    .where(
      and(
        eq(waitingCads.status, 'WAITING_FOR_RATE'),
        gt(waitingCads.transactionNumber, page.after),
        inArray(waitingCads.importerBn15, [...accounts]),
      ),
    )
    .orderBy(asc(waitingCads.transactionNumber))
    .limit(page.limit);
}
