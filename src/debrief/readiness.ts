import type { Bilingual } from '../errors.ts';
import { requirements } from '../slr/requirements.ts';
import type { Tone } from './section.ts';
import type { Debrief } from './types.ts';

/** One thing that must be so before going live, as a run found it. */
export interface Criterion {
  id: string;
  text: Bilingual;
  measured: string;
  target: string;
  verdict: 'go' | 'no-go' | 'not known';
}

export type Decision = Criterion['verdict'];

/** Share of submissions that may be rejected. Assumption A-108. */
const rejectedAtMost = 0.1;

/** What a decision to go live rests on. One that is not met says no; one that is not known leaves it open. */
export function readinessOf(debrief: Debrief): { decision: Decision; criteria: Criterion[] } {
  const criteria = [
    ...[scenarios(debrief), ledger(debrief), processes(debrief), rejections(debrief)],
    ...openIncidents(debrief),
    ...serviceLevels(debrief),
  ];
  const has = (verdict: Decision) => criteria.some((each) => each.verdict === verdict);
  return { decision: has('no-go') ? 'no-go' : has('not known') ? 'not known' : 'go', criteria };
}

export const tones: Record<Decision, Tone> = { go: 'good', 'no-go': 'bad', 'not known': 'open' };

function scenarios({ business }: Debrief): Criterion {
  const passed = business.scenarios.filter((each) => each.status === 'passed').length;
  const count = business.scenarios.length;
  return {
    id: 'scenarios',
    text: { en: 'Every business scenario passes', fr: 'Chaque scénario d’affaires réussit' },
    measured: `${passed} / ${count}`,
    target: '100 %',
    verdict: count === 0 ? 'not known' : passed === count ? 'go' : 'no-go',
  };
}

function ledger({ business: { violations } }: Debrief): Criterion {
  return {
    id: 'ledger',
    text: {
      en: 'The ledger, the statements and the journal hold every invariant',
      fr: 'Le grand livre, les relevés et le journal respectent chaque invariant',
    },
    measured: String(violations.length),
    target: '0',
    verdict: violations.length === 0 ? 'go' : 'no-go',
  };
}

function processes({ business: { covers } }: Debrief): Criterion {
  const covered = covers.filter((each) => each.scenarios > 0 && each.leftOut === null).length;
  return {
    id: 'processes',
    text: { en: 'Every business process was rehearsed', fr: 'Chaque processus d’affaires a été répété' },
    measured: `${covered} / ${covers.length}`,
    target: '100 %',
    verdict: covered === covers.length ? 'go' : 'not known',
  };
}

function rejections({ business: { declarationsByDay } }: Debrief): Criterion {
  const count = (key: 'accepted' | 'rejected') => declarationsByDay.reduce((sum, day) => sum + day[key], 0);
  const all = count('accepted') + count('rejected');
  const share = all === 0 ? 0 : count('rejected') / all;
  return {
    id: 'rejections',
    text: { en: 'Few submissions are rejected', fr: 'Peu de soumissions sont rejetées' },
    measured: all === 0 ? '–' : `${(100 * share).toFixed(1)} % (${count('rejected')} / ${all})`,
    target: `≤ ${100 * rejectedAtMost} %`,
    verdict: all === 0 ? 'not known' : share <= rejectedAtMost ? 'go' : 'no-go',
  };
}

/** Nobody goes live with an incident of severity 1 or 2 that is not resolved, or with one about which nothing is decided. */
function openIncidents({ business: { support } }: Debrief): Criterion[] {
  if (support === null) return [];
  const severe = support.unresolved.filter(({ priority }) => priority === 'P1' || priority === 'P2');
  const undecided = support.unresolved.filter(({ disposition }) => disposition === 'undecided');
  return [
    {
      id: 'severe-incidents',
      text: { en: 'No P1 or P2 incident is unresolved', fr: 'Aucun incident P1 ou P2 n’est sans solution' },
      measured: String(severe.length),
      target: '0',
      verdict: severe.length === 0 ? 'go' : 'no-go',
    },
    {
      id: 'undecided-incidents',
      text: {
        en: 'Of every unresolved incident it is decided what becomes of it',
        fr: 'Le sort de chaque incident sans solution est décidé',
      },
      measured: `${support.unresolved.length - undecided.length} / ${support.unresolved.length}`,
      target: '100 %',
      verdict: undecided.length === 0 ? 'go' : 'not known',
    },
  ];
}

/** Each requirement by its worst verdict. */
function serviceLevels({ business, measured }: Debrief): Criterion[] {
  const names = new Map<string, Bilingual>(requirements().map(({ id, name }) => [id, name]));
  const judged = business.register.map(({ slr, result }) => ({ id: slr, verdict: result }));
  const all = [...measured.responseTime, ...business.serviceLevels, ...judged];
  return [...Map.groupBy(all, (each) => each.id)].map(([id, evaluations]) => {
    const failed = evaluations.filter((each) => each.verdict === 'fail');
    const known = evaluations.filter((each) => each.verdict === 'pass');
    return {
      id: `slr ${id}`,
      text: { en: `SLR ${id}: ${names.get(id)!.en}`, fr: `Exigence ${id} : ${names.get(id)!.fr}` },
      measured: `${known.length} / ${evaluations.length}`,
      target: '100 %',
      verdict: failed.length > 0 ? 'no-go' : known.length === evaluations.length ? 'go' : 'not known',
    };
  });
}
