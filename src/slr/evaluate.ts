import type { ResponseTimes } from '../http/response-times.ts';
import type { Requirement } from './requirements.ts';

export type Verdict = 'pass' | 'fail' | 'too-few' | 'no-data';

/** One requirement judged, with the counts that the percentages are made of. */
export interface Evaluation {
  id: string;
  name: { en: string; fr: string };
  /** What was judged: a month, an application, a load window. */
  scope: string;
  verdict: Verdict;
  measures: Measure[];
}

export interface Measure {
  what: { en: string; fr: string };
  target: string;
  measured: string;
  /** How many of how many. */
  count: string;
  isMet: boolean;
}

/**
 * Response time: a share of a class's transactions within so many seconds. CES 2.0 failed for want of transactions, so
 * the count stands beside each share, and a sample too small to speak is told apart from a failure.
 *
 * Source: SLR 1.4-1. Assumption A-10: what sample is too small.
 */
export function evaluateResponseTime(
  requirement: Extract<Requirement, { kind: 'response-time' }>,
  rows: readonly ResponseTimes[],
  scope: string,
): Evaluation {
  const own = rows.filter((row) => row.serviceClass === requirement.serviceClass);
  const total = sum(own.map((row) => row.total));
  const measures = requirement.targets.map(({ percent, withinSeconds }): Measure => {
    const within = sum(
      own.map((row) => (withinSeconds <= 0.5 ? row.withinHalfSecond : row.withinTwoSeconds)),
    );
    const measured = total === 0 ? undefined : (100 * within) / total;
    return {
      what: { en: `within ${withinSeconds.toFixed(1)} s`, fr: `en ${withinSeconds.toFixed(1)} s` },
      target: `${percent} %`,
      measured: measured === undefined ? '–' : `${measured.toFixed(2)} %`,
      count: `${within} / ${total}`,
      isMet: measured !== undefined && measured >= percent,
    };
  });
  const verdict = responseVerdict(total, requirement.minimumSample, measures);
  return { id: requirement.id, name: requirement.name, scope, verdict, measures };
}

export interface Outage {
  application: string;
  startedAt: string;
  endedAt: string;
  isPlanned: boolean;
}

/**
 * Availability of one application in one month: no unplanned event of an hour or more, and less than three hours in
 * all. An event that spans two months counts in each with its part there.
 *
 * Source: SLR 1.4-2.
 */
export function evaluateAvailability(
  requirement: Extract<Requirement, { kind: 'availability' }>,
  outages: readonly Outage[],
  application: string,
  month: string,
): Evaluation {
  const minutes = outages
    .filter((outage) => outage.application === application && !outage.isPlanned)
    .map((outage) => minutesWithin(outage, month))
    .filter((length) => length > 0);
  const [longest, total] = [Math.max(0, ...minutes), sum(minutes)];
  const { singleEventMinutes, monthMinutes } = requirement.limits;
  const measure = (en: string, fr: string, limit: number, measured: number): Measure => ({
    what: { en, fr },
    target: `< ${limit} min`,
    measured: `${measured.toFixed(0)} min`,
    count: `${minutes.length}`,
    isMet: measured < limit,
  });
  const measures = [
    measure('longest unplanned event', 'plus longue panne imprévue', singleEventMinutes, longest),
    measure('unplanned in the month', 'pannes imprévues du mois', monthMinutes, total),
  ];
  const verdict = measures.every((each) => each.isMet) ? 'pass' : 'fail';
  return { id: requirement.id, name: requirement.name, scope: `${application} ${month}`, verdict, measures };
}

function responseVerdict(total: number, minimumSample: number, measures: readonly Measure[]): Verdict {
  if (total === 0) return 'no-data';
  if (total < minimumSample) return 'too-few';
  return measures.every((measure) => measure.isMet) ? 'pass' : 'fail';
}

function minutesWithin(outage: Outage, month: string): number {
  const start = Temporal.PlainDate.from(`${month}-01`).toZonedDateTime('America/Toronto').toInstant();
  const end = Temporal.PlainDate.from(`${month}-01`)
    .add({ months: 1 })
    .toZonedDateTime('America/Toronto')
    .toInstant();
  const from = Math.max(Temporal.Instant.from(outage.startedAt).epochMilliseconds, start.epochMilliseconds);
  const to = Math.min(Temporal.Instant.from(outage.endedAt).epochMilliseconds, end.epochMilliseconds);
  return Math.max(0, to - from) / 60_000;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
