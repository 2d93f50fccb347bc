import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Db, Store } from '../context.ts';
import { type Connection, GroupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';

export interface SqliteStore extends Store {
  /** A consistent copy, taken while work goes on. */
  copyTo(file: string): Promise<void>;
  /** The whole database as bytes, to clone it in memory. */
  toBytes(): Buffer;
}

/**
 * A database file, with one connection that writes and one that only reads.
 *
 * @param isDurable whether a commit is on disk before it is answered; what is made anew after a stop needs none of it
 */
export async function openSqliteFile(file: string, { isDurable = true } = {}): Promise<SqliteStore> {
  const writer = new Database(file, { timeout: 10_000 });
  writer.pragma('journal_mode = WAL');
  // Copying the log back seldom writes a page that many declarations share once instead of often: 128 MB of log.
  writer.pragma('wal_autocheckpoint = 32000');
  writer.pragma(`synchronous = ${isDurable ? 'FULL' : 'OFF'}`);
  await bringUpToDate(writer);
  const reader = new Database(file, { readonly: true, timeout: 10_000 });
  return storeOver(writer, reader);
}

/** A database in memory, such as a clone of a seeded one. It has one connection for both. */
export async function openSqliteMemory(bytes?: Buffer): Promise<SqliteStore> {
  const only = new Database(bytes ?? ':memory:');
  await bringUpToDate(only);
  return storeOver(only, only);
}

function storeOver(writer: Database.Database, reader: Database.Database): SqliteStore {
  for (const connection of new Set([writer, reader])) {
    connection.pragma('cache_size = -65536');
    connection.pragma('mmap_size = 268435456');
  }
  const writes = new GroupCommit(connectionTo(writer));
  const readDb = reader === writer ? undefined : (drizzle(reader) as Db);
  const writeDb = writes.db;
  return {
    read: { db: readDb ?? writeDb },
    inTransaction: (work) => writes.run(work),
    copyTo: async (file) => {
      await writes.idle();
      await writer.backup(file, { progress: () => 1_000_000 });
    },
    toBytes: () => writer.serialize(),
    close: async () => {
      await writes.idle();
      if (reader !== writer) reader.close();
      writer.close();
    },
  };
}

function connectionTo(database: Database.Database): Connection {
  const db = drizzle(database) as Db;
  const statement = (sql: string) => {
    const compiled = database.prepare(sql);
    return async () => void compiled.run();
  };
  const totalChanges = database.prepare('select total_changes()').pluck();
  const rollbackTo = statement('rollback to work');
  const release = statement('release work');
  const rollback = statement('rollback');
  return {
    db,
    begin: statement('begin immediate'),
    savepoint: statement('savepoint work'),
    release,
    rollbackToSavepoint: async () => {
      await rollbackTo();
      await release();
    },
    commit: statement('commit'),
    changes: () => totalChanges.get() as number,
    rollback: async () => {
      if (database.inTransaction) await rollback();
    },
  };
}

async function bringUpToDate(database: Database.Database): Promise<void> {
  await migrate({
    dialect: 'sqlite',
    exec: async (sql) => void database.exec(sql),
    appliedMigrations: async () => database.prepare('select name from migrations').pluck().all() as string[],
  });
}
