import { differenceOf, totalsOf } from '../assessment/assess-declaration.ts';
import type { Amounts } from '../assessment/types.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { defectsIn } from '../defects/defects.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { clearAgainst } from '../ledger/clear.ts';
import { dutyPostings } from '../ledger/duty-postings.ts';
import {
  type DocumentCode,
  type Journal,
  noInterest,
  type OpenItem,
  type Posting,
} from '../ledger/tables.ts';
import { type Cents, sum } from '../money.ts';
import { magicValueOf } from '../sandbox/magic-values.ts';
import { sandboxOf } from '../sandbox/sandbox.ts';
import { record } from '../storage/events.ts';
import { type Charged, dutiesOf, nothing, portionOf, restOf, taxPostings, withTotal } from './charged.ts';
import { purchaseOrdersOf } from './gather-facts.ts';
import { openDebtsOf } from './open-amount.ts';
import { recoverRefunds } from './recover-refunds.ts';
import { insertCad } from './store.ts';
import type { AssessedCad } from './types.ts';
import { movementsOf, movementsOfChange } from './warehouse.ts';
import { insertMovements } from './warehouse-store.ts';

/** Keep an accepted declaration and post what is owed. */
export async function acceptCad(tx: Tx, ctx: Context, cad: AssessedCad): Promise<void> {
  const code = cad.status === 'ACCEPTED' ? 'CAD' : 'CADC';
  // What a B3 charged was settled where it was accepted.
  const isSettled = cad.declared.preCarm === 'AS_DECLARED';
  const amounts = isSettled ? nothing : chargedBy(cad);
  await keep(tx, ctx, cad, 'cad.accepted', {
    document: documentOf(cad, code, amounts.total, ctx.clock.today()),
    postings: receivableAnd(amounts, amounts.total),
    isOpenItem: true,
  });
  await insertMovements(tx, movementsOf(cad.declared), movedBy(ctx, cad));
}

function movedBy(ctx: Context, { transactionNumber, version }: AssessedCad) {
  return { transactionNumber, version, movedOn: ctx.clock.today() };
}

/** A version that was posted, and what of it goes back to the importer: nothing where more is owed. */
export interface Posted {
  posted: AssessedCad;
  refundCents: Cents;
}

/** Keep a version that followed another one, and post the difference alone. */
export async function postVersion(
  tx: Tx,
  ctx: Context,
  previous: AssessedCad,
  cad: AssessedCad,
): Promise<Posted> {
  const today = ctx.clock.today();
  const moved = movementsOfChange(previous.declared, cad.status === 'WITHDRAWN' ? undefined : cad.declared);
  await insertMovements(tx, moved, movedBy(ctx, cad));
  const isSettled = cad.status === 'WITHDRAWN' && previous.declared.preCarm === 'AS_DECLARED';
  const change = isSettled ? nothing : chargedAfter(previous, cad);
  const isInTime = today <= cad.dueOn || cad.change === 'CORRECTION' || cad.change === 'WITHDRAWAL';
  if (isInTime) {
    const debts =
      cad.status === 'AWAITING_PAYMENT' && change.total < 0 ? await openDebtsOf(tx, previous) : [];
    const journal = await asPosted(tx, ctx, inTime(cad, change, today));
    const documentId = await keep(tx, ctx, cad, actionOf(cad), journal);
    await clearWith(tx, ctx, debts, documentId);
    return { posted: cad, refundCents: 0 };
  }
  return change.total < 0
    ? lowerAfterDue(tx, ctx, { previous, cad, change })
    : raiseAfterDue(tx, ctx, { previous, cad, change });
}

const actionOf = (cad: AssessedCad) => `cad.${cad.change.toLowerCase()}`;

/** A version, the one before it, and what it changes. */
interface Step {
  previous: AssessedCad;
  cad: AssessedCad;
  change: Charged;
}

/**
 * Less is owed after the due date: what is still unpaid of it is no longer owed, with its GST; what was paid is
 * refunded, but for its GST, which is kept and never charged again.
 *
 * Law: Customs Act ss. 2(1) "duties" (a refund leaves GST out), 59(3), 74. Source: posting rules of the chart.
 */
async function lowerAfterDue(tx: Tx, ctx: Context, { previous, cad, change }: Step): Promise<Posted> {
  const debts = await openDebtsOf(tx, previous);
  const openCents = sum(debts.map((debt) => debt.remainingCents));
  const unpaid = portionOf(change, -Math.min(openCents, -change.total));
  const paid = restOf(change, unpaid);
  const kept = { ...cad, gstKeptCents: previous.gstKeptCents - paid.gst };
  const today = ctx.clock.today();
  const amount = unpaid.total + dutiesOf(paid);
  const credit = await keep(tx, ctx, kept, actionOf(cad), {
    document: {
      // What was never paid is not refunded.
      ...documentOf(cad, dutiesOf(paid) < 0 ? 'REF' : 'ADJ', amount, today),
      ...{ clientAccount: chart.unappliedCredit, periodEnd: null, dueOn: today, interestFrom: today },
    },
    postings: [
      { glAccount: chart.unappliedCredit, amountCents: amount },
      ...dutyPostings(chart.revenue, unpaid),
      ...taxPostings(unpaid),
      ...dutyPostings(chart.refunds, paid),
      ...taxPostings({ ...paid, gst: 0, hst: 0 }),
    ],
    isOpenItem: true,
  });
  await clearWith(tx, ctx, unpaid.total < 0 ? debts : [], credit);
  return { posted: kept, refundCents: -dutiesOf(paid) };
}

