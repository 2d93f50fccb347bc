import { describe, expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { findCad } from '../../src/cad/store.ts';
import { CadRejected, submitCad } from '../../src/cad/submit.ts';
import { InvalidInput } from '../../src/errors.ts';
import { chart } from '../../src/ledger/chart.ts';
import { documentsOfAccount, trialBalance } from '../../src/ledger/documents.ts';
import { openItemsOf } from '../../src/ledger/open-items.ts';
import { system } from '../../src/open-environment.ts';
import { depositCashSecurity } from '../../src/payments/deposit-cash.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import {
  approveAdjustment,
  rejectAdjustment,
  requestAdjustment,
  StillCorrectable,
} from '../../src/recourse/adjust.ts';
import { AppealTooLate, openAppeal } from '../../src/recourse/appeal.ts';
import { CaseNotOpen, CasePending } from '../../src/recourse/cases.ts';
import { decideDispute, grantExtension, refuseExtension } from '../../src/recourse/decide-dispute.ts';
import { DisputeTooLate, NothingToDispute, openDispute, PayFirst } from '../../src/recourse/dispute.ts';
import { redetermine } from '../../src/recourse/redetermine.ts';
import { applyCashSecurity, NothingToApply } from '../../src/security/apply-cash.ts';
import { SecurityTooSmall } from '../../src/security/hold.ts';
import { CashStillNeeded, returnCashSecurity } from '../../src/security/return-cash.ts';
import {
  aCad,
  aCarm,
  aNumber,
  anImporter,
  asImporter,
  released,
  tShirts,
  yearsPass,
} from '../support/a-carm.ts';

/** Goods worth $1,000.00 at MFN 18 %: $180.00 duty and $59.00 GST, due 2024-11-29, paid, on 2 December. */
async function paidAndPastDue() {
  const environment = await aCarm();
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  const officer = environment.as(system);
  const number = await released(environment, importer, 1);
  await submitCad(as, aCad(importer, number, { classification: tShirts }));
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '239.00' });
  await environment.advanceTo('2024-12-02T09:00');
  const worth = (value: string) =>
    aCad(importer, number, { classification: tShirts, valueForCurrencyConversion: value });
  const change = (value: string, reasons: string[], version = 1) => ({
    transactionNumber: number,
    expectedVersion: version,
    declared: worth(value),
    reasons,
    rationale: 'The invoice was read wrongly.',
  });
  const posted = async () => {
    const all = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 100 });
    return all.filter((each) => each.code !== 'CLR').map((each) => `${each.code} ${each.amountCents}`);
  };
  const inOrder = async () => expect(await verify(environment.store.read)).toEqual([]);
  return { environment, importer, as, officer, number, worth, change, posted, inOrder };
}

/** The same goods, nothing of which was paid. */
async function unpaidAndPastDue() {
  const environment = await aCarm();
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  const number = await released(environment, importer, 1);
  const worth = (value: string) =>
    aCad(importer, number, { classification: tShirts, valueForCurrencyConversion: value });
  await submitCad(as, worth('1000.00'));
  await environment.advanceTo('2024-12-02T09:00');
  const posted = async () => {
    const all = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 100 });
    return all.filter((each) => each.code !== 'CLR').map((each) => `${each.code} ${each.amountCents}`);
  };
  const inOrder = async () => expect(await verify(environment.store.read)).toEqual([]);
  return { environment, importer, as, officer: environment.as(system), number, worth, posted, inOrder };
}

const codesOf = async (refused: Promise<unknown>) => {
  const error = await refused.catch((each: unknown) => each);
  expect(error).toBeInstanceOf(CadRejected);
  return (error as CadRejected).findings.map((finding) => finding.code);
};

