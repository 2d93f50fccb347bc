import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { findBy } from '../storage/find-by.ts';
import { insertInto } from '../storage/insert-into.ts';
import { nextNumber } from '../storage/next-number.ts';
import { prepared } from '../storage/prepared.ts';
import type { Program } from './due-dates.ts';
import type { ReleaseInput } from './report-release.ts';

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

/** What the release system holds back while it is down. */
export const releaseMessages = sqliteTable('release_messages', {
  id: integer('id').primaryKey(),
  message: text('message', { mode: 'json' }).$type<ReleaseInput>().notNull(),
  queuedAt: text('queued_at').notNull(),
});

export type ReleaseMessage = typeof releaseMessages.$inferSelect;
export type Release = typeof releases.$inferSelect;

export const findRelease = findBy(releases, releases.transactionNumber);

const insertReleaseRow = insertInto(releases);

export async function insertRelease(tx: Tx, release: Release): Promise<void> {
  await insertReleaseRow(tx, release);
}

/** Whether any goods were released under a program. */
export async function hasReleasesOf(on: Reader, program: Program): Promise<boolean> {
  return (await anyOfProgram(on, { program })).length > 0;
}

const anyOfProgram = prepared((db) =>
  db
    .select({ program: releases.program })
    .from(releases)
    // As the index says it.
    .where(and(sql`${releases.program} <> 'commercial'`, eq(releases.program, sql.placeholder('program'))))
    .limit(1),
);

export async function setExtendedTo(tx: Tx, transactionNumber: string, extendedTo: string): Promise<void> {
  await tx.db.update(releases).set({ extendedTo }).where(eq(releases.transactionNumber, transactionNumber));
}

/** Change what a release says of its goods; when they were released stays. */
export async function changeRelease(tx: Tx, { transactionNumber, ...release }: Release): Promise<void> {
  await tx.db.update(releases).set(release).where(eq(releases.transactionNumber, transactionNumber));
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

export async function queueMessage(tx: Tx, message: ReleaseInput, queuedAt: string): Promise<void> {
  const id = await nextNumber(tx, releaseMessages, releaseMessages.id);
  await tx.db.insert(releaseMessages).values({ id, message, queuedAt });
}

export async function queuedMessages(on: Reader, after: number, limit: number): Promise<ReleaseMessage[]> {
  return messagesInOrder(on, { after, limit });
}

const messagesInOrder = prepared((db) =>
  db
    .select()
    .from(releaseMessages)
    .where(gt(releaseMessages.id, sql.placeholder('after')))
    .orderBy(asc(releaseMessages.id))
    .limit(sql.placeholder('limit')),
);

export async function removeMessage(tx: Tx, id: number): Promise<void> {
  await tx.db.delete(releaseMessages).where(eq(releaseMessages.id, id));
}
