import { max } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from '../context.ts';
import { prepared } from './prepared.ts';

/** The next whole number in a column that only grows. Read once a transaction, then counted on. */
export async function nextNumber(tx: Tx, table: SQLiteTable, column: SQLiteColumn): Promise<number> {
  const key = `next ${column.uniqueName ?? column.name}`;
  const known = tx.memo.get(key) as number | undefined;
  const next = known ?? (await highest(tx, table, column)) + 1;
  tx.memo.set(key, next + 1);
  return next;
}

const queries = new Map<SQLiteColumn, (tx: Tx) => Promise<{ highest: unknown }[]>>();

async function highest(tx: Tx, table: SQLiteTable, column: SQLiteColumn): Promise<number> {
  const query =
    queries.get(column) ?? prepared((db) => db.select({ highest: max(column) }).from(table) as never);
  queries.set(column, query);
  const [row] = await query(tx);
  return Number(row?.highest ?? 0);
}
