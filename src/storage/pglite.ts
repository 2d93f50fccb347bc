import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { Db, Store } from '../context.ts';
import { GroupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';

/** PostgreSQL embedded in this process: proves that nothing outside `storage/` knows which database it is. */
export async function openPglite(): Promise<Store> {
  const database = await PGlite.create();
  const exec = async (sql: string) => void (await database.exec(sql));
  await migrate({
    dialect: 'postgres',
    exec,
    appliedMigrations: async () =>
      (await database.query<{ name: string }>('select name from migrations')).rows.map((row) => row.name),
  });
  // The driver runs the same tables and calls; only its declared type differs.
  const db = drizzle(database) as unknown as Db;
  const writes = new GroupCommit({
    db,
    begin: () => exec('begin'),
    savepoint: () => exec('savepoint work'),
    release: () => exec('release work'),
    rollbackToSavepoint: () => exec('rollback to work; release work'),
    commit: () => exec('commit'),
    rollback: () => exec('rollback'),
  });
  return {
    read: { db },
    inTransaction: (work) => writes.run(work),
    close: async () => {
      await writes.idle();
      await database.close();
    },
  };
}
