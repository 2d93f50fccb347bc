import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCarm, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let ask: Ask;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  ask = anApi(environment);
});

afterEach(() => environment.close());

const pay = (amount: string, key: string, by = token) =>
  ask('POST', '/api/v1/payments', {
    token: by,
    headers: { 'idempotency-key': key },
    body: { programAccount: importer, channel: 'edi', amount },
  });

const balance = () => balanceOf(environment.store.read, importer);

describe('a request with an Idempotency-Key', () => {
  it('sent again gets the same reply, says so, and is done once', async () => {
    const first = await pay('100.00', 'key');
    const again = await pay('100.00', 'key');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await balance()).toBe(-10_000);
  });

  it('is still known to the next process', async () => {
    const first = await pay('100.00', 'key');
    ask = anApi(environment);
    expect((await pay('100.00', 'key')).text).toBe(first.text);
    expect(await balance()).toBe(-10_000);
  });

  it('with another body is a conflict, and is not done', async () => {
    await pay('100.00', 'key');
    expectProblem(await pay('100.01', 'key'), 409, 'IDEMPOTENCY_KEY_REUSED');
    expect(await balance()).toBe(-10_000);
  });

  it('to another path is a conflict', async () => {
    const body = aCad(importer, await released(environment, importer, 1));
    const headers = { 'idempotency-key': 'key' };
    expect((await ask('POST', '/api/v1/cads/validate', { token, body, headers })).status).toBe(200);
    expectProblem(await ask('POST', '/api/v1/cads', { token, body, headers }), 409, 'IDEMPOTENCY_KEY_REUSED');
  });

  it('while the first is under way is a conflict or its reply, and is done once', async () => {
    const replies = await Promise.all(Array.from({ length: 5 }, () => pay('100.00', 'key')));
    const statuses = replies.map((reply) => reply.status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(await balance()).toBe(-10_000);
  });

  it('that was refused may be tried again with the same key', async () => {
    const headers = { 'idempotency-key': 'key' };
    const number = await released(environment, importer, 1);
    const wrong = { ...aCad(importer, number), office: '9999' };
    expectProblem(await ask('POST', '/api/v1/cads', { token, headers, body: wrong }), 422, 'CAD_REJECTED');
    const right = aCad(importer, number);
    expect((await ask('POST', '/api/v1/cads', { token, headers, body: right })).status).toBe(201);
  });

  it('of another partner is another request', async () => {
    const other = await anImporter(environment, 2);
    await pay('100.00', 'key');
    expectProblem(await pay('100.00', 'key', await aToken(environment, other)), 403, 'FORBIDDEN');
  });
});

it('a request without a key is done as often as it is sent', async () => {
  const body = { programAccount: importer, channel: 'edi', amount: '100.00' };
  for (let time = 0; time < 2; time++) await ask('POST', '/api/v1/payments', { token, body });
  expect(await balance()).toBe(-20_000);
});
