import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openSqliteFile } from '../src/storage/sqlite.ts';

const tables = ['cads', 'cad_lines', 'documents', 'postings', 'open_items', 'events'];

/** The same rows that our server wrote, inserted by the driver alone in groups of 50. */
export async function rawInsertion(from: string, to: string): Promise<number> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(to + suffix, { force: true });
  await (await openSqliteFile(to)).close();
  const source = new Database(from, { readonly: true });
  const target = new Database(to);
  target.pragma('synchronous = FULL');
  target.pragma('wal_autocheckpoint = 8000');
  const rowsOf = (table: string) => source.prepare(`select * from ${table}`).raw().all() as unknown[][];
  const columnOf = (table: string, name: string) =>
    source
      .prepare(`select * from ${table} limit 1`)
      .columns()
      .findIndex((column) => column.name === name);
  const numbers = new Map(
    (
      source.prepare('select transaction_number as n, document_id as d from cads').all() as {
        n: string;
        d: number;
      }[]
    ).map(({ n, d }) => [n, d]),
  );
  const keys: Record<string, string> = { documents: 'id', events: 'subject' };
  const grouped = tables.map((table) => {
    const key = columnOf(table, keys[table] ?? 'document_id');
    return Map.groupBy(rowsOf(table), (row) =>
      table === 'events' ? numbers.get(row[key] as string) : (row[key] as number),
    );
  });
  const work = [...numbers.values()].map((document) => grouped.map((rows) => rows.get(document) ?? []));
  const inserts = tables.map((table) => {
    const columns = source.prepare(`select * from ${table} limit 1`).columns().length;
    return target.prepare(`insert into ${table} values (${Array(columns).fill('?').join(', ')})`);
  });
  const startedAt = performance.now();
  for (let start = 0; start < work.length; start += 50) {
    target.exec('begin immediate');
    for (const rows of work.slice(start, start + 50)) {
      for (const [table, list] of rows.entries()) for (const row of list) inserts[table]!.run(row);
    }
    target.exec('commit');
  }
  const seconds = (performance.now() - startedAt) / 1000;
  source.close();
  target.close();
  return work.length / seconds;
}
