import { type Incident, isResolved } from '../support/types.ts';
import { countedMinutes, monthOf, type Running } from './elapsed.ts';

/** What waiting for other departments cost: CES 2.0 had no service level for it. */
export interface WaitingRow {
  /** The month of resolution, or nothing for what is still open. */
  month: string | null;
  incidents: number;
  minutes: number;
}

/**
 * Incidents that waited for another department, and how long, apart from the service levels.
 *
 * @param now up to when a wait without an end is counted
 */
export function waitingByMonth(incidents: readonly Incident[], now: string, running: Running): WaitingRow[] {
  const rows = new Map<string | null, WaitingRow>();
  for (const incident of incidents.filter(({ waiting }) => waiting.length > 0)) {
    const month = isResolved(incident) ? monthOf(incident.resolvedAt!) : null;
    const row = rows.get(month) ?? { month, incidents: 0, minutes: 0 };
    row.incidents += 1;
    for (const { from, to } of incident.waiting)
      row.minutes += countedMinutes({ from, to: to ?? now }, 'always', running);
    rows.set(month, row);
  }
  return [...rows.values()].sort((a, b) => ((a.month ?? '9') < (b.month ?? '9') ? -1 : 1));
}
