import {
  businessNumberFrom,
  type ProgramAccountNumber,
  programAccountFrom,
} from '../../src/accounts/identifiers.ts';
import { insertAccount } from '../../src/accounts/store.ts';
import { reduceInterest } from '../../src/billing/interest-reductions.ts';
import { waiveInterest } from '../../src/billing/waive-interest.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { findCad, type StoredCad } from '../../src/cad/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { CadInput } from '../../src/cad/types.ts';
import { withdrawCad } from '../../src/cad/withdraw.ts';
import type { Chance } from '../../src/chance.ts';
import { approveWriteOff, requestWriteOff, reverseWriteOff } from '../../src/collections/write-off.ts';
import type { Context } from '../../src/context.ts';
import { requestDisbursement } from '../../src/disbursements/request.ts';
import { DomainError, NotFound } from '../../src/errors.ts';
import { documentsOfAccount } from '../../src/ledger/documents.ts';
import { toWire } from '../../src/money.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { takeBankMessage } from '../../src/payments/bank-payments.ts';
import { openUnidentified } from '../../src/payments/bank-store.ts';
import { applyCredit, transferOwnCredit } from '../../src/payments/credit.ts';
import { agreeToDebits } from '../../src/payments/debit-agreements.ts';
import { depositCashSecurity } from '../../src/payments/deposit-cash.ts';
import { identifyPayment } from '../../src/payments/identify.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { returnPayment } from '../../src/payments/return-payment.ts';
import { paymentsOf } from '../../src/payments/store.ts';
import { showDelays } from '../../src/payments/value-date.ts';
import { issuePenalty } from '../../src/penalties/issue-penalty.ts';
import { approveAdjustment, rejectAdjustment, requestAdjustment } from '../../src/recourse/adjust.ts';
import { openAppeal } from '../../src/recourse/appeal.ts';
import { decideDispute } from '../../src/recourse/decide-dispute.ts';
import { approveDrawback } from '../../src/recourse/decide-drawback.ts';
import { openDispute } from '../../src/recourse/dispute.ts';
import { claimDrawback } from '../../src/recourse/drawback.ts';
import { previewRecalculation, runRecalculation, undoRecalculation } from '../../src/recourse/recalculate.ts';
import { redetermine } from '../../src/recourse/redetermine.ts';
import { casesOfTransaction } from '../../src/recourse/store.ts';
import { applyCashSecurity } from '../../src/security/apply-cash.ts';
import { returnCashSecurity } from '../../src/security/return-cash.ts';
import { switchSystem } from '../../src/support/monitors.ts';
import { aCad, aDrawback, aNumber, anImporter, asImporter, onRegister, released, tShirts } from './a-carm.ts';

/** One step of business, and what it needs. */
interface Step {
  environment: Environment;
  chance: Chance;
  importer: ProgramAccountNumber;
  as: Context;
  officer: Context;
  /** Another account of the first importer's business. */
  second: ProgramAccountNumber;
  /** Transaction numbers are counted by steps. */
  step: number;
}

