import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs plain statements on either database. */
export interface Migrating {
  readonly dialect: 'sqlite' | 'postgres';
  exec(sql: string): Promise<void>;
  appliedMigrations(): Promise<string[]>;
}

const folder = join(import.meta.dirname, 'migrations');

/** Bring a database to the newest shape. Each file is applied once, in the order of its name. */
export async function migrate(database: Migrating): Promise<void> {
  await database.exec('create table if not exists migrations (name text primary key)');
  const applied = new Set(await database.appliedMigrations());
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    if (applied.has(name)) continue;
    const sql = readFileSync(join(folder, name), 'utf8');
    await database.exec(
      `begin; ${forDialect(sql, database.dialect)}; insert into migrations values ('${name}'); commit;`,
    );
  }
}

/** The files are in SQL that both understand, but for SQLite's way to keep a table inside its key. PostgreSQL's
 * integer is too small for cents. */
function forDialect(sql: string, dialect: 'sqlite' | 'postgres'): string {
  if (dialect === 'sqlite') return sql;
  return sql.replaceAll(/\binteger\b/g, 'bigint').replaceAll(' without rowid', '');
}
