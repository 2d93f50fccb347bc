import type { Chance } from '../chance.ts';
import { addBusinessDays, type Holidays } from '../clock/calendar.ts';
import { timeZone } from '../clock/instants.ts';
import type { Actor } from '../context.ts';
import { system } from '../open-environment.ts';
import type { OrganisationType } from '../support/vocabulary.ts';
import { at, businessDays } from './days.ts';
import { actorOf, type Participant } from './people.ts';
import type { Plan } from './plan.ts';
import type { Duration, Report } from './support-plan.ts';

/** What becomes of a ticket, one step after the other. */
export type TicketDoing = 'open' | 'respond' | 'escalate' | 'to vendor' | 'wait' | 'resolve' | 'reopen';

/** A step in the life of one ticket. */
export interface TicketStep {
  at: Temporal.ZonedDateTime;
  kind: 'ticket';
  doing: TicketDoing;
  /** Which ticket: all its steps share it. */
  key: string;
  /** The number that it had, where that is known. */
  number: string | undefined;
  title: string;
  /** The phase among whose it is counted. */
  phase: string;
  report: Report;
  by: Actor;
  /** What kind of organisation asks. */
  organisation: OrganisationType;
}

/** All that the support desk will have to do: a matter of the plan and its seed alone. */
export function agendaOfSupport(
  { support, phases }: Plan,
  { chance, cast, holidays }: { chance: Chance; cast: readonly Participant[]; holidays: Holidays },
): TicketStep[] {
  if (support === undefined) return [];
  return support.reports.flatMap((report, r) => {
    const days = businessDays(report.from, report.to, holidays);
    const who = cast.filter((member) => member.role === report.by);
    return Array.from({ length: report.count }, (_, i) => {
      const own = chance.child(`ticket ${r} ${i}`);
      const member = who.length === 0 ? undefined : own.pick(who);
      const day = days[Math.floor((i * days.length) / report.count)]!;
      const ticket: Ticket = {
        ...{ kind: 'ticket', key: `${r}-${i}`, number: report.tickets?.[i], report },
        ...{ title: report.title.en, phase: phaseCounted(phases, day.toString()) },
        organisation: organisationOf(member),
      };
      const by = member === undefined ? system : actorOf(member);
      return lifeOf(ticket, by, at(day, minuteOf(report, own)), { own, holidays });
    }).flat();
  });
}

/** Monitors belong to the CBSA. */
function organisationOf(member: Participant | undefined): OrganisationType {
  if (member?.role === 'project-support') return 'project';
  if (member?.role !== 'partner') return 'cbsa';
  return member.type === undefined || member.type === 'courier' ? 'other' : member.type;
}

/** Early enough for an answer on the same day. */
function minuteOf({ at: time }: Report, own: Chance): number {
  if (time === undefined) return own.whole(8 * 60, 16 * 60);
  const { hour, minute } = Temporal.PlainTime.from(time);
  return hour * 60 + minute;
}

/** The phase among whose tickets those of a day are counted. */
function phaseCounted(phases: Plan['phases'], day: string): string {
  const phase = phases.find(({ from, to }) => from <= day && day <= to);
  return phase?.countsAs ?? phase?.id ?? '';
}

type Ticket = Omit<TicketStep, 'at' | 'doing' | 'by'>;

interface Means {
  own: Chance;
  holidays: Holidays;
}

function lifeOf(ticket: Ticket, by: Actor, openedAt: Temporal.ZonedDateTime, means: Means): TicketStep[] {
  const { report } = ticket;
  const step = (doing: TicketDoing, instant: Temporal.ZonedDateTime, who: Actor = system): TicketStep => ({
    ...ticket,
    doing,
    at: instant,
    by: who,
  });
  const steps = [step('open', openedAt, by)];
  const then = (doing: TicketDoing, from: Temporal.ZonedDateTime, duration: Duration | undefined) => {
    if (duration === undefined) return from;
    const instant = after(from, duration, means);
    steps.push(step(doing, instant, doing === 'reopen' ? by : system));
    return instant;
  };
  if (report.stays === 'New') return steps;
  const respondedAt = then('respond', openedAt, report.respondedAfter);
  const escalatedAt = then('escalate', openedAt, report.escalatedAfter);
  const handedOnAt = then('to vendor', escalatedAt, report.toVendorAfter);
  if (report.stays !== undefined) {
    const last = latest(respondedAt, escalatedAt, handedOnAt).add({ minutes: 30 });
    return [...steps, step('wait', last)];
  }
  const resolvedAt = then('resolve', handedOnAt, report.resolvedAfter);
  const reopenedAt = then('reopen', resolvedAt, report.reopenedAfter);
  if (reopenedAt !== resolvedAt) then('resolve', reopenedAt, report.resolvedAfter);
  return steps;
}

/** So long after an instant; business days keep the hour of the day. */
function after(
  from: Temporal.ZonedDateTime,
  duration: Duration,
  { own, holidays }: Means,
): Temporal.ZonedDateTime {
  const drawn = ([least, most]: readonly [number, number]) => least + own.fraction() * (most - least);
  if ('minutes' in duration) return from.add({ seconds: Math.round(drawn(duration.minutes) * 60) });
  if ('hours' in duration) return from.add({ seconds: Math.round(drawn(duration.hours) * 3600) });
  const days = drawn(duration.businessDays);
  const day = addBusinessDays(from.toPlainDate(), Math.floor(days), holidays);
  const start = day.toZonedDateTime({ timeZone, plainTime: from.toPlainTime() });
  // Of the day that is begun, as much as is left of it until eight in the evening.
  const left = Math.max(1, 20 * 60 - from.hour * 60 - from.minute);
  return start.add({ seconds: Math.ceil((days - Math.floor(days)) * left * 60) });
}

function latest(...instants: Temporal.ZonedDateTime[]): Temporal.ZonedDateTime {
  return instants.reduce((a, b) => (Temporal.ZonedDateTime.compare(a, b) >= 0 ? a : b));
}