/** So many steps of business in an order that chance decides; some are refused, as in life. Tells how many. */
export async function liveThrough(environment: Environment, chance: Chance, steps: number): Promise<number> {
  const importers = await Promise.all([1, 2, 3].map((index) => anImporter(environment, index)));
  importers.push(await anImporter(environment, 4, { hasRpp: false }));
  await onRegister(environment, 'warehouses', '0453W001');
  const second = await aSecondAccount(environment);
  importers.push(second);
  let refused = 0;
  for (let step = 1; step <= steps; step++) {
    const importer = chance.pick(importers);
    const as = asImporter(environment, importer);
    try {
      await chance.pick(everyStep)({
        ...{ environment, chance, importer, as, step },
        officer: environment.as(system),
        second,
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused += 1;
    }
  }
  return refused;
}

async function aSecondAccount({ store }: Environment): Promise<ProgramAccountNumber> {
  const bn9 = businessNumberFrom('70000001');
  const bn15 = programAccountFrom(bn9, 2);
  const facts = { profile: 'IMPORTER', hasRpp: true, offsetting: 'BUSINESS_WIDE' } as const;
  await store.inTransaction((tx) => insertAccount(tx, { bn15, bn9, ...facts, openedOn: '2024-01-01' }));
  return bn15;
}

/** What happens every day happens more than once in the list. */
const everyStep: readonly ((step: Step) => Promise<void>)[] = [
  ...[account, account, account, payFirst, pay, pay, choose, wait, wait],
  ...[correct, withdraw, adjust, adjust, reassess, reassess, dispute, dispute, appeal, recalculate],
  ...[bounce, penalise, enterWarehouse, leaveWarehouse, drawBack, secure, applySecurity],
  ...[payByBank, allowDebits, disburse, writeOff, switchBanks],
  ...[disputeSecured, waive, relieve, applyOwnCredit, transfer],
];

async function account({ environment, chance, importer, as, step }: Step): Promise<void> {
  const number = await released(environment, importer, step);
  await submitCad(as, aCad(importer, number, aSlip(chance)));
  // Now and then the same once more: the number is used.
  if (chance.fraction() < 0.1) await submitCad(as, aCad(importer, number));
}

async function payFirst({ as, importer, step }: Step): Promise<void> {
  await submitCad(as, { ...aCad(importer, aNumber(step), { classification: tShirts }), cadType: 'C' });
}

async function pay({ as, chance, importer }: Step): Promise<void> {
  const channel = chance.pick(['online-banking', 'credit-card', 'edi', 'office', 'cheque'] as const);
  const amount = toWire(chance.pick([1, 5000, 23_900, 100_000, 400_000, 600_000]));
  await receivePayment(as, { programAccount: importer, channel, amount });
}

async function choose({ as, chance, importer, step }: Step): Promise<void> {
  const transactions = [aNumber(chance.whole(1, step)), aNumber(chance.whole(1, step))];
  const amount = toWire(chance.pick([5000, 23_900, 1_000_000]));
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount, transactions });
}

async function wait({ environment, chance }: Step): Promise<void> {
  const days = chance.pick([1, 3, 9]);
  await environment.advanceTo(environment.clock.instant().add({ days }).toString({ timeZoneName: 'never' }));
}

async function correct(given: Step): Promise<void> {
  const cad = await someCad(given);
  await correctCad(inPortal(given.officer), cad.transactionNumber, cad.version, otherwise(cad, given.chance));
}

async function withdraw(given: Step): Promise<void> {
  const cad = await someCad(given);
  await withdrawCad(given.officer, cad.transactionNumber, cad.version);
}

async function adjust(given: Step): Promise<void> {
  const { officer, chance } = given;
  const reasons = [chance.pick(['R3-32.2.VFD', 'R2-74-1-E.VFD'])];
  const { id } = await requestAdjustment(officer, { ...(await someChange(given)), reasons });
  if (chance.fraction() < 0.3) await rejectAdjustment(officer, id, 'No proof was sent.');
  else await approveAdjustment(officer, id);
}

async function reassess(given: Step): Promise<void> {
  await redetermine(given.officer, { ...(await someChange(given)), reasons: ['RC-59'] });
}

async function dispute(given: Step): Promise<void> {
  const cad = await someCad(given);
  const { transactionNumber } = cad;
  const { id } = await openDispute(given.officer, { transactionNumber, rationale: 'It was right.' });
  await decideDispute(given.officer, id, { rationale: 'Decided.', ...maybeChanged(cad, given.chance) });
}

async function disputeSecured(given: Step): Promise<void> {
  const { transactionNumber, importerBn15 } = await someCad(given);
  await depositCashSecurity(given.officer, importerBn15, { channel: 'edi', amount: '5000.00' });
  const request = { transactionNumber, rationale: 'It was right.', isSecured: true };
  const { id } = await openDispute(given.officer, request);
  if (given.chance.fraction() < 0.5) await decideDispute(given.officer, id, { rationale: 'Decided.' });
}

