/** Federal statutory holidays by date, as observed. Interpretation Act s. 35. */
export type Holidays = ReadonlySet<string>;

/**
 * A holiday in law: a Sunday or a statutory holiday.
 *
 * Law: Interpretation Act s. 35.
 */
export function isHoliday(date: Temporal.PlainDate, holidays: Holidays): boolean {
  return date.dayOfWeek === 7 || holidays.has(date.toString());
}

/**
 * A day on which accounting time runs: not a Saturday and not a holiday.
 *
 * Law: SOR/86-1062 s. 2 "business day".
 */
export function isBusinessDay(date: Temporal.PlainDate, holidays: Holidays): boolean {
  return date.dayOfWeek !== 6 && !isHoliday(date, holidays);
}

/** The last of so many business days that follow a date; the date itself is day 0. */
export function addBusinessDays(
  date: Temporal.PlainDate,
  days: number,
  holidays: Holidays,
): Temporal.PlainDate {
  let day = date;
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 });
    if (isBusinessDay(day, holidays)) left -= 1;
  }
  return day;
}

/**
 * The last of so many weekdays that follow a date: Monday to Friday, holidays among them included.
 *
 * Law: SOR/86-1062 s. 2 "weekday".
 */
export function addWeekdays(date: Temporal.PlainDate, days: number): Temporal.PlainDate {
  let day = date;
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek <= 5) left -= 1;
  }
  return day;
}

/**
 * The day itself, or where it is a holiday the next day that is none: an act done then is in time.
 *
 * Law: Interpretation Act s. 26.
 */
export function nextNonHoliday(date: Temporal.PlainDate, holidays: Holidays): Temporal.PlainDate {
  let day = date;
  while (isHoliday(day, holidays)) day = day.add({ days: 1 });
  return day;
}

const daysAfter = new Map<string, string>();

/** The date after a date, both as text. */
export function dayBefore(date: string): string {
  return Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
}

export function dayAfter(date: string): string {
  const known = daysAfter.get(date);
  if (known !== undefined) return known;
  const next = Temporal.PlainDate.from(date).add({ days: 1 }).toString();
  daysAfter.set(date, next);
  return next;
}
