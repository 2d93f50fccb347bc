import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Chance } from './chance.ts';

/** The query builder. On PostgreSQL it is that driver's, which understands the same tables and calls. */
export type Db = BetterSQLite3Database;

/** Where queries run: a transaction, or the read connection. */
export interface Reader {
  readonly db: Db;
}

/** One use case's turn at writing. What it memorises is forgotten when anything is rolled back. */
export interface Tx extends Reader {
  readonly memo: Map<string, unknown>;
}

export interface Store {
  readonly read: Reader;
  /** Runs the work in a transaction of its own; resolves only once it is on disk. */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The environment's own time, in America/Toronto; the machine's only to time how long things take. */
export interface Clock {
  /** Simulated date, "2024-11-25". */
  today(): string;
  /** Simulated instant with offset, "2024-11-25T02:00:00-05:00". */
  now(): string;
  /** The machine's instant in UTC, for the journal alone. */
  realNow(): string;
}

/** Who acts. `bn9` is the business it acts for; the CBSA and the trainer act for none. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'partner' | 'cbsa' | 'control';
  readonly bn9?: string;
  readonly scopes: ReadonlySet<string>;
  /** Where what it may do differs between the program accounts of its business: what it may do in each. */
  readonly inPrograms?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where it acts for some clients of its business alone: their business numbers. */
  readonly clients?: ReadonlySet<string>;
  readonly channel: Channel;
}

export type Channel = 'CCP' | 'EDI' | 'API';

/** What every use case is given: the environment it works in and who asks. */
export interface Context {
  readonly environment: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly actor: Actor;
}
