import { type Incident, isResolved } from '../support/types.ts';
import { countedMinutes, minutesOf, type Running } from './elapsed.ts';
import { type IncidentRequirement, requirements } from './requirements.ts';

/** An incident that still runs against a requirement. */
export interface OpenClock {
  incident: Incident;
  requirement: string;
  kind: IncidentRequirement['kind'];
  tookMinutes: number;
  limitMinutes: number;
}

/**
 * The clocks that run at an instant: of incidents nobody responded to yet, and of those not resolved; the one with least
 * time left first.
 *
 * Source: CARM briefing, March 2024, SLR 1.4-4a to 1.4-5b.
 */
export function openClocks(incidents: readonly Incident[], running: Running, now: string): OpenClock[] {
  const own = requirements().filter(
    (each): each is IncidentRequirement =>
      each.kind === 'incident-response' || each.kind === 'incident-resolution',
  );
  return incidents
    .filter((incident) => !isResolved(incident))
    .flatMap((incident) =>
      own.flatMap((requirement) => {
        const limit = requirement.limits[incident.priority];
        const isAnswered = requirement.kind === 'incident-response' && incident.respondedAt !== null;
        if (limit === undefined || isAnswered) return [];
        const span = { from: incident.openedAt, to: now };
        const waiting = incident.waiting.map(({ from, to }) => ({ from, to: to ?? now }));
        const stopped = running.stopsWhileWaiting ? waiting : [];
        const tookMinutes = Math.round(countedMinutes(span, requirement.calendar, running, stopped));
        const { id, kind } = requirement;
        return [{ incident, requirement: id, kind, tookMinutes, limitMinutes: minutesOf(limit) }];
      }),
    )
    .sort((a, b) => a.limitMinutes - a.tookMinutes - (b.limitMinutes - b.tookMinutes));
}
