import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { trialBalance } from '../../src/ledger/documents.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCarm, aNumber, anImporter, aRelease } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let trainer: string;
let ask: Ask;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  trainer = await aTrainersToken(environment);
  ask = anApi(environment);
});

afterEach(() => environment.close());

describe('a release', () => {
  const report = (change: Record<string, unknown>) =>
    ask('POST', '/api/v1/releases', {
      token: trainer,
      body: { ...aRelease(importer, aNumber(1)), ...change },
    });

  it.each<[string, Record<string, unknown>, number]>([
    ['at an unknown office', { office: '9999' }, 404],
    ['of an unknown importer', { importer: '100000017RM0001' }, 404],
    ['with a wrong check digit', { transactionNumber: '12345000000018' }, 400],
    ['under an unknown option', { option: 'ZZ' }, 400],
    ['in the future', { releasedAt: '2024-11-05T08:00' }, 400],
    ['at no time at all', { releasedAt: 'soon' }, 400],
    ['with an unknown field', { colour: 'red' }, 400],
  ])('%s is refused', async (_what, change, status) => {
    expectProblem(await report(change), status);
  });

  it('is reported once', async () => {
    expect((await report({})).status).toBe(201);
    expectProblem(await report({}), 409, 'RELEASE_ALREADY_REPORTED');
  });

  it.each(['1999-12-31T08:00', '0001-01-01T08:00', '-000001-01-01T08:00'])(
    'of long ago (%s) is refused or can be accounted for, but is no fault of ours',
    async (releasedAt) => {
      await report({ releasedAt });
      expect((await ask('GET', `/api/v1/releases/${aNumber(1)}`, { token })).status).toBeLessThan(500);
      expect(
        (await ask('POST', '/api/v1/cads', { token, body: aCad(importer, aNumber(1)) })).status,
      ).toBeLessThan(500);
    },
  );
});

describe('a payment', () => {
  const pay = (change: Record<string, unknown>) =>
    ask('POST', '/api/v1/payments', {
      token,
      body: { programAccount: importer, channel: 'edi', amount: '100.00', ...change },
    });

  it.each<[string, Record<string, unknown>, number]>([
    ['of nothing', { amount: '0.00' }, 400],
    ['of less than nothing', { amount: '-1.00' }, 400],
    ['of 14 digits', { amount: '10000000000000' }, 400],
    ['in the form of a number', { amount: 100 }, 400],
    ['in cowries', { channel: 'cowries' }, 400],
    ['by a name every object has', { channel: 'constructor' }, 400],
    ['by card above its limit', { channel: 'credit-card', amount: '5000.01' }, 422],
    ['for a transaction that is not there', { transactions: [aNumber(9)] }, 422],
    ['for an account that is not there', { programAccount: '100000017RM0001' }, 403],
  ])('%s is refused', async (_what, change, status) => {
    expectProblem(await pay(change), status);
    expect(await trialBalance(environment.store.read)).toEqual([]);
    expect(await verify(environment.store.read)).toEqual([]);
  });

  it('for an account that is not there is not found, for one who may see all', async () => {
    const body = { programAccount: '100000017RM0001', channel: 'edi', amount: '100.00' };
    expectProblem(await ask('POST', '/api/v1/payments', { token: trainer, body }), 404);
  });
});