describe('an adjustment', () => {
  it('changes nothing until it is approved; then more is owed at once', async () => {
    const { environment, as, officer, change, posted, inOrder } = await paidAndPastDue();
    const asked = await requestAdjustment(as, change('2000.00', ['R3-32.2.VFD']));
    expect([asked.state, await posted()]).toEqual(['UNDER_REVIEW', ['CAD 23900', 'PMT -23900']]);
    const approved = await approveAdjustment(officer, asked.id);
    expect([approved.state, approved.resultVersion]).toEqual(['APPROVED', 2]);
    expect(await posted()).toEqual(['CAD 23900', 'PMT -23900', 'ADJ 23900']);
    await environment.advanceTo('2024-12-26T09:00');
    await inOrder();
  });

  it('downwards refunds the duties and not the GST', async () => {
    const { environment, as, officer, number, change, posted, inOrder } = await paidAndPastDue();
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    await approveAdjustment(officer, asked.id);
    // Duty falls from $180.00 to $90.00; GST of $29.50 less is kept.
    expect(await posted()).toEqual(['CAD 23900', 'PMT -23900', 'REF -9000']);
    const cad = await findCad(environment.store.read, number);
    expect([cad?.totalCents, cad?.gstKeptCents]).toEqual([11_950, 2950]);
    await inOrder();
  });

  it('of casual goods gives the province’s tax back from where it was collected', async () => {
    const { environment, as, officer, importer, number } = await paidAndPastDue();
    const casual = (value: string) => ({
      ...aCad(importer, number, { classification: tShirts, valueForCurrencyConversion: value }),
      ...{ transactionNumber: aNumber(2), commercial: false, province: 'ON' },
    });
    await released(environment, importer, 2);
    await submitCad(as, casual('1000.00'));
    // Duty 180.00, the federal part of HST 59.00, the province's part 94.40.
    await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '333.40' });
    await environment.advanceTo('2025-01-02T09:00');
    const asked = await requestAdjustment(as, {
      ...{ transactionNumber: aNumber(2), expectedVersion: 1, declared: casual('500.00') },
      ...{ reasons: ['R2-74-1-E.VFD'], rationale: 'The invoice was read wrongly.' },
    });
    await approveAdjustment(officer, asked.id);
    const balances = new Map(
      (await trialBalance(environment.store.read)).map((each) => [each.glAccount, each.amountCents]),
    );
    const { revenue, refunds, provincialTaxes } = chart;
    expect(balances.get(provincialTaxes)).toBe(-4720);
    expect(balances.get(revenue.federalPartOfHst)).toBe(-5900);
    expect(balances.get(refunds.customsDuty)).toBe(9000);
  });

  it('back up again charges no GST that was kept', async () => {
    const { as, officer, change, posted, inOrder } = await paidAndPastDue();
    const down = await requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    await approveAdjustment(officer, down.id);
    const up = await requestAdjustment(as, change('1000.00', ['R3-32.2.VFD'], 2));
    await approveAdjustment(officer, up.id);
    expect(await posted()).toEqual(['CAD 23900', 'PMT -23900', 'REF -9000', 'REV 9000', 'ADJ 0']);
    await inOrder();
  });

  it('of goods that are not paid takes what is owed back, with its GST and without interest', async () => {
    const { environment, officer, number, worth, posted, inOrder, importer } = await unpaidAndPastDue();
    await redetermine(officer, {
      ...{ transactionNumber: number, expectedVersion: 1, declared: worth('500.00') },
      ...{ reasons: ['RC-59'], rationale: 'The invoice was read wrongly.' },
    });
    // Of $239.00, half is owed no more: $90.00 of duty and $29.50 of GST.
    expect(await posted()).toEqual(['CAD 23900', 'ADJ -11950']);
    const cad = await findCad(environment.store.read, number);
    expect([cad?.totalCents, cad?.gstKeptCents]).toEqual([11_950, 0]);
    const open = await openItemsOf(environment.store.read, importer);
    expect(open.map((item) => `${item.code} ${item.remainingCents}`)).toEqual(['CAD 11950']);
    await inOrder();
  });

  it('of goods that are paid in part refunds the duties of what was paid alone', async () => {
    const { environment, as, officer, number, worth, posted, inOrder, importer } = await unpaidAndPastDue();
    // $59.75 of the $239.00 stay open: half of what is taken back.
    await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '179.25' });
    await redetermine(officer, {
      ...{ transactionNumber: number, expectedVersion: 1, declared: worth('500.00') },
      ...{ reasons: ['RC-59'], rationale: 'The invoice was read wrongly.' },
    });
    // Unpaid: 59.75 (45.00 and 14.75 of GST). Paid: 45.00 of duty; its GST of 14.75 is kept.
    const [, , refund] = await posted();
    expect(refund).toBe('REF -10475');
    expect((await findCad(environment.store.read, number))?.gstKeptCents).toBe(1475);
    await inOrder();
  });

  it('raised again after a refund takes the refund back with its interest, from the day after it', async () => {
    const { environment, officer, number, worth, inOrder, importer } = await paidAndPastDue();
    const redetermined = (value: string, expectedVersion: number) =>
      redetermine(officer, {
        ...{ transactionNumber: number, expectedVersion, declared: worth(value) },
        ...{ reasons: ['RC-59'], rationale: 'The invoice was read wrongly.' },
      });
    await environment.advanceTo('2025-03-03T09:00');
    await redetermined('500.00', 1);
    await environment.advanceTo('2025-03-04T09:00');
    await redetermined('1500.00', 2);
    const all = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 100 });
    const rin = all.find(({ code }) => code === 'RIN')!;
    const reversed = all.filter(({ code }) => code === 'REV');
    expect(reversed.map(({ amountCents }) => amountCents)).toEqual([9000, -rin.amountCents]);
    expect(reversed.map(({ reverses }) => reverses)).toEqual([
      all.find(({ code }) => code === 'REF')!.id,
      rin.id,
    ]);
    // The credit was never used: nothing of it bears interest before today.
    expect(reversed[0]!.interestFrom).toBe('2025-03-04');
    // Beyond the refund, $90.00 of duty, and GST of $88.50 less than $59.00 that was kept or paid.
    expect(all.findLast(({ code }) => code === 'ADJ')).toMatchObject({
      interestFrom: '2024-11-30',
      amountCents: 9000 + 2950,
    });
    await inOrder();
  });

  it.each([
    ['2025-03-02T09:00', []], // the ninetieth day
    ['2025-03-03T09:00', ['RIN -1']], // one day at 3.8 %: 90.00 × 0.038/365 = 0.0094
  ])('refunded at %s bears interest from the ninety-first day', async (at, interest) => {
    const { environment, as, officer, change, posted, inOrder } = await paidAndPastDue();
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    await environment.advanceTo(at);
    await approveAdjustment(officer, asked.id);
    expect((await posted()).filter((each) => each.startsWith('RIN'))).toEqual(interest);
    await inOrder();
  });

  it.each([
    [[], '2000.00', ['CAD-E216']], // none
    [['R9-99'], '2000.00', ['CAD-E216']], // unknown
    [['RC-59'], '2000.00', ['CAD-E216']], // the Agency's alone
    [['R3-32.2.VFD'], '500.00', ['CAD-E216']], // a correction gives no refund
    [['R3-32.2.VFD', 'R2-74-1-E.VFD'], '500.00', ['CAD-E218']], // the wrong one first
  ])('for reasons %j worth %s is refused', async (reasons, value, codes) => {
    const { as, change } = await paidAndPastDue();
    expect(await codesOf(requestAdjustment(as, change(value, reasons)))).toEqual(codes);
  });

  it.each([
    ['2028-11-04T09:00', true],
    ['2028-11-05T09:00', false],
  ])('at %s is within four years of accounting: %s', async (at, isInTime) => {
    const { environment, as, change } = await paidAndPastDue();
    await yearsPass(environment, at);
    const asking = requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    if (isInTime) await expect(asking).resolves.toMatchObject({ state: 'UNDER_REVIEW' });
    else expect(await codesOf(asking)).toEqual(['CAD-E217']);
  });

  it('asked for in time is approved though the time has run out meanwhile', async () => {
    const { environment, as, officer, change } = await paidAndPastDue();
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-GR-53']));
    await yearsPass(environment, '2026-11-10T09:00');
    await expect(approveAdjustment(officer, asked.id)).resolves.toMatchObject({ state: 'APPROVED' });
  });

  it('for a surtax remitted later bears interest from the day after payment', async () => {
    const { environment, as, officer, change, posted } = await paidAndPastDue();
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-GR-53']));
    await environment.advanceTo('2025-01-02T09:00');
    await approveAdjustment(officer, asked.id);
    // Cleared on the due date, 29 November: 32 days at 4.5 % and 2 at 3.7 % on $90.00.
    expect((await posted()).filter((each) => each.startsWith('RIN'))).toEqual(['RIN -37']);
  });

  it.each([
    ['2024-11-07', []],
    ['2024-11-08', ['CAD-E217']], // the fourth day after release
  ])('of perishable goods, the CBSA told on %s', async (perishableNoticedOn, codes) => {
    const { as, change } = await paidAndPastDue();
    const asking = requestAdjustment(as, { ...change('500.00', ['R2-74-1-A']), perishableNoticedOn });
    if (codes.length === 0) await expect(asking).resolves.toMatchObject({ perishableNoticedOn });
    else expect(await codesOf(asking)).toEqual(codes);
  });

  it('as a correction tells the day by which it was to come', async () => {
    const { as, change } = await paidAndPastDue();
    const late = { ...change('2000.00', ['R3-32.2.VFD']), reasonToBelieveOn: '2024-08-01' };
    expect((await requestAdjustment(as, late)).correctBy).toBe('2024-10-30');
    const toCome = { ...change('2000.00', ['R3-32.2.VFD']), reasonToBelieveOn: '2024-12-03' };
    await expect(requestAdjustment(as, toCome)).rejects.toBeInstanceOf(InvalidInput);
  });

  it.each([
    ['2027-11-04T09:00', false], // month 36
    ['2027-11-05T09:00', true],
  ])('asked for at %s gives an officer a fifth year: %s', async (at, hasFifth) => {
    const { environment, as, officer, change } = await paidAndPastDue();
    await yearsPass(environment, at);
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    await approveAdjustment(officer, asked.id);
    await yearsPass(environment, '2029-11-04T09:00');
    const deciding = redetermine(officer, change('1000.00', ['RC-59'], 2));
    if (hasFifth) await expect(deciding).resolves.toMatchObject({ state: 'APPROVED' });
    else expect(await codesOf(deciding)).toEqual(['CAD-E217']);
  });

  it('waits for the one before it, and is decided once', async () => {
    const { as, officer, change, inOrder } = await paidAndPastDue();
    const asked = await requestAdjustment(as, change('2000.00', ['R3-32.2.VFD']));
    await expect(requestAdjustment(as, change('3000.00', ['R3-32.2.VFD']))).rejects.toBeInstanceOf(
      CasePending,
    );
    await rejectAdjustment(officer, asked.id, 'No proof was sent.');
    await expect(approveAdjustment(officer, asked.id)).rejects.toBeInstanceOf(CaseNotOpen);
    await inOrder();
  });

  it('is no way around a correction', async () => {
    const environment = await aCarm();
    const importer = await anImporter(environment, 1);
    const as = asImporter(environment, importer);
    const transactionNumber = await released(environment, importer, 1);
    const cad = aCad(importer, transactionNumber, { classification: tShirts });
    await submitCad(as, cad);
    const declared = aCad(importer, transactionNumber, {
      classification: tShirts,
      valueForCurrencyConversion: '2000.00',
    });
    const proposed = { transactionNumber, expectedVersion: 1, declared, rationale: 'x' };
    const asking = requestAdjustment(as, { ...proposed, reasons: ['R3-32.2.VFD'] });
    await expect(asking).rejects.toBeInstanceOf(StillCorrectable);
  });
});

