import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePool } from '../src/load/prepare-pool.ts';
import { startServer } from '../src/load/run-profile.ts';
import { type Environment, openEnvironmentFile, system } from '../src/open-environment.ts';
import { sessionCookie } from '../src/pages/visits.ts';
import { bringInCast, castAddress } from '../src/population/cast.ts';
import { giveRole } from '../src/users/access.ts';
import { hashPassword } from '../src/users/passwords.ts';
import { freshProfile } from '../src/users/profile.ts';
import { takeOn } from '../src/users/sign-in.ts';
import { insertUser, userByEmail } from '../src/users/store.ts';
import { against, type Row, told } from './table.ts';

const participants = 200;
const watchers = 5;
const seconds = 30;
/** Between two acts of a participant, in milliseconds. */
const thinks = { least: 2000, most: 6000 };

const pages = [
  '/portal',
  '/portal/releases',
  '/portal/declarations',
  '/portal/financial',
  '/portal/payments',
  '/portal/security',
  '/portal/messages',
];

/** How 200 live participants are answered while nobody and while some trainers watch the control room, in one run. */
export async function benchLive(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carm-live-'));
  const database = join(folder, 'live.sqlite');
  const environment = await openEnvironmentFile('live', database, {
    seed: '1',
    startsAt: '2024-11-04T09:00',
  });
  const waiting = participants * seconds;
  const pool = await preparePool(environment, { importers: participants, accepted: 2000, waiting });
  const cookies = await signedIn(environment, pool.accounts);
  const trainer = await takeOn(
    environment.as(system),
    (await userByEmail(environment.store.read, castAddress('Theo Clarke')))!.id,
  );
  await environment.close();
  const server = await startServer(database, folder);
  const cads = pool.cads.values();
  const submit = async () => {
    const { value: cad } = cads.next();
    const headers = { authorization: `Bearer ${pool.token}`, 'content-type': 'application/json' };
    return fetch(`${server.url}/api/v1/cads`, { method: 'POST', headers, body: JSON.stringify(cad) });
  };
  const round = async (name: string, watching: number): Promise<Row[]> => {
    const watch = watchFrom(server.url, trainer, watching);
    const times = await participate(server.url, cookies, submit);
    const sent = await watch.stop();
    const share = (within: number) => (100 * times.filter((time) => time <= within).length) / times.length;
    const p98 = times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.98) - 1]!;
    const how = `${times.length} requests of ${participants} participants in ${seconds} s, ${watching} watching (${sent} parts sent)`;
    return [
      against({ name: `live, ${name}: within 2.0 s`, value: share(2000), unit: '%', how }, 98),
      against({ name: `live, ${name}: within 0.5 s`, value: share(500), unit: '%', how }, 90),
      told({ name: `live, ${name}: 98th percentile`, value: p98, unit: 'ms', how }),
    ];
  };
  const rows = [...(await round('nobody watches', 0)), ...(await round('watched', watchers))];
  await server.stop();
  rmSync(folder, { recursive: true });
  return rows;
}

/** Sessions of people, each of whom manages a business of its own. */
async function signedIn(environment: Environment, accounts: readonly string[]): Promise<string[]> {
  const ctx = environment.as(system);
  await bringInCast(ctx);
  const passwordHash = await hashPassword('a password of the bench');
  const today = environment.clock.today();
  const cookies: string[] = [];
  for (const [index, account] of accounts.entries()) {
    const id = await environment.store.inTransaction(async (tx) => {
      const user = await insertUser(tx, {
        ...{ name: `Participant ${index}`, email: `p${index}@bench.example`, kind: 'partner', passwordHash },
        ...{ language: 'en', registeredOn: today, lastSignInOn: today, ...freshProfile, isCast: true },
      });
      await giveRole(tx, user.id, account.slice(0, 9), { role: 'BAM', programs: [] });
      return user.id;
    });
    cookies.push(`${sessionCookie}=${await takeOn(ctx, id)}`);
  }
  return cookies;
}

/** Each participant looks at pages and thinks in between; one act in ten is a declaration. */
async function participate(url: string, cookies: readonly string[], submit: () => Promise<Response>) {
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  const pause = () =>
    new Promise((resolve) =>
      setTimeout(resolve, thinks.least + Math.random() * (thinks.most - thinks.least)),
    );
  await Promise.all(
    cookies.map(async (cookie, index) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * thinks.most));
      for (let act = index; performance.now() < until; act += 1) {
        const startedAt = performance.now();
        const reply =
          act % 10 === 0
            ? await submit()
            : await fetch(`${url}/en${pages[act % pages.length]}`, { headers: { cookie } });
        await reply.text();
        if (!reply.ok) throw new Error(`${reply.url}: ${reply.status}`);
        times.push(performance.now() - startedAt);
        await pause();
      }
    }),
  );
  return times;
}

/** Watch the control room live, as so many trainers. */
function watchFrom(url: string, trainer: string, count: number) {
  const end = new AbortController();
  const headers = { cookie: `${sessionCookie}=${trainer}` };
  let parts = 0;
  const watching = Array.from({ length: count }, async () => {
    const reply = await fetch(`${url}/en/control/live/stream`, { headers, signal: end.signal });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of reply.body!)
        parts += decoder.decode(chunk, { stream: true }).split('\n\n').length - 1;
    } catch (error) {
      if (!end.signal.aborted) throw error;
    }
  });
  return {
    stop: async () => {
      end.abort();
      await Promise.all(watching);
      return parts;
    },
  };
}
