import { expect, it } from 'vitest';
import { deferDueDate } from '../../src/billing/deferrals.ts';
import { reduceInterest } from '../../src/billing/interest-reductions.ts';
import { verify } from '../../src/billing/verify.ts';
import { WaiverTooLarge, waiveInterest } from '../../src/billing/waive-interest.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { InvalidInput, NotFound } from '../../src/errors.ts';
import { documentsOfAccount } from '../../src/ledger/documents.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { returnPayment } from '../../src/payments/return-payment.ts';
import { insertHold } from '../../src/security/holds.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';

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

async function codesOf({ store }: Environment, importer: string) {
  const all = await documentsOfAccount(store.read, importer, { after: 0, limit: 1000 });
  return all.map((document) => document.code);
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

it('is not charged on what is paid on the day after a holiday on which it was due', async () => {
  const { environment, importer, pay } = await owing('2026-06-01T08:00'); // due 2026-07-01, Canada Day
  await environment.advanceTo('2026-07-02T12:00');
  await pay('10000.00');
  await environment.advanceTo('2026-08-01T05:00');
  expect(await interestOf(environment, importer)).toEqual([]);
});

it('begins after the day to which the due date was deferred, and so does the penalty for late payment', async () => {
  const { environment, importer, pay } = await owing('2026-01-05T08:00'); // due 2026-01-30
  await environment.advanceTo('2026-01-28T08:00');
  const reason = { en: 'System outage', fr: 'Panne du système' };
  const officer = environment.as(system);
  await deferDueDate(officer, { dueOn: '2026-01-30', until: '2026-02-10', reason });
  await expect(
    deferDueDate(officer, { dueOn: '2026-01-30', until: '2026-01-29', reason }),
  ).rejects.toBeInstanceOf(InvalidInput);
  await environment.advanceTo('2026-02-11T00:30');
  expect(await codesOf(environment, importer)).not.toContain('LPP');
  await environment.advanceTo('2026-02-13T12:00');
  expect(await codesOf(environment, importer)).toContain('LPP');
  await pay('10200.00');
  await environment.advanceTo('2026-02-25T05:00');
  // Three days at 8.4 % on $10,000.00; the penalty is paid within its thirty days.
  expect(await interestOf(environment, importer)).toEqual([['2026-02-25', 691]]);
  expect(await verify(environment.store.read)).toEqual([]);
});

it('is charged at the prescribed rate for the days that an officer authorised', async () => {
  const { environment, importer, pay } = await owing('2026-01-05T08:00');
  await environment.advanceTo('2026-02-01T08:00');
  const days = { programAccount: importer, firstDay: '2026-02-03', lastDay: '2026-02-07', reason: 'Flood' };
  await reduceInterest(environment.as(system), days);
  await environment.advanceTo('2026-02-13T12:00');
  await pay('10000.00');
  await environment.advanceTo('2026-02-25T05:00');
  // Three days at 8.4 %, five at 2.4 %, six at 8.4 %: 10,000 × (1.000230137^9 × 1.0000657534^5 − 1).
  expect(await interestOf(environment, importer)).toEqual([['2026-02-25', 2403]]);
  const reversed = reduceInterest(environment.as(system), { ...days, lastDay: '2026-02-01' });
  await expect(reversed).rejects.toBeInstanceOf(InvalidInput);
});

it('waived after it was paid is a credit, with interest from the day after', async () => {
  const { environment, importer, pay } = await owing('2026-01-05T08:00');
  const officer = environment.as(system);
  await environment.advanceTo('2026-02-13T12:00');
  await pay('10200.00');
  await environment.advanceTo('2026-02-26T12:00');
  await pay('20.00');
  await environment.advanceTo('2026-12-31T12:00');
  const all = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 1000 });
  const { id } = all.find((document) => document.code === 'INT')!;
  await expect(
    waiveInterest(officer, { documentId: id, amountCents: 3228, reason: 'x' }),
  ).rejects.toBeInstanceOf(WaiverTooLarge);
  await expect(waiveInterest(officer, { documentId: 1, reason: 'x' })).rejects.toBeInstanceOf(NotFound);
  await waiveInterest(officer, { documentId: id, reason: 'Flood' });
  await expect(waiveInterest(officer, { documentId: id, reason: 'x' })).rejects.toBeInstanceOf(
    WaiverTooLarge,
  );
  const codes = await codesOf(environment, importer);
  expect([codes.includes('REV'), codes.includes('RIN')]).toEqual([true, true]);
  expect(await verify(environment.store.read)).toEqual([]);
});

it('of an amount in dispute is charged at the prescribed rate while the amount is secured', async () => {
  const { environment, importer, pay } = await owing('2026-01-05T08:00');
  await environment.advanceTo('2026-02-02T08:00');
  const row = { programAccount: importer, amountCents: 1_000_000, heldOn: '2026-02-02' };
  await environment.store.inTransaction((tx) =>
    insertHold(tx, { ...row, caseId: 'x', transactionNumber: aNumber(1), releasedOn: '2026-02-07' }),
  );
  await environment.advanceTo('2026-02-13T12:00');
  await pay('10000.00');
  await environment.advanceTo('2026-02-25T05:00');
  // As above: from the day after the security to the day of the decision.
  expect(await interestOf(environment, importer)).toEqual([['2026-02-25', 2403]]);
});

it('waived after the payment of it was returned bears no interest: it was never paid', async () => {
  const { environment, importer, pay } = await owing('2026-01-05T08:00');
  const officer = environment.as(system);
  await environment.advanceTo('2026-02-13T12:00');
  await pay('10200.00');
  await environment.advanceTo('2026-02-26T12:00');
  const { id: receipt } = await pay('32.27');
  await environment.advanceTo('2026-04-02T12:00');
  await returnPayment(officer, receipt);
  await environment.advanceTo('2026-12-31T12:00');
  const all = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 1000 });
  const { id } = all.find((document) => document.code === 'INT')!;
  await waiveInterest(officer, { documentId: id, reason: 'Flood' });
  expect(await codesOf(environment, importer)).not.toContain('RIN');
  expect(await verify(environment.store.read)).toEqual([]);
});
