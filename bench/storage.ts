import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptCad } from '../src/cad/post.ts';
import { validateCad } from '../src/cad/submit.ts';
import type { AssessedCad } from '../src/cad/types.ts';
import { preparePool } from '../src/load/prepare-pool.ts';
import { openEnvironmentFile, system } from '../src/open-environment.ts';
import { rawInsertion } from './raw-insertion.ts';
import { compared, median, type Row } from './table.ts';

const rounds = 3;
const declarations = 6400;
const group = 50;

/** Keeping assessed declarations through our storage, beside raw insertion of the very rows it wrote. */
export async function benchStorage(): Promise<Row[]> {
  const [ours, raw]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'carm-storage-'));
    const database = join(folder, 'ours.sqlite');
    ours.push(await keep(database));
    raw.push(await rawInsertion(database, join(folder, 'raw.sqlite')));
    rmSync(folder, { recursive: true });
  }
  const how = `median of ${rounds} rounds of ${declarations}, groups of ${group}, synchronous=FULL`;
  const row = {
    name: 'storage, against raw insertion of the same rows',
    value: median(ours),
    unit: 'a second',
    how,
  };
  return [compared(row, median(raw), 0.5)];
}

async function keep(database: string): Promise<number> {
  const environment = await openEnvironmentFile('storage', database, {
    seed: '1',
    startsAt: '2024-11-04T09:00',
  });
  const pool = await preparePool(environment, {
    importers: 200,
    accepted: 0,
    waiting: declarations,
    lines: 3,
  });
  const ctx = environment.as(system);
  const assessed: AssessedCad[] = [];
  for (const input of pool.cads) {
    const { cad } = await validateCad(ctx, input);
    if (cad !== undefined) assessed.push(cad);
  }
  const startedAt = performance.now();
  for (let start = 0; start < assessed.length; start += group) {
    const together = assessed.slice(start, start + group);
    await Promise.all(
      together.map((cad) => environment.store.inTransaction((tx) => acceptCad(tx, ctx, cad))),
    );
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await environment.close();
  return assessed.length / seconds;
}
