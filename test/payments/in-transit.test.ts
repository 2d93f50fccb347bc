import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { balanceOf, documentsOfAccount, onTheWay } from '../../src/ledger/documents.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { receiptBy } from '../../src/payments/receipt.ts';
import { returnPayment } from '../../src/payments/return-payment.ts';
import { paymentsOf } from '../../src/payments/store.ts';
import type { PaymentInput } from '../../src/payments/types.ts';
import { showDelays } from '../../src/payments/value-date.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let as: Context;

// $10,000.00 of GST, due on Friday 2026-01-30; late payments bear interest and a penalty.
beforeEach(async () => {
  environment = await aCarm('2026-01-05T08:00');
  importer = await anImporter(environment, 1);
  as = asImporter(environment, importer);
  await environment.store.inTransaction((tx) => showDelays(tx, environment.as(system), true));
  const line = { valueForCurrencyConversion: '200000.00', directShipmentDate: '2026-01-05' };
  await submitCad(as, aCad(importer, await released(environment, importer, 1), line));
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const pay = (amount: string, channel: PaymentInput['channel'] = 'edi') =>
  receivePayment(as, { programAccount: importer, channel, amount });

const owed = () => balanceOf(environment.store.read, importer);

const posted = async (...codes: string[]) => {
  const all = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 100 });
  return all.filter((each) => codes.includes(each.code)).map((each) => `${each.code} ${each.amountCents}`);
};

describe('a payment in transit', () => {
  it('shows after two business days, in value of the day on which it was made', async () => {
    await environment.advanceTo('2026-01-30T12:00');
    const { id } = await pay('10000.00');
    expect(await receiptBy(as, id)).toMatchObject({ status: 'IN_TRANSIT', postsOn: '2026-02-03' });
    expect([await owed(), await onTheWay(environment.store.read, importer, '2026-01-30')]).toEqual([
      1_000_000, 1_000_000,
    ]);
    await environment.advanceTo('2026-02-03T12:00');
    expect(await owed()).toBe(0);
    expect(await receiptBy(as, id)).toMatchObject({
      status: 'POSTED',
      postsOn: null,
      creditCents: 0,
      cleared: [{ code: 'CAD', amountCents: 1_000_000, clearedOn: '2026-01-30', statement: '2026-01-25' }],
    });
    await environment.advanceTo('2026-02-26T12:00');
    expect(await posted('INT', 'LPP')).toEqual([]);
  });

  it('that is one cent short is late', async () => {
    await environment.advanceTo('2026-01-30T12:00');
    await pay('9999.99');
    await environment.advanceTo('2026-02-04T12:00');
    expect(await posted('LPP')).toHaveLength(1);
  });

  it('by cheque after four o’clock is of the next day: one day of interest', async () => {
    await environment.advanceTo('2026-01-30T16:01');
    await pay('10000.00', 'cheque');
    await environment.advanceTo('2026-02-26T12:00');
    // 31 January at 8.4 %: 10,000 × 0.084 / 365 = 2.30; and a penalty for late payment
    expect(await posted('INT')).toEqual(['INT 230']);
    expect(await posted('LPP')).toHaveLength(1);
  });

  it('is posted before a statement is issued', async () => {
    await environment.advanceTo('2026-01-23T12:00');
    await pay('10000.00', 'cheque');
    await environment.advanceTo('2026-01-25T12:00');
    expect(await owed()).toBe(0);
  });

  it('that chose what is settled meanwhile goes to the oldest debt', async () => {
    const chosen = { programAccount: importer, amount: '10000.00', transactions: [aNumber(1)] };
    await receivePayment(as, { ...chosen, channel: 'edi' });
    await receivePayment(as, { ...chosen, channel: 'office' });
    await environment.advanceTo('2026-01-08T12:00');
    expect(await owed()).toBe(-1_000_000);
  });

  it('is listed with those that are posted', async () => {
    const first = await pay('1.00', 'office');
    const second = await pay('2.00');
    const list = await paymentsOf(environment.store.read, importer, { after: '', limit: 10 });
    expect(list.map((each) => each.id)).toEqual([first.id, second.id]);
  });

  it('that its bank returns is posted and taken back', async () => {
    const { id } = await pay('10000.00');
    await returnPayment(environment.as(system), id);
    expect(await posted('PMT', 'NSF')).toEqual(['PMT -1000000', 'NSF 1000000', 'NSF 2500']);
    expect(await receiptBy(as, id)).toMatchObject({ status: 'RETURNED', cleared: [], creditCents: 0 });
  });
});
