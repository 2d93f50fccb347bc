import { sql } from 'drizzle-orm';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { findBy } from './find-by.ts';
import { prepared } from './prepared.ts';

/** What an environment knows of itself: its seed, its clock, the revision of its reference data. */
export const environmentValues = sqliteTable('environment', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

const findValue = findBy(environmentValues, environmentValues.key);

export async function environmentValue(on: Reader, key: string): Promise<string | undefined> {
  return (await findValue(on, key))?.value;
}

const put = prepared((db) =>
  db
    .insert(environmentValues)
    .values({ key: sql.placeholder('key'), value: sql.placeholder('value') })
    .onConflictDoUpdate({ target: environmentValues.key, set: { value: sql`excluded.value` } }),
);

export async function putValue(tx: Tx, key: string, value: string): Promise<void> {
  await put(tx, { key, value });
}
