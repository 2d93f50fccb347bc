import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { insertBusiness, insertDelegation } from '../../src/accounts/store.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { requestDisbursement } from '../../src/disbursements/request.ts';
import { returnDisbursement } from '../../src/disbursements/return.ts';
import { disbursementsOf } from '../../src/disbursements/store.ts';
import { balanceOf, trialBalance } from '../../src/ledger/documents.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { type Partner, switchPartner } from '../../src/partners/partner.ts';
import { agreeToDebits } from '../../src/payments/debit-agreements.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let as: Context;

beforeEach(async () => {
  environment = await aCarm('2026-01-05T08:00');
  importer = await anImporter(environment, 1);
  as = asImporter(environment, importer);
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const bank = { institution: '001', transit: '12345', accountNumber: '9876543' };
const pay = (amount: string) => receivePayment(as, { programAccount: importer, channel: 'edi', amount });
const owed = () => balanceOf(environment.store.read, importer);
const all = () => disbursementsOf(environment.store.read, importer, { after: 0, limit: 10 });
const standsAt = async (glAccount: string) =>
  (await trialBalance(environment.store.read)).find((each) => each.glAccount === glAccount)?.amountCents ?? 0;
const banks = (change: Partial<Partner>) =>
  environment.store.inTransaction((tx) => switchPartner(tx, environment.as(system), 'banks', change));
const declare = async () =>
  submitCad(
    as,
    aCad(importer, await released(environment, importer, 1), { directShipmentDate: '2026-01-05' }),
  );

describe('a disbursement', () => {
  it('leaves the account at once, and the bank twenty business days later', async () => {
    await pay('100.00');
    const { id, paysOn } = await requestDisbursement(as, importer, { method: 'CHEQUE', amount: '60.00' });
    expect([await owed(), await standsAt('2100'), paysOn]).toEqual([-4000, -6000, '2026-02-02']);
    await environment.advanceTo('2026-02-02T12:00');
    expect([await standsAt('2100'), await standsAt('1005')]).toEqual([0, -6000]);
    await returnDisbursement(environment.as(system), id);
    expect([await owed(), await standsAt('1005')]).toEqual([-10_000, 0]);
    expect(await all()).toMatchObject([{ status: 'RETURNED' }]);
  });

  it('by deposit waits for a bank that is down', async () => {
    await pay('100.00');
    await requestDisbursement(as, importer, { method: 'DIRECT_DEPOSIT', bank });
    await banks({ isDown: true });
    await environment.advanceTo('2026-02-03T12:00');
    expect(await all()).toMatchObject([{ status: 'ORDERED', amountCents: 10_000 }]);
    await banks({});
    await environment.advanceTo('2026-02-04T12:00');
    expect(await all()).toMatchObject([{ status: 'PAID', settledOn: '2026-02-04' }]);
    expect(await standsAt('1008')).toBe(-10_000);
  });

  it('waits until no debt is present, and is no more than the credit', async () => {
    await pay('100.00');
    const ask = (amount?: string) =>
      requestDisbursement(as, importer, { method: 'CHEQUE', ...(amount === undefined ? {} : { amount }) });
    await expect(ask('100.01')).rejects.toMatchObject({ code: 'CREDIT_TOO_SMALL' });
    await declare(); // $50.00, due on 2026-01-30
    await expect(ask()).rejects.toMatchObject({ code: 'DEBT_PRESENT' });
    await environment.advanceTo('2026-01-31T12:00');
    expect((await ask()).amountCents).toBe(5000);
    await expect(ask()).rejects.toMatchObject({ code: 'CREDIT_TOO_SMALL' });
  });

  it('goes to the importer, never to its broker', async () => {
    await pay('100.00');
    const broker = '800000010';
    await environment.store.inTransaction(async (tx) => {
      const facts = { legalName: 'Broker', kind: 'broker', language: 'en', province: 'ON' } as const;
      await insertBusiness(tx, { bn9: broker, ...facts });
      const authority = { brokerBn9: broker, importerBn9: importer.slice(0, 9) };
      await insertDelegation(tx, { ...authority, validFrom: '2026-01-01', validTo: null });
    });
    const theirs = requestDisbursement(asImporter(environment, `${broker}RM0001`), importer, {
      method: 'CHEQUE',
    });
    await expect(theirs).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('without being asked', () => {
  it('$1,000.00 is paid out on the 16th, and $999.99 is not', async () => {
    const other = await anImporter(environment, 2);
    await pay('999.99');
    await receivePayment(asImporter(environment, other), {
      programAccount: other,
      channel: 'edi',
      amount: '1000.00',
    });
    await environment.advanceTo('2026-01-16T12:00');
    expect(await all()).toEqual([]);
    const theirs = await disbursementsOf(environment.store.read, other, { after: 0, limit: 10 });
    expect(theirs).toMatchObject([{ reason: 'AUTOMATIC', method: 'CHEQUE', amountCents: 100_000 }]);
  });

  it('a credit on two statements is paid out, into the account that is debited', async () => {
    await agreeToDebits(as, importer, { ...bank, holder: 'Importer', certifies: true });
    await pay('100.00');
    await environment.advanceTo('2026-02-16T12:00');
    expect(await all()).toEqual([]);
    await environment.advanceTo('2026-03-16T12:00');
    expect(await all()).toMatchObject([{ amountCents: 10_000, method: 'DIRECT_DEPOSIT', ...bank }]);
  });

  it('nothing is paid out while debt is present', async () => {
    await pay('1050.00');
    await declare();
    await environment.advanceTo('2026-01-16T12:00');
    expect(await all()).toEqual([]);
    await environment.advanceTo('2026-02-16T12:00');
    expect(await all()).toMatchObject([{ amountCents: 100_000 }]);
  });
});

describe('through the API', () => {
  let ask: Ask;
  let token: string;
  const path = () => `/api/v1/accounts/${importer}/disbursements`;

  beforeEach(async () => {
    ask = anApi(environment);
    token = await aToken(environment, importer);
    await pay('100.00');
  });

  it('a disbursement is asked for, listed and comes back', async () => {
    const trainer = await aTrainersToken(environment);
    const made = await ask('POST', path(), { token, body: { method: 'DIRECT_DEPOSIT', bank } });
    expect([made.status, made.body]).toMatchObject([201, { amount: '100.00', status: 'ORDERED' }]);
    const back = () => ask('POST', '/api/v1/disbursements/1/return', { token: trainer });
    expectProblem(await back(), 409, 'NOT_PAID_OUT');
    await environment.advanceTo('2026-02-02T12:00');
    expect((await back()).body).toMatchObject({ status: 'RETURNED' });
    expectProblem(await ask('POST', '/api/v1/disbursements/9/return', { token: trainer }), 404);
    expect((await ask('GET', path(), { token })).body.items).toHaveLength(1);
  });

  it.each([
    {},
    { method: 'GOLD' },
    { method: 'DIRECT_DEPOSIT' },
    { method: 'CHEQUE', amount: '0.00' },
    { method: 'CHEQUE', amount: '-1.00' },
    { method: 'CHEQUE', bank },
  ])('%j is refused', async (body) => {
    expectProblem(await ask('POST', path(), { token, body }), 400, 'INVALID_INPUT');
  });
});
