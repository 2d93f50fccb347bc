import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { findAccount, insertAccount } from '../../src/accounts/store.ts';
import { verify } from '../../src/billing/verify.ts';
import type { Context } from '../../src/context.ts';
import type { Environment } from '../../src/open-environment.ts';
import { depositCashSecurity } from '../../src/payments/deposit-cash.ts';
import { demandAdditional } from '../../src/security/additional-security.ts';
import { enrolInRpp } from '../../src/security/enrol.ts';
import { enterAgreementAsProvider } from '../../src/security/enter-agreement.ts';
import { decideRequest, requestCashReturn, requestReduction } from '../../src/security/requests.ts';
import { cashHeld, findEnrolment } from '../../src/security/store.ts';
import { aCarm, anImporter, asImporter } from '../support/a-carm.ts';
import { anAgreement, aSurety, asOfficer, asProvider } from '../support/a-surety.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let surety: string;
let as: Context;
let officer: Context;

// Monday 2025-06-02: a month of $20,000.00 is to be secured, and an agreement of $10,000.00 does.
beforeEach(async () => {
  environment = await aCarm('2025-06-02T08:00');
  importer = await anImporter(environment, 1, { hasRpp: false });
  surety = await aSurety(environment, 1);
  as = asImporter(environment, importer);
  officer = asOfficer(environment);
  await enrolInRpp(as, importer, { estimatedMonth: '20000.00' });
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const enter = (change: Parameters<typeof anAgreement>[2]) =>
  enterAgreementAsProvider(asProvider(environment, surety), anAgreement(importer, surety, change));
const hasRpp = async (account: string = importer) =>
  (await findAccount(environment.store.read, account))?.hasRpp;
const month = async () => (await findEnrolment(environment.store.read, importer))?.highestMonthCents;
const refusal = (code: string) => ({ code });

describe('a request to secure less', () => {
  const ask = (highestMonth: string) =>
    requestReduction(as, importer, { highestMonth, rationale: 'The contract ended.' });

  it('that is granted lowers what is required, and gives the indicator where enough is held', async () => {
    await enter({ amount: '5000.00' });
    const { id } = await ask('10000.00');
    expect([await month(), await hasRpp()]).toEqual([2_000_000, false]);
    await decideRequest(officer, id, { isGranted: true, reason: 'The contract ended.' });
    expect([await month(), await hasRpp()]).toEqual([1_000_000, true]);
  });

  it('that is refused changes nothing, and is decided once', async () => {
    const { id } = await ask('10000.00');
    await expect(ask('9000.00')).rejects.toMatchObject(refusal('SECURITY_REQUEST_NOT_OPEN'));
    const refused = { isGranted: false, reason: 'It will come again.' };
    expect(await decideRequest(officer, id, refused)).toMatchObject({ state: 'REFUSED' });
    expect(await month()).toBe(2_000_000);
    await expect(decideRequest(officer, id, refused)).rejects.toMatchObject(
      refusal('SECURITY_REQUEST_NOT_OPEN'),
    );
    await expect(decideRequest(as, id, refused)).rejects.toMatchObject(refusal('FORBIDDEN'));
  });

  it('is for less, of an account that is enrolled', async () => {
    await expect(ask('20000.00')).rejects.toMatchObject(refusal('INVALID_INPUT'));
    const other = await anImporter(environment, 2);
    const asked = { highestMonth: '1.00', rationale: 'none' };
    await expect(requestReduction(asImporter(environment, other), other, asked)).rejects.toMatchObject(
      refusal('NOT_FOUND'),
    );
  });
});

describe('a request for cash back', () => {
  const ask = (amount: string) =>
    requestCashReturn(as, importer, { amount, rationale: 'An agreement does.' });

  it('is for what the account can do without, and returned once it is granted', async () => {
    await depositCashSecurity(as, importer, { channel: 'edi', amount: '20000.00' });
    await expect(ask('5000.00')).rejects.toMatchObject(refusal('CASH_SECURITY_STILL_NEEDED'));
    await enter({ amount: '10000.00' });
    const { id } = await ask('20000.00');
    expect(await cashHeld(environment.store.read, importer)).toBe(2_000_000);
    await decideRequest(officer, id, { isGranted: true, reason: 'The agreement is enough.' });
    expect([await cashHeld(environment.store.read, importer), await hasRpp()]).toEqual([0, true]);
  });
});

describe('additional security', () => {
  const demand = (highestMonth: string, complyBy = '2025-07-02') =>
    demandAdditional(officer, importer, { highestMonth, complyBy, reason: 'Debts elsewhere.' });

  it('is required after the day of the notice, and the indicator lost without it', async () => {
    await enter({ amount: '10000.00' });
    await demand('30000.00');
    await environment.advanceTo('2025-07-02T23:00');
    expect([await month(), await hasRpp()]).toEqual([2_000_000, true]);
    await environment.advanceTo('2025-07-03T06:00');
    expect([await month(), await hasRpp()]).toEqual([3_000_000, false]);
    await enter({ amount: '5000.00', agreementNumber: 'B-2' });
    expect(await hasRpp()).toBe(true);
  });

  it('is more than is required, by a day to come', async () => {
    await expect(demand('20000.00')).rejects.toMatchObject(refusal('INVALID_INPUT'));
    await expect(demand('30000.00', '2025-06-01')).rejects.toMatchObject(refusal('INVALID_INPUT'));
  });
});

describe('one agreement', () => {
  it('is apportioned over accounts of a business, once for each, and of no other business', async () => {
    const second = importer.replace('RM0001', 'RM0002') as ProgramAccountNumber;
    const first = (await findAccount(environment.store.read, importer))!;
    await environment.store.inTransaction((tx) => insertAccount(tx, { ...first, bn15: second }));
    await enrolInRpp(as, second, { estimatedMonth: '10000.00' });
    await enter({ amount: '10000.00' });
    await enter({ amount: '5000.00', programAccount: second });
    expect([await hasRpp(), await hasRpp(second)]).toEqual([true, true]);
    await expect(enter({ amount: '5000.00' })).rejects.toMatchObject(refusal('AGREEMENT_NUMBER_USED'));
    const other = await anImporter(environment, 2);
    await expect(enter({ programAccount: other })).rejects.toMatchObject(refusal('AGREEMENT_NUMBER_USED'));
  });

  it('for another program secures no release before payment', async () => {
    await enter({ amount: '10000.00', program: 'bonded-warehouse' });
    expect(await hasRpp()).toBe(false);
  });
});
