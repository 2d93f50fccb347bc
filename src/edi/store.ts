import { and, asc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { nextNumber } from '../storage/next-number.ts';
import { prepared } from '../storage/prepared.ts';
import type { Syntax } from './interchange.ts';
import type { InterchangeOutcome } from './outcome.ts';

/** RECEIVED is not answered yet: sent again, it is gone on with. */
export type InterchangeState = 'RECEIVED' | 'ANSWERED' | 'DUPLICATE';

export const ediInterchanges = sqliteTable(
  'edi_interchanges',
  {
    id: integer('id').primaryKey(),
    /** The business that sent it; for the CBSA and the trainer the credential. */
    party: text('party').notNull(),
    syntax: text('syntax').$type<Syntax>().notNull(),
    sender: text('sender').notNull(),
    reference: text('reference').notNull(),
    receivedAt: text('received_at').notNull(),
    content: text('content').notNull(),
    contentHash: text('content_hash').notNull(),
    state: text('state').$type<InterchangeState>().notNull(),
    answer: text('answer'),
    outcomes: text('outcomes', { mode: 'json' }).$type<InterchangeOutcome>().notNull(),
    duplicateOf: integer('duplicate_of'),
  },
  (table) => [index('edi_interchanges_party').on(table.party, table.reference)],
);

export type Interchange = typeof ediInterchanges.$inferSelect;

export type OutboundKind = 'RESPONSE' | 'DAILY_NOTICE' | 'STATEMENT' | 'CHANGE';

export const ediOutbox = sqliteTable(
  'edi_outbox',
  {
    id: integer('id').primaryKey(),
    party: text('party').notNull(),
    kind: text('kind').$type<OutboundKind>().notNull(),
    about: text('about').notNull(),
    syntax: text('syntax').$type<Syntax>().notNull(),
    content: text('content').notNull(),
    createdAt: text('created_at').notNull(),
    acknowledgedAt: text('acknowledged_at'),
  },
  (table) => [index('edi_outbox_party').on(table.party, table.id)],
);

export type Outbound = typeof ediOutbox.$inferSelect;

/** What an account has asked to be sent. */
export const ediTransmissions = sqliteTable('edi_transmissions', {
  programAccount: text('program_account').primaryKey(),
  party: text('party').notNull(),
  syntax: text('syntax').$type<Syntax>().notNull(),
  statements: integer('statements', { mode: 'boolean' }).notNull(),
  dailyNotices: integer('daily_notices', { mode: 'boolean' }).notNull(),
  askedOn: text('asked_on').notNull(),
  /** The last event of which it was told what the CBSA changed; none where it did not ask. */
  changesAfter: integer('changes_after'),
});

export type Transmission = typeof ediTransmissions.$inferSelect;

/** The interchange of a party with this reference, as it came first. */
export async function firstWithReference(
  on: Reader,
  party: string,
  reference: string,
): Promise<Interchange | undefined> {
  const [found] = await on.db
    .select()
    .from(ediInterchanges)
    .where(
      and(
        eq(ediInterchanges.party, party),
        eq(ediInterchanges.reference, reference),
        ne(ediInterchanges.state, 'DUPLICATE'),
      ),
    )
    .orderBy(asc(ediInterchanges.id))
    .limit(1);
  return found;
}

export async function insertInterchange(tx: Tx, row: Omit<Interchange, 'id'>): Promise<Interchange> {
  const kept = { ...row, id: await nextNumber(tx, ediInterchanges, ediInterchanges.id) };
  await tx.db.insert(ediInterchanges).values(kept);
  return kept;
}

export async function answerInterchange(
  tx: Tx,
  id: number,
  change: Pick<Interchange, 'state' | 'answer' | 'outcomes'>,
): Promise<void> {
  await tx.db.update(ediInterchanges).set(change).where(eq(ediInterchanges.id, id));
}

export async function findInterchange(on: Reader, id: number): Promise<Interchange | undefined> {
  return (await on.db.select().from(ediInterchanges).where(eq(ediInterchanges.id, id)))[0];
}

/** Interchanges of one party, or of all. */
export async function interchangesOf(
  on: Reader,
  party: string | undefined,
  page: { after: number; limit: number },
): Promise<Interchange[]> {
  const isOfParty = party === undefined ? undefined : eq(ediInterchanges.party, party);
  return on.db
    .select()
    .from(ediInterchanges)
    .where(and(gt(ediInterchanges.id, page.after), isOfParty))
    .orderBy(asc(ediInterchanges.id))
    .limit(page.limit);
}

/** Keep a message for a partner; its text may name the reference that it is given here. */
export async function insertOutbound(
  tx: Tx,
  row: Omit<Outbound, 'id' | 'content' | 'acknowledgedAt'>,
  content: (reference: string) => string,
): Promise<Outbound> {
  const id = await nextNumber(tx, ediOutbox, ediOutbox.id);
  const reference = `CARM${String(id).padStart(9, '0')}`;
  const kept = { ...row, id, content: content(reference), acknowledgedAt: null };
  await tx.db.insert(ediOutbox).values(kept);
  return kept;
}

export async function findOutbound(on: Reader, id: number): Promise<Outbound | undefined> {
  return (await on.db.select().from(ediOutbox).where(eq(ediOutbox.id, id)))[0];
}

export async function outboxOf(
  on: Reader,
  party: string | undefined,
  page: { after: number; limit: number; onlyNew: boolean },
): Promise<Outbound[]> {
  return on.db
    .select()
    .from(ediOutbox)
    .where(
      and(
        gt(ediOutbox.id, page.after),
        party === undefined ? undefined : eq(ediOutbox.party, party),
        page.onlyNew ? isNull(ediOutbox.acknowledgedAt) : undefined,
      ),
    )
    .orderBy(asc(ediOutbox.id))
    .limit(page.limit);
}

export async function setAcknowledged(tx: Tx, id: number, acknowledgedAt: string): Promise<void> {
  await tx.db.update(ediOutbox).set({ acknowledgedAt }).where(eq(ediOutbox.id, id));
}

export async function putTransmission(tx: Tx, row: Transmission): Promise<void> {
  await tx.db
    .insert(ediTransmissions)
    .values(row)
    .onConflictDoUpdate({ target: ediTransmissions.programAccount, set: row });
}

export async function findTransmission(on: Reader, account: string): Promise<Transmission | undefined> {
  const isThis = eq(ediTransmissions.programAccount, account);
  return (await on.db.select().from(ediTransmissions).where(isThis))[0];
}

/** What accounts have asked for, by their numbers, a part at a time. */
export async function transmissionsAfter(on: Reader, after: string, limit: number): Promise<Transmission[]> {
  return transmissionsInOrder(on, { after, limit });
}

const transmissionsInOrder = prepared((db) =>
  db
    .select()
    .from(ediTransmissions)
    .where(gt(ediTransmissions.programAccount, sql.placeholder('after')))
    .orderBy(asc(ediTransmissions.programAccount))
    .limit(sql.placeholder('limit')),
);
