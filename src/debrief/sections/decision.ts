import type { Bilingual } from '../../errors.ts';
import { observationsOf } from '../observations.ts';
import { type Decision, readinessOf, tones } from '../readiness.ts';
import { figures, type Section, words } from '../section.ts';
import type { Debrief } from '../types.ts';

export const decisions: Record<Decision, Bilingual> = {
  go: { en: 'Go', fr: 'Feu vert' },
  'no-go': { en: 'No-go', fr: 'Feu rouge' },
  'not known': { en: 'Not known', fr: 'Indéterminé' },
};

/** The page to decide from: each criterion, what was measured, and what follows. */
export function decision(debrief: Debrief): Section {
  const { decision: verdict, criteria } = readinessOf(debrief);
  return {
    id: 'decision',
    title: { en: 'Go or no-go', fr: 'Feu vert ou feu rouge' },
    paragraphs: [
      {
        en: `By its criteria this run says: ${decisions[verdict].en.toLowerCase()}. One criterion that is not met says no; one that is not known leaves it open.`,
        fr: `Selon ses critères, cette exécution dit : ${decisions[verdict].fr.toLowerCase()}. Un critère non rempli dit non; un critère indéterminé laisse la question ouverte.`,
      },
      ...debrief.measured.leftOut,
    ],
    tables: [
      {
        id: 'criteria',
        title: { en: 'Readiness by criterion', fr: 'État de préparation par critère' },
        columns: [
          words('Criterion', 'Critère'),
          words('Measured', 'Mesuré'),
          words('Target', 'Cible'),
          words('Verdict', 'Verdict'),
        ],
        rows: criteria.map(({ text, measured, target, verdict: own }) => [
          ...[text, figures(measured), target],
          { text: decisions[own], tone: tones[own] },
        ]),
      },
    ],
  };
}

/** What the run shows, by stated rules; what a lead adds; and what to do. */
export function observations(debrief: Debrief): Section {
  const seen = observationsOf(debrief);
  const { warnings, remarks } = debrief.business;
  const recommended = seen.filter((each) => each.recommendation !== undefined);
  return {
    id: 'observations',
    title: { en: 'Observations and recommendations', fr: 'Observations et recommandations' },
    paragraphs: remarks,
    tables: [
      {
        id: 'observations',
        title: {
          en: 'Observations, each with the rule that drew it',
          fr: 'Observations, chacune avec la règle qui l’a tirée',
        },
        columns: [words('Observation', 'Observation'), words('Kind', 'Type'), words('Rule', 'Règle')],
        rows: [
          ...seen.map(({ rule, kind, text }) => [
            text,
            kind === 'success'
              ? { text: { en: 'success', fr: 'réussite' }, tone: 'good' as const }
              : { text: { en: 'challenge', fr: 'défi' }, tone: 'bad' as const },
            rule,
          ]),
          ...warnings.map((text) => [
            text,
            { text: { en: 'warning', fr: 'avertissement' }, tone: 'open' as const },
            'plan',
          ]),
        ],
      },
      {
        id: 'recommendations',
        title: { en: 'Recommendations', fr: 'Recommandations' },
        columns: [words('Recommendation', 'Recommandation'), words('Rule', 'Règle')],
        rows: recommended.map(({ recommendation, rule }) => [recommendation!, rule]),
      },
    ].filter((table) => table.rows.length > 0),
  };
}
