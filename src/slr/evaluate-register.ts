import { type Incident, isResolved, type Priority } from '../support/types.ts';
import { countedMinutes, minutesOf, monthOf, type Running } from './elapsed.ts';
import type { Verdict } from './evaluate.ts';
import { missText } from './miss-text.ts';
import { type IncidentRequirement, requirements } from './requirements.ts';

/** One requirement in one month, with the counts that the result is made of. */
export interface RegisterRow {
  slr: string;
  month: string;
  total: number;
  met: number;
  missed: number;
  result: Verdict;
  misses: Miss[];
}

/** What was outside of its target, with its timeline. */
export interface Miss {
  number: string;
  priority: Priority | null;
  openedAt: string;
  respondedAt: string | null;
  resolvedAt: string | null;
  /** All minutes in which it waited for another department, whether or not they count. */
  waitedMinutes: number;
  limitMinutes: number;
  tookMinutes: number;
  overMinutes: number;
  /** The only miss of its month, under a requirement that forgives one. */
  isForgiven: boolean;
  en: string;
  fr: string;
}

interface Judged {
  requirement: IncidentRequirement;
  incident: Incident;
  month: string;
  miss: Miss | undefined;
}

/**
 * Judge the response to incidents and their resolution, month by month.
 *
 * A response counts in the month of the response, a resolution in the month of the resolution: what is still open misses
 * nothing yet. The one miss of a month is forgiven where the requirement says so and no other incident of any severity
 * was resolved too late in that month.
 *
 * Source: CARM briefing, March 2024, SLR 1.4-4a to 1.4-5b and the notes on their results. Assumption A-100: the month of
 * a response. Assumption A-101: where no response is known, the resolution was the first.
 */
export function evaluateRegister(incidents: readonly Incident[], running: Running): RegisterRow[] {
  const own = requirements().filter(isOfIncidents);
  const judged = own.flatMap((requirement) => judgeAll(requirement, incidents, running));
  const months = monthsBetween(judged.map(({ month }) => month));
  return own.flatMap((requirement) => months.map((month) => rowOf(requirement, month, judged)));
}

export function isOfIncidents(
  requirement: ReturnType<typeof requirements>[number],
): requirement is IncidentRequirement {
  return requirement.kind === 'incident-response' || requirement.kind === 'incident-resolution';
}

function judgeAll(
  requirement: IncidentRequirement,
  incidents: readonly Incident[],
  running: Running,
): Judged[] {
  return incidents.flatMap((incident) => {
    const end = endOf(requirement, incident);
    const limit = requirement.limits[incident.priority];
    if (end === null || limit === undefined) return [];
    const waiting = waitingUntil(incident, end);
    const took = minutesTaken(requirement, incident, end, running);
    const waited = waiting.reduce((sum, each) => sum + countedMinutes(each, 'always', running), 0);
    const times = { limitMinutes: minutesOf(limit), tookMinutes: took, waitedMinutes: waited };
    const miss = took > times.limitMinutes ? missOf(requirement, incident, times) : undefined;
    return [{ requirement, incident, month: monthOf(end), miss }];
  });
}

/** Minutes that count against a requirement from the opening of an incident until an instant. */
export function minutesTaken(
  { calendar }: IncidentRequirement,
  incident: Incident,
  to: string,
  running: Running,
): number {
  const stopped = running.stopsWhileWaiting ? waitingUntil(incident, to) : [];
  return countedMinutes({ from: incident.openedAt, to }, calendar, running, stopped);
}

function waitingUntil({ waiting }: Incident, end: string) {
  return waiting.map(({ from, to }) => ({ from, to: to ?? end }));
}

/** When what the requirement asks for was done. */
function endOf({ kind }: IncidentRequirement, incident: Incident): string | null {
  const resolvedAt = isResolved(incident) ? incident.resolvedAt : null;
  return kind === 'incident-response' ? (incident.respondedAt ?? resolvedAt) : resolvedAt;
}

function missOf(
  requirement: IncidentRequirement,
  { number, priority, openedAt, respondedAt, resolvedAt }: Incident,
  times: Pick<Miss, 'limitMinutes' | 'tookMinutes' | 'waitedMinutes'>,
): Miss {
  const overMinutes = times.tookMinutes - times.limitMinutes;
  const timeline = { number, priority, openedAt, respondedAt, resolvedAt, ...times, overMinutes };
  return { ...timeline, isForgiven: false, ...missText(requirement, timeline) };
}

function rowOf(requirement: IncidentRequirement, month: string, judged: readonly Judged[]): RegisterRow {
  const ofMonth = judged.filter((each) => each.month === month);
  const own = ofMonth.filter((each) => each.requirement === requirement);
  const missed = own.flatMap(({ miss }) => miss ?? []);
  const isForgiven = requirement.forgivesSingleMiss && resolvedTooLate(ofMonth) === 1 && missed.length === 1;
  const total = own.length;
  return {
    slr: requirement.id,
    month,
    total,
    met: total - missed.length,
    missed: missed.length,
    result: total === 0 ? 'no-data' : missed.length === 0 || isForgiven ? 'pass' : 'fail',
    misses: missed.map((miss) => ({ ...miss, isForgiven })),
  };
}

function resolvedTooLate(ofMonth: readonly Judged[]): number {
  return ofMonth.filter(
    ({ requirement, miss }) => requirement.kind === 'incident-resolution' && miss !== undefined,
  ).length;
}

/** Every month from the first to the last, those without anything included. */
export function monthsBetween(given: readonly string[]): string[] {
  if (given.length === 0) return [];
  const sorted = [...given].sort();
  const months: string[] = [];
  for (let month = Temporal.PlainYearMonth.from(sorted[0]!); ; month = month.add({ months: 1 })) {
    months.push(month.toString());
    if (month.toString() >= sorted.at(-1)!) return months;
  }
}
