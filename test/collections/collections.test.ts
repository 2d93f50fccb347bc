import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { findReferral } from '../../src/accounts/referrals.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { overdueOf, stepAfter } from '../../src/collections/collect.ts';
import { collectionsOf } from '../../src/collections/store.ts';
import {
  approveWriteOff,
  refuseWriteOff,
  requestWriteOff,
  reverseWriteOff,
} from '../../src/collections/write-off.ts';
import type { Context } from '../../src/context.ts';
import { balanceOf, documentsOfAccount } from '../../src/ledger/documents.ts';
import { openItemsOf } from '../../src/ledger/open-items.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { depositCashSecurity } from '../../src/payments/deposit-cash.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { enterAgreementAsProvider } from '../../src/security/enter-agreement.ts';
import { demandsOf } from '../../src/security/store.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';
import { anAgreement, aSurety, asProvider } from '../support/a-surety.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let as: Context;

const declare = async (serial: number, value: string) => {
  const directShipmentDate = environment.clock.today();
  const line = { valueForCurrencyConversion: value, directShipmentDate };
  await submitCad(as, aCad(importer, await released(environment, importer, serial), line));
};

// $100.00 of GST, due on Friday 2024-11-29: neither interest nor penalties for late payment until 2025.
beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  as = asImporter(environment, importer);
  await declare(1, '2000.00');
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const officer = (id: string) => environment.as({ ...system, id });
const pay = (amount: string, transactions?: string[]) =>
  receivePayment(as, {
    programAccount: importer,
    channel: 'edi',
    amount,
    ...(transactions === undefined ? {} : { transactions }),
  });
const steps = async () =>
  (await collectionsOf(environment.store.read, importer)).map(({ step, stepOn, closedOn }) => [
    step,
    stepOn,
    closedOn,
  ]);

describe('overdue debt', () => {
  it.each([
    [1, 'REMINDER'],
    [14, 'REMINDER'],
    [15, 'WARNING'],
    [29, 'WARNING'],
    [30, 'ARREARS'],
    [59, 'ARREARS'],
    [60, 'SECURITY_DEMAND'],
    [120, 'SECURITY_DEMAND'],
    [121, 'LEGAL_ACTION'],
  ])('is, %i days after its due date, at %s', (days, step) => {
    const terms = { warning: 15, arrears: 30, securityDemand: 60, legalAction: 121 };
    expect(stepAfter(days, terms)).toBe(step);
  });

  it('goes from step to step, and is let be once it is paid', async () => {
    await environment.advanceTo('2024-11-30T05:00');
    expect(await steps()).toEqual([]);
    await environment.advanceTo('2024-11-30T12:00');
    expect(await steps()).toEqual([['REMINDER', '2024-11-30', null]]);
    await environment.advanceTo('2024-12-14T12:00');
    expect(await steps()).toEqual([['WARNING', '2024-12-14', null]]);
    expect(await findReferral(environment.store.read, importer)).toBeUndefined();
    await environment.advanceTo('2024-12-29T12:00');
    expect(await steps()).toEqual([['ARREARS', '2024-12-29', null]]);
    expect(await findReferral(environment.store.read, importer)).toBeDefined();
    await environment.advanceTo('2025-03-30T12:00');
    expect(await steps()).toEqual([['LEGAL_ACTION', '2025-03-30', null]]);
    await pay('1000.00');
    await environment.advanceTo('2025-03-31T12:00');
    expect(await steps()).toEqual([['LEGAL_ACTION', '2025-03-30', '2025-03-31']]);
    expect(await findReferral(environment.store.read, importer)).toBeUndefined();
  });

  it('calls on cash in trust, then on the provider', async () => {
    const surety = await aSurety(environment, 1);
    const agreement = anAgreement(importer, surety, { validFrom: '2024-01-01' });
    await enterAgreementAsProvider(asProvider(environment, surety), agreement);
    await depositCashSecurity(as, importer, { channel: 'edi', amount: '40.00' });
    await environment.advanceTo('2025-01-28T12:00');
    expect(await steps()).toEqual([['SECURITY_DEMAND', '2025-01-28', null]]);
    expect(await balanceOf(environment.store.read, importer)).toBe(6000);
    const demands = await demandsOf(environment.store.read, importer);
    expect(demands.map(({ amountCents, status }) => [amountCents, status])).toEqual([[6000, 'DEMANDED']]);
  });

  it('of $2.00 is not collected, nor what was paid in time', async () => {
    await pay('98.00');
    await environment.advanceTo('2024-12-01T12:00');
    expect(await steps()).toEqual([]);
  });

  it('begins a collection of its own each time', async () => {
    await environment.advanceTo('2024-12-01T12:00');
    await pay('100.00');
    await environment.advanceTo('2024-12-02T12:00');
    await declare(2, '1000.00');
    await environment.advanceTo('2025-01-05T12:00');
    expect(await steps()).toEqual([
      ['REMINDER', '2025-01-01', null],
      ['REMINDER', '2024-11-30', '2024-12-02'],
    ]);
  });
});

describe('a payment after referral', () => {
  it('goes to any debt, the oldest first, whichever was chosen', async () => {
    await environment.advanceTo('2025-03-01T12:00');
    await declare(2, '1000.00'); // due on 2025-03-31
    await pay('60.00', [aNumber(2)]);
    const open = await openItemsOf(environment.store.read, importer);
    const ofSecond = open.filter((item) => item.dueOn === '2025-03-31' && item.code === 'CAD');
    expect(ofSecond.map((item) => item.remainingCents)).toEqual([5000]);
    await pay('90.00');
    expect(await openItemsOf(environment.store.read, importer)).toEqual([]);
  });
});

