import type Database from 'better-sqlite3';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../context.ts';

/** Longer statements gain nothing more. */
const mostRows = 8;

/**
 * Inserts rows of a table by statements prepared once for each connection. On SQLite the driver is called directly:
 * filling placeholders costs more than the insertion itself, and one statement for several rows less than several.
 */
export function insertInto<T extends SQLiteTable>(
  table: T,
): (tx: Tx, ...rows: T['$inferInsert'][]) => Promise<void> {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: column.name,
    encode: column.dataType === 'json' || column.dataType === 'boolean' ? column : undefined,
  }));
  const into = `insert into ${getTableName(table)} (${columns.map((column) => column.name).join(', ')})`;
  const placeholders = `(${columns.map(() => '?').join(', ')})`;
  const known = new WeakMap<Db, Map<number, Database.Statement<unknown[]>>>();
  const values = (rows: readonly Record<string, unknown>[]) => {
    const all: unknown[] = [];
    for (const row of rows) {
      for (const { key, encode } of columns) {
        const value = row[key] ?? null;
        all.push(encode === undefined || value === null ? value : encode.mapToDriverValue(value));
      }
    }
    return all;
  };
  return async (tx, ...rows) => {
    const client = (tx.db as Db & { $client: Database.Database }).$client;
    if (!('pragma' in client)) {
      if (rows.length > 0) await tx.db.insert(table).values(rows);
      return;
    }
    const statements = known.get(tx.db) ?? new Map<number, Database.Statement<unknown[]>>();
    known.set(tx.db, statements);
    for (let start = 0; start < rows.length; start += mostRows) {
      const some = rows.length <= mostRows ? rows : rows.slice(start, start + mostRows);
      let statement = statements.get(some.length);
      if (statement === undefined) {
        const list = Array(some.length).fill(placeholders).join(', ');
        statement = client.prepare<unknown[]>(`${into} values ${list}`);
        statements.set(some.length, statement);
      }
      statement.run(values(some));
    }
  };
}
