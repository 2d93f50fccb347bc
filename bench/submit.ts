import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../src/app.ts';
import { projectFolder } from '../src/config.ts';
import { type Pool, preparePool } from '../src/load/prepare-pool.ts';
import { startServer } from '../src/load/run-profile.ts';
import { openEnvironmentFile, openEnvironmentInMemory } from '../src/open-environment.ts';
import { type Shot, shoot } from './generator.ts';
import { rawInsertion } from './raw-insertion.ts';
import { compared, median, type Row, told } from './table.ts';

const rounds = 3;
const declarations = 12_800;
const warmUp = 32_000;

/**
 * Submitting a three-line declaration over HTTP, assessed, posted and durable, beside: a bare echo of the same body,
 * raw insertion of the same rows, and a static mock of our own description of the API. Rounds take turns.
 */
export async function benchSubmit(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carm-bench-'));
  const mocks = { prism: await startPrism(folder) };
  const shots: Record<'ours' | 'echo' | 'prism', Shot[]> = { ours: [], echo: [], prism: [] };
  const raw: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const database = join(folder, `round-${round}.sqlite`);
    const pool = await prepare(database);
    const server = await startServer(database, folder);
    shots.ours.push(await measure(server.url, pool));
    await server.stop();
    const echo = await startEcho();
    shots.echo.push(await measure(echo.url, pool));
    echo.process.kill();
    if (mocks.prism !== undefined) shots.prism.push(await measure(mocks.prism.url, pool));
    raw.push(await rawInsertion(database, join(folder, 'raw.sqlite')));
    rmSync(database);
  }
  mocks.prism?.process.kill();
  rmSync(folder, { recursive: true });
  return judge(shots, median(raw));
}

function judge(shots: Record<'ours' | 'echo' | 'prism', Shot[]>, insert: number): Row[] {
  const perSecond = (name: keyof typeof shots) => median(shots[name].map((shot) => shot.perSecond));
  const [ours, echo] = [perSecond('ours'), perSecond('echo')];
  const serial = 1 / (1 / echo + 1 / insert);
  const submit = {
    value: ours,
    unit: 'a second',
    how: `median of ${rounds} rounds of ${declarations} after ${warmUp} to warm up, 64 connections, autocannon`,
  };
  const rows = [
    told({ ...submit, name: 'bare echo of the same body', value: echo }),
    told({
      ...submit,
      name: 'raw insertion of the same rows, groups of 50',
      value: insert,
      how: 'better-sqlite3, synchronous=FULL',
    }),
    compared({ ...submit, name: 'submit, against the serial limit' }, serial, 0.7),
    ...(['p90', 'p98', 'p99'] as const).map((quantile) =>
      told({
        ...submit,
        name: `submit, ${quantile}`,
        unit: 'ms',
        value: median(shots.ours.map((shot) => shot[quantile])),
      }),
    ),
    told({
      ...submit,
      name: 'submit, refused or failed',
      unit: '',
      value: Math.max(...shots.ours.map((shot) => shot.refused)),
    }),
  ];
  if (shots.prism.length > 0)
    rows.push(compared({ ...submit, name: 'submit, against Prism’s static mock' }, perSecond('prism'), 2));
  else console.log('Prism could not be installed: no comparison with it');
  return rows;
}

async function prepare(database: string): Promise<Pool> {
  const environment = await openEnvironmentFile('bench', database, {
    seed: '1',
    startsAt: '2024-11-04T09:00',
  });
  const pool = await preparePool(environment, {
    importers: 200,
    accepted: 0,
    waiting: warmUp + declarations,
    lines: 3,
  });
  await environment.close();
  return pool;
}

/** The first declarations warm the program up and are not counted. */
async function measure(url: string, pool: Pool): Promise<Shot> {
  await shoot(url, pool.token, pool.cads.slice(0, warmUp));
  return shoot(url, pool.token, pool.cads.slice(warmUp));
}

interface Running {
  url: string;
  process: ChildProcess;
}

async function startEcho(): Promise<Running> {
  return running(
    spawn(process.execPath, [join(projectFolder, 'bench', 'echo.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
    /(http:\/\/127\.0\.0\.1:\d+)\/(?:docs)?\s/,
  );
}

/** Prism is installed by the benchmark, beside the project, and is no part of it. */
async function startPrism(folder: string): Promise<Running | undefined> {
  const home = join(projectFolder, '.cache', 'bench');
  const prism = join(home, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js');
  if (!existsSync(prism)) {
    mkdirSync(home, { recursive: true });
    spawnSync(
      'npm',
      ['install', '--prefix', home, '--no-fund', '--no-audit', '@stoplight/prism-cli@5.16.0'],
      { stdio: 'ignore', shell: process.platform === 'win32' },
    );
  }
  if (!existsSync(prism)) return undefined;
  const environment = await openEnvironmentInMemory('bench');
  const description = await createApp(environment).app.request('/openapi.json');
  writeFileSync(join(folder, 'openapi.json'), await description.text());
  await environment.close();
  const port = 4010 + (process.pid % 1000);
  const flags = [
    'mock',
    join(folder, 'openapi.json'),
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-m',
    'false',
    '-v',
    'silent',
  ];
  const child = spawn(process.execPath, [prism, ...flags], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await isUp(`${url}/api/v1/clock`)) return { url, process: child };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill();
  return undefined;
}

async function isUp(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function running(child: ChildProcess, pattern: RegExp): Promise<Running> {
  return new Promise((resolve) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      const found = pattern.exec(chunk.toString());
      if (found !== null) resolve({ url: found[1]!, process: child });
    });
  });
}
