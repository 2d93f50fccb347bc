import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceFrom } from '../../src/chance.ts';
import type { Actor, Context, Store } from '../../src/context.ts';
import { openPglite } from '../../src/storage/pglite.ts';
import { openSqliteFile, openSqliteMemory } from '../../src/storage/sqlite.ts';

/** Each database that an environment may live in. */
export const databases: readonly (readonly [string, () => Promise<Store>])[] = [
  ['SQLite in a file', async () => (await openInNewFolder()).store],
  ['SQLite in memory', () => openSqliteMemory()],
  ['PostgreSQL', openPglite],
];

/** A database file in a folder of its own, which goes when the store is closed. */
async function openInNewFolder(): Promise<{ store: Store }> {
  const folder = mkdtempSync(join(tmpdir(), 'carm-test-'));
  const store = await openSqliteFile(join(folder, 'it.sqlite'));
  const close = async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  };
  return { store: { ...store, close } };
}

const actor: Actor = { id: 'tester', name: 'tester', kind: 'cbsa', scopes: new Set(), channel: 'API' };

/** A context over a bare store, in which it is always the same noon. */
export function aContext(store: Store): Context {
  const clock = {
    today: () => '2024-11-04',
    now: () => '2024-11-04T12:00:00-05:00',
    realNow: () => '2026-01-01T00:00:00.000Z',
  };
  return { environment: 'test', store, clock, chance: chanceFrom('1'), actor };
}
