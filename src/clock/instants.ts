import { InvalidInput } from '../errors.ts';

export const timeZone = 'America/Toronto';

const dateShape = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar date, or a refusal that quotes what was given. */
export function parseDate(text: string): Temporal.PlainDate {
  if (dateShape.test(text)) {
    try {
      return Temporal.PlainDate.from(text, { overflow: 'reject' });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new InvalidInput(
    {
      en: `"${text}" is not a date; write it as 2024-11-02`,
      fr: `« ${text} » n’est pas une date; écrivez-la sous la forme 2024-11-02`,
    },
    { given: text },
  );
}

export function isDate(text: string): boolean {
  if (!dateShape.test(text)) return false;
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** An instant in the environment's time zone: "2024-11-25", "2024-11-25T02:00" or with an offset. */
export function parseInstant(text: string): Temporal.ZonedDateTime {
  try {
    if (/[+-]\d{2}:?\d{2}$|Z$/.test(text)) return Temporal.Instant.from(text).toZonedDateTimeISO(timeZone);
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(timeZone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidInput(
      {
        en: `"${text}" is not an instant; write it as 2024-11-25T02:00`,
        fr: `« ${text} » n’est pas un instant; écrivez-le sous la forme 2024-11-25T02:00`,
      },
      { given: text },
    );
  }
}

export function instantText(instant: Temporal.ZonedDateTime): string {
  return instant.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The date in the environment's time zone of an instant written with its offset there. */
export function dateOf(instant: string): string {
  return instant.slice(0, 10);
}

function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The next time of day after an instant. */
export function nextDaily(instant: Temporal.ZonedDateTime, time: string): Temporal.ZonedDateTime {
  const today = instant.withPlainTime(time);
  return Temporal.ZonedDateTime.compare(today, instant) > 0 ? today : today.add({ days: 1 });
}

/** The next instant at which it is one of some times of day. */
export function nextOfTimes(
  instant: Temporal.ZonedDateTime,
  times: readonly string[],
): Temporal.ZonedDateTime {
  return times.map((time) => nextDaily(instant, time)).sort(Temporal.ZonedDateTime.compare)[0]!;
}
