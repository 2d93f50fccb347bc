import { z } from '@hono/zod-openapi';
import { InvalidInput, NotFound } from '../errors.ts';
import type { HandedOut } from '../exercises/handed-out.ts';
import { button, errorSummary, type FormState, postButton, postForm, textField } from '../pages/form.ts';
import { anyone, trainer } from '../pages/guards.ts';
import { html, nothing } from '../pages/html.ts';
import { link, notice, table, tag } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to, type Visit } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { catalogue, type Scenario } from '../simulation/catalogue.ts';
import type { Keeper } from './keeper.ts';

const words = inBoth({
  title: ['Exercises', 'Exercices'],
  lead: [
    'Any scenario can be handed to a person. It is prepared in an environment of its own; what the person does is recognised from the journal, steps that are nobody’s to do in the portal are shown one by one, and each check is made by the code that checks the scenario.',
    'Tout scénario peut être remis à une personne. Il est préparé dans un environnement à lui; ce que fait la personne est reconnu d’après le journal, les étapes que personne ne fait dans le portail sont montrées une à une, et chaque vérification est faite par le code qui vérifie le scénario.',
  ],
  alone: [
    'This environment is a file of its own: serve it by its name to hand out exercises.',
    'Cet environnement est un fichier à part : servez-le par son nom pour remettre des exercices.',
  ],
  none: ['No exercise is handed out.', 'Aucun exercice n’est remis.'],
  person: ['Person', 'Personne'],
  scenario: ['Scenario', 'Scénario'],
  progress: ['Steps done', 'Étapes faites'],
  state: ['State', 'État'],
  over: ['Passed', 'Réussi'],
  failed: ['A check failed', 'Une vérification a échoué'],
  running: ['Under way', 'En cours'],
  address: ['Address for the person', 'Adresse pour la personne'],
  change: ['Change', 'Modifier'],
  takeBack: ['Take back', 'Reprendre'],
  choose: ['Choose a scenario to hand out', 'Choisir un scénario à remettre'],
  handOut: ['Hand out', 'Remettre'],
  begin: ['Begin the exercise', 'Commencer l’exercice'],
  shown: [
    'Nobody’s part: the scenario is shown step by step. Take on anybody to look around.',
    'Aucun rôle : le scénario est montré étape par étape. Prenez la place de qui vous voulez pour regarder.',
  ],
  joinLead: [
    'You do this exercise in an environment of its own. Take on the person named below, then open Exercise in the menu.',
    'Vous faites cet exercice dans un environnement à part. Prenez la place de la personne nommée ci-dessous, puis ouvrez Exercice dans le menu.',
  ],
});

const path = '/control/exercises';

/** A scenario by its place among all of them. @throws NotFound */
function scenarioAt(index: string): Scenario {
  const found = /^\d+$/.test(index) ? catalogue()[Number(index)] : undefined;
  if (found === undefined) throw new NotFound({ en: 'Scenario', fr: 'Le scénario' }, index);
  return found;
}

/** Scenarios in the hands of people. */
export function exercisePages(site: Site, keeper: Keeper | undefined): void {
  const kept = (): Keeper => {
    if (keeper === undefined) throw new InvalidInput({ en: words.en.alone, fr: words.fr.alone });
    return keeper;
  };
  const one = ({ name = '' }: Params): HandedOut => {
    const found = keeper?.exercises.in(name);
    if (found === undefined) throw new NotFound({ en: 'Exercise', fr: 'L’exercice' }, name);
    return found;
  };

  site.page(path, trainer, (visit) => showAll(visit, keeper));

  site.form(`${path}/new/:scenario`, trainer, {
    show: showNew,
    schema: z.object({ person: z.string().min(1).max(100) }),
    act: async (_, { person }, { scenario }) => {
      await kept().exercises.handOut(scenarioAt(scenario!), person);
      return path;
    },
  });

  site.form(`${path}/:name/take-back`, trainer, {
    show: (visit) => showAll(visit, keeper),
    schema: z.object({}),
    act: async (_, __, params) => {
      await kept().exercises.takeBack(one(params));
      return path;
    },
  });

  site.form('/exercises/:name', anyone, {
    show: (visit, params) => showJoin(visit, one(params)),
    schema: z.object({}),
    act: async (_, __, params) => ({ environment: one(params).name, path: '/sign-in' }),
  });
}

function showAll(visit: SignedIn, keeper: Keeper | undefined) {
  const w = words[visit.language];
  const state = ({ progress: { isOver, why } }: HandedOut) =>
    isOver ? tag(w.over, 'success') : why === undefined ? tag(w.running, 'info') : tag(w.failed, 'danger');
  const done = ({ progress: { states } }: HandedOut) =>
    `${states.filter((each) => each === 'done' || each === 'passed').length} / ${states.length}`;
  const body = html`<p>${w.lead}</p>${keeper === undefined ? notice(visit.language, 'info', w.alone) : nothing}
<p>${link(to(visit, '/control/scenarios/list'), w.choose)}</p>
${table<HandedOut>(
  w.title,
  [
    { title: w.person, cell: ({ person }) => person },
    { title: w.scenario, cell: ({ exercise }) => exercise.scenario.scenario },
    { title: w.progress, cell: done, isNumber: true },
    { title: w.state, cell: state },
    { title: w.address, cell: ({ name }) => link(to(visit, `/exercises/${name}`), `/exercises/${name}`) },
    { title: w.change, cell: ({ name }) => postButton(to(visit, `${path}/${name}/take-back`), w.takeBack) },
  ],
  keeper?.exercises.all() ?? [],
  w.none,
)}`;
  return { title: w.title, body };
}

function showNew(visit: SignedIn, { scenario: index }: Params, state: FormState) {
  const { language } = visit;
  const w = words[language];
  const { feature, scenario, steps } = scenarioAt(index!);
  const body = html`${errorSummary(language, state)}<p>${feature}</p><h2>${scenario}</h2>
<ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>
${postForm(to(visit, `${path}/new/${index}`), html`${textField(language, state, { name: 'person', label: w.person, isRequired: true })}<div class="buttons">${button(w.handOut)}</div>`)}`;
  return { title: w.handOut, body };
}

function showJoin(visit: Visit, { name, person, exercise }: HandedOut) {
  const w = words[visit.language];
  const body = html`<p>${person}</p><h2>${exercise.scenario.scenario}</h2><p>${w.joinLead}</p><p><strong>${exercise.player ?? w.shown}</strong></p>
${postForm(to(visit, `/exercises/${name}`), html`<div class="buttons">${button(w.begin)}</div>`)}`;
  return { title: w.title, body };
}
