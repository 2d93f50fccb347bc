import { expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { documentsOfAccount } from '../../src/ledger/documents.ts';
import type { Environment } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';

/** An importer who owes $10,000.00 of GST, due on the day given by the release. */
async function owing(startsAt: string) {
  const environment = await aCarm(startsAt);
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  const number = await released(environment, importer, 1);
  const directShipmentDate = startsAt.slice(0, 10);
  await submitCad(
    as,
    aCad(importer, number, { valueForCurrencyConversion: '200000.00', directShipmentDate }),
  );
  const pay = (amount: string) => receivePayment(as, { programAccount: importer, channel: 'edi', amount });
  return { environment, importer, pay };
}

async function interestOf({ store }: Environment, importer: string) {
  const all = await documentsOfAccount(store.read, importer, { after: 0, limit: 1000 });
  return all.filter((document) => document.code === 'INT').map((d) => [d.postedOn, d.amountCents]);
}

it('runs from the day after the due date to the day of payment, and is on the statement of the 25th', async () => {
  const { environment, importer, pay } = await owing('2026-01-05T08:00'); // due 2026-01-30
  await environment.advanceTo('2026-02-13T12:00');
  await pay('10000.00');
  await environment.advanceTo('2026-02-25T05:00');
  expect(await interestOf(environment, importer)).toEqual([['2026-02-25', 3227]]); // 14 days at 8.4 %
  await environment.advanceTo('2026-04-01T05:00');
  // $32.27 itself unpaid from 25 February to 24 March, 28 days at 8.4 %: 0.2081. The late payment penalty of $200.00
  // served on 31 January and not paid within 30 days, from the day after it, 52 days at 2.4 %: 0.6850.
  expect((await interestOf(environment, importer)).slice(1)).toEqual([['2026-03-25', 89]]);
  expect(await verify(environment.store.read)).toEqual([]);
});

it('falls with each payment', async () => {
  const { environment, importer, pay } = await owing('2026-01-05T08:00');
  await environment.advanceTo('2026-02-04T12:00');
  await pay('5000.00');
  await environment.advanceTo('2026-02-09T12:00');
  await pay('5000.00');
  await environment.advanceTo('2026-02-25T05:00');
  // Five days on $10,000.00 (31 January to 4 February), five more on $5,000.00: 11.51 + 5.76.
  expect(await interestOf(environment, importer)).toEqual([['2026-02-25', 1727]]);
});

it('is not charged on what is paid in time', async () => {
  const { environment, importer, pay } = await owing('2026-01-05T08:00');
  await environment.advanceTo('2026-01-30T12:00');
  await pay('10000.00');
  await environment.advanceTo('2026-03-01T05:00');
  expect(await interestOf(environment, importer)).toEqual([]);
});

it('is not charged for days of relief', async () => {
  const { environment, importer } = await owing('2024-11-04T08:00'); // due 2024-11-29
  await environment.advanceTo('2026-02-25T05:00');
  // Relief ends with 30 January 2026: 25 days at 8.4 % to 24 February.
  expect(await interestOf(environment, importer)).toEqual([['2026-02-25', 5769]]);
});
