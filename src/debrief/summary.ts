import { readinessOf } from './readiness.ts';
import type { Debrief, EarlierRun } from './types.ts';

/** What a run is compared by with others of its plan. */
export function summaryOf(name: string, debrief: Debrief): EarlierRun {
  const { business } = debrief;
  const { criteria, decision } = readinessOf(debrief);
  return {
    name,
    seed: debrief.seed,
    decision,
    digest: business.digest,
    figures: business.figures.map(({ id, label, value }) => ({ id, label, value })),
    criteria: criteria.map(({ id, text, measured, verdict }) => ({ id, text, measured, verdict })),
  };
}
