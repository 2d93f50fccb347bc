/** The next time of day after an instant. */
export function nextDaily(instant: Temporal.ZonedDateTime, time: string): Temporal.ZonedDateTime {
  const today = instant.withPlainTime(time);
  return Temporal.ZonedDateTime.compare(today, instant) > 0 ? today : today.add({ days: 1 });
}
