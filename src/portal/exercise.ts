import { z } from '@hono/zod-openapi';
import type { CadInput } from '../cad/types.ts';
import type { Keeper } from '../control/keeper.ts';
import { NotFound } from '../errors.ts';
import type { StepState } from '../exercises/exercise.ts';
import type { HandedOut } from '../exercises/handed-out.ts';
import { hintFor } from '../exercises/hints.ts';
import {
  type CadField,
  headerFields,
  invoiceFields,
  lineFields,
  specialFields,
  specialLineFields,
  type Tree,
} from '../pages/cad-fields.ts';
import { postButton } from '../pages/form.ts';
import { type Guard, signedIn } from '../pages/guards.ts';
import { each, type Html, html, nothing } from '../pages/html.ts';
import { facts, link, notice, tag } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';

const words = inBoth({
  title: ['Exercise', 'Exercice'],
  lead: [
    'What is yours to do is marked. Do it in the portal, then come back and check.',
    'Ce qui vous revient est indiqué. Faites-le dans le portail, puis revenez vérifier.',
  ],
  shownLead: [
    'The simulation does each step when you ask for it. Look around in the portal between two steps.',
    'La simulation fait chaque étape quand vous le demandez. Regardez dans le portail entre deux étapes.',
  ],
  role: ['You are', 'Vous êtes'],
  scenario: ['Scenario', 'Scénario'],
  given: ['What is given', 'Ce qui est donné'],
  invoice: ['Invoice', 'Facture'],
  line: ['Line', 'Ligne'],
  steps: ['Steps', 'Étapes'],
  watched: [
    'Everything was shown, and every check holds.',
    'Tout a été montré, et chaque vérification tient.',
  ],
  show: ['Show me this step', 'Montrez-moi cette étape'],
  shownToYou: ['shown to you', 'vous est montré'],
  nobody: ['Nobody: you are shown it step by step', 'Personne : on vous le montre étape par étape'],
  check: ['Check', 'Vérifier'],
  hint: ['Show a hint', 'Montrer un indice'],
  hints: ['Hint', 'Indice'],
  noHint: [
    'Look for it in the menu; the partner’s guide tells more.',
    'Cherchez dans le menu; le guide du partenaire en dit plus.',
  ],
  goThere: ['Go there', 'Y aller'],
  again: ['Begin again', 'Recommencer'],
  passed: ['You passed: every check holds.', 'Réussi : chaque vérification tient.'],
  why: ['A check does not hold', 'Une vérification ne tient pas'],
  yours: ['yours to do', 'à vous de le faire'],
  done: ['done', 'fait'],
  'passed-check': ['holds', 'tient'],
  failed: ['does not hold', 'ne tient pas'],
  waiting: ['waiting', 'en attente'],
  'to come': ['to come', 'à venir'],
});

const path = '/exercise';

/** The exercise of whoever is in its environment. */
export function exercisePage(site: Site, keeper: Keeper | undefined): void {
  const own = () => keeper?.exercises.in(site.environment.name);
  const doing: Guard<SignedIn> = async (visit) => {
    const inside = await signedIn(visit);
    if (own() === undefined) throw new NotFound({ en: 'Exercise', fr: 'L’exercice' }, site.environment.name);
    return inside;
  };
  const show = (visit: SignedIn) => shown(visit, own()!);
  site.page(path, doing, show);
  const act = (name: string, does: (keeper: Keeper, given: HandedOut) => Promise<unknown>) =>
    site.form(`${path}/${name}`, doing, {
      show,
      schema: z.object({}),
      act: async () => {
        await does(keeper!, own()!);
        return path;
      },
    });
  act('check', async ({ exercises, first }, given) => exercises.check(given, await first()));
  act('show', async ({ exercises, first }, given) => exercises.check(given, await first(), true));
  act('hint', async (_, given) => {
    given.wasHelped = true;
  });
  act('again', ({ exercises }, given) => exercises.again(given));
}

function shown(visit: SignedIn, given: HandedOut) {
  const { language } = visit;
  const w = words[language];
  const { exercise, progress, wasHelped } = given;
  const { scenario, player } = exercise;
  const at = progress.states.findIndex((state) => state === 'waiting' || state === 'failed');
  const isShown = exercise.isShown[at] ?? false;
  const state = (each: StepState, index: number) => {
    if (each === 'waiting' && exercise.awaited[index] !== undefined) return tag(w.yours, 'warning');
    if (each === 'waiting' && exercise.isShown[index]) return tag(w.shownToYou, 'info');
    if (each === 'failed') return tag(w.failed, 'danger');
    if (each === 'passed') return tag(w['passed-check'], 'success');
    return each === 'done' ? tag(w.done, 'success') : tag(w[each], 'info');
  };
  const press = (name: string, text: string, isSecondary: boolean) =>
    postButton(to(visit, `${path}/${name}`), text, {}, isSecondary);
  const body = html`<p>${player === undefined ? w.shownLead : w.lead}</p>
${progress.isOver ? notice(language, 'success', player === undefined ? w.watched : w.passed) : nothing}
${progress.why === undefined ? nothing : notice(language, 'danger', w.why, html`<pre>${progress.why}</pre>`)}
${facts([
  [w.scenario, scenario.scenario],
  [w.role, player ?? w.nobody],
])}
${whatIsGiven(visit, given)}
<h2>${w.steps}</h2><ol>${scenario.steps.map((step, index) => html`<li>${step} ${state(progress.states[index]!, index)}</li>`)}</ol>
${wasHelped && at >= 0 ? hint(visit, exercise.awaited[at]?.map(({ action }) => action) ?? []) : nothing}
<div class="buttons">${progress.isOver ? nothing : isShown ? press('show', w.show, false) : html`${press('check', w.check, false)}${press('hint', w.hint, true)}`}${press('again', w.again, true)}</div>`;
  return { title: w.title, body };
}

/** The declaration that the scenario speaks of, field by field, as the portal names them. */
function whatIsGiven({ language }: SignedIn, { attempt }: HandedOut): Html {
  const w = words[language];
  const declared = attempt.world.cad as Partial<CadInput> | undefined;
  if (declared === undefined) return nothing;
  const { invoices = [], importer: _, ...header } = declared;
  const group = (fields: readonly CadField[], values: object) =>
    facts(
      fields.flatMap(({ path, label }) => {
        const value = path
          .split('.')
          .reduce<unknown>((part, name) => (part as Tree | undefined)?.[name], values);
        return value === undefined ? [] : [[label[language === 'fr' ? 1 : 0], String(value)] as const];
      }),
    );
  return html`<h2>${w.given}</h2>${group([...headerFields, ...specialFields], header)}
${invoices.map(
  ({ lines, ...invoice }) =>
    html`<h3>${w.invoice} ${invoice.number}</h3>${group(invoiceFields, invoice)}${lines.map((line, index) => html`<h4>${w.line} ${index + 1}</h4>${group([...lineFields, ...specialLineFields], line)}`)}`,
)}`;
}

function hint(visit: SignedIn, actions: readonly string[]): Html {
  const { language } = visit;
  const w = words[language];
  const found = actions.flatMap((action) => hintFor(action) ?? []);
  if (found.length === 0) return notice(language, 'info', w.noHint);
  return html`${each(found, ({ path: where, text }) => notice(language, 'info', w.hints, html`<p>${text[language]}</p><p>${link(to(visit, where), w.goThere)}</p>`))}`;
}
