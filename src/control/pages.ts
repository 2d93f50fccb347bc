import type { MenuItem } from '../pages/layout.ts';
import type { Site } from '../pages/site.ts';
import type { Visit } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { changePages } from './changes.ts';
import { defectPages } from './defects.ts';
import { environmentPages } from './environments.ts';
import { exercisePages } from './exercises.ts';
import { journalPages } from './journal.ts';
import type { Keeper } from './keeper.ts';
import { livePages } from './live.ts';
import { loadPages } from './load.ts';
import { parameterPages } from './parameters.ts';
import { scenarioPages } from './scenarios.ts';
import { sprintPages } from './sprint.ts';
import { systemPages } from './systems.ts';
import { timePages } from './time.ts';

const words = inBoth({
  title: ['Prepare and run', 'Préparer et animer'],
  environments: ['Environments', 'Environnements'],
  sprint: ['Sprint', 'Sprint'],
  exercises: ['Exercises', 'Exercices'],
  live: ['Live', 'En direct'],
  load: ['Load', 'Charge'],
  systems: ['Systems', 'Systèmes'],
  defects: ['Known defects', 'Défauts connus'],
  changes: ['Changes', 'Changements'],
  parameters: ['Parameters', 'Paramètres'],
  scenarios: ['Scenarios', 'Scénarios'],
  journal: ['Journal', 'Journal'],
  support: ['Support desk', 'Bureau de soutien'],
  officer: ['CBSA', 'ASFC'],
});

export function controlMenu({ language }: Visit): MenuItem[] {
  const w = words[language];
  return [
    { path: '/control', title: w.title },
    { path: '/control/environments', title: w.environments },
    { path: '/control/sprint', title: w.sprint },
    { path: '/control/exercises', title: w.exercises },
    { path: '/control/live', title: w.live },
    { path: '/control/load', title: w.load },
    { path: '/control/systems', title: w.systems },
    { path: '/control/defects', title: w.defects },
    { path: '/control/changes', title: w.changes },
    { path: '/control/parameters', title: w.parameters },
    { path: '/control/scenarios', title: w.scenarios },
    { path: '/control/journal', title: w.journal },
    { path: '/cbsa/support', title: w.support },
    { path: '/cbsa', title: w.officer },
  ];
}

/** What a trainer does to an environment. */
export function controlPages(site: Site, keeper: Keeper | undefined): void {
  environmentPages(site, keeper);
  sprintPages(site, keeper);
  exercisePages(site, keeper);
  loadPages(site, keeper);
  for (const add of [
    timePages,
    livePages,
    systemPages,
    defectPages,
    changePages,
    parameterPages,
    scenarioPages,
    journalPages,
  ])
    add(site);
}
