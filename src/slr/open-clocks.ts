import { type Incident, isResolved } from '../support/types.ts';
import { minutesOf, type Running } from './elapsed.ts';
import { isOfIncidents, minutesTaken } from './evaluate-register.ts';
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
  const own = requirements().filter(isOfIncidents);
  return incidents
    .filter((incident) => !isResolved(incident))
    .flatMap((incident) =>
      own.flatMap((requirement) => {
        const limit = requirement.limits[incident.priority];
        const isAnswered = requirement.kind === 'incident-response' && incident.respondedAt !== null;
        if (limit === undefined || isAnswered) return [];
        const tookMinutes = Math.round(minutesTaken(requirement, incident, now, running));
        const { id, kind } = requirement;
        return [{ incident, requirement: id, kind, tookMinutes, limitMinutes: minutesOf(limit) }];
      }),
    )
    .sort((a, b) => a.limitMinutes - a.tookMinutes - (b.limitMinutes - b.tookMinutes));
}
