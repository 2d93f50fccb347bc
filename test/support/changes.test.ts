import { afterEach, beforeEach, expect, it } from 'vitest';
import { defectsIn } from '../../src/defects/defects.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { eventsInOrder } from '../../src/storage/events.ts';
import { allProblems } from '../../src/support/problem-store.ts';
import { aCarm } from './a-carm.ts';
import { aVisitor, type Visitor } from './a-visitor.ts';
import { type Ask, anApi, aTrainersToken, expectProblem } from './an-api.ts';

let environment: Environment;
let theo: Visitor;
let alice: Visitor;
let ask: Ask;
let token: string;

beforeEach(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
  theo = await aVisitor(environment, 'Theo Clarke');
  alice = await aVisitor(environment, 'Alice Tremblay', 'fr');
  ask = anApi(environment);
  token = await aTrainersToken(environment);
});

afterEach(() => environment.close());

const typed = {
  ...{ id: 'january-fixes', titleEn: 'Fixes of January', titleFr: 'Correctifs de janvier' },
  ...{ plannedFor: '2024-11-06T20:00', touches: 'partner' },
};
const act = (name: string) => theo.send('/control/changes/january-fixes/act', { act: name });
const partnersRead = async () => (await alice.open('/portal/messages/problems')).text;

it('a change is announced to partners, takes out what it fixes, and backed out brings it back', async () => {
  await theo.send('/control/defects', { id: 'flour-permit-refused', isIn: 'yes', isPublished: 'yes' });
  await theo.send('/control/changes/new', { ...typed, fixes: ['flour-permit-refused', 'no-email-notices'] });
  expect(await partnersRead()).not.toContain('Correctifs de janvier');
  await act('announce');
  expect(await partnersRead()).toContain('Correctifs de janvier');
  await act('deploy');
  expect(await defectsIn(environment.store)).toEqual([]);
  expect(await allProblems(environment.store.read)).toMatchObject([
    { reference: 'KD-GIP20', fixedByChange: 'january-fixes' },
  ]);
  await act('back-out');
  // What was not in before is not in after.
  expect(await defectsIn(environment.store)).toEqual(['flour-permit-refused']);
  const told: string[] = [];
  for await (const { action } of eventsInOrder(environment.store.read))
    if (action.startsWith('change.')) told.push(action);
  expect(told).toEqual(['change.planned', 'change.announced', 'change.deployed', 'change.backed-out']);
});

it('a change that nobody announced reaches partners all the same, and stands in no list of theirs', async () => {
  await theo.send('/control/changes/new', typed);
  await act('deploy');
  expect(await partnersRead()).not.toContain('Correctifs de janvier');
  expect((await act('announce')).status).toBe(422);
});

it('by the API the same holds, and what does not go is refused', async () => {
  const { id, titleEn, titleFr } = typed;
  const post = (path: string, body?: unknown) => ask('POST', `/api/v1/changes${path}`, { token, body });
  expect((await post('', { id, titleEn, titleFr })).body).toMatchObject({ possible: ['announce', 'deploy'] });
  expectProblem(await post('', { id, titleEn, titleFr }), 409, 'CHANGE_NAME_TAKEN');
  expectProblem(await post('', { id: 'No Good', titleEn, titleFr }), 400, 'INVALID_INPUT');
  expectProblem(await post(`/${id}/back-out`), 409, 'CHANGE_STATUS');
  expectProblem(await post('/none/deploy'), 404);
  expect((await post(`/${id}/deploy`)).body).toMatchObject({ possible: ['back-out'] });
});

it('what is broadcast stands on the pages of whoever is signed in, in their language, until it is taken back', async () => {
  await theo.send('/control/broadcast', { en: 'Lunch until one.', fr: 'Dîner jusqu’à 13 h.' });
  expect((await alice.open('/portal')).text).toContain('Dîner jusqu’à 13 h.');
  expect((await theo.open('/control')).text).toContain('Lunch until one.');
  expect((await theo.send('/control/broadcast', { en: 'Lunch.' })).status).toBe(422);
  await theo.send('/control/broadcast/take-back', {});
  expect((await alice.open('/portal')).text).not.toContain('Dîner');
});
