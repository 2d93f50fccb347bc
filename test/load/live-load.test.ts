import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LiveLoad } from '../../src/load/live-load.ts';
import { preparePool } from '../../src/load/prepare-pool.ts';
import { type Environment, openEnvironmentInMemory, system } from '../../src/open-environment.ts';
import { eventsInOrder } from '../../src/storage/events.ts';

/** Takes the place of k6: ends at once, or when it is told to where the load is steady, and tells what it was given. */
const stand = `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const given = Object.fromEntries(process.argv.filter((text) => text.includes('=')).map((text) => text.split(/=(.*)/s)));
const pool = JSON.parse(readFileSync(given.POOL, 'utf8'));
const end = (code) => {
  const checks = [{ name: [given.BASE_URL, given.ENVIRONMENT].join(' '), passes: pool.cads.length, fails: pool.accounts.length }];
  writeFileSync(given.SUMMARY, JSON.stringify({ metrics: { http_reqs: { values: { count: 7, rate: 1 } } }, root_group: { checks } }));
  process.exit(code);
};
if (given.PROFILE === 'steady') { process.on('SIGINT', () => end(105)); setInterval(() => undefined, 1000); } else end(99);
`;

const order = { profile: 'smoke', rate: 1, seconds: 1 } as const;

let folder: string;
let environment: Environment;
let load: LiveLoad;
let failures: unknown[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carm-live-load-test-'));
  writeFileSync(join(folder, 'k6'), stand);
  chmodSync(join(folder, 'k6'), 0o700);
  environment = await openEnvironmentInMemory('class', { seed: '1', startsAt: '2024-11-04T09:00' });
  failures = [];
  load = new LiveLoad(
    () => join(folder, 'k6'),
    (error) => failures.push(error),
  );
  load.isServedAt('http://127.0.0.1:1');
});

afterEach(async () => {
  await load.leave();
  await environment.close();
  rmSync(folder, { recursive: true });
});

const begin = (given: Parameters<LiveLoad['begin']>[2]) =>
  load.begin(environment.as(system), environment, given);

async function actions(): Promise<string[]> {
  const told: string[] = [];
  for await (const { action } of eventsInOrder(environment.store.read)) told.push(action);
  return told.filter((action) => action.startsWith('load.'));
}

it('declares for importers of its own, at the time that it is, and tells what came of it', async () => {
  await preparePool(environment, { importers: 3, accepted: 3, waiting: 0 });
  const before = environment.clock.now();
  await begin(order);
  expect(load.status()!.state).toBe('preparing');
  await expect.poll(() => load.status()!.state, { timeout: 20_000 }).toBe('ended');
  const { figures } = load.status()!;
  expect(figures).toMatchObject({ requests: 7 });
  // 100 × 0.7 + 100 releases wait; the three accounts that have a statement are read.
  expect(figures!.checks).toEqual([{ name: 'http://127.0.0.1:1 class', passes: 170, fails: 3 }]);
  expect(environment.clock.now()).toBe(before);
  expect(await actions()).toEqual(['load.began', 'load.ended']);
  // A second load finds room beside the first.
  await begin(order);
  await expect.poll(() => load.status()!.state, { timeout: 20_000 }).toBe('ended');
  expect(failures).toEqual([]);
});

it('is stopped with its figures kept, and one runs at a time', async () => {
  await preparePool(environment, { importers: 3, accepted: 3, waiting: 0 });
  await begin({ ...order, profile: 'steady' });

  await expect.poll(() => load.status()!.state, { timeout: 20_000 }).toBe('running');
  await expect(begin(order)).rejects.toMatchObject({ code: 'LOAD_STATE' });
  // Until the stand-in listens for it, the signal would end it without figures.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  load.stop();
  await expect.poll(() => load.status()!.state, { timeout: 20_000 }).toBe('ended');
  expect(load.status()!.figures).toMatchObject({ requests: 7 });
  expect(() => load.stop()).toThrow('No load is running');
});

it('says why it cannot be: no statement to read, no k6, or more than there is room for', async () => {
  await begin(order);
  await expect.poll(() => load.status()!.state, { timeout: 20_000 }).toBe('failed');
  expect(load.status()!.why!.en).toContain('advance to a statement day first');
  await expect(begin({ profile: 'ramp', rate: 200, seconds: 900 })).rejects.toThrow('1,512,100 releases');
  const without = new LiveLoad(
    () => undefined,
    () => undefined,
  );
  await expect(without.begin(environment.as(system), environment, order)).rejects.toThrow('k6 was not found');
});
