import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { findCad } from '../../src/cad/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { withdrawCad } from '../../src/cad/withdraw.ts';
import { overdueOf } from '../../src/collections/collect.ts';
import type { Context } from '../../src/context.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import { openItemsOf } from '../../src/ledger/open-items.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { cardLimitOf } from '../../src/payments/limits.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { approveAdjustment, requestAdjustment } from '../../src/recourse/adjust.ts';
import { tariffOf } from '../../src/tariff/tariff-of.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter } from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let as: Context;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1, { hasRpp: false });
  as = asImporter(environment, importer);
});

afterEach(() => environment.close());

/** A type C declaration of $50.00 of GST. */
const declare = (serial = 1) => submitCad(as, { ...aCad(importer, aNumber(serial)), cadType: 'C' });

const pay = (amount: string, ...serials: number[]) =>
  receivePayment(as, {
    programAccount: importer,
    channel: 'edi',
    amount,
    ...(serials.length === 0 ? {} : { transactions: serials.map(aNumber) }),
  });

const statusOf = async (serial = 1) => (await findCad(environment.store.read, aNumber(serial)))?.status;

// Customs Act s. 32(1): goods accounted for and paid are released.
describe('goods declared before their release', () => {
  it('are corrected or withdrawn for as long as they are not paid, and never dunned', async () => {
    await declare();
    await environment.advanceTo('2025-03-03T09:00');
    expect(await balanceOf(environment.store.read, importer)).toBe(5000);
    expect(await overdueOf(environment.store.read, importer, '2025-03-03')).toBe(0);
    const smaller = {
      ...aCad(importer, aNumber(1), { valueForCurrencyConversion: '100.00' }),
      cadType: 'C' as const,
    };
    await correctCad(as, aNumber(1), 1, smaller);
    await pay('5.00', 1);
    expect(await statusOf()).toBe('RELEASED');
    await declare(2);
    await environment.advanceTo('2025-03-10T09:00');
    await withdrawCad(as, aNumber(2), 1);
    expect(await balanceOf(environment.store.read, importer)).toBe(0);
  });

  it('wait for their payment', async () => {
    await declare();
    expect(await statusOf()).toBe('AWAITING_PAYMENT');
  });

  it('are released by a payment that chooses them', async () => {
    await declare();
    await pay('50.00', 1);
    expect(await statusOf()).toBe('RELEASED');
  });

  it('are released by a payment that chooses nothing, and clears them as the oldest debt', async () => {
    await declare();
    await pay('50.00');
    expect(await openItemsOf(environment.store.read, importer)).toEqual([]);
    expect(await statusOf()).toBe('RELEASED');
  });

  it('are released by a credit that was there before, once it is used', async () => {
    await pay('80.00');
    await declare();
    await environment.advanceTo('2024-11-05T08:00');
    expect(await balanceOf(environment.store.read, importer)).toBe(-3000);
    expect((await openItemsOf(environment.store.read, importer)).map((item) => item.remainingCents)).toEqual([
      -3000,
    ]);
    expect(await statusOf()).toBe('RELEASED');
  });

  it('are released by the payment of an adjustment that was open last', async () => {
    await declare();
    await environment.advanceTo('2024-11-05T08:00'); // They were due on the day before.
    const changed = aCad(importer, aNumber(1), { valueForCurrencyConversion: '1200.00' });
    const { id } = await requestAdjustment(as, {
      ...{ transactionNumber: aNumber(1), expectedVersion: 1, declared: { ...changed, cadType: 'C' } },
      ...{ reasons: ['R3-32.2.VFD'], rationale: 'The invoice was read wrongly.' },
    });
    await approveAdjustment(environment.as(system), id);
    const [first, adjustment] = await openItemsOf(environment.store.read, importer);
    expect([first?.remainingCents, adjustment?.remainingCents]).toEqual([5000, 1000]);
    await pay('50.00');
    expect(await statusOf()).toBe('AWAITING_PAYMENT');
    await pay('10.00');
    expect(await statusOf()).toBe('RELEASED');
  });

  it('are not released by a part of what they bear', async () => {
    await declare();
    await pay('49.99');
    expect(await statusOf()).toBe('AWAITING_PAYMENT');
  });

  it('are released at once where they bear nothing', async () => {
    const cad = aCad(importer, aNumber(1), { valueForCurrencyConversion: '0.00' });
    await submitCad(as, { ...cad, cadType: 'C' });
    expect(await statusOf()).toBe('RELEASED');
  });
});

describe('a payment that chooses', () => {
  it('pays each transaction once, though it is named twice', async () => {
    await declare();
    await pay('100.00', 1, 1);
    expect((await openItemsOf(environment.store.read, importer)).map((item) => item.remainingCents)).toEqual([
      -5000,
    ]);
  });

  it('too much for its amount is refused whole', async () => {
    await declare(1);
    await declare(2);
    await expect(pay('99.99', 1, 2)).rejects.toMatchObject({ code: 'CHOSEN_NOT_COVERED' });
    expect(await balanceOf(environment.store.read, importer)).toBe(10_000);
  });

  it('somebody else’s transaction is refused', async () => {
    const other = await anImporter(environment, 2, { hasRpp: false });
    await submitCad(asImporter(environment, other), { ...aCad(other, aNumber(1)), cadType: 'C' });
    await expect(pay('50.00', 1)).rejects.toMatchObject({ code: 'CHOSEN_NOT_COVERED' });
  });
});

// CARM Bulletin 5408: $5,000.00 a transaction, then $4,999.99 a billing cycle from 2025-09-28.
describe('a credit card', () => {
  const byCard = (amount: string) =>
    receivePayment(as, { programAccount: importer, channel: 'credit-card', amount });
  const refused = { code: 'CARD_LIMIT_REACHED' };

  it('pays $5,000.00 as often as it likes, up to 2025-09-27', async () => {
    await environment.advanceTo('2025-09-27T12:00');
    await byCard('5000.00');
    await byCard('5000.00');
    await expect(byCard('5000.01')).rejects.toMatchObject(refused);
  });

  it('pays $4,999.99 in a billing cycle from 2025-09-28 on, and as much again in the next', async () => {
    await environment.advanceTo('2025-09-28T12:00');
    await byCard('4000.00');
    await expect(byCard('1000.00')).rejects.toMatchObject(refused);
    const { reference } = await tariffOf(environment.store);
    const limit = await cardLimitOf(environment.store.read, as, importer, reference);
    expect(limit).toEqual({ limit: 499_999, left: 99_999 });
    await byCard('999.99');
    await environment.advanceTo('2025-10-17T12:00');
    await expect(byCard('0.01')).rejects.toMatchObject(refused);
    await environment.advanceTo('2025-10-18T12:00');
    await byCard('4999.99');
  });
});
