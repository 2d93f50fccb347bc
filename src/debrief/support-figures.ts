import { sql } from 'drizzle-orm';
import type { Reader } from '../context.ts';
import type { Bilingual } from '../errors.ts';
import type { WaitingRow } from '../slr/waiting.ts';
import { rowsOf } from '../storage/rows-of.ts';
import { type EscalationFigures, escalationFigures } from '../support/escalation.ts';
import type { RegisteredTicket } from '../support/register.ts';
import { type StatusTable, statusTable } from '../support/status-table.ts';
import { type Priority, priorities, type Status } from '../support/types.ts';

/** What was asked of the support desk, and what became of it, from the register alone. */
export interface SupportFigures {
  /** Tickets by phase and kind. */
  byPhase: { phase: string; incidents: number; enhancements: number; questions: number; requests: number }[];
  statuses: StatusTable;
  byNature: PriorityCounts[];
  byArea: PriorityCounts[];
  escalations: Escalations[];
  /** Incidents that were claimed to be of another priority than the facts give, or are none at all. */
  unsupported: { claimed: Priority; is: Priority | 'none'; count: number }[];
  /** Incidents that are New, Open or wait for another department, with what becomes of them. */
  unresolved: Unresolved[];
  /** Hours for which incidents waited for another department: no standard holds for those. */
  hoursAwaitingOthers: number;
  reopened: number;
}

type PriorityCounts = Record<Priority, number> & { id: string; total: number };

/** How long the tickets of a phase took to be handed on, of all that people opened. */
export interface Escalations extends EscalationFigures {
  tickets: number;
}

export interface Unresolved {
  number: string;
  priority: Priority;
  status: Status;
  title: string;
  disposition: string;
  plan: Bilingual | null;
}

/** What a plan says becomes of tickets, by number. */
export async function dispositionsOf(on: Reader): Promise<Dispositions> {
  const rows = await rowsOf<{ number: string; detail: string }>(
    on,
    sql`select subject as number, detail from events where action = 'ticket.planned' order by seq`,
  );
  return new Map(
    rows.map(({ number, detail }) => {
      const { disposition, text = null } = JSON.parse(detail) as { disposition: string; text?: Bilingual };
      return [number, { disposition, text }];
    }),
  );
}

export type Dispositions = ReadonlyMap<string, { disposition: string; text: Bilingual | null }>;

export function supportFigures(
  register: readonly RegisteredTicket[],
  {
    escalationDays,
    dispositions,
    waits,
  }: { escalationDays: number; dispositions: Dispositions; waits: readonly WaitingRow[] },
): SupportFigures {
  const incidents = register.filter((ticket) => ticket.priority !== null);
  return {
    byPhase: [...Map.groupBy(register, (ticket) => ticket.phase)].map(([phase, own]) => ({
      phase,
      incidents: countOf(own, 'incident'),
      enhancements: countOf(own, 'enhancement'),
      questions: countOf(own, 'question'),
      requests: countOf(own, 'request'),
    })),
    statuses: statusTable(register),
    byNature: byPriority(incidents, (ticket) => ticket.nature),
    byArea: byPriority(incidents, (ticket) => ticket.functionalArea),
    escalations: escalationsOf(register, escalationDays),
    unsupported: unsupportedOf(register),
    unresolved: unresolvedOf(incidents, dispositions),
    hoursAwaitingOthers: Math.round(waits.reduce((sum, { minutes }) => sum + minutes, 0) / 60),
    reopened: register.filter((ticket) => ticket.reopenings.length > 0).length,
  };
}

function countOf(own: readonly RegisteredTicket[], kind: RegisteredTicket['kind']): number {
  return own.filter((ticket) => ticket.kind === kind).length;
}

function byPriority(
  incidents: readonly RegisteredTicket[],
  keyOf: (ticket: RegisteredTicket) => string,
): PriorityCounts[] {
  return [...Map.groupBy(incidents, keyOf)]
    .map(([id, own]) => {
      const counts = priorities.map((each) => [each, own.filter((one) => one.priority === each).length]);
      return { id, total: own.length, ...(Object.fromEntries(counts) as Record<Priority, number>) };
    })
    .sort((a, b) => b.total - a.total);
}

/** Beside what was escalated, how many tickets people opened in the phase. */
function escalationsOf(register: readonly RegisteredTicket[], limitDays: number): Escalations[] {
  return escalationFigures(register, limitDays).map((figures) => ({
    ...figures,
    meanDays: Math.round(100 * figures.meanDays) / 100,
    tickets: register.filter(({ phase, source }) => phase === figures.phase && source !== 'monitor').length,
  }));
}

function unsupportedOf(register: readonly RegisteredTicket[]): SupportFigures['unsupported'] {
  const wrong = register.filter((ticket) => ticket.supportsClaim === false);
  const groups = Map.groupBy(wrong, (ticket) => `${ticket.claimedPriority} ${ticket.priority ?? 'none'}`);
  return [...groups.values()].map((own) => ({
    claimed: own[0]!.claimedPriority!,
    is: own[0]!.priority ?? 'none',
    count: own.length,
  }));
}

function unresolvedOf(incidents: readonly RegisteredTicket[], dispositions: Dispositions): Unresolved[] {
  return incidents
    .filter(({ status }) => ['New', 'Open', 'Awaiting OGD'].includes(status))
    .map(({ number, priority, status, title }) => {
      const known = dispositions.get(number);
      const disposition = known?.disposition ?? 'undecided';
      return { number, priority: priority!, status, title, disposition, plan: known?.text ?? null };
    })
    .sort((a, b) => (a.priority + a.number < b.priority + b.number ? -1 : 1));
}
