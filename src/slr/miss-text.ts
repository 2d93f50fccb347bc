import { parseInstant } from '../clock/instants.ts';
import type { Bilingual } from '../errors.ts';
import type { Miss } from './evaluate-register.ts';
import type { IncidentRequirement } from './requirements.ts';

/** A miss explained by its timeline: opened, responded, waited, resolved, the limit, and by how much. */
export function missText(
  { kind, calendar }: IncidentRequirement,
  miss: Omit<Miss, 'isForgiven' | 'en' | 'fr'>,
): Bilingual {
  const isBusiness = calendar !== 'always';
  const took = lengthText(miss.tookMinutes, isBusiness);
  const limit = lengthText(miss.limitMinutes, isBusiness);
  const over = lengthText(miss.overMinutes, isBusiness);
  const waited = lengthText(miss.waitedMinutes, false);
  const [opened, responded, resolved] = [miss.openedAt, miss.respondedAt, miss.resolvedAt].map(timeText);
  const isResponse = kind === 'incident-response';
  return {
    en: `${miss.number} (${miss.priority}): opened ${opened}, responded ${responded}, waited for another department ${waited.en}, resolved ${resolved}; ${isResponse ? 'response' : 'resolution'} took ${took.en}, limit ${limit.en}: ${over.en} too long`,
    fr: `${miss.number} (${miss.priority}) : ouvert ${opened}, réponse ${responded}, attente d’un autre ministère ${waited.fr}, résolu ${resolved}; la ${isResponse ? 'réponse' : 'résolution'} a pris ${took.fr}, limite ${limit.fr} : ${over.fr} de trop`,
  };
}

function timeText(instant: string | null): string {
  if (instant === null) return '–';
  return parseInstant(instant).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** A length of time in days, hours and minutes; of a business calendar its days are business days. */
function lengthText(given: number, isBusiness: boolean): Bilingual {
  const minutes = Math.ceil(given);
  const [days, hours, rest] = [
    Math.floor(minutes / 1440),
    Math.floor((minutes % 1440) / 60),
    minutes % 60,
  ] as const;
  const parts = (day: string) =>
    [days > 0 ? `${days} ${day}` : '', hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : '']
      .filter((part) => part !== '')
      .join(' ') || '0 min';
  return { en: parts(isBusiness ? 'business d' : 'd'), fr: parts(isBusiness ? 'j ouvrables' : 'j') };
}
