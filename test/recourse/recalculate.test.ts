import { expect, it } from 'vitest';
import { SameOfficer } from '../../src/accounts/two-officers.ts';
import { verify } from '../../src/billing/verify.ts';
import { findCad } from '../../src/cad/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { putDefect } from '../../src/defects/defects.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import { system } from '../../src/open-environment.ts';
import { switchPartner } from '../../src/partners/partner.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { approveAdjustment, requestAdjustment } from '../../src/recourse/adjust.ts';
import { NothingToDispute, openDispute } from '../../src/recourse/dispute.ts';
import {
  previewRecalculation,
  RecalculationNotReady,
  runRecalculation,
  undoRecalculation,
} from '../../src/recourse/recalculate.ts';
import { itemsOf } from '../../src/recourse/store.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';

/** Three declarations in US dollars assessed with an old rate, and one in Canadian dollars, while the service is down. */
async function afterTheOutage() {
  const environment = await aCarm();
  const importer = await anImporter(environment, 1);
  const officer = environment.as(system);
  const other = environment.as({ ...system, id: 'another officer' });
  const service = (isDown: boolean) =>
    environment.store.inTransaction(async (tx) => {
      await putDefect(tx, officer, 'assessed-at-old-rate', isDown);
      await switchPartner(tx, officer, 'exchange-rates', { isDown });
    });
  await service(true);
  for (const serial of [1, 2, 3, 4]) {
    const number = await released(environment, importer, serial);
    const cad = aCad(importer, number);
    const currency = serial === 4 ? 'CAD' : 'USD';
    await submitCad(asImporter(environment, importer), {
      ...cad,
      invoices: [{ ...cad.invoices[0]!, currency }],
    });
  }
  await service(false);
  const totals = async () => {
    const found = await Promise.all([1, 2, 3, 4].map((n) => findCad(environment.store.read, aNumber(n))));
    return found.map((cad) => [cad!.version, cad!.totalCents, cad!.hasProvisionalRate]);
  };
  const rule = { provisionalRateOnly: true, currency: 'USD' };
  return { environment, importer, officer, other, rule, totals };
}

it('chooses by rule, previews, runs once, and is undone by versions that are as before', async () => {
  const { environment, importer, officer, other, rule, totals } = await afterTheOutage();
  const before = await totals();
  const owed = await balanceOf(environment.store.read, importer);
  const { id } = await previewRecalculation(officer, rule, 'Exchange rates were down');
  expect((await itemsOf(environment.store.read, id)).length).toBe(3);
  expect(await totals()).toEqual(before);

  await expect(runRecalculation(officer, id)).rejects.toBeInstanceOf(SameOfficer);
  await runRecalculation(other, id);
  const after = await totals();
  expect(after.map(([version]) => version)).toEqual([2, 2, 2, 1]);
  expect(after.some(([, , isProvisional]) => isProvisional)).toBe(false);
  await expect(runRecalculation(other, id)).rejects.toBeInstanceOf(RecalculationNotReady);
  expect(await verify(environment.store.read)).toEqual([]);

  await undoRecalculation(officer, id);
  expect((await totals()).map(([, total]) => total)).toEqual(before.map(([, total]) => total));
  expect(await balanceOf(environment.store.read, importer)).toBe(owed);
  expect(await verify(environment.store.read)).toEqual([]);
});

it('leaves an open request for adjustment to be approved', async () => {
  const { environment, importer, officer, other, rule } = await afterTheOutage();
  const as = asImporter(environment, importer);
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '5000.00' });
  await environment.advanceTo('2024-12-02T09:00');
  const cad = (await findCad(environment.store.read, aNumber(1)))!;
  const [invoice] = cad.declared.invoices;
  const line = { ...invoice!.lines[0]!, valueForCurrencyConversion: '2000.00' };
  const asked = await requestAdjustment(as, {
    ...{ transactionNumber: aNumber(1), expectedVersion: 1, rationale: 'x', reasons: ['R3-32.2.VFD'] },
    declared: { ...cad.declared, invoices: [{ ...invoice!, value: '2000.00', lines: [line] }] },
  });
  const { id } = await previewRecalculation(officer, rule, 'Exchange rates were down');
  await runRecalculation(other, id);
  expect((await approveAdjustment(officer, asked.id)).resultVersion).toBe(3);
  expect(await verify(environment.store.read)).toEqual([]);
});

it('chooses single transactions, and is a decision that can be disputed once', async () => {
  const { environment, importer, officer, other } = await afterTheOutage();
  const transactions = [aNumber(2)];
  const { id } = await previewRecalculation(officer, { transactions }, 'One wrong rate');
  expect((await itemsOf(environment.store.read, id)).map((item) => item.transactionNumber)).toEqual(
    transactions,
  );
  await runRecalculation(other, id);
  const as = asImporter(environment, importer);
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '1000.00', transactions });
  const { state } = await openDispute(as, { transactionNumber: aNumber(2), rationale: 'The rate is wrong.' });
  expect(state).toBe('UNDER_REVIEW');
  const again = openDispute(as, { transactionNumber: aNumber(1), rationale: 'Nothing was decided.' });
  await expect(again).rejects.toBeInstanceOf(NothingToDispute);
});
