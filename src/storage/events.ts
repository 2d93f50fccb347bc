import { hash } from 'node:crypto';
import { asc, desc, gt, sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Context, Reader, Tx } from '../context.ts';
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
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [index('events_subject').on(table.subject)],
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

const insertEvent = prepared((db) =>
  db.insert(events).values({
    seq: sql.placeholder('seq'),
    simulatedAt: sql.placeholder('simulatedAt'),
    realAt: sql.placeholder('realAt'),
    actor: sql.placeholder('actor'),
    onBehalfOf: sql.placeholder('onBehalfOf'),
    action: sql.placeholder('action'),
    subject: sql.placeholder('subject'),
    outcome: sql.placeholder('outcome'),
    detail: sql.placeholder('detail'),
    previousHash: sql.placeholder('previousHash'),
    hash: sql.placeholder('hash'),
  }),
);

/** Append one event to the journal. */
export async function record(tx: Tx, ctx: Context, happening: Happening): Promise<void> {
  const last =
    (tx.memo.get('last event') as typeof genesis | undefined) ?? (await lastEvent(tx))[0] ?? genesis;
  const event = {
    seq: last.seq + 1,
    simulatedAt: ctx.clock.now(),
    realAt: ctx.clock.realNow(),
    actor: ctx.actor.id,
    onBehalfOf: happening.onBehalfOf ?? null,
    action: happening.action,
    subject: happening.subject,
    outcome: happening.outcome ?? 'done',
    detail: JSON.stringify(happening.detail ?? {}),
    previousHash: last.hash,
  };
  const chained = { ...event, hash: hashOf(event) };
  await insertEvent(tx, chained);
  tx.memo.set('last event', chained);
}

/** The hash that chains an event: over all its fields, the hash of the one before among them. */
export function hashOf(event: Omit<Event, 'hash'>): string {
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
      event.previousHash,
    ]),
  );
}

/** Events in their order, a page at a time, so that a long journal needs little memory. */
export async function* eventsInOrder(on: Reader, pageSize = 5000): AsyncGenerator<Event> {
  for (let after = 0; ; ) {
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
