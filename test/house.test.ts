import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { House } from '../src/house.ts';
import { createEnvironment, openEnvironment, system } from '../src/open-environment.ts';
import { sessionCookie } from '../src/pages/visits.ts';
import { receivePayment } from '../src/payments/pay.ts';
import { bringInCast, castAddress } from '../src/population/cast.ts';
import { cloneEnvironment, listEnvironments, takeSnapshot } from '../src/storage/environment-files.ts';
import { takeOn } from '../src/users/sign-in.ts';
import { userByEmail } from '../src/users/store.ts';
import { asImporter } from './support/a-carm.ts';

const maple = '700010010RM0001';

let folder: string;
let house: House;
let cookie: string;
const before = process.env.CARM_HOME;

/** Somebody's session in an environment that no server has open. */
async function inEnvironment<T>(
  name: string,
  work: (environment: Awaited<ReturnType<typeof openEnvironment>>) => Promise<T>,
): Promise<T> {
  const environment = await openEnvironment(name);
  try {
    return await work(environment);
  } finally {
    await environment.close();
  }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carm-house-'));
  process.env.CARM_HOME = folder;
  await createEnvironment('first', { seed: '1', startsAt: '2024-11-04T08:00' });
  cookie = await inEnvironment('first', async (environment) => {
    await bringInCast(environment.as(system));
    const theo = (await userByEmail(environment.store.read, castAddress('Theo Clarke')))!;
    return `${sessionCookie}=${await takeOn(environment.as(system), theo.id)}`;
  });
  await takeSnapshot('first', 'initial');
  const fail = (error: unknown) => {
    throw error;
  };
  house = await House.around(await openEnvironment('first'), {}, { isNamed: true, fail });
});

afterEach(async () => {
  await house.close();
  if (before === undefined) delete process.env.CARM_HOME;
  else process.env.CARM_HOME = before;
  rmSync(folder, { recursive: true });
});

const ask = async (path: string, fields?: Record<string, string>, more = '') => {
  const headers = { cookie: `${cookie}${more}`, origin: 'http://localhost' };
  const body = fields && new URLSearchParams(fields);
  const init = body === undefined ? {} : { method: 'POST', body };
  const request = new Request(`http://localhost/en${path}`, { ...init, headers });
  const reply = await house.fetch(request, {});
  return { status: reply.status, text: await reply.text(), headers: reply.headers };
};

const environments = '/control/environments';

it('a fork goes its own way, and what became of the two is compared line by line', async () => {
  await ask(`${environments}/fork`, { from: 'first', to: 'second' });
  expect(listEnvironments().map(({ name }) => name)).toEqual(['first', 'second']);
  const compared = () => ask(`${environments}/compare?first=first&second=second`);
  expect((await compared()).text).not.toContain('700010010RM0001');
  await inEnvironment('second', async (environment) => {
    const paid = { programAccount: maple, channel: 'edi', amount: '12.34' } as const;
    await receivePayment(asImporter(environment, maple), paid);
    await environment.advanceTo('2024-11-26T08:00');
  });
  const { text } = await compared();
  expect(text).toMatch(
    /700010010RM0001, 2024-11-04, PMT, [^<]+<\/th><td class="number">–<\/td><td class="number">−\$12.34/,
  );
  const credit = '<td class="number">–</td><td class="number">−$12.34</td>';
  expect(text).toContain(`${maple}, 2024-11-25, closing</th>${credit}`);
  expect((await ask(`${environments}/compare?first=first&second=none`)).status).toBe(400);
});

it('somebody goes to another environment by its cookie, and back', async () => {
  await ask(`${environments}/fork`, { from: 'first', to: 'second' });
  const gone = await ask(`${environments}/go`, { name: 'second' });
  expect(gone.headers.get('set-cookie')).toContain('carm-environment=second');
  const there = '; carm-environment=second';
  expect((await ask('/control', undefined, there)).text).toContain('Environment second');
  expect((await ask('/control')).text).toContain('Environment first');
  // What is not there any more leads to the first.
  expect((await ask('/control', undefined, '; carm-environment=third')).text).toContain('Environment first');
  expect((await ask(`${environments}/go`, { name: 'third' })).text).toContain('There is no environment');
  expect((await ask(`${environments}/remove`, { name: 'second' }, there)).text).toContain('You are in this');
  await ask(`${environments}/remove`, { name: 'second' });
  expect(listEnvironments().map(({ name }) => name)).toEqual(['first']);
});

it('the environment that one works in is put back to a snapshot, and goes on from there', async () => {
  await ask('/control/advance', { to: '2024-11-08T08:00' });
  await ask(`${environments}/snapshot`, { of: 'first', label: 'friday' });
  await ask('/control/advance', { to: '2024-12-08T08:00' });
  await ask(`${environments}/restore`, { name: 'first', label: 'friday' });
  expect((await ask('/control')).text).toContain('2024-11-08, 08:00');
  await ask(`${environments}/restore`, { name: 'first', label: 'initial' });
  expect((await ask('/control')).text).toContain('2024-11-04, 08:00');
  expect((await ask(`${environments}/restore`, { name: 'first', label: 'none' })).text).toContain('Snapshot');
  expect((await ask('/control')).status).toBe(200);
});

it('another one is created, and a name that is taken is refused', async () => {
  const fields = { name: 'other', seed: '7', startsAt: '2025-01-06T08:00', days: '0' };
  expect((await ask(`${environments}/create`, fields)).status).toBe(303);
  expect((await ask(`${environments}/create`, fields)).text).toContain('exists already');
  expect((await ask(`${environments}/create`, { ...fields, name: 'No Good' })).text).toContain(
    'is not a name',
  );
  await cloneEnvironment('other', 'again');
  const there = '; carm-environment=other';
  expect((await ask('/sign-in', undefined, there)).text).toContain('Theo Clarke');
  expect((await ask(environments)).text).toMatch(/again[\s\S]*first \(you are here\)[\s\S]*other/);
});
