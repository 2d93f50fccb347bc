import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { isNumberInUse } from '../../src/cad/store.ts';
import type { CadInput } from '../../src/cad/types.ts';
import { chanceFrom } from '../../src/chance.ts';
import { type Pool, preparePool } from '../../src/load/prepare-pool.ts';
import { startServer } from '../../src/load/run-profile.ts';
import { openEnvironmentFile } from '../../src/open-environment.ts';

const kills = 20;
const folder = mkdtempSync(join(tmpdir(), 'carm-kill-'));
const database = join(folder, 'killed.sqlite');
let pool: Pool;

beforeAll(async () => {
  const environment = await openEnvironmentFile('killed', database, {
    seed: '1',
    startsAt: '2024-11-04T09:00',
  });
  pool = await preparePool(environment, { importers: 60, accepted: 300, waiting: 20_000, lines: 3 });
  await environment.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

it(`keeps every acknowledged declaration when killed ${kills} times under load, and resumes due work`, async () => {
  const chance = chanceFrom('kill');
  const waiting = [...pool.cads];
  const acknowledged: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const server = await startServer(database, folder);
    const submitters = Array.from({ length: 16 }, () => submitUntilKilled(server.url, waiting, acknowledged));
    // Every other time a month end is under way too.
    const monthEnd =
      kill % 2 === 1
        ? advance(server.url, `2025-${String((kill + 3) / 2).padStart(2, '0')}-26T09:00`)
        : undefined;
    await new Promise((resolve) => setTimeout(resolve, chance.whole(50, 500)));
    server.process.kill('SIGKILL');
    await Promise.all([...submitters, monthEnd]);
    await server.stop();
  }
  const environment = await openEnvironmentFile('killed', database);
  const lost = [];
  for (const number of acknowledged) {
    if (!(await isNumberInUse(environment.store.read, number))) lost.push(number);
  }
  expect(acknowledged.length).toBeGreaterThan(kills);
  expect(lost).toEqual([]);
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.advanceTo('2025-12-26T09:00');
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

async function submitUntilKilled(url: string, waiting: CadInput[], acknowledged: string[]): Promise<void> {
  for (;;) {
    const cad = waiting.shift();
    if (cad === undefined) return;
    const reply = await post(`${url}/api/v1/cads`, cad);
    if (reply === undefined) return;
    expect(reply.status).toBe(201);
    acknowledged.push(cad.transactionNumber);
  }
}

async function advance(url: string, to: string): Promise<void> {
  await post(`${url}/api/v1/clock/advance`, { to });
}

/** Nothing comes back from a server that is dead: a broken connection acknowledges nothing. */
async function post(url: string, body: unknown): Promise<Response | undefined> {
  const headers = { authorization: `Bearer ${pool.token}`, 'content-type': 'application/json' };
  try {
    const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    await reply.text();
    return reply;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
