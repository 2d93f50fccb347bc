import { hash } from 'node:crypto';
import { and, asc, desc, eq, gt, inArray, isNull, like, lt, ne, or, sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Context, Reader, Tx } from '../context.ts';
import { insertInto } from './insert-into.ts';
import { prepared } from './prepared.ts';

/** The journal: everything that happens, each event chained to the one before by its hash. */
export const events = sqliteTable(
  'events',
  {
    seq: integer('seq').primaryKey(),
    simulatedAt: text('simulated_at').notNull(),
    realAt: text('real_at').notNull(),
    actor: text('actor').notNull(),
    onBehalfOf: text('on_behalf_of'),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    outcome: text('outcome').notNull(),
    detail: text('detail').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    index('events_told')
      .on(table.onBehalfOf, table.seq)
      .where(sql`${table.action} <> 'cad.accepted' and ${table.action} <> 'release.reported'`),
  ],
);

export type Event = typeof events.$inferSelect;

export interface Happening {
  /** What was done, such as `cad.accepted`. */
  action: string;
  /** To what: a transaction number, a program account. */
  subject: string;
  onBehalfOf?: string;
  outcome?: string;
  detail?: Record<string, unknown>;
}

const genesis = { seq: 0, hash: '0'.repeat(64) };

const lastEvent = prepared((db) =>
  db.select({ seq: events.seq, hash: events.hash }).from(events).orderBy(desc(events.seq)).limit(1),
);

const insertEvent = insertInto(events);

/** Append one event to the journal. */
export async function record(tx: Tx, ctx: Context, happening: Happening): Promise<void> {
  const last =
    (tx.memo.get('last event') as typeof genesis | undefined) ?? (await lastEvent(tx))[0] ?? genesis;
  const event = {
    seq: last.seq + 1,
    simulatedAt: ctx.clock.now(),
    realAt: realAt(tx, ctx),
    actor: ctx.actor.id,
    onBehalfOf: happening.onBehalfOf ?? null,
    action: happening.action,
    subject: happening.subject,
    outcome: happening.outcome ?? 'done',
    detail: JSON.stringify(happening.detail ?? {}),
  };
  const chained = { ...event, hash: hashOf(event, last.hash) };
  await insertEvent(tx, chained);
  tx.memo.set('last event', chained);
}

/** Asked once a group of works: they are committed together. */
function realAt(tx: Tx, ctx: Context): string {
  const asked = (tx.memo.get('real time') as string | undefined) ?? ctx.clock.realNow();
  tx.memo.set('real time', asked);
  return asked;
}

/** The hash that chains an event: over all its fields and the hash of the one before. */
export function hashOf(event: Omit<Event, 'hash'>, previousHash: string): string {
  return hash(
    'sha256',
    JSON.stringify([
      event.seq,
      event.simulatedAt,
      event.realAt,
      event.actor,
      event.onBehalfOf,
      event.action,
      event.subject,
      event.outcome,
      event.detail,
      previousHash,
    ]),
  );
}

/** Events in their order, a page at a time, so that a long journal needs little memory. */
export async function* eventsInOrder(on: Reader, pageSize = 5000): AsyncGenerator<Event> {
  yield* eventsAfter(on, 0, pageSize);
}

/** Events that follow one, in their order. */
export async function* eventsAfter(on: Reader, seq: number, pageSize = 5000): AsyncGenerator<Event> {
  for (let after = seq; ; ) {
    const page = await on.db
      .select()
      .from(events)
      .where(gt(events.seq, after))
      .orderBy(asc(events.seq))
      .limit(pageSize);
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.seq;
  }
}

/** Some of what was done for an account since an event, but for releases and acceptances, in its order. */
export async function eventsFor(
  on: Reader,
  { account, after, actions }: { account: string; after: number; actions: readonly string[] },
): Promise<Event[]> {
  return on.db
    .select()
    .from(events)
    .where(
      and(
        eq(events.onBehalfOf, account),
        gt(events.seq, after),
        // As the index says it.
        ne(events.action, 'cad.accepted'),
        ne(events.action, 'release.reported'),
        inArray(events.action, [...actions]),
      ),
    )
    .orderBy(asc(events.seq));
}

/** The newest events, or those before one of them, newest first. */
export async function newestEvents(on: Reader, before: number, limit: number): Promise<Event[]> {
  return on.db
    .select()
    .from(events)
    .where(before > 0 ? lt(events.seq, before) : undefined)
    .orderBy(desc(events.seq))
    .limit(limit);
}

export async function findEvent(on: Reader, seq: number): Promise<Event | undefined> {
  return (await on.db.select().from(events).where(eq(events.seq, seq)))[0];
}

/** The number of the newest event; nothing happened yet: 0. */
export async function lastSeq(on: Reader): Promise<number> {
  return (await lastEvent(on))[0]?.seq ?? 0;
}

/** Something that has a history. */
export interface Matter {
  onBehalfOf: string | null;
  subjects: readonly string[];
  /** How its actions begin: what became of write-off 12 is not what became of demand 12. Any where they are left out. */
  actions?: readonly string[];
}

/**
 * What happened to something, in its order; nothing of releases and acceptances, which their own rows tell. The account
 * on whose behalf it was leads to it by an index.
 */
export async function eventsAbout(
  on: Reader,
  { onBehalfOf, subjects, actions = [''] }: Matter,
): Promise<Event[]> {
  return on.db
    .select()
    .from(events)
    .where(
      and(
        onBehalfOf === null ? isNull(events.onBehalfOf) : eq(events.onBehalfOf, onBehalfOf),
        inArray(events.subject, [...subjects]),
        // As the index says it.
        ne(events.action, 'cad.accepted'),
        ne(events.action, 'release.reported'),
        or(...actions.map((action) => like(events.action, `${action}%`))),
      ),
    )
    .orderBy(asc(events.seq))
    .limit(200);
}