async function waive({ environment, importer, officer }: Step): Promise<void> {
  const all = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 1000 });
  const charged = all.find((document) => document.code === 'INT');
  if (charged !== undefined) await waiveInterest(officer, { documentId: charged.id, reason: 'Flood' });
}

async function relieve({ environment, importer, officer }: Step): Promise<void> {
  const firstDay = environment.clock.today();
  const lastDay = Temporal.PlainDate.from(firstDay).add({ days: 5 }).toString();
  await reduceInterest(officer, { programAccount: importer, firstDay, lastDay, reason: 'Flood' });
}

async function applyOwnCredit({ as, chance, importer, step }: Step): Promise<void> {
  await applyCredit(as, importer, [aNumber(chance.whole(1, step))]);
}

/** Between the two accounts of the business that has two. */
async function transfer({ as, importer, second }: Step): Promise<void> {
  await transferOwnCredit(as, { from: importer, to: second, amount: '1.00' });
}

async function appeal(given: Step): Promise<void> {
  const cad = await someCad(given);
  const cases = await casesOfTransaction(given.environment.store.read, cad.transactionNumber);
  const decided = cases.findLast((each) => each.kind === 'DISPUTE');
  if (decided === undefined) return;
  const { id } = await openAppeal(given.officer, decided.id, 'The Tribunal will see.');
  await decideDispute(given.officer, id, { rationale: 'Decided.', ...maybeChanged(cad, given.chance) });
}

async function recalculate({ officer, chance, importer }: Step): Promise<void> {
  const { id } = await previewRecalculation(officer, { importer }, 'Rates were looked at.');
  await runRecalculation({ ...officer, actor: { ...officer.actor, id: 'another officer' } }, id);
  if (chance.fraction() < 0.5) await undoRecalculation(officer, id);
}

async function bounce({ environment, chance, importer, officer }: Step): Promise<void> {
  const payments = await paymentsOf(environment.store.read, importer, { after: '', limit: 50 });
  if (payments.length > 0) await returnPayment(officer, chance.pick(payments).id);
}

async function penalise({ environment, chance, importer, officer, step }: Step): Promise<void> {
  await issuePenalty(officer, {
    programAccount: importer,
    contravention: chance.pick(['C005', 'C083', 'C025']),
    subject: `step ${step}`,
    committedOn: environment.clock.today(),
    issues: [1],
    isKeystroke: false,
    isRelated: true,
    reason: 'found on examination',
  });
}

async function enterWarehouse({ as, importer, step }: Step): Promise<void> {
  const cad = aCad(importer, aNumber(step), { classification: tShirts });
  await submitCad(inPortal(as), { ...cad, cadType: '10', warehouseIn: '0453W001' });
}

async function leaveWarehouse(given: Step): Promise<void> {
  const { as, chance, importer, step } = given;
  const previousTransactionNumber = (await someCad(given)).transactionNumber;
  const quantity = String(chance.whole(1, 8));
  const cad = aCad(importer, aNumber(step), { classification: tShirts, quantity, previousLine: 1 });
  const cadType = chance.pick(['20', '20', '21', '22', '30'] as const);
  await submitCad(inPortal(as), { ...cad, cadType, previousTransactionNumber, warehouseOut: '0453W001' });
}

/** Of goods imported long enough ago, once everything is paid. */
async function drawBack(given: Step): Promise<void> {
  const early = { ...given, step: Math.ceil(given.step / 4) };
  const { importerBn15, transactionNumber } = await someCad(early);
  await receivePayment(given.officer, { programAccount: importerBn15, channel: 'edi', amount: '20000.00' });
  const claim = aDrawback(importerBn15, transactionNumber);
  const lines = [{ transactionNumber, line: 1, quantity: String(given.chance.whole(1, 6)) }];
  const exportedOn = given.environment.clock.today();
  const { id } = await claimDrawback(given.officer, { ...claim, exportedOn, lines });
  await approveDrawback(given.officer, id);
}

