import { type Holidays, isBusinessDay } from '../clock/calendar.ts';
import { parseInstant, timeZone } from '../clock/instants.ts';
import type { Interval } from '../support/types.ts';
import type { Calendar, Limit } from './requirements.ts';

/** What the clocks of incidents run by. */
export interface Running {
  holidays: Holidays;
  /** Hours of the business day in which there is support, such as 8 to 18. */
  supportHours: { opens: number; closes: number };
  /** Whether the clock stands while an incident waits for another department. */
  stopsWhileWaiting: boolean;
}

/**
 * Minutes that count between two instants. Of business days, which have 1,440 each, those after the day of the opening
 * count: what is due in three business days may be done until the end of the third.
 *
 * @param waiting intervals that do not count
 *
 * Assumption A-99: how business days are counted. Law: Interpretation Act s. 35 (holidays).
 */
export function countedMinutes(
  span: Interval<string>,
  calendar: Calendar,
  { holidays, supportHours }: Pick<Running, 'holidays' | 'supportHours'>,
  waiting: readonly Interval<string>[] = [],
): number {
  const [opened, to] = [parseInstant(span.from), millisecondsOf(span.to)];
  const from = calendar === 'business-days' ? startOfDay(opened, 1) : opened.epochMilliseconds;
  const minutesOf = (a: number, b: number) => {
    if (b <= a) return 0;
    if (calendar === 'always') return (b - a) / 60_000;
    const window = calendar === 'support-hours' ? supportHours : { opens: 0, closes: 24 };
    return minutesOfDays(a, b, window, holidays);
  };
  const waited = waiting.map((each) =>
    minutesOf(Math.max(from, millisecondsOf(each.from)), Math.min(to, millisecondsOf(each.to))),
  );
  return minutesOf(from, to) - waited.reduce((total, each) => total + each, 0);
}

/** A limit in the minutes of its calendar. */
export function minutesOf(limit: Limit): number {
  if ('minutes' in limit) return limit.minutes;
  return 'hours' in limit ? limit.hours * 60 : limit.businessDays * 24 * 60;
}

export function millisecondsOf(instant: string): number {
  return parseInstant(instant).epochMilliseconds;
}

/** The month of an instant where the CBSA is, such as 2024-01. */
export function monthOf(instant: string): string {
  return parseInstant(instant).toPlainDate().toPlainYearMonth().toString();
}

function minutesOfDays(
  from: number,
  to: number,
  { opens, closes }: Running['supportHours'],
  holidays: Holidays,
): number {
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  let minutes = 0;
  for (let day = first.startOfDay(); day.epochMilliseconds < to; day = day.add({ days: 1 })) {
    if (!isBusinessDay(day.toPlainDate(), holidays)) continue;
    const begins = opens === 0 ? day : day.withPlainTime({ hour: opens });
    const ends = closes === 24 ? day.add({ days: 1 }) : day.withPlainTime({ hour: closes });
    const length = Math.min(to, ends.epochMilliseconds) - Math.max(from, begins.epochMilliseconds);
    minutes += Math.max(0, length) / 60_000;
  }
  return minutes;
}

function startOfDay(instant: Temporal.ZonedDateTime, daysLater: number): number {
  return instant.startOfDay().add({ days: daysLater }).epochMilliseconds;
}
