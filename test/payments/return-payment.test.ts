import { describe, expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { Forbidden, NotFound } from '../../src/errors.ts';
import { balanceOf, documentsOfAccount } from '../../src/ledger/documents.ts';
import { openItemsOf } from '../../src/ledger/open-items.ts';
import { system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { AlreadyReturned, returnPayment } from '../../src/payments/return-payment.ts';
import { issuePenalty } from '../../src/penalties/issue-penalty.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';
import { aPenalty } from '../support/a-penalty.ts';

/** $10,000.00 of GST, due 2026-01-30. */
async function owing() {
  const environment = await aCarm('2026-01-05T08:00');
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  const number = await released(environment, importer, 1);
  const line = { valueForCurrencyConversion: '200000.00', directShipmentDate: '2026-01-05' };
  await submitCad(as, aCad(importer, number, line));
  const pay = (amount: string) => receivePayment(as, { programAccount: importer, channel: 'edi', amount });
  const posted = async (code: string) => {
    const all = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 100 });
    return all.filter((each) => each.code === code).map((each) => each.amountCents);
  };
  const inOrder = async () => expect(await verify(environment.store.read)).toEqual([]);
  return { environment, importer, as, officer: environment.as(system), pay, posted, inOrder };
}

describe('a returned payment', () => {
  it('is owed again with a fee, and bears interest as if it had never been paid', async () => {
    const { environment, importer, officer, pay, posted, inOrder } = await owing();
    await environment.advanceTo('2026-01-30T12:00');
    const { id } = await pay('10000.00');
    await environment.advanceTo('2026-02-04T12:00');
    await returnPayment(officer, id);
    expect(await posted('NSF')).toEqual([1_000_000, 2500]);
    expect(await balanceOf(environment.store.read, importer)).toBe(1_022_500); // with the penalty for late payment
    await environment.advanceTo('2026-02-25T05:00');
    expect(await posted('INT')).toEqual([5769]); // 25 days from 31 January at 8.4 %, on $10,000.00
    await inOrder();
  });

  it('before its debt was due is due with it, and bears no interest before', async () => {
    const { environment, importer, as, officer, posted, inOrder } = await owing();
    const { id } = await receivePayment(as, {
      ...{ programAccount: importer, channel: 'edi', amount: '10000.00' },
      transactions: [aNumber(1)],
    });
    await environment.advanceTo('2026-01-12T12:00');
    await returnPayment(officer, id);
    const [debt] = (await openItemsOf(environment.store.read, importer)).filter(({ code }) => code === 'NSF');
    expect(debt).toMatchObject({ dueOn: '2026-01-30', remainingCents: 1_000_000 });
    await environment.advanceTo('2026-01-26T05:00');
    expect(await posted('INT')).toEqual([]);
    await inOrder();
  });

  it('after its due date brings the late payment penalty that it had averted', async () => {
    const { environment, officer, pay, posted, inOrder } = await owing();
    await environment.advanceTo('2026-01-30T12:00');
    const { id } = await pay('10000.00');
    await environment.advanceTo('2026-02-04T12:00');
    expect(await posted('LPP')).toEqual([]);
    await returnPayment(officer, id);
    expect(await posted('LPP')).toHaveLength(1);
    await inOrder();
  });

  it('that had paid a penalty owes it at the prescribed rate again', async () => {
    const { environment, importer, officer, pay, posted, inOrder } = await owing();
    await pay('10000.00');
    await environment.advanceTo('2026-02-04T12:00');
    await issuePenalty(officer, aPenalty(importer, { contravention: 'C348', committedOn: '2026-02-02' }));
    const { id } = await pay('2000.00');
    await returnPayment(officer, id);
    await environment.advanceTo('2026-02-25T05:00');
    expect(await posted('INT')).toEqual([263]); // 20 days from 5 February at 2.4 %, on $2,000.00
    await inOrder();
  });

  it('takes back what of it was still a credit', async () => {
    const { environment, importer, officer, pay, posted, inOrder } = await owing();
    const { id } = await pay('600.00');
    await returnPayment(officer, id);
    expect(await posted('NSF')).toEqual([60_000, 2500]);
    const open = await openItemsOf(environment.store.read, importer);
    expect(open.map((item) => `${item.code} ${item.remainingCents}`)).toEqual(['CAD 1000000', 'NSF 2500']);
    await inOrder();
  });

  it('comes back once, for a payment there is, and by the CBSA', async () => {
    const { as, officer, pay } = await owing();
    const { id } = await pay('600.00');
    await expect(returnPayment(as, id)).rejects.toBeInstanceOf(Forbidden);
    await returnPayment(officer, id);
    await expect(returnPayment(officer, id)).rejects.toBeInstanceOf(AlreadyReturned);
    await expect(returnPayment(officer, 'R0')).rejects.toBeInstanceOf(NotFound);
  });
});
