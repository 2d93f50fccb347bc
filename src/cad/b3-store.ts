import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Tx } from '../context.ts';
import type { Cents } from '../money.ts';
import { findBy } from '../storage/find-by.ts';

/** A line of a B3, as it was accepted. */
export interface B3Line {
  classification: string;
  vfdCents: Cents;
}

/** Declarations accepted before CARM, as they were converted: read only. */
export const b3s = sqliteTable('b3s', {
  transactionNumber: text('transaction_number').primaryKey(),
  importerBn15: text('importer_bn15').notNull(),
  office: text('office').notNull(),
  accountedOn: text('accounted_on').notNull(),
  lines: text('lines', { mode: 'json' }).$type<B3Line[]>().notNull(),
  totalCents: integer('total_cents').notNull(),
});

export type B3 = typeof b3s.$inferSelect;

export const findB3 = findBy(b3s, b3s.transactionNumber);

export async function insertB3(tx: Tx, b3: B3): Promise<void> {
  await tx.db.insert(b3s).values(b3);
}