describe('a write-off', () => {
  const overdue = () => overdueOf(environment.store.read, importer, environment.clock.today());
  const request = (ctx = officer('one')) => requestWriteOff(ctx, importer, { reason: 'bankrupt' });

  it('takes two officers', async () => {
    await environment.advanceTo('2024-12-01T12:00');
    const { id, amountCents } = await request();
    expect([amountCents, await overdue()]).toEqual([10_000, 10_000]);
    await expect(approveWriteOff(officer('one'), id)).rejects.toMatchObject({ code: 'SAME_OFFICER' });
    expect((await approveWriteOff(officer('two'), id)).status).toBe('APPROVED');
    expect([await overdue(), await balanceOf(environment.store.read, importer)]).toEqual([0, 0]);
    await expect(approveWriteOff(officer('two'), id)).rejects.toMatchObject({
      code: 'WRITE_OFF_NOT_IN_STATE',
    });
    await environment.advanceTo('2024-12-02T12:00');
    expect(await steps()).toEqual([['REMINDER', '2024-11-30', '2024-12-02']]);
  });

  it('takes what is left when it is approved', async () => {
    await environment.advanceTo('2024-12-01T12:00');
    const { id } = await request();
    await pay('40.00');
    expect((await approveWriteOff(officer('two'), id)).amountCents).toBe(6000);
    await expect(request()).rejects.toMatchObject({ code: 'NOTHING_TO_WRITE_OFF' });
  });

  it('of what was paid meanwhile is nothing', async () => {
    await environment.advanceTo('2024-12-01T12:00');
    const { id } = await request();
    await pay('100.00');
    await expect(approveWriteOff(officer('two'), id)).rejects.toMatchObject({ code: 'NOTHING_TO_WRITE_OFF' });
    expect((await refuseWriteOff(officer('two'), id)).status).toBe('REFUSED');
  });

  it('has a limit', async () => {
    await declare(2, '500000.00'); // $25,000.00 with the first one: $25,100.00
    await environment.advanceTo('2024-12-01T12:00');
    const { id } = await request();
    await expect(approveWriteOff(officer('two'), id)).rejects.toMatchObject({
      code: 'WRITE_OFF_ABOVE_LIMIT',
    });
    const all = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 100 });
    const second = all.find((each) => each.amountCents === 2_500_000)!;
    const fewer = await requestWriteOff(officer('one'), importer, {
      reason: 'bankrupt',
      documents: [second.id],
    });
    expect((await approveWriteOff(officer('two'), fewer.id)).amountCents).toBe(2_500_000);
  });

  it('is reversed when the client pays after all', async () => {
    await environment.advanceTo('2024-12-01T12:00');
    const { id } = await request();
    await approveWriteOff(officer('two'), id);
    await pay('100.00');
    expect(await balanceOf(environment.store.read, importer)).toBe(-10_000);
    expect((await reverseWriteOff(officer('one'), id)).status).toBe('REVERSED');
    expect(await openItemsOf(environment.store.read, importer)).toEqual([]);
  });

  it('is not for debt that is not overdue', async () => {
    await expect(request()).rejects.toMatchObject({ code: 'NOTHING_TO_WRITE_OFF' });
  });
});

describe('through the API', () => {
  let ask: Ask;
  let trainer: string;

  beforeEach(async () => {
    ask = anApi(environment);
    trainer = await aTrainersToken(environment);
    await environment.advanceTo('2024-12-01T12:00');
  });

  it('the account and the officers see a collection', async () => {
    const token = await aToken(environment, importer);
    const own = await ask('GET', `/api/v1/accounts/${importer}/collections`, { token });
    expect(own.body).toMatchObject({ overdue: '100.00', items: [{ step: 'REMINDER', overdue: '100.00' }] });
    const list = await ask('GET', '/api/v1/collections', { token: trainer });
    expect(list.body.items).toMatchObject([{ programAccount: importer, closedOn: null }]);
  });

  it('a write-off is requested, listed, refused; one officer does not do both', async () => {
    const path = `/api/v1/accounts/${importer}/write-offs`;
    const made = await ask('POST', path, { token: trainer, body: { reason: 'bankrupt' } });
    expect([made.status, made.body]).toMatchObject([201, { amount: '100.00', status: 'REQUESTED' }]);
    const step = (name: string) => ask('POST', `/api/v1/write-offs/1/${name}`, { token: trainer });
    expectProblem(await step('approval'), 422, 'SAME_OFFICER');
    expectProblem(await step('reversal'), 409, 'WRITE_OFF_NOT_IN_STATE');
    expect((await step('refusal')).body).toMatchObject({ status: 'REFUSED' });
    expect((await ask('GET', '/api/v1/write-offs', { token: trainer })).body.items).toHaveLength(1);
    expectProblem(await ask('POST', '/api/v1/write-offs/9/approval', { token: trainer }), 404);
    expectProblem(await ask('POST', path, { token: trainer, body: { reason: '' } }), 400, 'INVALID_INPUT');
    const nobodys = '/api/v1/accounts/100000017RM0001/write-offs';
    expectProblem(await ask('POST', nobodys, { token: trainer, body: { reason: 'bankrupt' } }), 404);
  });
});
