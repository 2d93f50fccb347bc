import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { providerRights } from '../../src/accounts/rights.ts';
import { verify } from '../../src/billing/verify.ts';
import { type Environment, issueToken } from '../../src/open-environment.ts';
import { aCad, aCarm, aNumber, anImporter, aRelease } from '../support/a-carm.ts';
import { anAgreement, aSurety } from '../support/a-surety.ts';
import { type Ask, anApi, aToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let surety: string;
let tokens: { importer: string; provider: string; officer: string };
let ask: Ask;

beforeEach(async () => {
  environment = await aCarm('2025-06-02T08:00');
  importer = await anImporter(environment, 1, { hasRpp: false });
  surety = await aSurety(environment, 1);
  tokens = {
    importer: await aToken(environment, importer),
    provider: await aToken(environment, surety, providerRights),
    officer: await issueToken(environment, {
      name: 'officer',
      kind: 'cbsa',
      scopes: ['security:decide', 'release:report'],
    }),
  };
  ask = anApi(environment);
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const as = (who: keyof typeof tokens, method: string, path: string, body?: unknown) =>
  ask(method, `/api/v1${path}`, { token: tokens[who], ...(body === undefined ? {} : { body }) });

const enrol = (estimatedMonth: string) =>
  as('importer', 'POST', `/accounts/${importer}/rpp`, { estimatedMonth });
const security = async () => (await as('importer', 'GET', `/accounts/${importer}/security`)).body;

describe('security over the API', () => {
  it('from enrolment to the indicator: entered by the importer, confirmed by the provider', async () => {
    const enrolled = await enrol('8000.00');
    expect(enrolled.status).toBe(201);
    expect(enrolled.body).toMatchObject({
      hasRpp: false,
      isInOrder: false,
      highestMonth: '8000.00',
      requiredByAgreement: '5000.00',
      requiredInCash: '8000.00',
      utilisation: null,
    });
    const release = aRelease(importer, aNumber(1));
    expectProblem(await as('officer', 'POST', '/releases', release), 422, 'NOT_ENROLLED_IN_RPP');

    const entered = await as('importer', 'POST', '/security-agreements', anAgreement(importer, surety));
    expect(entered.body).toMatchObject({
      id: 1,
      provider: surety,
      status: 'PENDING_PROVIDER',
      validTo: null,
    });
    const waiting = await as('provider', 'GET', '/provider/security-agreements');
    expect(waiting.body.items).toEqual([entered.body]);
    const confirmed = await as('provider', 'POST', '/provider/security-agreements/1/confirm');
    expect([confirmed.status, confirmed.body.status]).toEqual([200, 'ACTIVE']);
    expect(await security()).toMatchObject({
      hasRpp: true,
      heldByAgreement: '5000.00',
      coverage: '10000.00',
    });
    expect((await as('officer', 'POST', '/releases', release)).status).toBe(201);
  });

  it('from a debt not paid to the provider’s payment of it', async () => {
    await enrol('8000.00');
    await as('provider', 'POST', '/provider/security-agreements', anAgreement(importer, surety));
    await as('officer', 'POST', '/releases', aRelease(importer, aNumber(1)));
    const cad = aCad(importer, aNumber(1), { valueForCurrencyConversion: '80000.00' });
    expect((await as('importer', 'POST', '/cads', cad)).status).toBe(201);
    expect(await security()).toMatchObject({ openDebt: '4000.00', utilisation: '0.4000' });
    expectProblem(await as('officer', 'POST', '/security-agreements/1/demands'), 422, 'NOTHING_TO_DEMAND');
    await environment.advanceTo('2025-07-03T08:00');
    const demanded = await as('officer', 'POST', '/security-agreements/1/demands');
    expect(demanded.body).toMatchObject({ amount: '4000.00', answerBy: '2025-09-01', status: 'DEMANDED' });
    const grounds = { grounds: 'paid already' };
    expect((await as('provider', 'POST', '/provider/demands/1/rebuttal', grounds)).body).toMatchObject({
      status: 'REBUTTED',
      ...grounds,
    });
    const ruling = { ruling: 'upheld' };
    const demands = await as('provider', 'GET', '/provider/demands');
    expect(demands.body).toMatchObject({ items: [{ id: 1, programAccount: importer, status: 'REBUTTED' }] });
    expect((await as('officer', 'POST', '/security-demands/1/ruling', ruling)).body.status).toBe('PAYABLE');
    expect((await as('provider', 'POST', '/provider/demands/1/payment')).body.status).toBe('PAID');
    expect(await security()).toMatchObject({ openDebt: '0.00', heldByAgreement: '1000.00' });
    expect((await as('importer', 'GET', `/accounts/${importer}`)).body.balance).toBe('0.00');
  });

  it('in cash: deposited, applied, returned', async () => {
    await enrol('0.00');
    const deposit = { channel: 'cheque', amount: '500.00' };
    const deposited = await as('importer', 'POST', `/accounts/${importer}/cash-security`, deposit);
    expect(deposited.body).toMatchObject({ amount: '500.00', reason: 'deposited' });
    const apply = () => as('officer', 'POST', `/accounts/${importer}/cash-security/apply`);
    expectProblem(await apply(), 422, 'NOTHING_TO_APPLY');
    await as('officer', 'POST', '/releases', aRelease(importer, aNumber(1)));
    await as('importer', 'POST', '/cads', aCad(importer, aNumber(1)));
    await environment.advanceTo('2025-07-03T08:00');
    const back = (amount: string) =>
      as('officer', 'POST', `/accounts/${importer}/cash-security/return`, { amount });
    expectProblem(await back('1.00'), 422, 'CASH_SECURITY_STILL_NEEDED');
    expect((await apply()).body).toMatchObject({ amount: '-50.00', reason: 'applied' });
    expect((await back('400.00')).body).toMatchObject({ amount: '-400.00', reason: 'returned' });
    expect(await security()).toMatchObject({ heldInCash: '50.00', highestMonth: '50.00' });
  });

  it('an agreement is refused, amended, and its end announced', async () => {
    await as('importer', 'POST', '/security-agreements', anAgreement(importer, surety));
    const own = '/provider/security-agreements/1';
    expect((await as('provider', 'POST', `${own}/refuse`)).body.status).toBe('DRAFT');
    const amended = await as('importer', 'PUT', '/security-agreements/1', { amount: '6000.00' });
    expect(amended.body).toMatchObject({ amount: '6000.00', status: 'PENDING_PROVIDER' });
    await as('provider', 'POST', `${own}/confirm`);
    const end = (terminatesOn: string) => as('provider', 'POST', `${own}/termination`, { terminatesOn });
    expectProblem(await end('2025-06-30'), 422, 'NOTICE_TOO_SHORT');
    expect((await end('2025-08-01')).body).toMatchObject({
      status: 'TERMINATION_NOTICED',
      validTo: '2025-07-31',
    });
    expect((await as('provider', 'GET', '/security-agreements/1')).status).toBe(200);
  });

  it('keeps other providers and other importers out', async () => {
    await as('importer', 'POST', '/security-agreements', anAgreement(importer, surety));
    tokens.provider = await aToken(environment, await aSurety(environment, 2), providerRights);
    tokens.importer = await aToken(environment, await anImporter(environment, 2));
    expectProblem(await as('provider', 'POST', '/provider/security-agreements/1/confirm'), 403, 'FORBIDDEN');
    expectProblem(await as('provider', 'GET', '/security-agreements/1'), 403, 'FORBIDDEN');
    expectProblem(await as('importer', 'GET', '/security-agreements/1'), 403, 'FORBIDDEN');
    expect((await as('provider', 'GET', '/provider/security-agreements')).body).toEqual({
      items: [],
      next: null,
    });
    expect((await as('provider', 'GET', '/provider/demands')).body).toEqual({ items: [], next: null });
  });
});

describe('what cannot be read is refused with all of its fields', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['an estimate with a comma', '/rpp', { estimatedMonth: '1,000.00' }],
    ['an estimate below nothing', '/rpp', { estimatedMonth: '-1.00' }],
    ['a deposit by wire', '/cash-security', { channel: 'wire', amount: '1.00' }],
    ['a deposit of nothing', '/cash-security', { channel: 'edi', amount: '0.00' }],
    ['a deposit of a third of a cent', '/cash-security', { channel: 'edi', amount: '0.003' }],
  ])('%s', async (_what, path, body) => {
    expectProblem(await as('importer', 'POST', `/accounts/${importer}${path}`, body), 400, 'INVALID_INPUT');
  });

  it.each<[string, Record<string, unknown>]>([
    ['an account that is none', { programAccount: '123456789RM0001' }],
    ['a day that is none', { validFrom: '2025-02-30' }],
    ['no number', { agreementNumber: '' }],
    ['something unknown', { colour: 'red' }],
  ])('an agreement with %s', async (_what, change) => {
    const body = { ...anAgreement(importer, surety), ...change };
    expectProblem(await as('importer', 'POST', '/security-agreements', body), 400, 'INVALID_INPUT');
  });
});

it.each<[keyof typeof tokens, string, string, unknown]>([
  ['provider', 'POST', '/provider/security-agreements/7/confirm', undefined],
  ['provider', 'POST', '/provider/demands/7/payment', undefined],
  ['officer', 'POST', '/security-demands/7/ruling', { ruling: 'upheld' }],
  ['officer', 'POST', '/security-agreements/7/demands', undefined],
  ['importer', 'GET', '/security-agreements/7', undefined],
])('%s, %s %s: what is not there is not found', async (who, method, path, body) => {
  expectProblem(await as(who, method, path, body), 404, 'NOT_FOUND');
});
