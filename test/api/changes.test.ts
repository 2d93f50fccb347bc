import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import type { CadInput } from '../../src/cad/types.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCarm, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem, fatalCodes } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let officer: string;
let ask: Ask;
let number: string;
let cad: CadInput;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  [token, officer] = [await aToken(environment, importer), await aTrainersToken(environment)];
  ask = anApi(environment);
  number = await released(environment, importer, 1);
  cad = aCad(importer, number);
  expect((await ask('POST', '/api/v1/cads', { token, body: cad })).status).toBe(201);
});

afterEach(() => environment.close());

const worth = (value: string) => aCad(importer, number, { valueForCurrencyConversion: value });

const put = (body: unknown, version: string | undefined, as = token) =>
  ask('PUT', `/api/v1/cads/${number}`, {
    token: as,
    body,
    headers: version === undefined ? {} : { 'if-match': version },
  });

describe('a correction', () => {
  it('is the next version, with an ETag of its own, and the versions can be compared', async () => {
    const reply = await put(worth('2000.00'), '"1"');
    expect([reply.status, reply.headers.get('etag'), reply.body.total]).toEqual([200, '"2"', '100.00']);
    const versions = await ask('GET', `/api/v1/cads/${number}/versions`, { token });
    expect(versions.body).toMatchObject([
      { version: 1, change: 'ORIGINAL', total: '50.00' },
      { version: 2, change: 'CORRECTION', total: '100.00' },
    ]);
    const changes = await ask('GET', `/api/v1/cads/${number}/versions/2/changes`, { token });
    expect(changes.body).toMatchObject({ amounts: { gst: '50.00', total: '50.00' } });
    const list = await ask('GET', '/api/v1/cads', { token });
    expect((list.body.items as { version: number }[]).map((item) => item.version)).toEqual([2]);
  });

  it('without or with another version changes nothing', async () => {
    expectProblem(await put(worth('2000.00'), undefined), 400, 'INVALID_INPUT');
    expectProblem(await put(worth('2000.00'), 'one'), 400, 'INVALID_INPUT');
    expectProblem(await put(worth('2000.00'), '"2"'), 412, 'VERSION_NOT_CURRENT');
    const found = await ask('GET', `/api/v1/cads/${number}`, { token });
    expect(found.body.version).toBe(1);
  });

  it('with findings changes nothing', async () => {
    const reply = await put(
      { ...cad, office: '0440', invoices: [{ ...cad.invoices[0], number: 'X' }] },
      '"1"',
    );
    expectProblem(reply, 422, 'CAD_REJECTED');
    expect(fatalCodes(reply)).toEqual(['CAD-E226', 'CAD-E080']);
  });

  it('of another importer’s declaration is not for everybody', async () => {
    const other = await aToken(environment, await anImporter(environment, 2));
    expectProblem(await put(worth('2000.00'), '"1"', other), 403, 'FORBIDDEN');
    expectProblem(await ask('GET', `/api/v1/cads/${number}/versions`, { token: other }), 403);
  });

  it('after the due date is refused with the way out', async () => {
    await environment.advanceTo('2024-12-01T08:00');
    expectProblem(await put(worth('2000.00'), '"1"'), 422, 'CORRECTION_TOO_LATE');
  });
});

it('a withdrawn declaration has a last version, and is changed no more', async () => {
  const withdraw = (version: string) =>
    ask('DELETE', `/api/v1/cads/${number}`, { token, headers: { 'if-match': version } });
  expect((await withdraw('"1"')).body).toMatchObject({ version: 2, status: 'WITHDRAWN', total: '0.00' });
  expectProblem(await withdraw('"2"'), 422, 'CAD_WITHDRAWN');
  expectProblem(await ask('GET', `/api/v1/cads/${number}/versions/9/changes`, { token }), 404, 'NOT_FOUND');
});

