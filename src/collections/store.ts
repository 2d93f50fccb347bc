import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { nextNumber } from '../storage/next-number.ts';

/**
 * What a client is told of overdue debt, in this order: with the notice of arrears the Canada Revenue Agency collects,
 * then security is called on, and at last legal action is allowed.
 */
export const collectionSteps = ['REMINDER', 'WARNING', 'ARREARS', 'SECURITY_DEMAND', 'LEGAL_ACTION'] as const;

export type CollectionStep = (typeof collectionSteps)[number];

/** Overdue debt of an account that is collected, until it is paid. */
export const collections = sqliteTable(
  'collections',
  {
    programAccount: text('program_account').notNull(),
    openedOn: text('opened_on').notNull(),
    step: text('step').$type<CollectionStep>().notNull(),
    stepOn: text('step_on').notNull(),
    /** As the last step told it. */
    overdueCents: integer('overdue_cents').notNull(),
    closedOn: text('closed_on'),
  },
  (table) => [primaryKey({ columns: [table.programAccount, table.openedOn] })],
);

export const writeOffs = sqliteTable(
  'write_offs',
  {
    id: integer('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    documents: text('documents', { mode: 'json' }).$type<number[]>().notNull(),
    amountCents: integer('amount_cents').notNull(),
    reason: text('reason').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedOn: text('requested_on').notNull(),
    status: text('status').$type<'REQUESTED' | 'APPROVED' | 'REFUSED' | 'REVERSED'>().notNull(),
    decidedBy: text('decided_by'),
    decidedOn: text('decided_on'),
    documentId: integer('document_id'),
  },
  (table) => [index('write_offs_account').on(table.programAccount, table.id)],
);

export type Collection = typeof collections.$inferSelect;
export type WriteOff = typeof writeOffs.$inferSelect;

export async function insertCollection(tx: Tx, collection: Collection): Promise<void> {
  await tx.db.insert(collections).values(collection);
}

export async function changeCollection(
  tx: Tx,
  { programAccount, openedOn }: Collection,
  change: Partial<Collection>,
): Promise<void> {
  const isThis = and(eq(collections.programAccount, programAccount), eq(collections.openedOn, openedOn));
  await tx.db.update(collections).set(change).where(isThis);
}

/** Newest first. */
export async function collectionsOf(on: Reader, programAccount: string): Promise<Collection[]> {
  return on.db
    .select()
    .from(collections)
    .where(eq(collections.programAccount, programAccount))
    .orderBy(desc(collections.openedOn));
}

/** Collections that go on, by account: one for each. */
export async function openCollections(
  on: Reader,
  page: { after: string; limit: number },
): Promise<Collection[]> {
  return on.db
    .select()
    .from(collections)
    .where(and(isNull(collections.closedOn), gt(collections.programAccount, page.after)))
    .orderBy(asc(collections.programAccount))
    .limit(page.limit);
}

export async function insertWriteOff(tx: Tx, writeOff: Omit<WriteOff, 'id'>): Promise<WriteOff> {
  const id = await nextNumber(tx, writeOffs, writeOffs.id);
  await tx.db.insert(writeOffs).values({ id, ...writeOff });
  return { id, ...writeOff };
}

export async function findWriteOff(on: Reader, id: number): Promise<WriteOff | undefined> {
  return (await on.db.select().from(writeOffs).where(eq(writeOffs.id, id)))[0];
}

export async function changeWriteOff(
  tx: Tx,
  writeOff: WriteOff,
  change: Partial<WriteOff>,
): Promise<WriteOff> {
  await tx.db.update(writeOffs).set(change).where(eq(writeOffs.id, writeOff.id));
  return { ...writeOff, ...change };
}

export async function writeOffsAfter(
  on: Reader,
  page: { after: number; limit: number },
): Promise<WriteOff[]> {
  return on.db
    .select()
    .from(writeOffs)
    .where(gt(writeOffs.id, page.after))
    .orderBy(asc(writeOffs.id))
    .limit(page.limit);
}

/** Write-offs that wait for a second officer, the oldest first. */
export async function writeOffsWaiting(on: Reader, limit: number): Promise<WriteOff[]> {
  return on.db
    .select()
    .from(writeOffs)
    .where(eq(writeOffs.status, 'REQUESTED'))
    .orderBy(asc(writeOffs.id))
    .limit(limit);
}

/** Write-offs of an account, newest first. */
export async function writeOffsOf(on: Reader, programAccount: string): Promise<WriteOff[]> {
  return on.db
    .select()
    .from(writeOffs)
    .where(eq(writeOffs.programAccount, programAccount))
    .orderBy(desc(writeOffs.id))
    .limit(100);
}
