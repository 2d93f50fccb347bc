import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Context, Reader, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { nextNumber } from '../storage/next-number.ts';
import { prepared } from '../storage/prepared.ts';

export const outages = sqliteTable('outages', {
  id: integer('id').primaryKey(),
  application: text('application').notNull(),
  startedAt: text('started_at').notNull(),
  endedAt: text('ended_at'),
  isPlanned: integer('is_planned', { mode: 'boolean' }).notNull(),
  reason: text('reason').notNull(),
});

export type OutageRecord = typeof outages.$inferSelect;

/** Note that an application or interface stopped serving. */
export async function beginOutage(
  tx: Tx,
  ctx: Context,
  outage: { application: string; isPlanned: boolean; reason: string },
): Promise<void> {
  const startedAt = ctx.clock.now();
  await tx.db.insert(outages).values({ id: await nextNumber(tx, outages, outages.id), startedAt, ...outage });
  await record(tx, ctx, { action: 'outage.began', subject: outage.application, detail: { ...outage } });
}

/** Note that it serves again. */
export async function endOutage(tx: Tx, ctx: Context, application: string): Promise<void> {
  const endedAt = ctx.clock.now();
  const isOpen = and(eq(outages.application, application), isNull(outages.endedAt));
  await tx.db.update(outages).set({ endedAt }).where(isOpen);
  await record(tx, ctx, { action: 'outage.ended', subject: application });
}

/** The outage of an application that lasts, if there is one. */
export async function lastingOutage(on: Reader, application: string): Promise<OutageRecord | undefined> {
  return (await lasting(on, { application }))[0];
}

const lasting = prepared((db) =>
  db
    .select()
    .from(outages)
    .where(and(eq(outages.application, sql.placeholder('application')), isNull(outages.endedAt))),
);

/** All outages; one that still lasts ends now. */
export async function outagesUntil(on: Reader, now: string) {
  const rows = await on.db.select().from(outages).orderBy(asc(outages.id));
  return rows.map((row) => ({ ...row, endedAt: row.endedAt ?? now }));
}
