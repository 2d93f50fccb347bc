import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Environment } from '../../src/open-environment.ts';
import { sessionCookie } from '../../src/pages/visits.ts';
import { signIn } from '../../src/users/sign-in.ts';
import { userByEmail } from '../../src/users/store.ts';
import { aCarm } from '../support/a-carm.ts';
import { atTheDoor, aUser, password } from '../support/a-user.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await aCarm();
});

afterAll(() => environment.close());

/** Forms sent from an address, each as a reply. */
function sender(isBehindProxy: boolean) {
  const { app } = createApp(environment, { isBehindProxy });
  return (path: string, from: string, fields: Record<string, string>, cookie = '') =>
    app.request(
      path,
      {
        method: 'POST',
        headers: { origin: 'http://localhost', cookie, 'x-forwarded-for': `1.2.3.4, ${from}` },
        body: new URLSearchParams(fields),
      },
      { incoming: { socket: { remoteAddress: isBehindProxy ? '127.0.0.1' : from } } },
    );
}

it.each([false, true])(
  'after thirty tries in a minute nobody signs in from that address, behind a proxy: %s',
  async (isBehind) => {
    const send = sender(isBehind);
    const guess = (from: string, language: string) =>
      send(`/${language}/sign-in`, from, { email: '', password: '' });
    for (let i = 0; i < 30; i++) expect((await guess('10.0.0.1', 'en')).status).toBe(422);
    const refused = await guess('10.0.0.1', 'fr');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Plus de 30 requêtes en 60 secondes; attendez');
    expect(await (await guess('10.0.0.1', 'en')).text()).toContain(
      'More than 30 requests in 60 seconds; wait',
    );
    expect((await guess('10.0.0.2', 'en')).status).toBe(422);
  },
);

it('passcodes entered and passcodes sent anew count together', async () => {
  const user = await aUser(environment, 'guessed at');
  const cookie = `${sessionCookie}=${await signIn(atTheDoor(environment), user.email, password)}`;
  const send = sender(false);
  const statuses = [];
  for (let i = 0; i < 15; i++) {
    statuses.push((await send('/en/passcode/resend', '10.0.0.3', {}, cookie)).status);
    statuses.push((await send('/en/passcode', '10.0.0.3', {}, cookie)).status);
  }
  expect(statuses).not.toContain(429);
  expect((await send('/en/passcode', '10.0.0.3', {}, cookie)).status).toBe(429);
});

it.each([false, true])(
  'sixty times in an hour a profile is asked for from an address, behind a proxy: %s',
  async (isBehind) => {
    const send = sender(isBehind);
    const fields = { name: 'Jo', password: 'twelve letters at least', language: 'en' };
    const ask = (from: string, path = '/en/register', email = 'wrong') =>
      send(path, from, { ...fields, email });
    for (let i = 0; i < 60; i++) expect((await ask('10.0.0.5')).status).toBe(422);
    const refused = await ask('10.0.0.5', '/fr/register', 'one-too-many@example.test');
    expect([refused.status, Number(refused.headers.get('retry-after')) > 3000]).toEqual([429, true]);
    expect(await refused.text()).toContain('Plus de 60 requêtes en 60 minutes; attendez 60 minutes');
    expect(await (await ask('10.0.0.5')).text()).toContain(
      'More than 60 requests in 60 minutes; wait 60 minutes',
    );
    expect(await userByEmail(environment.store.read, 'one-too-many@example.test')).toBeUndefined();
    expect((await ask('10.0.0.6')).status).toBe(422);
    const atTerminal = await ask('10.0.0.5', '/en/kiosk/register');
    expect(atTerminal.status).toBe(422);
  },
);

it('a terminal that is refused stays a terminal', async () => {
  const send = sender(false);
  for (let i = 0; i < 60; i++) await send('/en/kiosk/register', '10.0.0.7', {});
  const refused = await send('/en/kiosk/register', '10.0.0.7', {});
  expect([refused.status, (await refused.text()).includes('data-home="/en/kiosk"')]).toEqual([429, true]);
});
