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
  /** Rows changed so far, where the database can tell for nothing. */
  changes?(): number;
}

interface Job {
  work: (tx: Tx) => Promise<unknown>;
  settle: (commitError?: unknown) => void;
  outcome?: { value: unknown } | { error: unknown };
}

/** Larger groups save no more syncs worth the wait of those who came first. */
const largestGroup = 200;

/**
 * Works that wait together run in one transaction, and each is answered only after the commit is on disk. One work's
 * refusal undoes that work alone. A work must wait for nothing but its own queries, for whoever comes behind it waits
 * too, and may be run again when another one of its group failed half-way.
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
      await this.#gather();
      const group = this.#queue.splice(0, largestGroup);
      await this.#runGroup(group);
    }
    this.#running = undefined;
  }

  /**
   * Requests come in over several turns of the event loop. While each turn still brings some, waiting for them saves
   * syncing the disk for a few; one who comes alone waits for nobody.
   */
  async #gather(): Promise<void> {
    for (let before = -1; this.#queue.length > before && this.#queue.length < largestGroup; ) {
      before = this.#queue.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #runGroup(group: Job[], isCareful = this.#connection.changes === undefined): Promise<void> {
    try {
      await this.#connection.begin();
      const tx: Tx = { db: this.#connection.db, memo: new Map() };
      for (const job of group)
        job.outcome = isCareful ? await this.#runApart(job, tx) : await this.#runOne(job, tx);
      await this.#connection.commit();
    } catch (error) {
      await this.#connection.rollback();
      if (error instanceof HalfDone) return this.#runGroup(group, true);
      for (const job of group) job.settle(error);
      return;
    }
    for (const job of group) job.settle();
  }

  /** A work that refuses before it writes leaves nothing to undo: most do, and savepoints cost a third of all. */
  async #runOne(job: Job, tx: Tx): Promise<NonNullable<Job['outcome']>> {
    const before = this.#connection.changes!();
    try {
      return { value: await job.work(tx) };
    } catch (error) {
      if (this.#connection.changes!() !== before) throw new HalfDone();
      tx.memo.clear();
      return { error };
    }
  }

  async #runApart(job: Job, tx: Tx): Promise<NonNullable<Job['outcome']>> {
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

/** A work failed after it had written: the whole group is undone and done again, each work in a savepoint. */
class HalfDone extends Error {}
