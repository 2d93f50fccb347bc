import { commodityLines } from '../cad/declared-lines.ts';
import { findCad } from '../cad/store.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { balanceOf } from '../ledger/documents.ts';
import { toWire } from '../money.ts';
import { receivePayment } from '../payments/pay.ts';
import { certificateOf, changeSandbox } from '../sandbox/sandbox.ts';
import { type Event, eventsAfter, record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { recordState } from './apply.ts';
import { caseAt, certificationCases, packages } from './certification-cases.ts';
import {
  attemptsOf,
  type CaseAttempt,
  type Certification,
  findCertification,
  putAttempt,
  updateCertification,
} from './certification-store.ts';
import { grade, type Received } from './grade.ts';
import { byNumber, openPackage } from './prepare.ts';

const graded = new Set([
  'cad.accepted',
  'cad.rejected',
  'cad.correction',
  'cad.withdrawal',
  'adjustment.requested',
  'edi.duplicate',
  'edi.unreadable',
]);

/**
 * Grade what was received since the last time, as the journal tells it: open the next package once one is passed,
 * certify once all are. Nothing new, nothing changes.
 */
export async function followCertification(ctx: Context, id: string): Promise<Certification> {
  const certification = (await findCertification(ctx.store.read, id))!;
  if (certification.certifiedAt !== null) return certification;
  const news = await lookForNews(ctx.store.read, certification);
  if (!news.isThere) {
    // A long journal without news is not read from the same place again and again.
    if (news.upTo - certification.afterSeq > longRead) {
      await ctx.store.inTransaction((tx) => updateCertification(tx, id, { afterSeq: news.upTo }));
    }
    return certification;
  }
  const followed = await changeSandbox(ctx, async (tx, before) => {
    const result = await gradeNews(tx, ctx, (await findCertification(tx, id))!);
    if (result.state !== 'CERTIFIED') return { sandbox: before, result };
    const certified = [...before.certified, certificateOf(result.channel, result.party)];
    return { sandbox: { ...before, certified }, result };
  });
  if (followed.state === 'CERTIFIED') await settle(ctx, followed);
  return followed;
}

const longRead = 5000;

async function lookForNews(on: Reader, certification: Certification) {
  const waiting = byNumber(await attemptsOf(on, certification.id));
  let upTo = certification.afterSeq;
  for await (const event of eventsAfter(on, certification.afterSeq)) {
    upTo = event.seq;
    if (isOf(certification, event) && waiting.has(numberOf(event))) return { isThere: true, upTo };
  }
  return { isThere: false, upTo };
}

async function gradeNews(tx: Tx, ctx: Context, certification: Certification): Promise<Certification> {
  const { reference } = await tariffOf(ctx.store);
  const share = reference.parameter('certification-error-free-share', ctx.clock.today()).value.toNumber();
  let { afterSeq } = certification;
  for await (const event of eventsAfter(tx, certification.afterSeq)) {
    afterSeq = event.seq;
    if (!isOf(certification, event)) continue;
    const attempt = byNumber(await attemptsOf(tx, certification.id)).get(numberOf(event));
    if (attempt === undefined) continue;
    const received = await receivedOf(tx, event);
    const after = grade(caseAt(attempt.position)!, certification.channel, attempt, received, share);
    await putAttempt(tx, after);
    if (after.state !== 'PENDING') await recordGrade(tx, ctx, certification, after);
  }
  const tested: Certification = { ...certification, state: 'TESTING', afterSeq };
  if (certification.state !== 'TESTING') await recordState(tx, ctx, tested);
  await updateCertification(tx, certification.id, { state: 'TESTING', afterSeq });
  return goOn(tx, ctx, tested);
}

/** The next package, or the certificate, where everything before it is passed. */
async function goOn(tx: Tx, ctx: Context, certification: Certification): Promise<Certification> {
  const attempts = newestAttempts(await attemptsOf(tx, certification.id));
  if (attempts.some((attempt) => attempt.state !== 'PASSED')) return certification;
  const done = caseAt(attempts.at(-1)!.position)!.package;
  const next = packages[packages.indexOf(done) + 1];
  if (next !== undefined) return openPackage(tx, ctx, certification, next);
  const certified = { ...certification, state: 'CERTIFIED' as const, certifiedAt: ctx.clock.now() };
  await updateCertification(tx, certification.id, { state: 'CERTIFIED', certifiedAt: certified.certifiedAt });
  await recordState(tx, ctx, certified);
  return certified;
}

/** The newest attempt at each case, by position. */
export function newestAttempts(attempts: readonly CaseAttempt[]): CaseAttempt[] {
  const newest = new Map(attempts.map((attempt) => [attempt.position, attempt]));
  return [...newest.values()].sort((one, other) => one.position - other.position);
}

export function passedOf(attempts: readonly CaseAttempt[]): { passed: number; of: number } {
  const passed = newestAttempts(attempts).filter((attempt) => attempt.state === 'PASSED').length;
  return { passed, of: certificationCases.length };
}

function isOf({ channel }: Certification, event: Event): boolean {
  if (!graded.has(event.action)) return false;
  return (JSON.parse(event.detail) as { channel?: string }).channel === channel;
}

/** A case is named after its transaction number. */
function numberOf({ subject }: Event): string {
  return subject.slice(0, 14);
}

async function receivedOf(tx: Tx, event: Event): Promise<Received> {
  const transactionNumber = numberOf(event);
  const { codes = [] } = JSON.parse(event.detail) as { codes?: string[] };
  const cad = event.action === 'cad.accepted' ? await findCad(tx, transactionNumber) : undefined;
  const lines = cad === undefined ? [] : commodityLines(cad.declared);
  return {
    action: event.action,
    transactionNumber,
    codes,
    declares: lines.flatMap((line) => Object.keys(line)),
  };
}

function recordGrade(tx: Tx, ctx: Context, { id }: Certification, attempt: CaseAttempt) {
  const { caseKey, state, attempt: count, reasonEn } = attempt;
  return record(tx, ctx, {
    action: 'certification.case-graded',
    subject: id,
    outcome: state.toLowerCase(),
    detail: { case: caseKey, attempt: count, ...(reasonEn === null ? {} : { reason: reasonEn }) },
  });
}

/** The test client's debts are paid, so that nothing of the tests is owed or overdue afterwards. Assumption A-45. */
async function settle(ctx: Context, { testAccount }: Certification): Promise<void> {
  const owed = await balanceOf(ctx.store.read, testAccount);
  if (owed <= 0) return;
  const scopes = new Set([...ctx.actor.scopes, 'payment:make']);
  const payer: Context = { ...ctx, actor: { ...ctx.actor, scopes } };
  await receivePayment(payer, { programAccount: testAccount, channel: 'edi', amount: toWire(owed) });
}
