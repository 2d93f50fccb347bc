import type { RegisteredTicket } from './register.ts';

/** How long the tickets of a phase took until managed services or a vendor had them. */
export interface EscalationFigures {
  phase: string;
  escalated: number;
  meanDays: number;
  /** Those that took longer than they should. */
  over: string[];
}

/**
 * Time from a ticket to its first escalation, by sprint or phase, against a limit.
 *
 * @param limitDays the parameter support-escalation-days
 *
 * Source: CARM briefing, March 2024 (3.08 days in Sprint 0, 3.61 in Sprint 1).
 */
export function escalationFigures(
  register: readonly RegisteredTicket[],
  limitDays: number,
): EscalationFigures[] {
  const escalated = register.flatMap(({ number, phase, daysToEscalation }) =>
    daysToEscalation === null ? [] : [{ number, phase, days: daysToEscalation }],
  );
  return [...Map.groupBy(escalated, ({ phase }) => phase)].map(([phase, own]) => ({
    phase,
    escalated: own.length,
    meanDays: own.reduce((sum, { days }) => sum + days, 0) / own.length,
    over: own.filter(({ days }) => days > limitDays).map(({ number }) => number),
  }));
}
