import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { submitCad } from '../src/cad/submit.ts';
import { type Pool, preparePool } from '../src/load/prepare-pool.ts';
import { startServer } from '../src/load/run-profile.ts';
import { type Environment, openEnvironmentFile, system } from '../src/open-environment.ts';
import { sessionCookie } from '../src/pages/visits.ts';
import { bringInCast, castAddress } from '../src/population/cast.ts';
import { giveRole } from '../src/users/access.ts';
import { changeSession, findSession } from '../src/users/sessions.ts';
import { takeOn } from '../src/users/sign-in.ts';
import { userByEmail } from '../src/users/store.ts';
import { firstPaints } from './first-paint.ts';
import { against, median, type Row, told } from './table.ts';

const declarations = 100_000;
const rounds = 60;

/** Pages of an importer with 5,000 declarations of its own. */
const pages = (transactionNumber: string) => [
  '/portal',
  '/portal/releases',
  '/portal/declarations',
  `/portal/declarations/${transactionNumber}`,
  '/portal/financial',
  '/portal/financial/statements',
  '/portal/payments',
  '/portal/security',
  '/portal/recourse',
  '/portal/messages',
  '/portal/business',
];

/** Pages of the portal on an environment of 100,000 declarations, while load goes on beside them. */
export async function benchPages(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carm-pages-'));
  const database = join(folder, 'pages.sqlite');
  const environment = await openEnvironmentFile('pages', database, {
    seed: '1',
    startsAt: '2024-11-04T09:00',
  });
  const pool = await preparePool(environment, {
    importers: 20,
    accepted: 0,
    waiting: declarations,
    lines: 1,
  });
  const cookie = await aManagersCookie(environment, pool.cads[0]!.importer);
  const ctx = environment.as(system);
  for (let start = 0; start < declarations; start += 128) {
    await Promise.all(pool.cads.slice(start, start + 128).map((cad) => submitCad(ctx, cad)));
  }
  await environment.advanceTo('2024-12-26T09:00');
  await environment.close();
  const server = await startServer(database, folder);
  const beside = steadyLoad(server.url, pool);
  const paths = pages(pool.cads[0]!.transactionNumber);
  const { times, largest } = await openPages(server.url, cookie, paths);
  const requests = await beside.stop();
  const besidePaints = steadyLoad(server.url, pool);
  const paints = await firstPaints(server.url, cookie, paths);
  const lookUps = await besidePaints.stop();
  await server.stop();
  rmSync(folder, { recursive: true });
  const sorted = times.sort((a, b) => a - b);
  const how = `${times.length} pages over loopback, ${declarations} declarations, ${requests} look-ups beside them`;
  const p98 = sorted[Math.ceil(sorted.length * 0.98) - 1]!;
  return [
    against({ name: 'portal: a page at the 98th percentile', value: p98, unit: 'ms', how }, 50, true),
    told({ name: 'portal: a page at the median', value: sorted[sorted.length >> 1]!, unit: 'ms', how }),
    against(
      { name: 'portal: the largest page', value: largest / 1024, unit: 'KB', how: 'HTML of its own' },
      300,
      true,
    ),
    ...paintRows(paints, lookUps),
  ];
}

function paintRows(paints: readonly number[] | undefined, lookUps: number): Row[] {
  if (paints === undefined) {
    console.error('no Chromium here: the first contentful paint is not measured');
    return [];
  }
  const how = `${paints.length} pages in Chromium over loopback with an empty cache, ${lookUps} look-ups beside them`;
  const worst = Math.max(...paints);
  return [
    against({ name: 'portal: first contentful paint, worst', value: worst, unit: 'ms', how }, 1000, true),
    told({ name: 'portal: first contentful paint, median', value: median(paints), unit: 'ms', how }),
  ];
}

/** A member of the cast who manages the importer's business. */
async function aManagersCookie(environment: Environment, importer: string): Promise<string> {
  const ctx = environment.as(system);
  await bringInCast(ctx);
  const user = (await userByEmail(environment.store.read, castAddress('Alice Tremblay')))!;
  await environment.store.inTransaction(async (tx) => {
    await giveRole(tx, user.id, importer.slice(0, 9), { role: 'BAM', programs: [] });
  });
  const token = await takeOn(ctx, user.id);
  const session = (await findSession(environment.store.read, environment.clock, token))!;
  const actingFor = `${importer.slice(0, 9)} ${importer}`;
  await environment.store.inTransaction((tx) => changeSession(tx, session.tokenHash, { actingFor }));
  return `${sessionCookie}=${token}`;
}

async function openPages(url: string, cookie: string, paths: readonly string[]) {
  const times: number[] = [];
  let largest = 0;
  for (let round = 0; round < rounds; round++) {
    for (const path of paths) {
      const startedAt = performance.now();
      const reply = await fetch(`${url}/${round % 2 === 0 ? 'en' : 'fr'}${path}`, { headers: { cookie } });
      const text = await reply.text();
      if (reply.status !== 200) throw new Error(`${path}: ${reply.status}`);
      // The first round fills caches.
      if (round > 0) times.push(performance.now() - startedAt);
      largest = Math.max(largest, Buffer.byteLength(text));
    }
  }
  return { times, largest };
}

/** Eight clients look declarations up, each some twenty times a second. */
function steadyLoad(url: string, pool: Pool) {
  let isRunning = true;
  let requests = 0;
  const headers = { authorization: `Bearer ${pool.token}` };
  const clients = Array.from({ length: 8 }, async (_, client) => {
    for (let turn = client; isRunning; turn += 8) {
      const { transactionNumber } = pool.cads[turn % pool.cads.length]!;
      await (await fetch(`${url}/api/v1/cads/${transactionNumber}`, { headers })).text();
      requests += 1;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  });
  return {
    stop: async () => {
      isRunning = false;
      await Promise.all(clients);
      return requests;
    },
  };
}
