import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Environment, system } from '../../src/open-environment.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { outagesUntil } from '../../src/support/outages.ts';
import { registerOf } from '../../src/support/register.ts';
import { aCarm } from '../support/a-carm.ts';
import { aVisitor } from '../support/a-visitor.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem } from '../support/an-api.ts';

const maple = '700010010RM0001';

let environment: Environment;
let ask: Ask;
let partner: string;
let trainer: string;

beforeEach(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
  ask = anApi(environment);
  partner = await aToken(environment, maple);
  trainer = await aTrainersToken(environment);
});

afterEach(() => environment.close());

const put = (name: string, body: unknown) => ask('PUT', `/api/v1/partners/${name}`, { token: trainer, body });

it('a portal that is down shuts out partners alone, and is an outage and an urgent incident', async () => {
  const alice = await aVisitor(environment, 'Alice Tremblay', 'fr');
  const officer = await aVisitor(environment, 'Olivia Martin');
  const theo = await aVisitor(environment, 'Theo Clarke');
  await theo.send('/control/systems/portal', { state: 'isDown', errorShare: '0', latencyMilliseconds: '0' });
  const refused = await alice.open('/portal/declarations');
  expect(refused.status).toBe(503);
  expect(refused.text).toContain('Le portail client ne répond pas; réessayez plus tard');
  expect((await alice.send('/portal/declarations/new', {})).status).toBe(503);
  expect((await officer.open('/cbsa')).status).toBe(200);
  expect((await ask('GET', '/api/v1/cads', { token: partner })).status).toBe(200);
  await theo.send('/control/systems/portal', { state: 'up', errorShare: '0', latencyMilliseconds: '0' });
  expect((await alice.open('/portal/declarations')).status).toBe(200);
  expect(await outagesUntil(environment.store.read, 'now')).toMatchObject([{ application: 'portal' }]);
  expect(await registerOf(environment.store.read)).toMatchObject([{ application: 'portal', priority: 'P1' }]);
});

it('one interface is down while the other works', async () => {
  const interchange = { token: partner, body: 'UNB', headers: { 'content-type': 'application/edifact' } };
  await put('edi-gateway', { isDown: true });
  expectProblem(await ask('POST', '/api/v1/edi/interchanges', interchange), 503, 'PARTNER_UNAVAILABLE');
  expect((await ask('GET', '/api/v1/cads', { token: partner })).status).toBe(200);
  await put('edi-gateway', {});
  await put('api', { isDown: true });
  expectProblem(await ask('GET', '/api/v1/cads', { token: partner }), 503, 'PARTNER_UNAVAILABLE');
  expect((await ask('POST', '/api/v1/edi/interchanges', interchange)).status).not.toBe(503);
  expect((await ask('GET', '/api/v1/events', { token: trainer })).status).toBe(200);
});

it('fails for some requests, and asking again helps', async () => {
  await put('api', { errorShare: 0.5 });
  const statuses = new Set<number>();
  for (let i = 0; i < 40; i++) statuses.add((await ask('GET', '/api/v1/cads', { token: partner })).status);
  expect([...statuses].sort()).toEqual([200, 503]);
});

it('is down between two instants that the trainer schedules, and no longer once they are taken back', async () => {
  const theo = await aVisitor(environment, 'Theo Clarke');
  const spell = { state: 'isDown', errorShare: '0', latencyMilliseconds: '0' };
  const add = (from: string, until: string) =>
    theo.send('/control/systems/api/schedule', { ...spell, from, until });
  expect((await add('2024-11-04T12:00', '2024-11-04T09:00')).text).toContain(
    'Enter an instant after the first',
  );
  expect((await add('noon', '2024-11-04T09:00')).text).toContain('Enter a date and time such as');
  expect((await add('2024-11-04T09:00', '2024-11-04T12:00')).leadsTo).toBe('/control/systems/api');
  const status = async () => (await ask('GET', '/api/v1/cads', { token: partner })).status;
  expect(await status()).toBe(200);
  await environment.advanceTo('2024-11-04T09:00');
  expect(await status()).toBe(503);
  await theo.send('/control/systems/api/schedule/remove', { index: '0' });
  expect(await status()).toBe(200);
  expect((await theo.open('/control/systems/none')).status).toBe(404);
});
