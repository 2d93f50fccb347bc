import { asc, eq, sql } from 'drizzle-orm';
import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';

/** Facts by date: code lists, rates, tariff items, parameters of the law, each with its source and mark. */
export const referenceRecords = sqliteTable(
  'reference_records',
  {
    list: text('list').notNull(),
    key: text('key').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    effectiveTo: text('effective_to'),
    data: text('data', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    source: text('source').notNull(),
    mark: text('mark').notNull(),
  },
  (table) => [primaryKey({ columns: [table.list, table.key, table.effectiveFrom] })],
);

export type ReferenceRecord = typeof referenceRecords.$inferSelect;

const replacement = {
  effectiveTo: sql`excluded.effective_to`,
  data: sql`excluded.data`,
  source: sql`excluded.source`,
  mark: sql`excluded.mark`,
};

/** SQLite takes 32,766 values in a statement; a record has seven. */
const rowsPerStatement = 1000;

/** Add records, replacing those of the same list, key and first day. */
export async function putRecords(tx: Tx, records: readonly ReferenceRecord[]): Promise<void> {
  for (let start = 0; start < records.length; start += rowsPerStatement) {
    const rows = records.slice(start, start + rowsPerStatement);
    await tx.db
      .insert(referenceRecords)
      .values(rows)
      .onConflictDoUpdate({
        target: [referenceRecords.list, referenceRecords.key, referenceRecords.effectiveFrom],
        set: replacement,
      });
  }
}

export async function allRecords(on: Reader): Promise<ReferenceRecord[]> {
  return on.db.select().from(referenceRecords).orderBy(asc(referenceRecords.list), asc(referenceRecords.key));
}

export async function recordsOfList(on: Reader, list: string): Promise<ReferenceRecord[]> {
  return on.db.select().from(referenceRecords).where(eq(referenceRecords.list, list));
}
