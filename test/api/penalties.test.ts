import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { type Environment, issueToken } from '../../src/open-environment.ts';
import { aCarm, aNumber, anImporter, released } from '../support/a-carm.ts';
import { aPenalty } from '../support/a-penalty.ts';
import { type Ask, anApi, aToken, expectProblem, type Reply } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let officer: string;
let ask: Ask;

beforeEach(async () => {
  environment = await aCarm('2025-03-04T08:00');
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  officer = await issueToken(environment, {
    name: 'officer',
    kind: 'cbsa',
    scopes: ['penalty:issue', 'account:read'],
  });
  ask = anApi(environment);
});

afterEach(() => environment.close());

const issue = (change: Record<string, unknown> = {}) =>
  ask('POST', '/api/v1/penalties', { token: officer, body: { ...aPenalty(importer), ...change } });

const post = (path: string, by: string, body: unknown) =>
  ask('POST', `/api/v1/penalties/${path}`, { token: by, body });

describe('a penalty', () => {
  it('is issued, read with its time limits, and listed', async () => {
    const reply = await issue();
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body).toMatchObject({
      penalty: 'NPA0000000001',
      level: 1,
      assessed: '2000.00',
      owed: '2000.00',
      payWithoutInterestUntil: '2025-04-03',
      redressUntil: '2025-06-02',
      redress: null,
    });
    expect((await ask('GET', '/api/v1/penalties/NPA0000000001', { token })).body).toEqual(reply.body);
    const list = await ask('GET', `/api/v1/accounts/${importer}/penalties`, { token });
    expect(list.body).toMatchObject({ items: [{ penalty: 'NPA0000000001', status: 'STANDS' }], next: null });
  });

  it('is listed a page at a time', async () => {
    for (const subject of ['one', 'two', 'three']) await issue({ subject });
    const path = `/api/v1/accounts/${importer}/penalties?limit=2`;
    const first = await ask('GET', path, { token });
    const second = await ask('GET', `${path}&cursor=${first.body.next}`, { token });
    const subjects = (reply: Reply) =>
      (reply.body.items as { subject: string }[]).map((each) => each.subject);
    expect([subjects(first), subjects(second)]).toEqual([['one', 'two'], ['three']]);
  });

  it.each<[string, Record<string, unknown>, number, string]>([
    ['under no code', { contravention: '288' }, 400, 'INVALID_INPUT'],
    ['under an unknown code', { contravention: 'C999' }, 404, 'NOT_FOUND'],
    ['for late accounting', { contravention: 'C288' }, 422, 'PENALTY_MADE_BY_SYSTEM'],
    ['of no issue', { issues: [] }, 400, 'INVALID_INPUT'],
    ['of half a contravention', { issues: [0.5] }, 400, 'INVALID_INPUT'],
    ['on no date', { committedOn: '2025-02-30' }, 400, 'INVALID_INPUT'],
    ['tomorrow', { committedOn: '2025-03-05' }, 400, 'INVALID_INPUT'],
    ['for no reason', { reason: '' }, 400, 'INVALID_INPUT'],
    ['with an unknown field', { colour: 'red' }, 400, 'INVALID_INPUT'],
  ])('%s is refused', async (_what, change, status, code) => {
    expectProblem(await issue(change), status, code);
  });

  it('that is not there is not found', async () => {
    expectProblem(await ask('GET', '/api/v1/penalties/NPA0000000009', { token }), 404, 'NOT_FOUND');
  });
});

it('an officer reduces, then cancels; a third time there is nothing left', async () => {
  await issue();
  const measure = (to: string) =>
    post('NPA0000000001/corrective-measures', officer, { to, reason: 'one crate only' });
  expect((await measure('500.00')).body).toMatchObject({ owed: '500.00', status: 'STANDS' });
  expect((await measure('0.00')).body).toMatchObject({ owed: '0.00', status: 'CANCELLED' });
  expectProblem(await measure('0.00'), 422, 'PENALTY_NO_LONGER_STANDS');
  expectProblem(await measure('-1.00'), 400, 'INVALID_INPUT');
});

it('late accounting is penalised overnight and waived by an officer', async () => {
  await released(environment, importer, 1);
  await environment.advanceTo('2025-03-12T08:00');
  const list = await ask('GET', `/api/v1/accounts/${importer}/penalties`, { token });
  expect(list.body.items).toMatchObject([
    { penalty: 'LAP0000000001', contravention: 'C288', subject: aNumber(1), assessed: '100.00' },
  ]);
  expectProblem(await post('LAP0000000001/redress', token, { grounds: 'flood' }), 422);
  const waived = await post('LAP0000000001/waiver', officer, { reason: 'flood' });
  expect(waived.body).toMatchObject({ owed: '0.00', status: 'WAIVED' });
});

describe('redress', () => {
  const id = 'NPA0000000001';

  it('goes from the request to the judgment of the Federal Court', async () => {
    await issue();
    const steps: [string, string, unknown, string][] = [
      ['redress', token, { grounds: 'the crate was empty' }, 'REQUESTED'],
      ['redress/reasons', officer, { reasons: 'it held boots' }, 'REASONS_GIVEN'],
      ['redress/evidence', token, { evidence: 'a photograph' }, 'REASONS_GIVEN'],
      ['redress/decision', officer, { decision: 'REMITTED', amount: '500.00', reason: 'half' }, 'DECIDED'],
      ['redress/court-action', token, { courtFile: 'T-1' }, 'IN_COURT'],
      ['redress/court-decision', officer, { decision: 'CANCELLED', reason: 'no proof' }, 'COURT_DECIDED'],
    ];
    for (const [path, by, body, step] of steps) {
      const reply = await post(`${id}/${path}`, by, body);
      expect([reply.status, reply.body.step], reply.text).toEqual([200, step]);
    }
    const { body } = await ask('GET', `/api/v1/penalties/${id}`, { token });
    expect(body).toMatchObject({
      owed: '0.00',
      redress: { decision: 'REMITTED', courtDecision: 'CANCELLED' },
    });
  });

  it('that was missed may be extended', async () => {
    await issue();
    await environment.advanceTo('2025-07-02T08:00');
    expectProblem(await post(`${id}/redress`, token, { grounds: 'ill' }), 422, 'REDRESS_TOO_LATE');
    expect((await post(`${id}/redress/extension`, token, { grounds: 'ill' })).body.step).toBe(
      'EXTENSION_ASKED',
    );
    const granted = await post(`${id}/redress/extension/decision`, officer, {
      isGranted: true,
      reason: 'ill',
    });
    expect(granted.body.step).toBe('REQUESTED');
    expectProblem(await post(`${id}/redress`, token, { grounds: 'ill' }), 409, 'REDRESS_ALREADY_REQUESTED');
  });

  it.each([
    { decision: 'REMITTED', reason: 'no amount' },
    { decision: 'UPHELD', amount: '1.00', reason: 'an amount' },
    { decision: 'FORGOTTEN', reason: 'no such decision' },
  ])('is not decided by %j', async (body) => {
    await issue();
    expectProblem(await post(`${id}/redress/decision`, officer, body), 400, 'INVALID_INPUT');
  });
});
