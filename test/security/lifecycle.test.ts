import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { findAccount } from '../../src/accounts/store.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { balanceOf, trialBalance } from '../../src/ledger/documents.ts';
import { openItemsOf } from '../../src/ledger/open-items.ts';
import type { Environment } from '../../src/open-environment.ts';
import { depositCashSecurity } from '../../src/payments/deposit-cash.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { amendAgreement } from '../../src/security/amend-agreement.ts';
import { confirmAgreement, refuseAgreement } from '../../src/security/answer-agreement.ts';
import { payDemand, rebutDemand } from '../../src/security/answer-demand.ts';
import { applyCashSecurity } from '../../src/security/apply-cash.ts';
import { demandPayment } from '../../src/security/demand-payment.ts';
import { enrolInRpp } from '../../src/security/enrol.ts';
import { enterAgreement, enterAgreementAsProvider } from '../../src/security/enter-agreement.ts';
import { giveTerminationNotice } from '../../src/security/give-notice.ts';
import { returnCashSecurity } from '../../src/security/return-cash.ts';
import { ruleOnRebuttal } from '../../src/security/rule-on-rebuttal.ts';
import { demandsOf, findAgreement, findEnrolment } from '../../src/security/store.ts';
import { eventsInOrder } from '../../src/storage/events.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';
import { anAgreement, aSurety, asOfficer, asProvider } from '../support/a-surety.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let surety: string;
let as: Context;
let provider: Context;
let officer: Context;

// Monday 2025-06-02: the transition without security is over.
beforeEach(async () => {
  environment = await aCarm('2025-06-02T08:00');
  importer = await anImporter(environment, 1, { hasRpp: false });
  surety = await aSurety(environment, 1);
  as = asImporter(environment, importer);
  provider = asProvider(environment, surety);
  officer = asOfficer(environment);
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const enrol = (estimatedMonth?: string, account: string = importer) =>
  enrolInRpp(as, account, estimatedMonth === undefined ? {} : { estimatedMonth });
const enter = (change: Parameters<typeof anAgreement>[2] = {}) =>
  enterAgreementAsProvider(provider, anAgreement(importer, surety, change));
const deposit = (amount: string) => depositCashSecurity(as, importer, { channel: 'edi', amount });
const hasRpp = async () => (await findAccount(environment.store.read, importer))?.hasRpp;
const enrolment = async () => (await findEnrolment(environment.store.read, importer))!;
const balance = () => balanceOf(environment.store.read, importer);

/** Released goods of a value, of which 5 % are owed as GST. */
let serial = 0;
const importGoods = async (value: string) => {
  const number = await released(environment, importer, ++serial);
  return submitCad(as, aCad(importer, number, { valueForCurrencyConversion: value }));
};

const ledgerOf = async (...accounts: string[]) => {
  const rows = await trialBalance(environment.store.read);
  return accounts.map((account) => rows.find((row) => row.glAccount === account)?.amountCents ?? 0);
};

const told = async (action: string) => {
  const details: Record<string, unknown>[] = [];
  for await (const event of eventsInOrder(environment.store.read))
    if (event.action === action) details.push(JSON.parse(event.detail));
  return details;
};

describe('a new importer', () => {
  it('that expects nothing has the indicator at once', async () => {
    await enrol('0.00');
    expect(await hasRpp()).toBe(true);
    await released(environment, importer, ++serial);
  });

  it('that expects duties has it once security covers them', async () => {
    await enrol('8000.00');
    expect(await hasRpp()).toBe(false);
    await expect(released(environment, importer, 99)).rejects.toMatchObject({ code: 'NOT_ENROLLED_IN_RPP' });
    await deposit('7999.99');
    expect(await hasRpp()).toBe(false);
    await deposit('0.01');
    expect(await hasRpp()).toBe(true);
    await released(environment, importer, 99);
  });

  it('says what it expects, and is enrolled once', async () => {
    await expect(enrol()).rejects.toMatchObject({ code: 'ESTIMATE_NEEDED' });
    await enrol('0.00');
    await expect(enrol('0.00')).rejects.toMatchObject({ code: 'ALREADY_ENROLLED' });
  });

  it('that owes gets no indicator for nothing', async () => {
    const cad = { ...aCad(importer, aNumber(50)), cadType: 'C' as const };
    await submitCad(as, cad);
    await environment.advanceTo('2025-06-10T08:00');
    await expect(enrol('0.00')).rejects.toMatchObject({ code: 'DEBT_OUTSTANDING' });
    await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '50.00' });
    await enrol('0.00');
    expect(await hasRpp()).toBe(true);
  });

  it('of which nothing was asked is asked once it has a month with duties, and has 30 days', async () => {
    await enrol('0.00');
    await importGoods('100000.00');
    await environment.advanceTo('2025-06-18T04:59');
    expect((await enrolment()).highestMonthCents).toBe(0);
    await environment.advanceTo('2025-06-18T05:00');
    expect(await enrolment()).toMatchObject({ highestMonthCents: 500_000, belowSince: '2025-06-18' });
    await environment.advanceTo('2025-07-18T04:59');
    expect(await hasRpp()).toBe(true);
    await environment.advanceTo('2025-07-18T05:00');
    expect(await hasRpp()).toBe(false);
    expect(await told('security.rpp-lost')).toEqual([{ reason: 'below-requirement' }]);
    await deposit('5000.00');
    expect(await hasRpp()).toBe(true);
  });
});

