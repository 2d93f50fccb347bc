import { dayAfter, dayBefore } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { type Outstanding, outstandingDebts } from '../ledger/clearings.ts';
import { interestOn, type Rate } from '../ledger/interest.ts';
import { type Cents, Decimal } from '../money.ts';
import { timeLimits } from '../penalties/time-limits.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { record } from '../storage/events.ts';
import { firstDayBearing, interestTerms } from './interest-terms.ts';

/** Paid in full within thirty days of their notice they bear none. Law: Customs Act s. 109.5(2). */
const graced = new Set(['NPA', 'LPP']);

/**
 * Charge an account, before its statement is issued, with the interest that its overdue debts bore since the statement
 * before, interest on interest as well.
 *
 * @param since    day of the statement before; debts posted from then on are charged from their own first day
 * @param issuedOn day of the statement: interest runs up to the day before it
 *
 * Law: Customs Act ss. 3.1, 33.4, 109.5. The rates: `interest-terms.ts`.
 */
export async function chargeInterest(
  tx: Tx,
  ctx: Context,
  account: { programAccount: string; since: string; issuedOn: string; dueOn: string },
  reference: ReferenceData,
): Promise<void> {
  const { programAccount, since, issuedOn, dueOn } = account;
  const lastDay = dayBefore(issuedOn);
  const debts = await outstandingDebts(tx, { programAccount, since, lastDay });
  if (debts.length === 0) return;
  const rateOf = await interestTerms(tx, programAccount, reference);
  let interest = new Decimal(0);
  for (const debt of debts)
    interest = interest.plus(interestOf(debt, { since, lastDay }, rateOf(debt), reference));
  const cents = interest.round().toNumber();
  if (cents === 0) return;
  const documentId = await appendJournal(tx, {
    document: {
      code: 'INT',
      programAccount,
      clientAccount: chart.receivable.interest,
      reference: `interest to ${lastDay}`,
      amountCents: cents,
      effectiveOn: lastDay,
      postedOn: issuedOn,
      dueOn,
      // Unpaid interest bears interest from the day on: compounding goes on where this document ends.
      interestFrom: issuedOn,
      periodEnd: null,
    },
    postings: [
      { glAccount: chart.receivable.interest, amountCents: cents },
      { glAccount: chart.revenue.interest, amountCents: -cents },
    ],
    isOpenItem: true,
  });
  await record(tx, ctx, {
    action: 'interest.charged',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { totalCents: cents, documentId, lastDay, debts: debts.length },
  });
}

/** Interest of one debt over the days of a statement, its balance falling with each payment. Cents, not rounded. */
function interestOf(
  debt: Outstanding,
  { since, lastDay }: { since: string; lastDay: string },
  rateOn: (day: string) => Rate,
  reference: ReferenceData,
): Decimal {
  const graceEnd = graced.has(debt.code)
    ? timeLimits(debt.effectiveOn, reference.holidays).payWithoutInterestUntil
    : undefined;
  if (graceEnd !== undefined && isInGrace(debt, graceEnd, lastDay)) return new Decimal(0);
  const firstDay = firstDayOf(debt, since, firstDayBearing(debt, reference), graceEnd);
  const payments = debt.clearings.toSorted((a, b) => (a.clearedOn < b.clearedOn ? -1 : 1));
  let [balance, from]: [Cents, string] = [debt.amountCents, firstDay];
  let interest = new Decimal(0);
  for (const { clearedOn, amountCents } of payments) {
    // The day of payment still bears interest.
    const until = [clearedOn, lastDay].sort()[0]!;
    if (until >= from) {
      interest = interest.plus(interestOn(balance, { firstDay: from, lastDay: until }, rateOn));
      from = dayAfter(until);
    }
    balance -= amountCents;
  }
  return balance > 0 && from <= lastDay
    ? interest.plus(interestOn(balance, { firstDay: from, lastDay }, rateOn))
    : interest;
}

/** What was charged before is not charged again; what the statement before did not know is charged from its start. */
function firstDayOf(debt: Outstanding, since: string, bearing: string, graceEnd = debt.postedOn): string {
  const isNew = graceEnd >= since;
  return isNew || bearing > since ? bearing : since;
}

function isInGrace({ clearings, amountCents }: Outstanding, graceEnd: string, lastDay: string): boolean {
  const inTime = clearings.filter((each) => each.clearedOn <= graceEnd);
  const paid = inTime.reduce((total, each) => total + each.amountCents, 0);
  return lastDay < graceEnd || paid === amountCents;
}
