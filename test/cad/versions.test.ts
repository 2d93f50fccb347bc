import { describe, expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { CadWithdrawn, VersionNotCurrent } from '../../src/cad/change.ts';
import { compareVersions } from '../../src/cad/compare-versions.ts';
import { CorrectionTooLate, correctCad } from '../../src/cad/correct.ts';
import { versionsOf } from '../../src/cad/store.ts';
import { CadRejected, submitCad } from '../../src/cad/submit.ts';
import { WithdrawalTooLate, withdrawCad } from '../../src/cad/withdraw.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import type { Environment } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { aCad, aCarm, anImporter, asImporter, released, tShirts } from '../support/a-carm.ts';

/** An importer with one accepted declaration of goods worth $1,000.00 at MFN 18 %: $180.00 duty, $59.00 GST. */
async function accounted() {
  const environment = await aCarm();
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  const number = await released(environment, importer, 1);
  const input = aCad(importer, number, { classification: tShirts });
  const cad = await submitCad(as, input);
  const worth = (value: string) =>
    aCad(importer, number, { classification: tShirts, valueForCurrencyConversion: value });
  return { environment, importer, as, number, input, cad, worth };
}

const inOrder = async (environment: Environment) => expect(await verify(environment.store.read)).toEqual([]);

describe('a correction', () => {
  it('is a new version that posts the difference, on the same statement and due date', async () => {
    const { environment, importer, as, number, worth, cad } = await accounted();
    expect(cad.totalCents).toBe(23_900);
    const corrected = await correctCad(as, number, 1, worth('2000.00'));
    expect([corrected.version, corrected.totalCents, corrected.dueOn]).toEqual([2, 47_800, cad.dueOn]);
    expect(await balanceOf(environment.store.read, importer)).toBe(47_800);
    await environment.advanceTo('2024-11-26T08:00');
    await inOrder(environment);
  });

  it('downwards lowers what is owed, GST as well, while it is not yet due', async () => {
    const { environment, importer, as, number, worth } = await accounted();
    await correctCad(as, number, 1, worth('500.00'));
    expect(await balanceOf(environment.store.read, importer)).toBe(11_950);
    await environment.advanceTo('2024-11-29T08:00');
    await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '119.50' });
    expect(await balanceOf(environment.store.read, importer)).toBe(0);
    await inOrder(environment);
  });

  it('that changes no amount is a version all the same', async () => {
    const { environment, as, number, input } = await accounted();
    const corrected = await correctCad(as, number, 1, { ...input, notes: 'as it should read' });
    expect([corrected.version, corrected.totalCents]).toEqual([2, 23_900]);
    await inOrder(environment);
  });

  it('is assessed by the rates of the day on which the goods were accounted for', async () => {
    const { environment, as, number, worth } = await accounted();
    await environment.advanceTo('2024-11-20T08:00');
    expect((await correctCad(as, number, 1, worth('2000.00'))).accountedOn).toBe('2024-11-04');
  });

  it.each([
    ['2024-11-29T23:00', true],
    ['2024-11-30T00:01', false],
  ])('at %s is in time: %s', async (at, isInTime) => {
    const { environment, as, number, worth } = await accounted();
    await environment.advanceTo(at);
    const correcting = correctCad(as, number, 1, worth('2000.00'));
    if (isInTime) await expect(correcting).resolves.toMatchObject({ version: 2 });
    else await expect(correcting).rejects.toBeInstanceOf(CorrectionTooLate);
  });

  it('names the version it changes', async () => {
    const { as, number, worth } = await accounted();
    await correctCad(as, number, 1, worth('2000.00'));
    await expect(correctCad(as, number, 1, worth('3000.00'))).rejects.toBeInstanceOf(VersionNotCurrent);
  });

  it('carries every line, and leaves importer, office and type as they are', async () => {
    const { environment, as, number, input } = await accounted();
    const otherInvoice = { ...input, invoices: [{ ...input.invoices[0]!, number: 'INV-2' }] };
    const changed = { ...otherInvoice, office: '0440' };
    const error = (await correctCad(as, number, 1, changed).catch((e: unknown) => e)) as CadRejected;
    expect(error).toBeInstanceOf(CadRejected);
    expect(error.findings.map((finding) => finding.code)).toEqual(['CAD-E226', 'CAD-E080']);
    await inOrder(environment);
  });
});

describe('a withdrawal', () => {
  it('reverses all that was posted, and the number stays used', async () => {
    const { environment, importer, as, number, input, worth } = await accounted();
    await correctCad(as, number, 1, worth('2000.00'));
    const withdrawn = await withdrawCad(as, number, 2);
    expect([withdrawn.version, withdrawn.status, withdrawn.totalCents]).toEqual([3, 'WITHDRAWN', 0]);
    expect(await balanceOf(environment.store.read, importer)).toBe(0);
    await expect(submitCad(as, input)).rejects.toBeInstanceOf(CadRejected);
    await expect(correctCad(as, number, 3, input)).rejects.toBeInstanceOf(CadWithdrawn);
    await environment.advanceTo('2024-12-01T08:00');
    await inOrder(environment);
  });

  it('comes before payment', async () => {
    const { importer, as, number } = await accounted();
    const transactions = [number];
    await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '239.00', transactions });
    await expect(withdrawCad(as, number, 1)).rejects.toBeInstanceOf(WithdrawalTooLate);
  });
});

it('two versions are compared field by field and amount by amount', async () => {
  const { environment, as, number, worth } = await accounted();
  await correctCad(as, number, 1, worth('2000.00'));
  const [first, second] = await versionsOf(environment.store.read, number);
  expect(compareVersions(first!, second!)).toEqual({
    fields: [
      { field: 'invoices[0].value', before: '1000.00', after: '2000.00' },
      { field: 'invoices[0].lines[0].valueForCurrencyConversion', before: '1000.00', after: '2000.00' },
    ],
    amounts: { vfd: '1000.00', duty: '180.00', vft: '1180.00', gst: '59.00', total: '239.00' },
  });
});