/** Less of a declaration is owed: what was charged first is lowered first. */
async function clearWith(tx: Tx, ctx: Context, debts: readonly OpenItem[], credit: number): Promise<void> {
  for (const { documentId: debit, programAccount } of debts) {
    await clearAgainst(tx, ctx, { programAccount, debit, credit });
  }
}

/**
 * More is owed after the due date, at once. It bears interest from the first due date; what it takes back of an earlier
 * refund, from the day after that refund.
 *
 * Law: Customs Act ss. 33.4, 59(3), (4), 80.2.
 */
async function raiseAfterDue(tx: Tx, ctx: Context, { previous, cad, change }: Step): Promise<Posted> {
  // GST once kept is not charged again when the amount goes back up.
  const gst = Math.max(0, change.gst - previous.gstKeptCents);
  const hst = change.hst === 0 ? 0 : gst;
  const charged = withTotal({ ...change, gst, hst });
  const recovered = await recoverRefunds(tx, ctx, cad, charged);
  const rest = restOf(charged, recovered);
  const today = ctx.clock.today();
  const kept = { ...cad, gstKeptCents: previous.gstKeptCents + gst - change.gst };
  const document = { ...documentOf(cad, 'ADJ', rest.total, today), periodEnd: null, dueOn: today };
  const postings = receivableAnd(rest, rest.total);
  const journal = await asPosted(tx, ctx, { document, postings, isOpenItem: true });
  await keep(tx, ctx, kept, actionOf(cad), journal);
  return { posted: kept, refundCents: 0 };
}

/**
 * The posting of a change; while the known defect is in, wrongly: due at once, in no billing period, and with interest
 * from the next day.
 *
 * Source: CARM Bulletins 5405 and 5409. Assumption A-113: how they were wrong is not told.
 */
async function asPosted(tx: Tx, ctx: Context, journal: Journal): Promise<Journal> {
  const { code, postedOn } = journal.document;
  if (code !== 'COR' && code !== 'ADJ') return journal;
  if (!(await defectsIn(ctx.store, tx)).includes('changes-posted-wrongly')) return journal;
  const misdated = { periodEnd: null, dueOn: postedOn, interestFrom: dayAfter(postedOn) };
  return { ...journal, document: { ...journal.document, ...misdated } };
}

function chargedBy({ declared, lines }: AssessedCad): Charged {
  const totals = totalsOf(lines.map((line) => line.assessment));
  if (declared.commercial) return { ...totals, hst: 0 };
  const harmonized = lines.filter((line) => line.assessment.isHarmonized);
  return { ...totals, hst: sum(harmonized.map((line) => line.assessment.gst)) };
}

function chargedAfter(previous: AssessedCad, cad: AssessedCad): Charged {
  const hst = chargedBy(cad).hst - chargedBy(previous).hst;
  return { ...nothing, ...changeOf(previous, cad), hst };
}

/** What changed between two versions, amount by amount. */
export function changeOf(previous: AssessedCad, cad: AssessedCad): Partial<Amounts> {
  const [before, after] = [previous, cad].map((each) => totalsOf(each.lines.map((line) => line.assessment)));
  return differenceOf(before!, after!);
}

/** Before the due date the difference joins the declaration: its period, its due date, no interest. */
function inTime(cad: AssessedCad, change: Charged, today: string): Journal {
  const paidFirst = cad.status === 'AWAITING_PAYMENT';
  const code = cad.change === 'WITHDRAWAL' ? 'REV' : paidFirst ? 'CADC' : 'COR';
  return {
    document: documentOf(cad, code, change.total, today),
    postings: receivableAnd(change, change.total),
    isOpenItem: true,
  };
}

function documentOf(cad: AssessedCad, code: DocumentCode, amountCents: Cents, postedOn: string) {
  return {
    code,
    programAccount: cad.importerBn15,
    clientAccount: chart.receivable.duties as string,
    reference: cad.transactionNumber,
    amountCents,
    effectiveOn: cad.releasedOn ?? cad.accountedOn,
    postedOn,
    dueOn: cad.dueOn,
    // Goods that are paid before release are not released until they are paid.
    interestFrom: code === 'CADC' ? noInterest : dayAfter(cad.dueOn),
    periodEnd: cad.periodEnd,
  };
}

/** Debit the importer with the total; credit revenue by kind of charge (chart of accounts, posting rules). */
function receivableAnd(amounts: Charged, total: Cents): Posting[] {
  return [
    { glAccount: chart.receivable.duties, amountCents: total },
    ...dutyPostings(chart.revenue, amounts),
    ...taxPostings(amounts),
  ];
}

async function keep(
  tx: Tx,
  ctx: Context,
  cad: AssessedCad,
  action: string,
  journal: Journal,
): Promise<number> {
  const documentId = await appendJournal(tx, journal);
  await insertCad(tx, cad, documentId);
  const sandbox = await sandboxOf(ctx.store);
  const magic = magicValueOf(sandbox, () => purchaseOrdersOf(cad.declared), 'notice-twice');
  await record(tx, ctx, {
    action,
    subject: cad.transactionNumber,
    onBehalfOf: cad.importerBn15,
    detail: {
      version: cad.version,
      cadType: cad.cadType,
      channel: cad.channel,
      lines: cad.lines.length,
      totalCents: journal.document.amountCents,
      documentId,
      isLate: cad.isLate,
      ...(magic === undefined ? {} : { deliver: 'twice' }),
    },
  });
  return documentId;
}
