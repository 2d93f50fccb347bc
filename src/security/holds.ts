import { eq, sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Tx } from '../context.ts';
import { findBy } from '../storage/find-by.ts';
import { prepared } from '../storage/prepared.ts';

/** Security set aside for an amount in dispute. */
export const securityHolds = sqliteTable(
  'security_holds',
  {
    caseId: text('case_id').primaryKey(),
    programAccount: text('program_account').notNull(),
    transactionNumber: text('transaction_number').notNull(),
    amountCents: integer('amount_cents').notNull(),
    heldOn: text('held_on').notNull(),
    releasedOn: text('released_on'),
  },
  (table) => [index('security_holds_account').on(table.programAccount)],
);

export type SecurityHold = typeof securityHolds.$inferSelect;

export async function insertHold(tx: Tx, hold: SecurityHold): Promise<void> {
  await tx.db.insert(securityHolds).values(hold);
}

export async function setReleased(tx: Tx, caseId: string, releasedOn: string): Promise<void> {
  await tx.db.update(securityHolds).set({ releasedOn }).where(eq(securityHolds.caseId, caseId));
}

export const findHold = findBy(securityHolds, securityHolds.caseId);

const ofAccount = prepared((db) =>
  db
    .select()
    .from(securityHolds)
    .where(eq(securityHolds.programAccount, sql.placeholder('programAccount'))),
);

/** All that was ever set aside of an account's security. */
export async function holdsOf(
  on: Parameters<typeof ofAccount>[0],
  programAccount: string,
): Promise<SecurityHold[]> {
  return ofAccount(on, { programAccount });
}

/** The declarations for whose amounts security is set aside now. */
export async function securedDisputes(
  on: Parameters<typeof ofAccount>[0],
  programAccount: string,
): Promise<ReadonlySet<string>> {
  const holds = await ofAccount(on, { programAccount });
  return new Set(holds.filter((hold) => hold.releasedOn === null).map((hold) => hold.transactionNumber));
}
