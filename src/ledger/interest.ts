import { dayAfter } from '../clock/calendar.ts';
import { type Cents, Decimal } from '../money.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import type { ReferenceData } from '../reference/reference.ts';

/** prescribed: refunds, penalties, secured amounts; specified: late duties, six points more. */
export type InterestKind = 'prescribed' | 'specified';

const daysOfYear = 365;

/**
 * Interest on an amount, compounded daily at the rate of the quarter in which each day falls.
 *
 * @param amount   cents on which interest runs
 * @param firstDay first day that bears interest
 * @param lastDay  last day that bears interest: the day of payment does
 * @returns cents, not rounded: the document that posts it rounds once
 * @throws RangeError when no rate is known for a day
 *
 * Law: Customs Act ss. 2(1) (specified rate), 3.1 (daily compounding), 33.4; SOR/86-1121 s. 4 (by quarter).
 * Assumption A-16: a year has 365 days, leap years too.
 */
export function interestOn(
  amount: Cents,
  days: { firstDay: string; lastDay: string },
  rateOn: (day: string) => Rate,
): Decimal {
  let balance = new Decimal(amount);
  for (let day = days.firstDay; day <= days.lastDay; ) {
    const { perYear, until } = rateOn(day);
    const last = [until, days.lastDay].sort()[0]!;
    const count = Temporal.PlainDate.from(day).until(last).days + 1;
    balance = balance.times(new Decimal(1).plus(perYear.div(daysOfYear)).pow(count));
    day = dayAfter(last);
  }
  return balance.minus(amount);
}

/** A rate a year, as a fraction, and the last day for which it holds. */
export interface Rate {
  perYear: Decimal;
  until: string;
}

/** The rates of interest of the reference data, quarter by quarter. */
export function interestRates(reference: ReferenceData, kind: InterestKind): (day: string) => Rate {
  const quarters = reference.all('interest');
  return (day) => {
    const quarter = quarters.find((each) => isIn(each, day));
    if (quarter === undefined) throw new RangeError(`no rate of interest is known for ${day}`);
    return { perYear: percentOf(quarter, kind).div(100), until: quarter.effectiveTo ?? '9999-12-31' };
  };
}

function isIn({ effectiveFrom, effectiveTo }: ReferenceRecord, day: string): boolean {
  return effectiveFrom <= day && (effectiveTo === null || effectiveTo >= day);
}

/** Law: Customs Act s. 2(1): the specified rate is the prescribed rate and six points. */
function percentOf({ data }: ReferenceRecord, kind: InterestKind): Decimal {
  if (kind === 'prescribed') return new Decimal(data.prescribed_percent!);
  return new Decimal(data.specified_percent ?? new Decimal(data.prescribed_percent!).plus(6));
}
