import type { Reader } from '../context.ts';
import { allProblems, type SupportProblem } from './problem-store.ts';
import { allSteps, allTickets, type Ticket, type TicketStep } from './store.ts';
import type { Incident, Interval, Priority, Status } from './types.ts';
import type { EscalationTarget } from './vocabulary.ts';

/** A ticket with its timeline, as a debrief counts it. Of an incident, the shape by which service levels judge. */
export interface RegisteredTicket extends Omit<Incident, 'priority'>, Pick<Ticket, CountedBy> {
  /** Nothing where it is no incident. */
  priority: Priority | null;
  /** Nothing where no priority was claimed. */
  supportsClaim: boolean | null;
  escalations: { to: EscalationTarget; at: string }[];
  /** From its opening to its first escalation, in days of 24 hours. */
  daysToEscalation: number | null;
  resolutions: string[];
  reopenings: string[];
  /** Status and priority from each instant on. */
  statusChanges: { at: string; status: Status }[];
  priorityChanges: { at: string; priority: Priority | null }[];
  /** All waits, by what it waited for. */
  waits: (Interval & { status: Status })[];
  problem: string | null;
}

type CountedBy =
  | 'kind'
  | 'source'
  | 'category'
  | 'functionalArea'
  | 'nature'
  | 'title'
  | 'organisationType'
  | 'bn9'
  | 'process'
  | 'phase'
  | 'claimedPriority'
  | 'rule'
  | 'closedAt'
  | 'fixedByChange';

/** Every ticket with its timeline, in the order of opening, from its steps alone. */
export async function registerOf(on: Reader): Promise<RegisteredTicket[]> {
  const steps = Map.groupBy(await allSteps(on), ({ ticket }) => ticket);
  const problems = new Map((await allProblems(on)).map((problem) => [problem.id, problem]));
  return (await allTickets(on)).map((ticket) => timelineOf(ticket, steps.get(ticket.number) ?? [], problems));
}

/** The incidents of a register, which service levels judge. */
export function incidentsOf(register: readonly RegisteredTicket[]): Incident[] {
  return register.flatMap((ticket) =>
    ticket.priority === null ? [] : [{ ...ticket, priority: ticket.priority }],
  );
}

function timelineOf(
  { id, description, openedBy, facts, closeOn, problemId, ...ticket }: Ticket,
  steps: readonly TicketStep[],
  problems: ReadonlyMap<number, SupportProblem>,
): RegisteredTicket {
  const of = (kind: TicketStep['kind']) => steps.filter((step) => step.kind === kind);
  const statusChanges = changesOf(steps, ({ status }) => status).map(([at, status]) => ({ at, status }));
  const waits = waitsOf(statusChanges);
  const escalations = of('escalated').map(({ at, escalatedTo }) => ({ to: escalatedTo ?? 'operator', at }));
  const first = escalations[0];
  const { priority, claimedPriority } = ticket;
  return {
    ...ticket,
    supportsClaim: claimedPriority === null ? null : claimedPriority === priority,
    escalations,
    daysToEscalation: first === undefined ? null : daysBetween(ticket.openedAt, first.at),
    resolutions: of('resolved').map(({ at }) => at),
    reopenings: of('reopened').map(({ at }) => at),
    statusChanges,
    priorityChanges: changesOf(steps, (step) => step.priority).map(([at, to]) => ({ at, priority: to })),
    waits,
    waiting: waits.filter(({ status }) => status === 'Awaiting OGD').map(({ from, to }) => ({ from, to })),
    problem: problemId === null ? null : (problems.get(problemId)?.reference ?? null),
  };
}

/** The steps at which something became another one, the first included. */
function changesOf<T>(steps: readonly TicketStep[], what: (step: TicketStep) => T): [string, T][] {
  return steps
    .filter((step, index) => index === 0 || what(step) !== what(steps[index - 1]!))
    .map((step) => [step.at, what(step)]);
}

function waitsOf(changes: readonly { at: string; status: Status }[]): RegisteredTicket['waits'] {
  return changes.flatMap(({ at, status }, index) => {
    const to = changes[index + 1]?.at ?? null;
    return status.startsWith('Awaiting') && to !== at ? [{ status, from: at, to }] : [];
  });
}

function daysBetween(from: string, to: string): number {
  const length = Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds;
  return length / 86_400_000;
}
