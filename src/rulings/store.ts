import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';
import { nextNumber } from '../storage/next-number.ts';

export const rulingKinds = ['TARIFF', 'ORIGIN', 'VALUATION', 'OTHER'] as const;

export const rulingStatuses = [
  'SUBMITTED',
  'ASSIGNED',
  'INFORMATION_REQUIRED',
  'DECIDED',
  'WITHDRAWN',
] as const;

export type RulingStatus = (typeof rulingStatuses)[number];

/** Requests for rulings before goods are imported, and what the CBSA ruled. */
export const rulings = sqliteTable(
  'rulings',
  {
    id: integer('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    kind: text('kind').$type<(typeof rulingKinds)[number]>().notNull(),
    goods: text('goods').notNull(),
    details: text('details').notNull(),
    portOfEntry: text('port_of_entry').notNull(),
    /** An earlier ruling, review or appeal about the goods. */
    earlierReference: text('earlier_reference').notNull(),
    wasImportedBefore: integer('was_imported_before', { mode: 'boolean' }).notNull(),
    isContinuing: integer('is_continuing', { mode: 'boolean' }).notNull(),
    consentsToPublish: integer('consents_to_publish', { mode: 'boolean' }).notNull(),
    status: text('status').$type<RulingStatus>().notNull(),
    askedOn: text('asked_on').notNull(),
    askedBy: text('asked_by').notNull(),
    assignedTo: text('assigned_to'),
    question: text('question'),
    answer: text('answer'),
    decision: text('decision'),
    decidedOn: text('decided_on'),
  },
  (table) => [
    index('rulings_account').on(table.programAccount, table.id),
    index('rulings_status').on(table.status, table.id),
  ],
);

export type Ruling = typeof rulings.$inferSelect;

export async function insertRuling(tx: Tx, ruling: Omit<Ruling, 'id'>): Promise<Ruling> {
  const kept = { id: await nextNumber(tx, rulings, rulings.id), ...ruling };
  await tx.db.insert(rulings).values(kept);
  return kept;
}

export async function changeRuling(tx: Tx, id: number, change: Partial<Ruling>): Promise<void> {
  await tx.db.update(rulings).set(change).where(eq(rulings.id, id));
}

export async function rulingBy(on: Reader, id: number): Promise<Ruling> {
  const [ruling] = await on.db.select().from(rulings).where(eq(rulings.id, id));
  if (ruling === undefined) throw new NotFound({ en: 'Ruling', fr: 'La décision anticipée' }, String(id));
  return ruling;
}

/** Rulings of an account, newest first. */
export async function rulingsOf(on: Reader, programAccount: string): Promise<Ruling[]> {
  return on.db
    .select()
    .from(rulings)
    .where(eq(rulings.programAccount, programAccount))
    .orderBy(desc(rulings.id))
    .limit(200);
}

/** What waits for an officer, oldest first. */
export async function rulingsWaiting(on: Reader): Promise<Ruling[]> {
  return on.db
    .select()
    .from(rulings)
    .where(inArray(rulings.status, ['SUBMITTED', 'ASSIGNED']))
    .orderBy(asc(rulings.id))
    .limit(200);
}

/** What was ruled and may be read by everybody. */
export async function publishedRulings(on: Reader): Promise<Ruling[]> {
  return on.db
    .select()
    .from(rulings)
    .where(and(eq(rulings.status, 'DECIDED'), eq(rulings.consentsToPublish, true)))
    .orderBy(desc(rulings.decidedOn), desc(rulings.id))
    .limit(200);
}
