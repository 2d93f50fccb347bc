import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/**
 * Whether a column has what somebody types, in capitals or not. A letter with an accent stands for any letter: SQLite
 * knows the capitals of plain letters alone.
 */
export function hasText(column: SQLiteColumn, typed: string): SQL {
  const plain = typed.toLowerCase().replaceAll(/[\\%_]/g, '\\$&');
  const pattern = `%${plain.replaceAll(/[^\x20-\x7e]/gu, '_')}%`;
  return sql`lower(${column}) like ${pattern} escape '\\'`;
}
