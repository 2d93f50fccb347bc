import type { Db, Reader } from '../context.ts';

interface Query<R> {
  execute(parameters?: Record<string, unknown>): PromiseLike<unknown> & { readonly _?: R };
}

type Prepare<R> = { prepare(name?: string): Query<R> } & PromiseLike<R>;

let nextName = 0;

/**
 * A statement prepared once for each connection, for hot paths: built-up queries cost seven times as much.
 * Both drivers give rows in the same shape, so the caller does not know which one runs it.
 */
export function prepared<R>(
  build: (db: Db) => PromiseLike<R>,
): (on: Reader, parameters?: Record<string, unknown>) => Promise<R> {
  const name = `statement_${nextName++}`;
  const statements = new WeakMap<Db, Query<R>>();
  return async (on, parameters) => {
    let statement = statements.get(on.db);
    if (statement === undefined) {
      // Every drizzle builder can be prepared; PostgreSQL's takes a name, SQLite's ignores it.
      statement = (build(on.db) as unknown as Prepare<R>).prepare(name);
      statements.set(on.db, statement);
    }
    return (await statement.execute(parameters)) as R;
  };
}
