import { accountedInExtendedTime } from '../cad/store.ts';
import { dayAfter, dayBefore } from '../clock/calendar.ts';
import type { Reader } from '../context.ts';
import { chart } from '../ledger/chart.ts';
import type { Outstanding } from '../ledger/clearings.ts';
import { type InterestKind, interestRates, type Rate } from '../ledger/interest.ts';
import type { DocumentCode } from '../ledger/tables.ts';
import { Decimal } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { holdsOf } from '../security/holds.ts';
import { reductionsOf } from './interest-reductions.ts';

type RateOn = (day: string) => Rate;

const { lateAccounting, administrative, latePayment } = chart.receivable;

/** Where penalties stand, also those that are owed again after a returned payment. */
const ofPenalties: ReadonlySet<string> = new Set([lateAccounting, administrative, latePayment]);

/** Duties whose due date is a statement's. What is payable before release, or as it is posted, has no day of grace. */
const dutiesOfStatements: ReadonlySet<DocumentCode> = new Set(['CAD', 'COR', 'ADJ']);

/** The last day of all time. */
const never = '9999-12-31';

/**
 * Which rate each debt of an account bears on each day. Duties bear the specified rate; penalties, and duties accounted
 * for in an extended time, the prescribed one; so do amounts in dispute while they are secured, and all amounts for
 * the days for which an officer authorised it. No rate is borne on days of relief.
 *
 * Law: Customs Act ss. 3.2, 33.4, 33.7, 66(2), 109.5. Relief by days: the parameter `late-payment-interest-applies`.
 */
export async function interestTerms(
  on: Reader,
  programAccount: string,
  reference: ReferenceData,
): Promise<(debt: Outstanding) => RateOn> {
  const rates = {
    specified: relieved(reference, 'specified'),
    prescribed: relieved(reference, 'prescribed'),
  };
  const inExtendedTime = await accountedInExtendedTime(on, programAccount);
  const reductions = await reductionsOf(on, programAccount);
  const holds = await holdsOf(on, programAccount);
  return (debt) => {
    if (ofPenalties.has(debt.clientAccount) || inExtendedTime.has(debt.reference)) return rates.prescribed;
    const secured = holds
      .filter((hold) => hold.transactionNumber === debt.reference)
      .map(({ heldOn, releasedOn }) => ({ firstDay: dayAfter(heldOn), lastDay: releasedOn ?? never }));
    const periods = [...reductions, ...secured];
    return periods.length === 0 ? rates.specified : inPeriods(rates, periods);
  };
}

/** The prescribed rate inside of periods, the specified one outside. */
function inPeriods(
  rates: Record<InterestKind, RateOn>,
  periods: readonly { firstDay: string; lastDay: string }[],
): RateOn {
  return (day) => {
    const inside = periods.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
    const next = periods.map(({ firstDay }) => firstDay).filter((firstDay) => firstDay > day);
    const end = inside?.lastDay ?? next.map(dayBefore).sort()[0] ?? never;
    const { perYear, until } = (inside === undefined ? rates.specified : rates.prescribed)(day);
    return { perYear, until: [until, end].sort()[0]! };
  };
}

/** The rates, nil on days of relief. */
function relieved(reference: ReferenceData, kind: InterestKind): RateOn {
  const rateOn = interestRates(reference, kind);
  const periods = reference.history('parameters', 'late-payment-interest-applies');
  return (day) => {
    const index = periods.findLastIndex((period) => period.effectiveFrom <= day);
    const next = periods[index + 1]?.effectiveFrom;
    const end = next === undefined ? never : dayBefore(next);
    if (periods[index]?.data.value === '0') return { perYear: new Decimal(0), until: end };
    const { perYear, until } = rateOn(day);
    return { perYear, until: [until, end].sort()[0]! };
  };
}

/**
 * The first day on which a debt bears interest: after the last day on which it could be paid in time, which a holiday or a
 * deferral puts off. Law: Customs Act s. 33.4; Interpretation Act s. 26.
 */
export function firstDayBearing({ code, interestFrom }: Outstanding, reference: ReferenceData): string {
  if (!dutiesOfStatements.has(code)) return interestFrom;
  return dayAfter(reference.lastDayToPay(dayBefore(interestFrom)));
}
