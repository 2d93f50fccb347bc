import { eq } from 'drizzle-orm';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Tx } from '../context.ts';
import { findBy } from '../storage/find-by.ts';

/** Accounts whose debt the Canada Revenue Agency collects. */
export const referrals = sqliteTable('referrals', {
  programAccount: text('program_account').primaryKey(),
  referredOn: text('referred_on').notNull(),
});

export const findReferral = findBy(referrals, referrals.programAccount);

export async function refer(tx: Tx, programAccount: string, referredOn: string): Promise<void> {
  await tx.db.insert(referrals).values({ programAccount, referredOn });
}

export async function withdrawReferral(tx: Tx, programAccount: string): Promise<void> {
  await tx.db.delete(referrals).where(eq(referrals.programAccount, programAccount));
}
