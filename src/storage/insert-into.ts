import type Database from 'better-sqlite3';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../context.ts';

/**
 * Inserts rows of a table by a statement prepared once for each connection. On SQLite the driver is called directly:
 * filling placeholders costs more than the insertion itself.
 */
export function insertInto<T extends SQLiteTable>(
  table: T,
): (tx: Tx, row: T['$inferInsert']) => Promise<void> {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: column.name,
    encode: column.dataType === 'json' || column.dataType === 'boolean' ? column : undefined,
  }));
  const names = columns.map((column) => column.name).join(', ');
  const sql = `insert into ${getTableName(table)} (${names}) values (${columns.map(() => '?').join(', ')})`;
  const statements = new WeakMap<Db, Database.Statement<unknown[]>>();
  return async (tx, row) => {
    let statement = statements.get(tx.db);
    if (statement === undefined) {
      const client = (tx.db as Db & { $client: Database.Database }).$client;
      if (!('pragma' in client)) {
        await tx.db.insert(table).values(row);
        return;
      }
      statement = client.prepare<unknown[]>(sql);
      statements.set(tx.db, statement);
    }
    const values = new Array<unknown>(columns.length);
    for (let i = 0; i < columns.length; i++) {
      const { key, encode } = columns[i]!;
      const value = (row as Record<string, unknown>)[key] ?? null;
      values[i] = encode === undefined || value === null ? value : encode.mapToDriverValue(value);
    }
    statement.run(values);
  };
}
