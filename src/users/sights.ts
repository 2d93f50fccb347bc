import { desc, eq } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Context, Reader } from '../context.ts';
import { nextNumber } from '../storage/next-number.ts';

/** Who saw what: every page that shows a client's things. Kept apart from the journal, for nothing happened. */
export const sights = sqliteTable(
  'sights',
  {
    id: integer('id').primaryKey(),
    userId: text('user_id').notNull(),
    simulatedAt: text('simulated_at').notNull(),
    realAt: text('real_at').notNull(),
    programAccount: text('program_account'),
    path: text('path').notNull(),
  },
  (table) => [index('sights_account').on(table.programAccount, table.id)],
);

export type Sight = typeof sights.$inferSelect;

export async function noteSight(
  ctx: Context,
  seen: { programAccount: string | null; path: string },
): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    await tx.db.insert(sights).values({
      id: await nextNumber(tx, sights, sights.id),
      userId: ctx.actor.id,
      simulatedAt: ctx.clock.now(),
      realAt: ctx.clock.realNow(),
      ...seen,
    });
  });
}

/** Newest first. */
export async function sightsOf(on: Reader, programAccount: string, limit: number): Promise<Sight[]> {
  return on.db
    .select()
    .from(sights)
    .where(eq(sights.programAccount, programAccount))
    .orderBy(desc(sights.id))
    .limit(limit);
}
