import { count } from 'drizzle-orm';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { findBy } from '../storage/find-by.ts';

/** The register of the Canada Revenue Agency, as far as the simulation has one: the numbers that it issued here. */
export const businessNumbers = sqliteTable('business_numbers', {
  bn9: text('bn9').primaryKey(),
  legalName: text('legal_name').notNull(),
  issuedOn: text('issued_on').notNull(),
});

export type BusinessNumberRecord = typeof businessNumbers.$inferSelect;

export const findBusinessNumber = findBy(businessNumbers, businessNumbers.bn9);

export async function insertBusinessNumber(tx: Tx, issued: BusinessNumberRecord): Promise<void> {
  await tx.db.insert(businessNumbers).values(issued);
}

export async function countBusinessNumbers(on: Reader): Promise<number> {
  const [row] = await on.db.select({ issued: count() }).from(businessNumbers);
  return Number(row!.issued);
}
