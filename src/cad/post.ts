import { differenceOf, totalsOf } from '../assessment/assess-declaration.ts';
import type { Amounts } from '../assessment/types.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { dutyPostings } from '../ledger/duty-postings.ts';
import type { DocumentCode, Journal, Posting } from '../ledger/tables.ts';
import { type Cents, sum } from '../money.ts';
import { magicValueOf } from '../sandbox/magic-values.ts';
import { sandboxOf } from '../sandbox/sandbox.ts';
import { record } from '../storage/events.ts';
import { purchaseOrdersOf } from './gather-facts.ts';
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

/** Keep a version that followed another one, and post the difference alone. */
export async function postVersion(
  tx: Tx,
  ctx: Context,
  previous: AssessedCad,
  cad: AssessedCad,
): Promise<AssessedCad> {
  const today = ctx.clock.today();
  const moved = movementsOfChange(previous.declared, cad.status === 'WITHDRAWN' ? undefined : cad.declared);
  await insertMovements(tx, moved, movedBy(ctx, cad));
  const isSettled = cad.status === 'WITHDRAWN' && previous.declared.preCarm === 'AS_DECLARED';
  const change = isSettled ? nothing : chargedAfter(previous, cad);
  const action = `cad.${cad.change.toLowerCase()}`;
  const isInTime = today <= cad.dueOn || cad.change === 'CORRECTION' || cad.change === 'WITHDRAWAL';
  if (isInTime) {
    await keep(tx, ctx, cad, action, inTime(cad, change, today));
    return cad;
  }
  // GST once kept is not charged again when the amount goes back up.
  const gst = Math.max(0, change.gst - previous.gstKeptCents);
  const hst = change.hst === 0 ? 0 : gst;
  const kept = { ...cad, gstKeptCents: previous.gstKeptCents + gst - change.gst };
  await keep(tx, ctx, kept, action, afterDue(cad, { ...change, gst, hst }, today));
  return kept;
}

/** What a declaration charges, and the part of its GST that is the federal part of the harmonized sales tax. */
type Charged = Amounts & { hst: Cents };

const nothing: Charged = { ...totalsOf([]), hst: 0 };

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
  const code = cad.change === 'WITHDRAWAL' ? 'REV' : 'COR';
  return {
    document: documentOf(cad, code, change.total, today),
    postings: receivableAnd(change, change.total),
    isOpenItem: true,
  };
}

/**
 * After the due date more is payable at once, with interest from the first due date; less is refunded, but for GST.
 *
 * Law: Customs Act ss. 2(1) "duties" (a refund leaves GST out), 33.4, 59(3), (4), 74.
 */
function afterDue(cad: AssessedCad, change: Charged, today: string): Journal {
  const amount = dutiesOf(change) + change.gst;
  const isRefund = amount < 0;
  const charged = documentOf(cad, isRefund ? 'REF' : 'ADJ', amount, today);
  const document = { ...charged, periodEnd: null, dueOn: today };
  if (!isRefund) return { document, postings: receivableAnd(change, amount), isOpenItem: true };
  return {
    document: { ...document, clientAccount: chart.unappliedCredit, interestFrom: today },
    postings: [
      { glAccount: chart.unappliedCredit, amountCents: amount },
      ...dutyPostings(chart.refunds, change),
      ...taxPostings(change),
    ],
    isOpenItem: true,
  };
}

/** Everything that a declaration charges but GST: duties, and what a province is collected for. */
function dutiesOf(amounts: Charged): Cents {
  const { vfd, vft, gst, hst, total, ...duties } = amounts;
  return sum(Object.values(duties));
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
    interestFrom: dayAfter(cad.dueOn),
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

/** What is collected for a province is not the CBSA's: it comes in and goes back by an account of its own. */
function taxPostings({ gst, hst, provincialTax }: Charged): Posting[] {
  return [
    { glAccount: chart.revenue.gst, amountCents: hst - gst },
    { glAccount: chart.revenue.federalPartOfHst, amountCents: -hst },
    { glAccount: chart.provincialTaxes, amountCents: -provincialTax },
  ];
}

async function keep(tx: Tx, ctx: Context, cad: AssessedCad, action: string, journal: Journal): Promise<void> {
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
}
