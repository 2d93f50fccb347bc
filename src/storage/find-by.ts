import type Database from 'better-sqlite3';
import { eq, getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db, Reader } from '../context.ts';

/**
 * Finds one row by a unique column, by a statement prepared once for each connection. On SQLite the driver is called
 * directly, as in `insert-into.ts`: hot paths look three rows up before they write.
 */
export function findBy<T extends SQLiteTable>(
  table: T,
  unique: SQLiteColumn,
): (on: Reader, value: string) => Promise<T['$inferSelect'] | undefined> {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({ key, column }));
  const decoded = columns.filter(({ column }) => column.dataType === 'json' || column.dataType === 'boolean');
  const names = columns.map(({ key, column }) => `${column.name} as "${key}"`).join(', ');
  const sql = `select ${names} from ${getTableName(table)} where ${unique.name} = ? limit 1`;
  const statements = new WeakMap<Db, Database.Statement<unknown[], unknown[]>>();
  return async (on, value) => {
    let statement = statements.get(on.db);
    if (statement === undefined) {
      const client = (on.db as Db & { $client: Database.Database }).$client;
      if (!('pragma' in client))
        return (await on.db.select().from(table).where(eq(unique, value)).limit(1))[0];
      // Values alone: the driver would make a string of every column's name for every row.
      statement = client.prepare<unknown[], unknown[]>(sql).raw();
      statements.set(on.db, statement);
    }
    const values = statement.get(value);
    if (values === undefined) return undefined;
    const row: Record<string, unknown> = {};
    for (let i = 0; i < columns.length; i++) row[columns[i]!.key] = values[i];
    for (const { key, column } of decoded) {
      if (row[key] !== null) row[key] = column.mapFromDriverValue(row[key]);
    }
    return row as T['$inferSelect'];
  };
}
