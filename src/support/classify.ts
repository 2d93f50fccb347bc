import type { Bilingual } from '../errors.ts';
import { priorityRules } from './priority-rules.ts';
import type { Facts, Priority, TicketKind, ToClassify } from './types.ts';

/** What a ticket is, and by which rule. Only an incident has a priority. */
export interface Classification {
  kind: TicketKind;
  priority: Priority | null;
  rule: { id: string; text: Bilingual };
  /** Whether the facts support the priority claimed; nothing where none is. */
  supportsClaim: boolean | null;
}

/** What is no incident, whatever it is claimed to be. */
export const otherKinds: Record<Exclude<TicketKind, 'incident'>, Bilingual> = {
  enhancement: {
    en: 'A wish for something new is not an incident',
    fr: 'Un souhait de nouveauté n’est pas un incident',
  },
  question: { en: 'A question is not an incident', fr: 'Une question n’est pas un incident' },
  request: { en: 'A request is not an incident', fr: 'Une demande n’est pas un incident' },
};

/**
 * Decide from facts what a ticket is and how urgent, and whether that supports the priority claimed: CES 2.0 saw wishes
 * reported as complete stops of work.
 *
 * @param given the facts, with what is not known left out; without a kind it is an incident
 *
 * Source: CARM briefing, March 2024, incident priority definitions and key challenges. Assumption A-98: a claim is
 * supported by the priority that the facts decide, and by no other.
 */
export function classify(given: Omit<ToClassify, 'id'>): Classification {
  const kind = given.kind ?? 'incident';
  const claimed = given.claimedPriority ?? null;
  if (kind !== 'incident') {
    const rule = { id: kind, text: otherKinds[kind] };
    return { kind, priority: null, rule, supportsClaim: claimed === null ? null : false };
  }
  const { id, text, priority } = priorityOf(given);
  const supportsClaim = claimed === null ? null : claimed === priority;
  return { kind, priority, rule: { id, text }, supportsClaim };
}

/** The highest rule that fits; the last one fits always. */
function priorityOf(facts: Facts) {
  return priorityRules.find((rule) => rule.fits(facts))!;
}
