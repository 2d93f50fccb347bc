import { eq } from 'drizzle-orm';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';

/** What an environment knows of itself: its seed, its clock, the revision of its reference data. */
export const environmentValues = sqliteTable('environment', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

export async function environmentValue(on: Reader, key: string): Promise<string | undefined> {
  const rows = await on.db.select().from(environmentValues).where(eq(environmentValues.key, key));
  return rows[0]?.value;
}

export async function putValue(tx: Tx, key: string, value: string): Promise<void> {
  await tx.db
    .insert(environmentValues)
    .values({ key, value })
    .onConflictDoUpdate({ target: environmentValues.key, set: { value } });
}