describe('during the transition', () => {
  beforeEach(async () => {
    await environment.close();
    environment = await aCarm('2025-05-01T08:00');
    await anImporter(environment, 1, { hasRpp: false });
    await aSurety(environment, 1);
    as = asImporter(environment, importer);
    provider = asProvider(environment, surety);
  });

  it('the indicator needs no security; on 2025-05-20 it is lost without any', async () => {
    await enrol('8000.00');
    await environment.advanceTo('2025-05-20T04:59');
    expect(await hasRpp()).toBe(true);
    await environment.advanceTo('2025-05-20T05:00');
    expect(await hasRpp()).toBe(false);
    expect(await told('security.rpp-lost')).toEqual([{ reason: 'end-of-transition' }]);
  });

  it('low security keeps it for 30 days more', async () => {
    await enrol('8000.00');
    await deposit('1.00');
    await environment.advanceTo('2025-06-19T04:59');
    expect(await hasRpp()).toBe(true);
    await environment.advanceTo('2025-06-19T05:00');
    expect(await hasRpp()).toBe(false);
  });
});

describe('an agreement', () => {
  it('entered by the importer counts once its provider confirms it', async () => {
    await enrol('8000.00');
    const { id, status } = await enterAgreement(as, anAgreement(importer, surety));
    expect([status, await hasRpp()]).toEqual(['PENDING_PROVIDER', false]);
    expect(await confirmAgreement(provider, id)).toMatchObject({ status: 'ACTIVE' });
    expect(await hasRpp()).toBe(true);
    await expect(confirmAgreement(provider, id)).rejects.toMatchObject({
      code: 'SECURITY_NOT_IN_THAT_STATE',
    });
  });

  it('refused by its provider is amended and sent again', async () => {
    const { id } = await enterAgreement(as, anAgreement(importer, surety));
    expect(await refuseAgreement(provider, id)).toMatchObject({ status: 'DRAFT' });
    await expect(confirmAgreement(provider, id)).rejects.toMatchObject({
      code: 'SECURITY_NOT_IN_THAT_STATE',
    });
    await expect(demandPayment(officer, id)).rejects.toMatchObject({ code: 'SECURITY_NOT_IN_THAT_STATE' });
    const again = await amendAgreement(as, id, { amount: '6000.00' });
    expect(again).toMatchObject({ status: 'PENDING_PROVIDER', amountCents: 600_000 });
  });

  it('entered by its provider counts at once', async () => {
    await enrol('10000.00');
    expect(await enter()).toMatchObject({ status: 'ACTIVE' });
    expect(await hasRpp()).toBe(true);
  });

  it('counts from its first day on', async () => {
    await enrol('10000.00');
    await enter({ validFrom: '2025-06-05' });
    await environment.advanceTo('2025-06-05T04:59');
    expect(await hasRpp()).toBe(false);
    await environment.advanceTo('2025-06-05T05:00');
    expect(await hasRpp()).toBe(true);
  });

  it('is of a provider that the law knows, with a number of its own', async () => {
    const broken = enterAgreement(as, anAgreement(importer, importer.slice(0, 9)));
    await expect(broken).rejects.toMatchObject({ code: 'NOT_A_SECURITY_PROVIDER' });
    await enter();
    await expect(enter()).rejects.toMatchObject({ code: 'AGREEMENT_NUMBER_USED' });
    await expect(enter({ agreementNumber: 'B-2', amount: '0.00' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(enter({ agreementNumber: 'B-2', validTo: '2025-06-01' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('is confirmed, amended and ended by its own provider alone', async () => {
    const { id } = await enter();
    const other = asProvider(environment, await aSurety(environment, 2));
    for (const attempt of [
      confirmAgreement(other, id),
      amendAgreement(other, id, { amount: '9000.00' }),
      giveTerminationNotice(other, id, '2025-08-01'),
      amendAgreement(as, id, { amount: '9000.00' }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await amendAgreement(provider, id, { amount: '9000.00' })).toMatchObject({ amountCents: 900_000 });
  });

  // SOR/2024-42 s. 7
  it('ends at least 30 days after notice, and the indicator 30 days after that', async () => {
    await enrol('10000.00');
    const { id } = await enter();
    const early = giveTerminationNotice(provider, id, '2025-07-01');
    await expect(early).rejects.toMatchObject({ code: 'NOTICE_TOO_SHORT' });
    await giveTerminationNotice(provider, id, '2025-07-02');
    await environment.advanceTo('2025-07-02T00:04');
    expect(await findAgreement(environment.store.read, id)).toMatchObject({ status: 'TERMINATION_NOTICED' });
    await environment.advanceTo('2025-07-02T00:05');
    expect(await findAgreement(environment.store.read, id)).toMatchObject({ status: 'TERMINATED' });
    expect(await hasRpp()).toBe(true);
    await environment.advanceTo('2025-08-01T08:00');
    expect(await hasRpp()).toBe(false);
    await expect(amendAgreement(provider, id, {})).rejects.toMatchObject({
      code: 'SECURITY_NOT_IN_THAT_STATE',
    });
  });

  it('replaced in time keeps the indicator', async () => {
    await enrol('10000.00');
    await enter({ validTo: '2025-06-30' });
    await environment.advanceTo('2025-07-15T08:00');
    expect((await enrolment()).belowSince).toBe('2025-07-01');
    await enter({ agreementNumber: 'B-2' });
    expect((await enrolment()).belowSince).toBeNull();
    await environment.advanceTo('2025-09-01T08:00');
    expect(await hasRpp()).toBe(true);
  });

  it('cannot be shortened without notice', async () => {
    const { id } = await enter();
    const shortened = (validTo: string) => amendAgreement(provider, id, { validTo });
    await expect(shortened('2025-07-01')).rejects.toMatchObject({ code: 'NOTICE_TOO_SHORT' });
    await shortened('2025-07-31');
    const late = giveTerminationNotice(provider, id, '2025-09-01');
    await expect(late).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await amendAgreement(provider, id, { validTo: null })).toMatchObject({ validTo: null });
  });
});

describe('cash security', () => {
  it('is held in trust: it is no credit of the importer and pays no debt', async () => {
    await enrol('10000.00');
    await deposit('10000.00');
    await importGoods('100000.00');
    await environment.advanceTo('2025-07-02T08:00');
    expect(await balance()).toBe(500_000);
    expect(await ledgerOf('1003', '2000', '1200')).toEqual([1_000_000, -1_000_000, 0]);
  });

  it('is applied to overdue debt, and leaves less than is required', async () => {
    await enrol('10000.00');
    await deposit('10000.00');
    await importGoods('100000.00');
    // Due on Tuesday 2025-07-01, Canada Day: the 2nd is still in time.
    await environment.advanceTo('2025-07-02T08:00');
    await expect(applyCashSecurity(officer, importer)).rejects.toMatchObject({ code: 'NOTHING_TO_APPLY' });
    await environment.advanceTo('2025-07-03T08:00');
    expect(await applyCashSecurity(officer, importer)).toMatchObject({ amountCents: -500_000 });
    expect(await openItemsOf(environment.store.read, importer)).toEqual([]);
    expect(await balance()).toBe(0);
    expect(await ledgerOf('2000', '1100', '1200')).toEqual([-500_000, 0, 0]);
    expect((await enrolment()).belowSince).toBe('2025-07-03');
  });

  it('goes back where the rest is enough', async () => {
    await enrol('10000.00');
    await deposit('10000.00');
    const back = (amount: string) => returnCashSecurity(officer, importer, amount);
    await expect(back('0.01')).rejects.toMatchObject({ code: 'CASH_SECURITY_STILL_NEEDED' });
    await enter();
    await expect(back('10000.01')).rejects.toMatchObject({ code: 'CASH_SECURITY_STILL_NEEDED' });
    await back('10000.00');
    expect(await hasRpp()).toBe(true);
    expect(await ledgerOf('1003', '1005', '2000')).toEqual([1_000_000, -1_000_000, 0]);
  });

  it('goes back to an importer without the indicator that owes nothing', async () => {
    await deposit('100.00');
    await returnCashSecurity(officer, importer, '100.00');
    await expect(returnCashSecurity(officer, importer, '0.01')).rejects.toMatchObject({
      code: 'CASH_SECURITY_STILL_NEEDED',
    });
  });

  it('is on no statement and on no daily notice', async () => {
    await deposit('100.00');
    await environment.advanceTo('2025-06-26T08:00');
    expect(await told('statement.issued')).toEqual([]);
  });
});

// SOR/2024-42 ss. 8 to 10
describe('a demand on a provider', () => {
  let id: number;

  /** $5,000.00 owed, an agreement of $5,000.00, and nothing paid by 2025-07-03. */
  beforeEach(async () => {
    await enrol('10000.00');
    id = (await enter()).id;
    await importGoods('60000.00');
    await importGoods('40000.00');
    await environment.advanceTo('2025-07-03T08:00');
  });

  it('paid clears the debt that the agreement secured', async () => {
    const demand = await demandPayment(officer, id);
    expect(demand).toMatchObject({ amountCents: 500_000, answerBy: '2025-09-01', status: 'DEMANDED' });
    expect(await balance()).toBe(500_000);
    expect(await ledgerOf('1300', '2010')).toEqual([500_000, -500_000]);
    expect(await payDemand(provider, demand.id)).toMatchObject({ status: 'PAID' });
    expect(await balance()).toBe(0);
    expect(await openItemsOf(environment.store.read, importer)).toEqual([]);
    expect(await ledgerOf('1300', '2010', '1003', '1100')).toEqual([0, 0, 500_000, 0]);
    // What was paid does not refill the agreement.
    expect((await enrolment()).belowSince).toBe('2025-07-03');
    await expect(amendAgreement(provider, id, { amount: '4999.99' })).rejects.toMatchObject({
      code: 'AGREEMENT_BELOW_DEMANDED',
    });
  });

  it('is made once for a debt', async () => {
    await demandPayment(officer, id);
    await expect(demandPayment(officer, id)).rejects.toMatchObject({ code: 'NOTHING_TO_DEMAND' });
  });

  it('paid after the debt was leaves the importer a credit', async () => {
    const demand = await demandPayment(officer, id);
    await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '5000.00' });
    await payDemand(provider, demand.id);
    expect(await balance()).toBe(-500_000);
  });

  it('rebutted and withdrawn leaves no claim, and may be made again', async () => {
    const demand = await demandPayment(officer, id);
    const ruling = () => ruleOnRebuttal(officer, demand.id, 'withdrawn');
    await expect(ruling()).rejects.toMatchObject({ code: 'SECURITY_NOT_IN_THAT_STATE' });
    await rebutDemand(provider, demand.id, 'Paid already');
    expect(await ruling()).toMatchObject({ status: 'WITHDRAWN' });
    expect(await ledgerOf('1300', '2010')).toEqual([0, 0]);
    expect(await demandPayment(officer, id)).toMatchObject({ amountCents: 500_000 });
  });

  it('rebutted and upheld is paid on receipt of the ruling', async () => {
    const demand = await demandPayment(officer, id);
    await rebutDemand(provider, demand.id, 'Not ours');
    await environment.advanceTo('2025-07-10T08:00');
    const ruled = await ruleOnRebuttal(officer, demand.id, 'upheld');
    expect(ruled).toMatchObject({ status: 'PAYABLE', answerBy: '2025-07-10' });
    await payDemand(provider, demand.id);
    expect(await told('security.demand-paid')).toMatchObject([{ totalCents: -500_000, isInTime: true }]);
  });

  it('is rebutted within 60 days', async () => {
    const demand = await demandPayment(officer, id);
    await environment.advanceTo('2025-09-02T08:00');
    const late = rebutDemand(provider, demand.id, 'Too late');
    await expect(late).rejects.toMatchObject({ code: 'REBUTTAL_TOO_LATE' });
    await payDemand(provider, demand.id);
  });

  it('is for debt of the validity period, until a year after its end', async () => {
    await giveTerminationNotice(provider, id, '2025-08-02');
    await environment.advanceTo('2025-08-03T08:00');
    const withdrawn = async (demandId: number) => {
      await rebutDemand(provider, demandId, 'Terminated');
      await ruleOnRebuttal(officer, demandId, 'withdrawn');
    };
    // The debt was demanded when it had been overdue for sixty days.
    await environment.advanceTo('2025-09-02T08:00');
    const [made] = await demandsOf(environment.store.read, importer);
    await withdrawn(made!.id);
    await environment.advanceTo('2026-08-01T08:00');
    await withdrawn((await demandPayment(officer, id)).id);
    await environment.advanceTo('2026-08-02T08:00');
    await expect(demandPayment(officer, id)).rejects.toMatchObject({ code: 'DEMAND_TOO_LATE' });
  });

  it('is not for debt of another time', async () => {
    const later = await enter({ agreementNumber: 'B-2', validFrom: '2025-07-01' });
    await expect(demandPayment(officer, later.id)).rejects.toMatchObject({ code: 'NOTHING_TO_DEMAND' });
  });
});

describe('the use of security', () => {
  const percents = async () => (await told('security.threshold')).map((detail) => detail.percent);

  it('is told at 75 % and at 100 %, each once, and again after it fell', async () => {
    await enrol('10000.00');
    await enter();
    await importGoods('149999.80'); // $7,499.99 of GST
    await environment.advanceTo('2025-06-03T08:00');
    expect(await percents()).toEqual([]);
    await importGoods('0.20');
    await environment.advanceTo('2025-06-05T08:00');
    expect(await percents()).toEqual([75]);
    await importGoods('50000.00');
    await environment.advanceTo('2025-06-07T08:00');
    expect(await percents()).toEqual([75, 100]);
    await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '10000.00' });
    await environment.advanceTo('2025-07-03T08:00');
    await importGoods('150000.00');
    await environment.advanceTo('2025-07-04T08:00');
    expect(await percents()).toEqual([75, 100, 75]);
  });
});

// CARM Bulletin 5404
describe('the annual review', () => {
  beforeEach(async () => {
    await enrol('10000.00');
    await deposit('10000.00');
  });

  const payAll = async () =>
    receivePayment(as, {
      programAccount: importer,
      channel: 'edi',
      amount: `${(await balance()) / 100}`,
    });

  it('asks for more from 16 January on, and takes the indicator without it', async () => {
    await importGoods('240000.00'); // $12,000.00 of GST
    await payAll();
    await environment.advanceTo('2025-10-20T08:00');
    expect(await told('security.requirement-notice')).toEqual([
      { highestMonthCents: 1_200_000, bondCents: 600_000, cashCents: 1_200_000, complyBy: '2026-01-15' },
    ]);
    await environment.advanceTo('2026-01-15T23:00');
    expect([await hasRpp(), (await enrolment()).belowSince]).toEqual([true, null]);
    await environment.advanceTo('2026-01-16T05:00');
    expect(await hasRpp()).toBe(false);
    expect(await told('security.rpp-lost')).toEqual([{ reason: 'requirement-raised' }]);
    await deposit('2000.00');
    expect(await hasRpp()).toBe(true);
  });

  it('keeps the indicator of who complies by 15 January', async () => {
    await importGoods('240000.00');
    await payAll();
    await environment.advanceTo('2026-01-15T12:00');
    await deposit('2000.00');
    await environment.advanceTo('2026-01-20T12:00');
    expect(await hasRpp()).toBe(true);
    expect(await enrolment()).toMatchObject({ highestMonthCents: 1_200_000, complyBy: null });
  });

  it('says nothing where the requirement falls', async () => {
    await importGoods('100000.00');
    await payAll();
    await environment.advanceTo('2025-10-20T08:00');
    expect(await told('security.requirement-notice')).toEqual([]);
    expect(await enrolment()).toMatchObject({ highestMonthCents: 500_000, complyBy: null });
    await returnCashSecurity(officer, importer, '5000.00');
  });
});
