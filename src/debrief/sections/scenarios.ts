import { numbers, type Section, words } from '../section.ts';
import type { Debrief } from '../types.ts';

/** The business scenarios by feature, and which business processes they go through. */
export function scenarios({ business }: Debrief): Section {
  const byFeature = [...Map.groupBy(business.scenarios, (each) => each.feature)];
  const failed = business.scenarios.filter((each) => each.status === 'failed');
  return {
    id: 'scenarios',
    title: { en: 'Business scenarios', fr: 'Scénarios d’affaires' },
    tables: [
      {
        id: 'failed-scenarios',
        title: { en: 'Scenarios that failed', fr: 'Scénarios échoués' },
        columns: [words('Feature', 'Fonctionnalité'), words('Scenario', 'Scénario')],
        rows: failed.map(({ feature, scenario }) => [feature, { text: scenario, tone: 'bad' as const }]),
        trace: 'features.html',
      },
      {
        id: 'scenarios',
        title: { en: 'By feature', fr: 'Par fonctionnalité' },
        columns: [
          words('Feature', 'Fonctionnalité'),
          numbers('passed', 'réussis'),
          numbers('failed', 'échoués'),
        ],
        rows: byFeature.map(([feature, results]) => {
          const passed = results.filter((each) => each.status === 'passed').length;
          return [feature, passed, results.length - passed];
        }),
        trace: 'features.html, junit.xml',
      },
    ].filter((table) => table.rows.length > 0),
  };
}

export function coverage({ business }: Debrief): Section {
  return {
    id: 'coverage',
    title: { en: 'What this rehearsal covers', fr: 'Ce que couvre cette répétition' },
    tables: [
      {
        id: 'coverage',
        title: { en: 'Business processes', fr: 'Processus d’affaires' },
        columns: [
          words('Process', 'Processus'),
          numbers('Scenarios', 'Scénarios'),
          numbers('passed', 'réussis'),
          words('Covered', 'Couvert'),
        ],
        rows: business.covers.map(({ process, scenarios: count, passed, leftOut }) => [
          process,
          count,
          passed,
          leftOut !== null
            ? { text: leftOut, tone: 'open' }
            : count === 0
              ? { text: { en: 'not covered', fr: 'non couvert' }, tone: 'bad' }
              : { text: { en: 'covered', fr: 'couvert' }, tone: 'good' },
        ]),
        trace: 'features.html',
      },
    ],
  };
}
