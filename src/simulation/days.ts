import { type Holidays, isBusinessDay } from '../clock/calendar.ts';
import { parseDate, timeZone } from '../clock/instants.ts';

/** A minute of a day. */
export function at(day: Temporal.PlainDate, minutes: number): Temporal.ZonedDateTime {
  return day.toZonedDateTime({
    timeZone,
    plainTime: new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60),
  });
}

/** An instant as a plan writes it. */
export function zoned(text: string): Temporal.ZonedDateTime {
  return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone);
}

export function businessDays(from: string, to: string, holidays: Holidays): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = [];
  for (let day = parseDate(from); day.toString() <= to; day = day.add({ days: 1 }))
    if (isBusinessDay(day, holidays)) days.push(day);
  return days;
}
