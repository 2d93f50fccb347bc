import type { Chance } from '../chance.ts';
import type { Plan } from './plan.ts';

/** How fast a day's transactions of class 1 were answered. */
export interface Answered {
  total: number;
  withinHalfSecond: number;
  withinTwoSeconds: number;
}

/**
 * How long people wait where their transactions are simulated: a function that nobody used for a while answers late,
 * for its caches are cold, so that a quiet system misses a requirement that a busy one keeps.
 *
 * Source: CES 2.0 debrief, SLR 1.4-1: too few transactions of class 1 raised the average. Assumption A-106: how.
 *
 * @param instants when each transaction was made, in order
 * @returns by day
 */
export function answer(
  { warmSeconds, coldSeconds, idleMinutes, functions }: NonNullable<Plan['answering']>,
  chance: Chance,
  instants: readonly Temporal.ZonedDateTime[],
): Map<string, Answered> {
  const lastUse = new Map<number, number>();
  const days = new Map<string, Answered>();
  for (const [index, instant] of instants.entries()) {
    const own = chance.child(`transaction ${index}`);
    const asked = own.whole(1, functions);
    const minutes = instant.epochMilliseconds / 60_000;
    const isCold = minutes - (lastUse.get(asked) ?? Number.NEGATIVE_INFINITY) > idleMinutes;
    lastUse.set(asked, minutes);
    const seconds = (isCold ? coldSeconds : warmSeconds) * (0.6 + 0.8 * own.fraction());
    const day = instant.toPlainDate().toString();
    const answered = days.get(day) ?? { total: 0, withinHalfSecond: 0, withinTwoSeconds: 0 };
    days.set(day, {
      total: answered.total + 1,
      withinHalfSecond: answered.withinHalfSecond + (seconds <= 0.5 ? 1 : 0),
      withinTwoSeconds: answered.withinTwoSeconds + (seconds <= 2 ? 1 : 0),
    });
  }
  return days;
}
