import { asc, eq } from 'drizzle-orm';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import type { DefectId } from '../defects/defects.ts';
import type { Audience } from './vocabulary.ts';

/** Changes to the system that is rehearsed. */
export const changes = sqliteTable('changes', {
  id: text('id').primaryKey(),
  titleEn: text('title_en').notNull(),
  titleFr: text('title_fr').notNull(),
  /** Whom it reaches. */
  touches: text('touches', { mode: 'json' }).$type<Audience[]>().notNull(),
  /** Known defects that it takes out. */
  fixes: text('fixes', { mode: 'json' }).$type<DefectId[]>().notNull(),
  plannedFor: text('planned_for'),
  announcedAt: text('announced_at'),
  deployedAt: text('deployed_at'),
  backedOutAt: text('backed_out_at'),
});

export type SystemChange = typeof changes.$inferSelect;

export async function insertChange(tx: Tx, change: SystemChange): Promise<void> {
  await tx.db.insert(changes).values(change);
}

export async function updateChange(tx: Tx, id: string, update: Partial<SystemChange>): Promise<void> {
  await tx.db.update(changes).set(update).where(eq(changes.id, id));
}

export async function findChange(on: Reader, id: string): Promise<SystemChange | undefined> {
  return (await on.db.select().from(changes).where(eq(changes.id, id)))[0];
}

export async function allChanges(on: Reader): Promise<SystemChange[]> {
  return on.db.select().from(changes).orderBy(asc(changes.id));
}
