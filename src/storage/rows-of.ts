import type { SQL } from 'drizzle-orm';
import type { Reader } from '../context.ts';

/** Rows of a query written as SQL, where the builder has no words for it. */
export async function rowsOf<Row>(on: Reader, query: SQL): Promise<Row[]> {
  if ('all' in on.db) return on.db.all(query) as Row[];
  // PostgreSQL's driver calls it `execute` and wraps the rows.
  const result = await (on.db as unknown as { execute(query: SQL): Promise<{ rows: Row[] }> }).execute(query);
  return result.rows;
}
