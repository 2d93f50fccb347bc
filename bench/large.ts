import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { submitCad } from '../src/cad/submit.ts';
import { projectFolder } from '../src/config.ts';
import { type Pool, preparePool } from '../src/load/prepare-pool.ts';
import { startServer } from '../src/load/run-profile.ts';
import { createEnvironment, openEnvironment, system } from '../src/open-environment.ts';
import {
  cloneEnvironment,
  environmentFile,
  restoreSnapshot,
  takeSnapshot,
} from '../src/storage/environment-files.ts';
import { against, median, type Row, told } from './table.ts';

const declarations = 100_000;

/** Start-up, snapshots and clones of an environment of 100,000 declarations, and its month end under load. */
export async function benchLarge(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carm-large-'));
  process.env.CARM_HOME = folder;
  await createEnvironment('large', { seed: '1', startsAt: '2024-11-04T09:00' });
  const environment = await openEnvironment('large');
  const pool = await preparePool(environment, {
    importers: 5000,
    accepted: 0,
    waiting: declarations,
    lines: 1,
  });
  const ctx = environment.as(system);
  for (let start = 0; start < declarations; start += 128) {
    await Promise.all(pool.cads.slice(start, start + 128).map((cad) => submitCad(ctx, cad)));
  }
  await environment.close();
  const rows = [await startUp(), ...(await copies()), ...(await monthEnd(pool, folder))];
  rmSync(folder, { recursive: true });
  return rows;
}

async function startUp(): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) times.push(await firstAnswer());
  const how = `median of 5 starts, from the command to the first reply, ${declarations} declarations`;
  return against({ name: 'start-up to first answer', value: median(times), unit: 's', how }, 2, true);
}

async function firstAnswer(): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [join(projectFolder, 'bin', 'carm.js'), 'serve', 'large', '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /(http:\/\/127\.0\.0\.1:\d+)\/(?:docs)?\s/.exec(chunk.toString());
      if (found !== null) resolve(found[1]!);
    });
  });
  await (await fetch(`${url}/healthz`)).text();
  const seconds = (performance.now() - startedAt) / 1000;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.on('exit', resolve));
  return seconds;
}

async function copies(): Promise<Row[]> {
  const timed = async (name: string, work: () => Promise<void> | void) => {
    const startedAt = performance.now();
    await work();
    const value = (performance.now() - startedAt) / 1000;
    return told({ name: `environment of ${declarations}: ${name}`, value, unit: 's', how: 'one copy each' });
  };
  return [
    await timed('snapshot', () => takeSnapshot('large', 'before')),
    await timed('clone', () => cloneEnvironment('large', 'twin')),
    await timed('restore', () => restoreSnapshot('large', 'before')),
  ];
}

/** Statements for 5,000 accounts while requests of class 1 go on; those requests are what is judged. */
async function monthEnd(pool: Pool, folder: string): Promise<Row[]> {
  const server = await startServer(environmentFile('large'), folder);
  const headers = { authorization: `Bearer ${pool.token}`, 'content-type': 'application/json' };
  const times: number[] = [];
  let isRunning = true;
  const steady = Array.from({ length: 8 }, async (_, client) => {
    for (let turn = client; isRunning; turn += 8) {
      const startedAt = performance.now();
      const reply = await journey(server.url, headers, pool, turn);
      if (!reply.ok) throw new Error(`${reply.status}: ${await reply.text()}`);
      await reply.text();
      times.push(performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  });
  const startedAt = performance.now();
  const body = JSON.stringify({ to: '2024-12-26T09:00' });
  const reply = await fetch(`${server.url}/api/v1/clock/advance`, { method: 'POST', headers, body });
  const { units } = (await reply.json()) as { units: number };
  const seconds = (performance.now() - startedAt) / 1000;
  isRunning = false;
  await Promise.all(steady);
  await server.stop();
  const sorted = times.sort((a, b) => a - b);
  const shareWithin = (limit: number) =>
    (100 * sorted.filter((time) => time <= limit).length) / sorted.length;
  const how = `${sorted.length} requests while the clock advanced two months (${units} units of due work, ${seconds.toFixed(1)} s)`;
  return [
    against({ name: 'month end: class 1 within 2.0 s', value: shareWithin(2000), unit: '%', how }, 98),
    against({ name: 'month end: class 1 within 0.5 s', value: shareWithin(500), unit: '%', how }, 90),
    told({ name: 'month end: slowest request', value: sorted.at(-1) ?? 0, unit: 'ms', how }),
  ];
}

/** In turn: look a declaration up, look at an account, pay a dollar. */
function journey(url: string, headers: Record<string, string>, pool: Pool, turn: number): Promise<Response> {
  const cad = pool.cads[turn % pool.cads.length]!;
  if (turn % 3 === 0) return fetch(`${url}/api/v1/cads/${cad.transactionNumber}`, { headers });
  if (turn % 3 === 1) return fetch(`${url}/api/v1/accounts/${cad.importer}`, { headers });
  const body = JSON.stringify({ programAccount: cad.importer, channel: 'online-banking', amount: '1.00' });
  return fetch(`${url}/api/v1/payments`, { method: 'POST', headers, body });
}
