import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { documentsReversing, documentsUnder, postedTo } from '../ledger/documents.ts';
import { dutyPostings } from '../ledger/duty-postings.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { atOnce, type Document, type Posting } from '../ledger/tables.ts';
import { type Cents, Decimal, sum } from '../money.ts';
import { record } from '../storage/events.ts';
import { type Charged, dutiesOf, portionOf } from './charged.ts';
import type { AssessedCad } from './types.ts';

const refundAccounts = Object.values(chart.refunds);

/**
 * Take back what earlier versions of a declaration refunded, as far as this one charges it again, with the interest that
 * was paid on it. What left the account bears interest from the day after the refund; what is still a credit bears none.
 *
 * @returns what of the charge is taken back: the rest is charged as anything else
 *
 * Law: Customs Act s. 80.2 (a refund to which there was no right is repaid, with its interest).
 */
export async function recoverRefunds(
  tx: Tx,
  ctx: Context,
  cad: AssessedCad,
  charged: Charged,
): Promise<Charged> {
  const duties: Charged = { ...charged, gst: 0, hst: 0, total: dutiesOf(charged) };
  const documents = await documentsUnder(tx, cad.importerBn15, cad.transactionNumber);
  let left = duties.total;
  for (const refund of documents.filter(({ code }) => code === 'REF').reverse()) {
    const refunded = await postedTo(tx, refund.id, refundAccounts);
    const amountCents = Math.min(left, refunded - (await reversedOf(tx, refund)));
    if (amountCents <= 0) continue;
    left -= amountCents;
    await takeBack(tx, ctx, refund, portionOf(duties, amountCents));
    const interest = documents.filter(({ code, postedOn }) => code === 'RIN' && postedOn === refund.postedOn);
    for (const each of interest) await takeInterestBack(tx, ctx, each, refund, amountCents, refunded);
  }
  return portionOf(duties, duties.total - left);
}

async function reversedOf(tx: Tx, { id }: Document): Promise<Cents> {
  return sum((await documentsReversing(tx, id)).map(({ amountCents }) => amountCents));
}

async function takeBack(tx: Tx, ctx: Context, refund: Document, portion: Charged): Promise<void> {
  const credit = (await openItemsOf(tx, refund.programAccount)).find((item) => item.documentId === refund.id);
  const inCredit = Math.min(portion.total, -(credit?.remainingCents ?? 0));
  const parts = [
    { part: portionOf(portion, inCredit), interestFrom: ctx.clock.today() },
    { part: portionOf(portion, portion.total - inCredit), interestFrom: dayAfter(refund.postedOn) },
  ];
  for (const { part, interestFrom } of parts.filter(({ part: { total } }) => total > 0)) {
    await reverse(tx, ctx, refund, {
      ...{ amountCents: part.total, interestFrom, receivable: chart.receivable.duties },
      postings: [
        ...dutyPostings(chart.refunds, part),
        { glAccount: chart.provincialTaxes, amountCents: -part.provincialTax },
      ],
    });
  }
}

/** Of the interest on a refund, the part that goes with what is taken back of it. */
async function takeInterestBack(
  tx: Tx,
  ctx: Context,
  interest: Document,
  refund: Document,
  takenCents: Cents,
  refundedCents: Cents,
): Promise<void> {
  const share = new Decimal(-interest.amountCents).times(takenCents).div(refundedCents).round().toNumber();
  const left = -interest.amountCents - (await reversedOf(tx, interest));
  const amountCents = Math.min(share, left);
  if (amountCents <= 0) return;
  await reverse(tx, ctx, interest, {
    ...{ amountCents, interestFrom: dayAfter(refund.postedOn), receivable: chart.receivable.interest },
    postings: [{ glAccount: chart.refundInterest, amountCents: -amountCents }],
  });
}

async function reverse(
  tx: Tx,
  ctx: Context,
  { id, programAccount, reference, effectiveOn }: Document,
  back: { amountCents: Cents; interestFrom: string; receivable: string; postings: Posting[] },
): Promise<void> {
  const { amountCents, interestFrom, receivable, postings } = back;
  const documentId = await appendJournal(tx, {
    document: {
      ...{ code: 'REV', programAccount, reference, amountCents, clientAccount: receivable },
      ...{ ...atOnce(ctx.clock.today()), effectiveOn, interestFrom, reverses: id },
    },
    postings: [{ glAccount: receivable, amountCents }, ...postings],
    isOpenItem: true,
  });
  await record(tx, ctx, {
    action: 'refund.recovered',
    subject: reference,
    onBehalfOf: programAccount,
    detail: { totalCents: amountCents, documentId, recovered: id },
  });
}
