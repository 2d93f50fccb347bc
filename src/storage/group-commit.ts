import type { Db, Tx } from '../context.ts';

/** The few statements a group needs from a connection. */
export interface Connection {
  readonly db: Db;
  begin(): Promise<void>;
  savepoint(): Promise<void>;
  release(): Promise<void>;
  rollbackToSavepoint(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

interface Job {
  work: (tx: Tx) => Promise<unknown>;
  settle: (commitError?: unknown) => void;
  outcome?: { value: unknown } | { error: unknown };
}

/** Larger groups save no more syncs worth the wait of those who came first. */
const largestGroup = 200;

/**
 * Works that wait together run in one transaction, each in its own savepoint, and each is answered only after the
 * commit is on disk. One work's refusal undoes that work alone. A work must wait for nothing but its own queries:
 * whoever comes behind it waits too.
 */
export class GroupCommit {
  readonly #connection: Connection;
  readonly #queue: Job[] = [];
  #running: Promise<void> | undefined;

  get db(): Db {
    return this.#connection.db;
  }

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const job: Job = {
        work,
        settle: (commitError) => {
          if (commitError !== undefined) reject(commitError);
          else if ('error' in job.outcome!) reject(job.outcome.error);
          else resolve(job.outcome!.value as T);
        },
      };
      this.#queue.push(job);
      this.#running ??= this.#drain();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      // One turn of the event loop lets requests that arrived together join the group.
      await new Promise((resolve) => setImmediate(resolve));
      const group = this.#queue.splice(0, largestGroup);
      await this.#runGroup(group);
    }
    this.#running = undefined;
  }

  async #runGroup(group: Job[]): Promise<void> {
    try {
      await this.#connection.begin();
      const tx: Tx = { db: this.#connection.db, memo: new Map() };
      for (const job of group) job.outcome = await this.#runOne(job, tx);
      await this.#connection.commit();
    } catch (error) {
      await this.#connection.rollback();
      for (const job of group) job.settle(error);
      return;
    }
    for (const job of group) job.settle();
  }

  async #runOne(job: Job, tx: Tx): Promise<NonNullable<Job['outcome']>> {
    await this.#connection.savepoint();
    try {
      const value = await job.work(tx);
      await this.#connection.release();
      return { value };
    } catch (error) {
      tx.memo.clear();
      await this.#connection.rollbackToSavepoint();
      return { error };
    }
  }
}
