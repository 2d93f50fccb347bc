import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { transactionReceipt } from '../../src/payments/transaction-receipt.ts';
import { approveAdjustment, requestAdjustment } from '../../src/recourse/adjust.ts';
import { aCad, aCarm, anImporter, asImporter, released, tShirts } from '../support/a-carm.ts';
import { anApi, aToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let as: Context;
let number: string;

const worth = (value: string) =>
  aCad(importer, number as never, { classification: tShirts, valueForCurrencyConversion: value });

/** Goods worth $1,000.00 at MFN 18 %: $180.00 duty and $59.00 GST, due 2024-11-29. */
beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  as = asImporter(environment, importer);
  number = await released(environment, importer, 1);
  await submitCad(as, worth('1000.00'));
});

afterEach(() => environment.close());

const shown = async () => {
  const { items, chargedCents, paidCents, openCents } = await transactionReceipt(as, number);
  const each = items.map(({ document, charges, paid, openCents: open }) => ({
    code: document.code,
    charges: charges.map(({ glAccount, amountCents }) => `${glAccount} ${amountCents}`),
    paid: paid.map(({ code, amountCents }) => `${code} ${amountCents}`),
    open,
  }));
  return { each, totals: [chargedCents, paidCents, openCents] };
};

it('tells each charge by kind, what paid it and what is open', async () => {
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '200.00' });
  await environment.advanceTo('2024-11-29T12:00');
  expect(await shown()).toEqual({
    each: [{ code: 'CAD', charges: ['3000 18000', '3040 5900'], paid: ['PMT 20000'], open: 3900 }],
    totals: [23_900, 20_000, 3900],
  });
});

it('tells each version by what it changed, and what a refund was used for', async () => {
  await correctCad(as, number, 1, worth('2000.00'));
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '478.00' });
  await environment.advanceTo('2024-12-02T09:00');
  const change = { transactionNumber: number, expectedVersion: 2, declared: worth('1000.00') };
  const reasons = ['R2-74-1-E.VFD'];
  const { id } = await requestAdjustment(as, { ...change, reasons, rationale: 'Read wrongly.' });
  await approveAdjustment(environment.as(system), id);
  expect(await shown()).toEqual({
    each: [
      { code: 'CAD', charges: ['3000 18000', '3040 5900'], paid: ['PMT 23900'], open: 0 },
      { code: 'COR', charges: ['3000 18000', '3040 5900'], paid: ['PMT 23900'], open: 0 },
      { code: 'REF', charges: ['4000 -18000'], paid: [], open: -18_000 },
    ],
    totals: [29_800, 47_800, -18_000],
  });
});

it('is for who may see payments of the importer', async () => {
  const other = await anImporter(environment, 2);
  const ask = anApi(environment);
  const path = `/api/v1/cads/${number}/receipt`;
  const own = await ask('GET', path, { token: await aToken(environment, importer) });
  expect(own.body).toMatchObject({ charged: '239.00', paid: '0.00', open: '239.00' });
  const duty = { account: '3000', en: 'Customs duty', fr: 'Droits de douane', amount: '180.00' };
  expect(own.text).toContain(JSON.stringify(duty));
  expectProblem(await ask('GET', path, { token: await aToken(environment, other) }), 403, 'FORBIDDEN');
});