async function secure({ as, chance, importer, officer }: Step): Promise<void> {
  await depositCashSecurity(as, importer, { channel: 'edi', amount: '300.00' });
  if (chance.fraction() < 0.3) await returnCashSecurity(officer, importer, '100.00');
}

async function applySecurity({ officer, importer }: Step): Promise<void> {
  await applyCashSecurity(officer, importer);
}

/** Money that a bank sends, now and then for an account that does not exist. */
async function payByBank({ environment, chance, importer, officer, step }: Step): Promise<void> {
  const account = chance.pick([importer, '123456789RT0001']);
  const amount = toWire(chance.pick([1, 5000, 100_000]));
  await takeBankMessage(officer, {
    bankReference: `B-${chance.whole(1, step)}`,
    channel: 'online-banking',
    payer: 'somebody',
    remittances: [{ account, amount }],
  });
  const [open] = await openUnidentified(environment.store.read, { after: 0, limit: 1 });
  if (open !== undefined && chance.fraction() < 0.5) await identifyPayment(officer, open.id, importer);
}

async function allowDebits({ as, importer }: Step): Promise<void> {
  const bank = { institution: '001', transit: '12345', accountNumber: '9876543' };
  await agreeToDebits(as, importer, { ...bank, holder: 'Importer', certifies: true });
}

async function disburse({ as, importer }: Step): Promise<void> {
  await requestDisbursement(as, importer, { method: 'CHEQUE' });
}

async function writeOff({ environment, chance, importer, officer }: Step): Promise<void> {
  const { id } = await requestWriteOff(officer, importer, { reason: 'bankrupt' });
  await approveWriteOff(environment.as({ ...system, id: 'another' }), id);
  if (chance.fraction() < 0.5) await reverseWriteOff(officer, id);
}

async function switchBanks({ environment, chance, officer }: Step): Promise<void> {
  await environment.store.inTransaction(async (tx) => {
    await switchSystem(tx, officer, 'banks', { isDown: chance.fraction() < 0.3, errorShare: 0.2 });
    await showDelays(tx, officer, chance.fraction() < 0.5);
  });
}

const inPortal = (ctx: Context): Context => ({ ...ctx, actor: { ...ctx.actor, channel: 'CCP' } });

/** Some declaration accepted so far. */
async function someCad({ environment, chance, step }: Step): Promise<StoredCad> {
  const cad = await findCad(environment.store.read, aNumber(chance.whole(1, step)));
  if (cad === undefined) throw new NotFound({ en: 'Declaration', fr: 'La déclaration' }, String(step));
  return cad;
}

/** The same declaration at another value. */
function otherwise(cad: StoredCad, chance: Chance): CadInput {
  const value = toWire(chance.pick([1, 50_000, 100_000, 1_234_567]));
  const [invoice] = cad.declared.invoices;
  const line = { ...invoice!.lines[0]!, valueForCurrencyConversion: value };
  return { ...cad.declared, invoices: [{ ...invoice!, value, lines: [line] }] };
}

function maybeChanged(cad: StoredCad, chance: Chance): { declared?: CadInput } {
  return chance.fraction() < 0.5 ? { declared: otherwise(cad, chance) } : {};
}

async function someChange(given: Step) {
  const cad = await someCad(given);
  const { transactionNumber, version: expectedVersion } = cad;
  const declared = otherwise(cad, given.chance);
  return { transactionNumber, expectedVersion, declared, rationale: 'read wrongly' };
}

/** Mostly goods that nothing is wrong with; else an office's favourite mistakes. */
function aSlip(chance: Chance) {
  const value = toWire(chance.pick([1, 99_999, 100_000, 1_234_567]));
  return chance.pick([
    { valueForCurrencyConversion: value },
    { valueForCurrencyConversion: value, classification: tShirts },
    { valueForCurrencyConversion: '20000.00', classification: tShirts },
    { classification: tShirts, countryOfOrigin: 'US', tariffTreatment: '10', proofOfOrigin: true },
    { classification: '9999999999' },
    { countryOfOrigin: 'ZZ' },
    { tariffTreatment: '99' },
  ]);
}
