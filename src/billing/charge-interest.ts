import { accountedInExtendedTime } from '../cad/store.ts';
import { dayAfter, dayBefore, type Holidays } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { type Outstanding, outstandingDebts } from '../ledger/clearings.ts';
import { interestOn, interestRates, type Rate } from '../ledger/interest.ts';
import { type Cents, Decimal } from '../money.ts';
import { timeLimits } from '../penalties/time-limits.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { record } from '../storage/events.ts';

const penalties = new Set(['LAP', 'NPA', 'LPP']);

/** Paid in full within thirty days of their notice they bear none. Law: Customs Act s. 109.5(2). */
const graced = new Set(['NPA', 'LPP']);

/**
 * Charge an account, before its statement is issued, with the interest that its overdue debts bore since the statement
 * before: duties at the specified rate, penalties and duties accounted for in an extended time at the prescribed one,
 * interest on interest as well.
 *
 * @param since    day of the statement before; debts posted from then on are charged from their own first day
 * @param issuedOn day of the statement: interest runs up to the day before it
 *
 * Law: Customs Act ss. 3.1, 33.4, 33.7, 109.5. Relief by days: the parameter `late-payment-interest-applies`.
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
  const rates = {
    specified: relieved(reference, 'specified'),
    prescribed: relieved(reference, 'prescribed'),
  };
  const inExtendedTime = debts.length === 0 ? new Set() : await accountedInExtendedTime(tx, programAccount);
  let interest = new Decimal(0);
  for (const debt of debts) {
    const isPrescribed = penalties.has(debt.code) || inExtendedTime.has(debt.reference);
    const rateOn = isPrescribed ? rates.prescribed : rates.specified;
    interest = interest.plus(interestOf(debt, { since, lastDay }, rateOn, reference.holidays));
  }
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
  holidays: Holidays,
): Decimal {
  const graceEnd = graced.has(debt.code)
    ? timeLimits(debt.effectiveOn, holidays).payWithoutInterestUntil
    : undefined;
  if (graceEnd !== undefined && isInGrace(debt, graceEnd, lastDay)) return new Decimal(0);
  const firstDay = firstDayOf(debt, since, graceEnd);
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
function firstDayOf(debt: Outstanding, since: string, graceEnd = debt.postedOn): string {
  const isNew = graceEnd >= since;
  return isNew || debt.interestFrom > since ? debt.interestFrom : since;
}

function isInGrace({ clearings, amountCents }: Outstanding, graceEnd: string, lastDay: string): boolean {
  const inTime = clearings.filter((each) => each.clearedOn <= graceEnd);
  const paid = inTime.reduce((total, each) => total + each.amountCents, 0);
  return lastDay < graceEnd || paid === amountCents;
}

/** The rates, nil on days of relief. */
function relieved(reference: ReferenceData, kind: 'specified' | 'prescribed'): (day: string) => Rate {
  const rateOn = interestRates(reference, kind);
  const periods = reference.history('parameters', 'late-payment-interest-applies');
  return (day) => {
    const index = periods.findLastIndex((period) => period.effectiveFrom <= day);
    const next = periods[index + 1]?.effectiveFrom;
    const end = next === undefined ? '9999-12-31' : dayBefore(next);
    if (periods[index]?.data.value === '0') return { perYear: new Decimal(0), until: end };
    const { perYear, until } = rateOn(day);
    return { perYear, until: [until, end].sort()[0]! };
  };
}
