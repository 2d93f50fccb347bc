import { reportsFolder } from '../config.ts';
import { businessProcesses } from '../debrief/coverage.ts';
import { scenarioKey } from '../debrief/types.ts';
import { button, selectField, textField, untouched } from '../pages/form.ts';
import { trainer } from '../pages/guards.ts';
import { each, type Html, html } from '../pages/html.ts';
import { link, table, tag } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { catalogue, chosenBy, type Scenario } from '../simulation/catalogue.ts';
import { type LastResult, lastResults } from '../simulation/earlier-runs.ts';

const words = inBoth({
  title: ['Scenarios', 'Scénarios'],
  lead: [
    'Business scenarios that rehearsals run and exercises are made of, with their result in the newest rehearsal on this machine.',
    'Scénarios d’affaires que les répétitions exécutent et dont les exercices sont faits, avec leur résultat dans la répétition la plus récente sur cette machine.',
  ],
  process: ['Business process', 'Processus d’affaires'],
  scenarios: ['Scenarios', 'Scénarios'],
  inFrench: ['In French', 'En français'],
  passed: ['Passed last', 'Réussis dernièrement'],
  failed: ['Failed last', 'Échoués dernièrement'],
  scenario: ['Scenario', 'Scénario'],
  language: ['Language', 'Langue'],
  tags: ['Tags, such as @edi and not @billing', 'Étiquettes, telles que @edi and not @billing'],
  tagged: ['Tags', 'Étiquettes'],
  last: ['Last result', 'Dernier résultat'],
  exercise: ['As an exercise', 'Comme exercice'],
  handOut: ['Hand out', 'Remettre'],
  steps: ['Steps', 'Étapes'],
  none: ['No scenario fits.', 'Aucun scénario ne correspond.'],
  notRun: ['Not run', 'Pas exécuté'],
  hasPassed: ['Passed', 'Réussi'],
  hasFailed: ['Failed', 'Échoué'],
  find: ['Show', 'Afficher'],
  en: ['English', 'Anglais'],
  fr: ['French', 'Français'],
});

export function scenarioPages(site: Site): void {
  site.page('/control/scenarios', trainer, showProcesses);
  site.page('/control/scenarios/list', trainer, showList);
}

interface Found {
  /** Among all scenarios. */
  place: number;
  scenario: Scenario;
  last: LastResult | undefined;
}

function found(tags: string): Found[] {
  const results = lastResults(reportsFolder());
  const isChosen = chosenBy(tags);
  return catalogue()
    .map((scenario, place) => ({ place, scenario, last: results.get(scenarioKey(scenario)) }))
    .filter(({ scenario }) => isChosen(scenario));
}

/** Each business process with how many scenarios go through it. */
async function showProcesses(visit: SignedIn) {
  const { language } = visit;
  const w = words[language];
  const all = found('');
  const rows = businessProcesses().map(({ id, name, features }) => {
    const own = all.filter(({ scenario }) => features.includes(scenario.room));
    const count = (status: LastResult['status']) => own.filter(({ last }) => last?.status === status).length;
    const inFrench = own.filter(({ scenario }) => scenario.language === 'fr').length;
    return { id, name, own, inFrench, passed: count('passed'), failed: count('failed') };
  });
  const body = html`<p>${w.lead}</p>
${table(
  w.process,
  [
    {
      title: w.process,
      cell: ({ id, name }) => link(to(visit, `/control/scenarios/list?process=${id}`), name[language]),
    },
    { title: w.scenarios, cell: ({ own }) => own.length, isNumber: true },
    { title: w.inFrench, cell: ({ inFrench }) => inFrench, isNumber: true },
    { title: w.passed, cell: ({ passed }) => passed, isNumber: true },
    { title: w.failed, cell: ({ failed }) => failed, isNumber: true },
  ],
  rows,
  w.none,
)}`;
  return { title: w.title, body };
}

/** The scenarios of a process, or those of tags or a language, each with its steps. */
async function showList(visit: SignedIn) {
  const { language, query } = visit;
  const w = words[language];
  const [process, spoken, tags] = ['process', 'language', 'tags'].map((name) => query.get(name) ?? '') as [
    string,
    string,
    string,
  ];
  const rooms = businessProcesses().find(({ id }) => id === process)?.features;
  const chosen = found(tags).filter(
    ({ scenario }) =>
      (rooms?.includes(scenario.room) ?? true) && (spoken === '' || scenario.language === spoken),
  );
  const body = html`${filter(visit, { process, spoken, tags })}
${table<Found>(
  w.scenarios,
  [
    { title: w.scenario, cell: ({ scenario }) => described(scenario, w.steps) },
    { title: w.language, cell: ({ scenario }) => (scenario.language === 'fr' ? w.fr : w.en) },
    { title: w.tagged, cell: ({ scenario }) => scenario.tags.join(' ') },
    { title: w.last, cell: ({ last }) => resultTag(visit, last) },
    {
      title: w.exercise,
      cell: ({ place }) => link(to(visit, `/control/exercises/new/${place}`), w.handOut),
    },
  ],
  chosen,
  w.none,
)}`;
  return { title: w.title, body };
}

function filter(
  { language }: SignedIn,
  { process, spoken, tags }: { process: string; spoken: string; tags: string },
): Html {
  const w = words[language];
  const processes = businessProcesses().map(({ id, name }) => [id, name[language]] as const);
  return html`<form method="get" class="fields">${selectField(language, untouched, { name: 'process', label: w.process, value: process, options: processes, isOptional: true })}
${selectField(language, untouched, {
  name: 'language',
  label: w.language,
  value: spoken,
  isOptional: true,
  options: [
    ['en', w.en],
    ['fr', w.fr],
  ],
})}
${textField(language, untouched, { name: 'tags', label: w.tags, value: tags, size: 24 })}
<div class="field">${button(w.find, { isSecondary: true })}</div></form>`;
}

function described({ feature, scenario, language, steps }: Scenario, heading: string): Html {
  return html`<span lang="${language}">${scenario}</span> <small lang="${language}">${feature}</small><details><summary>${heading}</summary><ol lang="${language}">${each(steps, (step) => html`<li>${step}</li>`)}</ol></details>`;
}

function resultTag({ language }: SignedIn, last: LastResult | undefined) {
  const w = words[language];
  if (last === undefined) return tag(w.notRun, 'info');
  const result = last.status === 'passed' ? tag(w.hasPassed, 'success') : tag(w.hasFailed, 'danger');
  return html`${result} ${last.run}`;
}
