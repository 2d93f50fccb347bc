import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { findBy } from '../storage/find-by.ts';
import type { Program } from './due-dates.ts';

export const releases = sqliteTable(
  'releases',
  {
    transactionNumber: text('transaction_number').primaryKey(),
    importerBn15: text('importer_bn15').notNull(),
    brokerBn9: text('broker_bn9'),
    office: text('office').notNull(),
    option: text('option').notNull(),
    mode: text('mode').notNull(),
    carrierCode: text('carrier_code').notNull(),
    cargoControlNumber: text('cargo_control_number').notNull(),
    releasedAt: text('released_at').notNull(),
    /** Whose dates the goods follow. */
    program: text('program').$type<Program>().notNull().default('commercial'),
    /** The day to which the time to account was extended in writing. */
    extendedTo: text('extended_to'),
  },
  (table) => [
    index('releases_importer').on(table.importerBn15, table.transactionNumber),
    index('releases_extended').on(table.importerBn15).where(sql`${table.extendedTo} is not null`),
    index('releases_program').on(table.program).where(sql`${table.program} <> 'commercial'`),
  ],
);

export type Release = typeof releases.$inferSelect;

export const findRelease = findBy(releases, releases.transactionNumber);

export async function insertRelease(tx: Tx, release: Release): Promise<void> {
  await tx.db.insert(releases).values(release);
}

/** Whether any goods were released under a program. */
export async function hasReleasesOf(on: Reader, program: Program): Promise<boolean> {
  const isOther = sql`${releases.program} <> 'commercial'`;
  const found = await on.db
    .select({ program: releases.program })
    .from(releases)
    .where(and(isOther, eq(releases.program, program)))
    .limit(1);
  return found.length > 0;
}

export async function setExtendedTo(tx: Tx, transactionNumber: string, extendedTo: string): Promise<void> {
  await tx.db.update(releases).set({ extendedTo }).where(eq(releases.transactionNumber, transactionNumber));
}

export async function releasesOf(
  on: Reader,
  accounts: readonly string[],
  page: { after: string; limit: number },
): Promise<Release[]> {
  return on.db
    .select()
    .from(releases)
    .where(and(inArray(releases.importerBn15, [...accounts]), gt(releases.transactionNumber, page.after)))
    .orderBy(asc(releases.transactionNumber))
    .limit(page.limit);
}
