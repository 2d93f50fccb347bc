import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { balanceOf, trialBalance } from '../../src/ledger/documents.ts';
import { openItemsOf } from '../../src/ledger/open-items.ts';
import type { Environment } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { takeCorrectiveMeasure } from '../../src/penalties/corrective-measure.ts';
import { decideExtension } from '../../src/penalties/decide-extension.ts';
import { type DecisionInput, decideRedress } from '../../src/penalties/decide-redress.ts';
import { issuePenalty } from '../../src/penalties/issue-penalty.ts';
import { JudgmentInput, recordJudgment } from '../../src/penalties/judgment.ts';
import { giveEvidence, giveReasons } from '../../src/penalties/reasons-and-evidence.ts';
import { applyForExtension, requestRedress } from '../../src/penalties/request-redress.ts';
import { findPenalty, type Penalty } from '../../src/penalties/store.ts';
import { takeToCourt } from '../../src/penalties/take-to-court.ts';
import { waiveLateAccounting } from '../../src/penalties/waive.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';
import { anOfficer, aPenalty } from '../support/a-penalty.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let as: Context;
let officer: Context;
let penalty: Penalty;

// An importer with a penalty of $2,000.00, served on Tuesday 2025-03-04.
beforeEach(async () => {
  environment = await aCarm('2025-03-04T08:00');
  importer = await anImporter(environment, 1);
  as = asImporter(environment, importer);
  officer = anOfficer(environment);
  penalty = await issuePenalty(officer, aPenalty(importer));
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const at = (date: string) => environment.advanceTo(`${date}T12:00`);
const owed = () => balanceOf(environment.store.read, importer);
const pay = (amount: string) => receivePayment(as, { programAccount: importer, channel: 'edi', amount });
const reduceTo = (to: string) => takeCorrectiveMeasure(officer, penalty.id, { to, reason: 'one crate only' });
const request = () => requestRedress(as, penalty.id, 'the crate was empty');
const apply = () => applyForExtension(as, penalty.id, 'the clerk was ill');
const extend = (isGranted = true) => decideExtension(officer, penalty.id, { isGranted, reason: 'illness' });
const reasons = () => giveReasons(officer, penalty.id, 'the crate held boots');
const evidence = () => giveEvidence(as, penalty.id, 'a photograph of the crate');
const decide = (input: DecisionInput) => decideRedress(officer, penalty.id, input);
const uphold = () => decide({ decision: 'UPHELD', reason: 'proven' });
const court = () => takeToCourt(as, penalty.id, 'T-100-25');

const refusal = (code: string, details: object = {}) => ({ code, details: expect.objectContaining(details) });

describe('a penalty issued by an officer', () => {
  it('is owed on service, and is revenue of penalties', async () => {
    expect(penalty).toMatchObject({
      id: 'NPA0000000001',
      level: 1,
      assessedCents: 200_000,
      status: 'STANDS',
    });
    expect(await openItemsOf(environment.store.read, importer)).toMatchObject([
      { code: 'NPA', dueOn: '2025-03-04', remainingCents: 200_000, clientAccount: '1122' },
    ]);
    expect(await trialBalance(environment.store.read)).toEqual([
      { glAccount: '1122', amountCents: 200_000 },
      { glAccount: '3110', amountCents: -200_000 },
    ]);
  });

  it('costs more each time, whichever account of the client, until the first is forgotten', async () => {
    const next = async () => (await issuePenalty(officer, aPenalty(importer))).assessedCents;
    expect(await next()).toBe(400_000);
    expect(await next()).toBe(800_000);
    expect(await next()).toBe(800_000);
    await at('2026-03-03');
    expect(await next()).toBe(800_000);
    await at('2027-03-04');
    expect(await next()).toBe(200_000);
  });

  it('that was cancelled raises no level', async () => {
    await reduceTo('0.00');
    expect((await issuePenalty(officer, aPenalty(importer))).level).toBe(1);
  });

  it.each(['C288', 'C292', 'C336'])('is not for %s, which the system penalises', async (contravention) => {
    await expect(issuePenalty(officer, aPenalty(importer, { contravention }))).rejects.toMatchObject(
      refusal('PENALTY_MADE_BY_SYSTEM'),
    );
  });

  it('is for one of the two codes of an error, with or without duties owing', async () => {
    const subject = 'audit 7';
    const first = await issuePenalty(officer, aPenalty(importer, { contravention: 'C083', subject }));
    await expect(
      issuePenalty(officer, aPenalty(importer, { contravention: 'C353', subject })),
    ).rejects.toMatchObject(refusal('PENALISED_UNDER_OTHER_CODE', { penalty: first.id }));
    await takeCorrectiveMeasure(officer, first.id, { to: '0', reason: 'duties were owing' });
    await issuePenalty(officer, aPenalty(importer, { contravention: 'C353', subject }));
  });

  it('for errors unrelated to earlier ones stays at the first level', async () => {
    const issue = (isRelated: boolean) =>
      issuePenalty(officer, aPenalty(importer, { contravention: 'C353', isRelated }));
    const levels = [await issue(true), await issue(true), await issue(false)];
    expect(levels.map(({ level, assessedCents }) => [level, assessedCents])).toEqual([
      [1, 50_000],
      [2, 75_000],
      [1, 50_000],
    ]);
  });

  it('is not issued where a correction gave nothing but a refund', async () => {
    const number = await released(environment, importer, 1);
    const worth = (value: string) => aCad(importer, number, { valueForCurrencyConversion: value });
    await submitCad(as, worth('1000.00'));
    await correctCad(as, number, 1, worth('900.00'));
    const issue = () => issuePenalty(officer, aPenalty(importer, { contravention: 'C083', subject: number }));
    await expect(issue()).rejects.toMatchObject(refusal('CORRECTION_GIVES_REFUND_ONLY'));
    await correctCad(as, number, 2, worth('1100.00'));
    expect(await issue()).toMatchObject({ contravention: 'C083', subject: number });
  });

  it('is for what has happened, at an account and under a code that there are', async () => {
    const issue = (change: Parameters<typeof aPenalty>[1]) =>
      issuePenalty(officer, aPenalty(importer, change));
    await expect(issue({ committedOn: '2025-03-05' })).rejects.toMatchObject(refusal('INVALID_INPUT'));
    await expect(issue({ contravention: 'C999' })).rejects.toMatchObject(refusal('NOT_FOUND'));
    await expect(issue({ programAccount: '100000017RM0001' })).rejects.toMatchObject(refusal('NOT_FOUND'));
  });

  it('is no business of a partner’s', async () => {
    await expect(issuePenalty(as, aPenalty(importer))).rejects.toMatchObject(refusal('FORBIDDEN'));
    await expect(waiveLateAccounting(as, penalty.id, 'please')).rejects.toMatchObject(refusal('FORBIDDEN'));
  });
});

// Customs Act s. 127.1: 90 days after 2025-03-04 is 2025-06-02.
describe('a corrective measure', () => {
  it('on the 90th day cancels an unpaid penalty: nothing is left to pay', async () => {
    await at('2025-06-02');
    expect(await reduceTo('0.00')).toMatchObject({ owedCents: 0, status: 'CANCELLED' });
    expect(await openItemsOf(environment.store.read, importer)).toEqual([]);
    expect(await trialBalance(environment.store.read)).toEqual([
      { glAccount: '1122', amountCents: 0 },
      { glAccount: '3110', amountCents: -200_000 },
      { glAccount: '5010', amountCents: 200_000 },
    ]);
  });

  it('on the 91st day is too late', async () => {
    await at('2025-06-03');
    await expect(reduceTo('0.00')).rejects.toMatchObject(
      refusal('CORRECTIVE_MEASURE_TOO_LATE', { lastDay: '2025-06-02' }),
    );
  });

  it('makes a credit of what was paid too much', async () => {
    await pay('2000.00');
    await reduceTo('500.00');
    expect(await owed()).toBe(-150_000);
    expect(await openItemsOf(environment.store.read, importer)).toMatchObject([
      { code: 'REV', remainingCents: -150_000 },
    ]);
  });

  it('leaves nothing of a credit where the client owes something else by then', async () => {
    await pay('2000.00');
    await issuePenalty(officer, aPenalty(importer, { contravention: 'C005' })); // $150.00
    await reduceTo('500.00');
    expect(await openItemsOf(environment.store.read, importer)).toMatchObject([
      { code: 'REV', remainingCents: -135_000 },
    ]);
  });

  it('takes off what is unpaid first', async () => {
    await pay('1800.00');
    await reduceTo('1500.00');
    expect(await openItemsOf(environment.store.read, importer)).toMatchObject([
      { code: 'REV', remainingCents: -30_000 },
    ]);
  });

  it.each(['2000.00', '2000.01'])('takes something off: not to $%s', async (to) => {
    await expect(reduceTo(to)).rejects.toMatchObject(refusal('AMOUNT_OUT_OF_RANGE', { to: '1999.99' }));
  });

  it('is taken once where it cancels', async () => {
    await reduceTo('0.00');
    await expect(reduceTo('0.00')).rejects.toMatchObject(refusal('PENALTY_NO_LONGER_STANDS'));
    await expect(request()).rejects.toMatchObject(refusal('PENALTY_NO_LONGER_STANDS'));
  });
});

describe('a late accounting penalty', () => {
  beforeEach(async () => {
    await released(environment, importer, 1); // by Tuesday 2025-03-11
    await at('2025-03-12');
    penalty = (await findPenalty(environment.store.read, 'LAP0000000002'))!;
  });

  it('is waived for a cause beyond control, before it is due', async () => {
    expect(await owed()).toBe(210_000);
    expect(await waiveLateAccounting(officer, penalty.id, 'flood')).toMatchObject({ status: 'WAIVED' });
    expect(await owed()).toBe(200_000);
    expect((await openItemsOf(environment.store.read, importer)).map((item) => item.code)).toEqual(['NPA']);
    await at('2025-06-30');
    expect((await findPenalty(environment.store.read, penalty.id))?.status).toBe('WAIVED');
  });

  it('is relieved, not brought before the Minister; another penalty is not waived', async () => {
    await expect(request()).rejects.toMatchObject(refusal('NO_REDRESS_FOR_LATE_ACCOUNTING'));
    await expect(waiveLateAccounting(officer, 'NPA0000000001', 'flood')).rejects.toMatchObject(
      refusal('NOT_A_LATE_ACCOUNTING_PENALTY'),
    );
  });
});

// Customs Act ss. 129, 129.1: 90 days, and one year more.
describe('a request for redress', () => {
  it('is in time on 2025-06-02 and too late on the 3rd, when an extension is the way out', async () => {
    await at('2025-06-02');
    await expect(apply()).rejects.toMatchObject(refusal('EXTENSION_NOT_NEEDED', { lastDay: '2025-06-02' }));
    await at('2025-06-03');
    await expect(request()).rejects.toMatchObject(refusal('REDRESS_TOO_LATE', { lastDay: '2025-06-02' }));
    expect((await apply()).step).toBe('EXTENSION_ASKED');
  });

  it('is made once', async () => {
    expect((await request()).step).toBe('REQUESTED');
    await expect(request()).rejects.toMatchObject(refusal('REDRESS_ALREADY_REQUESTED'));
  });

  it('may be extended on 2026-06-02, not on the 3rd', async () => {
    await at('2026-06-02');
    expect((await apply()).step).toBe('EXTENSION_ASKED');
    penalty = await issuePenalty(officer, aPenalty(importer));
    await at('2027-09-01');
    await expect(apply()).rejects.toMatchObject(refusal('EXTENSION_TOO_LATE', { lastDay: '2027-08-31' }));
  });

  it('that is extended goes on as a request; where the extension is refused it ends', async () => {
    await at('2025-07-02');
    await apply();
    expect((await extend()).step).toBe('REQUESTED');
    expect((await reasons()).step).toBe('REASONS_GIVEN');
    penalty = await issuePenalty(officer, aPenalty(importer));
    await at('2025-12-01');
    await apply();
    expect((await extend(false)).step).toBe('EXTENSION_REFUSED');
    await expect(reasons()).rejects.toMatchObject(
      refusal('REDRESS_OUT_OF_ORDER', { step: 'EXTENSION_REFUSED' }),
    );
  });

  it('is no business of another importer’s', async () => {
    const other = asImporter(environment, await anImporter(environment, 2));
    await expect(requestRedress(other, penalty.id, 'mine')).rejects.toMatchObject(refusal('FORBIDDEN'));
  });

  it('goes step by step', async () => {
    for (const step of [extend, reasons, evidence, uphold, court]) {
      await expect(step()).rejects.toMatchObject(refusal('REDRESS_OUT_OF_ORDER'));
    }
    await expect(requestRedress(as, 'NPA9999999999', 'what')).rejects.toMatchObject(refusal('NOT_FOUND'));
  });
});

// Customs Act s. 130: 30 days after 2025-03-04 is 2025-04-03.
describe('evidence', () => {
  beforeEach(async () => {
    await request();
    await reasons();
  });

  it('is taken on the 30th day, and no more on the 31st', async () => {
    await at('2025-04-03');
    expect((await evidence()).evidence).toBe('a photograph of the crate');
    expect((await evidence()).evidence?.split('\n\n')).toHaveLength(2);
    await at('2025-04-04');
    await expect(evidence()).rejects.toMatchObject(refusal('EVIDENCE_TOO_LATE', { lastDay: '2025-04-03' }));
  });

  it('is waited for, for those 30 days', async () => {
    await at('2025-04-03');
    await expect(uphold()).rejects.toMatchObject(refusal('EVIDENCE_STILL_DUE', { until: '2025-04-03' }));
    await at('2025-04-04');
    expect((await uphold()).step).toBe('DECIDED');
  });
});

// Customs Act ss. 131 to 133, 135.
describe('a decision', () => {
  beforeEach(async () => {
    await pay('2000.00');
    await request();
    await reasons();
    await evidence();
  });

  it('that there was no contravention gives the payment back as a credit', async () => {
    expect(await decide({ decision: 'CANCELLED', reason: 'empty indeed' })).toMatchObject({
      step: 'DECIDED',
      courtUntil: '2025-06-02',
    });
    expect(await owed()).toBe(-200_000);
  });

  it('remits a part, and not the whole', async () => {
    const remit = (amount: string) => decide({ decision: 'REMITTED', amount, reason: 'first time' });
    await expect(remit('2000.00')).rejects.toMatchObject(refusal('AMOUNT_OUT_OF_RANGE', { to: '1999.99' }));
    await expect(remit('0.00')).rejects.toMatchObject(refusal('AMOUNT_OUT_OF_RANGE'));
    await remit('800.00');
    expect(await owed()).toBe(-80_000);
  });

  it('demands more, up to $25,000.00 in all', async () => {
    const demand = (amount: string) => decide({ decision: 'INCREASED', amount, reason: 'a second crate' });
    await expect(demand('23000.01')).rejects.toMatchObject(
      refusal('AMOUNT_OUT_OF_RANGE', { to: '23000.00' }),
    );
    await demand('23000.00');
    expect(await owed()).toBe(2_300_000);
    expect((await findPenalty(environment.store.read, penalty.id))?.owedCents).toBe(2_500_000);
  });

  it('that the penalty stands changes no amount, and ends what an officer may correct', async () => {
    await uphold();
    expect(await owed()).toBe(0);
    await expect(reduceTo('0.00')).rejects.toMatchObject(refusal('CORRECTIVE_MEASURE_TOO_LATE'));
  });

  it('may be taken to the Federal Court on the 90th day, not on the 91st', async () => {
    await uphold();
    await at('2025-06-02');
    expect(await court()).toMatchObject({ step: 'IN_COURT', courtFile: 'T-100-25', courtOn: '2025-06-02' });
  });

  it('is final on the 91st day', async () => {
    await uphold();
    await at('2025-06-03');
    await expect(court()).rejects.toMatchObject(refusal('COURT_TOO_LATE', { lastDay: '2025-06-02' }));
  });

  it('ends with the judgment, which demands no more and is given once', async () => {
    const judge = (input: DecisionInput) => recordJudgment(officer, penalty.id, input);
    await uphold();
    await expect(judge({ decision: 'CANCELLED', reason: 'no proof' })).rejects.toMatchObject(
      refusal('REDRESS_OUT_OF_ORDER'),
    );
    await court();
    expect(JudgmentInput.safeParse({ decision: 'INCREASED', amount: '1.00', reason: 'more' }).success).toBe(
      false,
    );
    const judged = await judge({ decision: 'REMITTED', amount: '500.00', reason: 'too much' });
    expect(judged).toMatchObject({ step: 'COURT_DECIDED', courtDecision: 'REMITTED', decision: 'UPHELD' });
    expect(await owed()).toBe(-50_000);
    await expect(judge({ decision: 'UPHELD', reason: 'again' })).rejects.toMatchObject(
      refusal('REDRESS_OUT_OF_ORDER'),
    );
  });

  it('is of no use once an officer has cancelled the penalty', async () => {
    await reduceTo('0.00');
    await expect(uphold()).rejects.toMatchObject(refusal('PENALTY_NO_LONGER_STANDS'));
  });
});
