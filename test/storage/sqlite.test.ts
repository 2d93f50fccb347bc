import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { environmentValue, putValue } from '../../src/storage/environment-values.ts';
import { rowsOf } from '../../src/storage/rows-of.ts';
import { openSqliteFile, openSqliteMemory } from '../../src/storage/sqlite.ts';

describe('a database file', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carm-test-'));
    file = join(folder, 'it.sqlite');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps everything when it is closed and opened again, and migrates nothing twice', async () => {
    const first = await openSqliteFile(file);
    await first.inTransaction((tx) => putValue(tx, 'key', 'kept'));
    const migrations = await rowsOf(first.read, sql`select name from migrations`);
    await first.close();
    const second = await openSqliteFile(file);
    expect(await environmentValue(second.read, 'key')).toBe('kept');
    expect(await rowsOf(second.read, sql`select name from migrations`)).toEqual(migrations);
    await second.close();
  });

  it('finishes the works that were begun before it closes', async () => {
    const store = await openSqliteFile(file);
    const works = ['a', 'b', 'c'].map((key) => store.inTransaction((tx) => putValue(tx, key, 'kept')));
    await Promise.all([store.close(), ...works]);
    const again = await openSqliteFile(file);
    for (const key of ['a', 'b', 'c']) expect(await environmentValue(again.read, key)).toBe('kept');
    await again.close();
  });

  it('shows readers what is committed only', async () => {
    const store = await openSqliteFile(file);
    await store.inTransaction(async (tx) => {
      await putValue(tx, 'key', 'not yet');
      expect(await environmentValue(store.read, 'key')).toBeUndefined();
    });
    expect(await environmentValue(store.read, 'key')).toBe('not yet');
    await store.close();
  });

  it('can be copied while work goes on, each copy being whole', async () => {
    const store = await openSqliteFile(file);
    await store.inTransaction((tx) => putValue(tx, 'key', 'before'));
    const copying = store.copyTo(join(folder, 'copy.sqlite'));
    await store.inTransaction((tx) => putValue(tx, 'key', 'after'));
    await copying;
    const copy = await openSqliteFile(join(folder, 'copy.sqlite'));
    expect(['before', 'after']).toContain(await environmentValue(copy.read, 'key'));
    await Promise.all([store.close(), copy.close()]);
  });
});

it('a clone in memory begins as its original is and goes its own way', async () => {
  const original = await openSqliteMemory();
  await original.inTransaction((tx) => putValue(tx, 'key', 'original'));
  const clone = await openSqliteMemory(original.toBytes());
  await clone.inTransaction((tx) => putValue(tx, 'key', 'clone'));
  expect(await environmentValue(original.read, 'key')).toBe('original');
  expect(await environmentValue(clone.read, 'key')).toBe('clone');
  await Promise.all([original.close(), clone.close()]);
});
