import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectFolder } from '../config.ts';
import { InvalidInput } from '../errors.ts';
import { type NewEnvironment, openEnvironmentFile } from '../open-environment.ts';
import { type LoadFigures, loadFigures } from './figures.ts';
import { preparePool } from './prepare-pool.ts';

export const profileNames = ['smoke', 'steady', 'peak-day', 'ramp'] as const;
export type ProfileName = (typeof profileNames)[number];

export interface LoadRun {
  profile: ProfileName;
  /** Transactions a second, and seconds, where the profile leaves them open. */
  rate: number;
  seconds: number;
  /** Where the environment of the load and its figures go. */
  folder: string;
  environment: NewEnvironment;
  k6: string;
  say: (text: string) => void;
}

/** Start an environment of its own, put a profile's load on it through k6, and tell what both sides measured. */
export async function runProfile(run: LoadRun): Promise<LoadFigures> {
  mkdirSync(run.folder, { recursive: true });
  const database = join(run.folder, 'load.sqlite');
  for (const suffix of ['', '-wal', '-shm']) rmSync(database + suffix, { force: true });
  const environment = await openEnvironmentFile('load', database, run.environment);
  run.say('preparing importers, statements and releases');
  const pool = await preparePool(environment, { importers: 100, accepted: 500, waiting: submissionsOf(run) });
  await environment.close();
  const poolFile = resolve(run.folder, 'load-pool.json');
  writeFileSync(poolFile, JSON.stringify(pool));
  const server = await startServer(database, run.folder);
  const summary = resolve(run.folder, 'load-k6.json');
  try {
    run.say(`k6: ${run.profile}`);
    await startK6(run.k6, run, { POOL: poolFile, BASE_URL: server.url, SUMMARY: summary }).ended;
  } finally {
    await server.stop();
    rmSync(poolFile);
  }
  const closed = await openEnvironmentFile('load', database);
  try {
    return await loadFigures(run.profile, readFileSync(summary, 'utf8'), closed.store);
  } finally {
    await closed.close();
  }
}

/** Submissions the profile makes at most: six of ten transactions, and some to spare. */
export function submissionsOf({ profile, rate, seconds }: LoadOrder): number {
  const transactions = {
    smoke: 100,
    steady: rate * seconds,
    'peak-day': rate * 3 * seconds,
    ramp: rate * 12 * seconds,
  };
  return Math.ceil(transactions[profile] * 0.7) + 100;
}

export interface RunningServer {
  url: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** A server of its own over a database file, on a free port of the loopback interface. */
export async function startServer(database: string, folder: string): Promise<RunningServer> {
  const child = spawn(
    process.execPath,
    [
      join(projectFolder, 'bin', 'carm.js'),
      'serve',
      database,
      '--port',
      '0',
      '--requests-per-minute',
      '100000000',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const errors: string[] = [];
  child.stderr!.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    let heard = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      const found = /(http:\/\/127\.0\.0\.1:\d+)\/\s/.exec(heard);
      if (found !== null) resolve(found[1]!);
    });
    child.on('exit', (code) =>
      reject(new Error(`the server of ${folder} ended with ${code}: ${errors.join('')}`)),
    );
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.on('exit', () => resolve());
      child.kill('SIGTERM');
    });
  return { url, process: child, stop };
}

/** How much load, and for how long. */
export type LoadOrder = Pick<LoadRun, 'profile' | 'rate' | 'seconds'>;

/** Have k6 put a profile on a server. @returns its process, and when it has ended well */
export function startK6(
  k6: string,
  { profile, rate, seconds }: LoadOrder,
  environment: Record<string, string>,
): { process: ChildProcess; ended: Promise<void> } {
  const variables = { ...environment, PROFILE: profile, RATE: String(rate), SECONDS: String(seconds) };
  const flags = Object.entries(variables).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const script = join(projectFolder, 'load', 'main.ts');
  const child = spawn(k6, ['run', '--quiet', '--no-usage-report', ...flags, script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.resume();
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (isResult(code, signal)) return resolve();
      const why = errors.slice(0, 2000);
      reject(
        new InvalidInput({
          en: `k6 ended with ${code}: ${why}`,
          fr: `k6 s’est terminé avec ${code} : ${why}`,
        }),
      );
    });
  });
  return { process: child, ended };
}

/** A threshold that does not hold (99) and a run that was told to stop (105, or its signal) are results as well. */
function isResult(code: number | null, signal: NodeJS.Signals | null): boolean {
  return code === 0 || code === 99 || code === 105 || signal === 'SIGINT' || signal === 'SIGKILL';
}
