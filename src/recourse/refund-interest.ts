import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { interestOn, interestRates } from '../ledger/interest.ts';
import { atOnce } from '../ledger/tables.ts';
import type { Cents } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { record } from '../storage/events.ts';

/**
 * The first day on which a refund bears interest: after the ninetieth day of its application.
 *
 * Law: Customs Act s. 80.
 */
export function refundInterestFrom(appliedOn: string, reference: ReferenceData): string {
  const days = reference.parameter('refund-interest-days', appliedOn).value.toNumber();
  return dayAfter(Temporal.PlainDate.from(appliedOn).add({ days }).toString());
}

/**
 * Post interest at the prescribed rate on a refund, to the day on which it is granted.
 *
 * Law: Customs Act ss. 3.1, 3.3(2), 66(3), 80, 80.1, 127.1(2), 132(2).
 */
export async function postRefundInterest(
  tx: Tx,
  ctx: Context,
  refund: { programAccount: string; transactionNumber: string; amountCents: Cents; interestFrom: string },
  reference: ReferenceData,
): Promise<void> {
  const today = ctx.clock.today();
  if (refund.amountCents <= 0 || refund.interestFrom > today) return;
  const days = { firstDay: refund.interestFrom, lastDay: today };
  const interest = interestOn(refund.amountCents, days, interestRates(reference, 'prescribed'));
  const cents = interest.round().toNumber();
  if (cents === 0) return;
  const { programAccount, transactionNumber } = refund;
  const documentId = await appendJournal(tx, {
    document: {
      code: 'RIN',
      programAccount,
      clientAccount: chart.unappliedCredit,
      reference: transactionNumber,
      amountCents: -cents,
      ...atOnce(today),
      effectiveOn: refund.interestFrom,
      interestFrom: today,
    },
    postings: [
      { glAccount: chart.refundInterest, amountCents: cents },
      { glAccount: chart.unappliedCredit, amountCents: -cents },
    ],
    isOpenItem: true,
  });
  await record(tx, ctx, {
    action: 'refund.interest',
    subject: transactionNumber,
    onBehalfOf: programAccount,
    detail: { totalCents: -cents, documentId, firstDay: days.firstDay, lastDay: days.lastDay },
  });
}