describe('a dispute', () => {
  it('comes after a decision and after payment, and can change it, with interest from the payment on', async () => {
    const { environment, importer, as, officer, number, worth, change, posted, inOrder } =
      await paidAndPastDue();
    await expect(openDispute(as, { transactionNumber: number, rationale: 'x' })).rejects.toBeInstanceOf(
      NothingToDispute,
    );
    await redetermine(officer, change('2000.00', ['RC-59']));
    await expect(openDispute(as, { transactionNumber: number, rationale: 'x' })).rejects.toBeInstanceOf(
      PayFirst,
    );
    await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '239.00' });
    const dispute = await openDispute(as, { transactionNumber: number, rationale: 'The value was right.' });
    await environment.advanceTo('2025-02-02T09:00');
    const decided = await decideDispute(officer, dispute.id, {
      rationale: 'Agreed.',
      declared: worth('1000.00'),
    });
    expect([decided.state, decided.resultVersion]).toEqual(['APPROVED', 3]);
    // Duty of $180.00 back. From 3 December: 29 days at 4.5 % and 33 at 3.8 %, to 2 February.
    expect((await posted()).slice(-2)).toEqual(['REF -18000', 'RIN -127']);
    await inOrder();
  });

  it('of one decision comes once', async () => {
    const { as, officer, number, change } = await paidAndPastDue();
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    await rejectAdjustment(officer, asked.id, 'No proof was sent.');
    const dispute = await openDispute(as, { transactionNumber: number, rationale: 'x' });
    await decideDispute(officer, dispute.id, { rationale: 'The decision stands.' });
    const again = openDispute(as, { transactionNumber: number, rationale: 'x' });
    await expect(again).rejects.toBeInstanceOf(NothingToDispute);
  });

  it('comes with security in place of payment, which waits for the decision', async () => {
    const { environment, importer, as, officer, number, change } = await paidAndPastDue();
    await redetermine(officer, change('2000.00', ['RC-59']));
    const request = { transactionNumber: number, rationale: 'x', isSecured: true };
    await expect(openDispute(as, request)).rejects.toBeInstanceOf(SecurityTooSmall);
    await depositCashSecurity(as, importer, { channel: 'edi', amount: '239.00' });
    const dispute = await openDispute(as, request);
    expect(dispute.state).toBe('UNDER_REVIEW');
    await expect(returnCashSecurity(officer, importer, '0.01')).rejects.toBeInstanceOf(CashStillNeeded);
    await environment.advanceTo('2025-01-02T09:00');
    await expect(applyCashSecurity(officer, importer)).rejects.toBeInstanceOf(NothingToApply);
    await decideDispute(officer, dispute.id, { rationale: 'The decision stands.' });
    expect((await applyCashSecurity(officer, importer)).amountCents).toBe(-23_900);
  });

  it('won after more than four years still changes the declaration', async () => {
    const { environment, as, officer, number, worth, change } = await paidAndPastDue();
    await yearsPass(environment, '2028-11-03T09:00');
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    await yearsPass(environment, '2028-12-01T09:00');
    await rejectAdjustment(officer, asked.id, 'No proof was sent.');
    const dispute = await openDispute(as, { transactionNumber: number, rationale: 'x' });
    const decided = await decideDispute(officer, dispute.id, {
      rationale: 'Agreed.',
      declared: worth('500.00'),
    });
    expect(decided.resultVersion).toBe(2);
  });

  it.each([
    // The ninetieth day, 2025-03-02, is a Sunday: Monday is still in time.
    [91, false, 'UNDER_REVIEW'],
    [92, true, 'EXTENSION_REQUESTED'],
    [92, false, DisputeTooLate],
    [91 + 366, true, DisputeTooLate],
  ])('%i days after the decision, with an extension asked for: %s', async (days, wantsExtension, outcome) => {
    const { environment, as, officer, number, change } = await paidAndPastDue();
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    await rejectAdjustment(officer, asked.id, 'No proof was sent.');
    const at = Temporal.PlainDate.from('2024-12-02').add({ days });
    await environment.advanceTo(`${at}T09:00`);
    const asking = openDispute(as, { transactionNumber: number, rationale: 'x', wantsExtension });
    if (typeof outcome !== 'string') {
      await expect(asking).rejects.toBeInstanceOf(outcome);
      return;
    }
    const dispute = await asking;
    expect(dispute.state).toBe(outcome);
    if (outcome === 'UNDER_REVIEW') return;
    await grantExtension(officer, dispute.id);
    const decided = await decideDispute(officer, dispute.id, { rationale: 'The decision stands.' });
    expect([decided.state, decided.resultVersion]).toEqual(['REJECTED', null]);
  });
});