describe('a case', () => {
  const adjustment = () => ({
    version: 1,
    declared: worth('2000.00'),
    reasons: ['R3-32.2.VFD'],
    rationale: 'The invoice was read wrongly.',
  });
  const asked = async () => {
    await environment.advanceTo('2024-12-01T08:00');
    const reply = await ask('POST', `/api/v1/cads/${number}/adjustments`, { token, body: adjustment() });
    expect(reply.status, reply.text).toBe(201);
    return reply.body.id as string;
  };

  it('is asked for by the partner and decided by an officer', async () => {
    const id = await asked();
    expectProblem(await ask('POST', `/api/v1/cases/${id}/approve`, { token }), 403, 'FORBIDDEN');
    const approved = await ask('POST', `/api/v1/cases/${id}/approve`, { token: officer });
    expect(approved.body).toMatchObject({ state: 'APPROVED', resultVersion: 2 });
    const again = await ask('POST', `/api/v1/cases/${id}/approve`, { token: officer });
    expectProblem(again, 409, 'CASE_NOT_OPEN');
  });

  it('is listed for its importer and for officers, and for nobody else', async () => {
    const id = await asked();
    const other = await aToken(environment, await anImporter(environment, 2));
    const seen = async (as: string) =>
      ((await ask('GET', '/api/v1/cases', { token: as })).body.items as { id: string }[]).map((c) => c.id);
    expect([await seen(token), await seen(officer), await seen(other)]).toEqual([[id], [id], []]);
    expectProblem(await ask('GET', `/api/v1/cases/${id}`, { token: other }), 403);
    expectProblem(await ask('GET', '/api/v1/cases/nothing', { token }), 404, 'NOT_FOUND');
  });

  it('comes after the due date, one at a time', async () => {
    const early = await ask('POST', `/api/v1/cads/${number}/adjustments`, { token, body: adjustment() });
    expectProblem(early, 422, 'STILL_CORRECTABLE');
    await asked();
    const second = await ask('POST', `/api/v1/cads/${number}/adjustments`, { token, body: adjustment() });
    expectProblem(second, 409, 'CASE_PENDING');
  });

  it('to dispute needs a decision, its payment and its time', async () => {
    const dispute = () =>
      ask('POST', `/api/v1/cads/${number}/disputes`, { token, body: { rationale: 'It was right.' } });
    expectProblem(await dispute(), 422, 'NOTHING_TO_DISPUTE');
    const body = { ...adjustment(), reasons: ['RC-59'] };
    const path = `/api/v1/cads/${number}/redeterminations`;
    expectProblem(await ask('POST', path, { token, body }), 403, 'FORBIDDEN');
    expect((await ask('POST', path, { token: officer, body })).status).toBe(201);
    expectProblem(await dispute(), 422, 'PAY_BEFORE_DISPUTE');
    const payment = { programAccount: importer, channel: 'edi', amount: '100.00', transactions: [number] };
    expect((await ask('POST', '/api/v1/payments', { token, body: payment })).status).toBe(201);
    await environment.advanceTo('2025-06-01T08:00');
    expectProblem(await dispute(), 422, 'DISPUTE_TOO_LATE');
  });
});

it('a recalculation is previewed by one officer, run and undone by another', async () => {
  const body = { rule: { accountedFrom: '2024-11-01' }, reason: 'Rates were down' };
  expectProblem(await ask('POST', '/api/v1/recalculations', { token, body }), 403, 'FORBIDDEN');
  const previewed = await ask('POST', '/api/v1/recalculations', { token: officer, body });
  expect(previewed.body).toMatchObject({ state: 'PREVIEWED', declarations: 0, change: '0.00' });
  const other = await aTrainersToken(environment, 'another trainer');
  const step = (name: string, by = other) =>
    ask('POST', `/api/v1/recalculations/${previewed.body.id}/${name}`, { token: by });
  expectProblem(await step('undo'), 409, 'RECALCULATION_NOT_READY');
  expectProblem(await step('run', officer), 422, 'SAME_OFFICER');
  expect((await step('run')).body).toMatchObject({ state: 'DONE' });
  expect((await step('undo')).body).toMatchObject({ state: 'UNDONE' });
  expectProblem(await ask('GET', '/api/v1/recalculations/none', { token: officer }), 404, 'NOT_FOUND');
});