describe('an application for more time', () => {
  it('that was not answered for ninety days is as good as refused: the Tribunal is open', async () => {
    const { environment, as, officer, number, change } = await paidAndPastDue();
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    await rejectAdjustment(officer, asked.id, 'No proof was sent.');
    await yearsPass(environment, '2025-04-01T09:00');
    const dispute = await openDispute(as, {
      transactionNumber: number,
      rationale: 'x',
      wantsExtension: true,
    });
    await yearsPass(environment, '2025-06-30T09:00');
    await expect(openAppeal(as, dispute.id, 'x')).rejects.toBeInstanceOf(CaseNotOpen);
    await yearsPass(environment, '2025-07-01T09:00');
    expect((await openAppeal(as, dispute.id, 'x')).kind).toBe('APPEAL');
  });
});

describe('an appeal to the Tribunal', () => {
  /** A refused adjustment, disputed, and the dispute decided on 2 December 2024. */
  async function decidedDispute() {
    const carm = await paidAndPastDue();
    const { as, officer, number, change } = carm;
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    await rejectAdjustment(officer, asked.id, 'No proof was sent.');
    const dispute = await openDispute(as, { transactionNumber: number, rationale: 'Proof was sent.' });
    await expect(openAppeal(as, dispute.id, 'x')).rejects.toBeInstanceOf(CaseNotOpen);
    await decideDispute(officer, dispute.id, { rationale: 'The decision stands.' });
    return { ...carm, dispute };
  }

  it('is entered as the Tribunal decides, and gives back what was paid too much', async () => {
    const { as, officer, dispute, worth, posted, inOrder } = await decidedDispute();
    const appeal = await openAppeal(as, dispute.id, 'The value was $500.00.');
    const decided = await decideDispute(officer, appeal.id, {
      rationale: 'Allowed.',
      declared: worth('500.00'),
    });
    expect([decided.kind, decided.state, decided.resultVersion]).toEqual(['APPEAL', 'APPROVED', 2]);
    // Half of the duty of $180.00; paid on 29 November or before.
    expect((await posted()).filter((each) => each.startsWith('REF'))).toEqual(['REF -9000']);
    await inOrder();
  });

  it.each([
    [91, undefined],
    [92, AppealTooLate],
  ])('%i days after the decision', async (days, refusal) => {
    const { environment, as, dispute } = await decidedDispute();
    await environment.advanceTo(`${Temporal.PlainDate.from('2024-12-02').add({ days })}T09:00`);
    const appealing = openAppeal(as, dispute.id, 'x');
    if (refusal === undefined) expect((await appealing).state).toBe('UNDER_REVIEW');
    else await expect(appealing).rejects.toBeInstanceOf(refusal);
  });

  it('goes once more, to the Federal Court of Appeal, and no further', async () => {
    const { as, officer, dispute } = await decidedDispute();
    const tribunal = await openAppeal(as, dispute.id, 'The value was $500.00.');
    await decideDispute(officer, tribunal.id, { rationale: 'Dismissed.' });
    await expect(openAppeal(as, dispute.id, 'again')).rejects.toBeInstanceOf(CaseNotOpen);
    const court = await openAppeal(as, tribunal.id, 'An error of law.');
    await decideDispute(officer, court.id, { rationale: 'Dismissed.' });
    await expect(openAppeal(as, court.id, 'again')).rejects.toBeInstanceOf(CaseNotOpen);
  });

  it('follows as well when more time was refused', async () => {
    const { environment, as, officer, number, change } = await paidAndPastDue();
    const asked = await requestAdjustment(as, change('500.00', ['R2-74-1-E.VFD']));
    await rejectAdjustment(officer, asked.id, 'No proof was sent.');
    await environment.advanceTo('2025-04-01T09:00');
    const late = { transactionNumber: number, rationale: 'Illness.', wantsExtension: true };
    const dispute = await openDispute(as, late);
    expect((await refuseExtension(officer, dispute.id, 'No reason.')).state).toBe('REJECTED');
    await expect(refuseExtension(officer, dispute.id, 'x')).rejects.toBeInstanceOf(CaseNotOpen);
    expect((await openAppeal(as, dispute.id, 'x')).kind).toBe('APPEAL');
  });
});
