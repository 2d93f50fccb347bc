import { z } from '@hono/zod-openapi';
import { sum } from '../money.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  textArea,
  textField,
} from '../pages/form.ts';
import { count, dollars } from '../pages/formats.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { day, facts, link, table, tag } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { typedDate } from '../pages/typed.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth, type Language } from '../pages/words.ts';
import { previewRecalculation, runRecalculation, undoRecalculation } from '../recourse/recalculate.ts';
import {
  changesByImporter,
  newestRecalculations,
  type Recalculation,
  type RecalculationRule,
  recalculationOf,
} from '../recourse/store.ts';
import { namesOfActors } from '../users/actors.ts';
import { historyOf } from './history.ts';

const words = inBoth({
  title: ['Mass recalculation', 'Recalcul en masse'],
  lead: [
    'Choose declarations by rule and look at what assessing them anew would change. Nothing is posted until a second officer runs it.',
    'Choisissez des déclarations selon une règle et voyez ce que leur recalcul changerait. Rien n’est inscrit avant qu’un second agent l’exécute.',
  ],
  one: ['Recalculation', 'Recalcul'],
  none: ['There was no recalculation yet.', 'Il n’y a encore eu aucun recalcul.'],
  rule: ['Rule', 'Règle'],
  everything: ['All declarations', 'Toutes les déclarations'],
  accountedFrom: ['Accounted from', 'Déclarées à partir du'],
  accountedTo: ['Accounted to', 'Déclarées jusqu’au'],
  currency: ['Currency', 'Devise'],
  importer: ['Importer (BN15)', 'Importateur (NE15)'],
  provisional: ['Exchange rate', 'Taux de change'],
  provisionalRateOnly: [
    'Only those assessed with a provisional rate',
    'Seulement celles calculées avec un taux provisoire',
  ],
  reason: ['Reason', 'Motif'],
  preview: ['Preview', 'Prévisualiser'],
  createdOn: ['Previewed on', 'Prévisualisé le'],
  createdBy: ['Previewed by', 'Prévisualisé par'],
  approvedBy: ['Approved by', 'Approuvé par'],
  state: ['State', 'État'],
  PREVIEWING: ['Being previewed', 'Prévisualisation en cours'],
  PREVIEWED: ['Waits for a second officer', 'En attente d’un second agent'],
  RUNNING: ['Running', 'En cours'],
  DONE: ['Done', 'Exécuté'],
  UNDOING: ['Being undone', 'Annulation en cours'],
  UNDONE: ['Undone', 'Annulé'],
  declarations: ['Declarations', 'Déclarations'],
  change: ['Change', 'Écart'],
  totals: ['What it changes', 'Ce qu’il change'],
  byImporter: ['By importer', 'Par importateur'],
  nothingChanges: ['No declaration would change.', 'Aucune déclaration ne changerait.'],
  run: ['Approve and run', 'Approuver et exécuter'],
  goOn: ['Go on', 'Poursuivre'],
  undo: ['Undo', 'Annuler le recalcul'],
});

const guard = officer('recourse:decide');

export function recalculationPages(site: Site): void {
  site.form('/cbsa/recalculations', guard, {
    show: showAll,
    schema: z.object({
      accountedFrom: typedDate.optional(),
      accountedTo: typedDate.optional(),
      currency: z
        .string()
        .toUpperCase()
        .regex(/^[A-Z]{3}$/, { error: 'a three-letter currency code is expected' })
        .optional(),
      importer: z
        .string()
        .regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' })
        .optional(),
      provisionalRateOnly: z.literal('yes').optional(),
      reason: z.string().min(1).max(500),
    }),
    act: async ({ ctx }, { reason, provisionalRateOnly, ...typed }) => {
      const rule = provisionalRateOnly === 'yes' ? { ...typed, provisionalRateOnly: true } : typed;
      const { id } = await previewRecalculation(ctx, rule, reason);
      return `/cbsa/recalculations/${id}`;
    },
  });

  site.page('/cbsa/recalculations/:id', guard, showOne);
  const steps = { run: runRecalculation, undo: undoRecalculation } as const;
  for (const [name, act] of Object.entries(steps)) {
    site.form(`/cbsa/recalculations/:id/${name}`, guard, {
      show: showOne,
      schema: z.object({}),
      act: async ({ ctx }, _, { id }) => {
        await act(ctx, id!);
        return `/cbsa/recalculations/${id}`;
      },
    });
  }
}

async function showAll(visit: SignedIn, _: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>
${table<Recalculation>(
  w.title,
  [
    { title: w.one, cell: ({ id }) => link(to(visit, `/cbsa/recalculations/${id}`), id) },
    { title: w.createdOn, cell: ({ createdOn }) => day(createdOn) },
    { title: w.rule, cell: ({ rule }) => ruleText(rule, language) },
    { title: w.reason, cell: ({ reason }) => reason },
    { title: w.state, cell: (found) => stateTag(found, language) },
  ],
  await newestRecalculations(ctx.store.read, 50),
  w.none,
)}
${ruleForm(visit, state)}`;
  return { title: w.title, body };
}

function ruleForm(visit: SignedIn, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const form = html`<div class="fields">${textField(language, state, { name: 'accountedFrom', label: w.accountedFrom, type: 'date' })}
${textField(language, state, { name: 'accountedTo', label: w.accountedTo, type: 'date' })}
${textField(language, state, { name: 'currency', label: w.currency, size: 4, maxlength: 3 })}
${textField(language, state, { name: 'importer', label: w.importer, size: 18 })}</div>
${choiceField(language, state, { name: 'provisionalRateOnly', label: w.provisional, isMany: true, options: [['yes', w.provisionalRateOnly]] })}
${textArea(language, state, { name: 'reason', label: w.reason, rows: 2, isRequired: true })}<div class="buttons">${button(w.preview)}</div>`;
  return html`<h2>${w.preview}</h2>${postForm(to(visit, '/cbsa/recalculations'), form)}`;
}

function ruleText(rule: RecalculationRule, language: Language): string {
  const w = words[language];
  const names = ['accountedFrom', 'accountedTo', 'currency', 'importer'] as const;
  const parts = names
    .filter((name) => rule[name] !== undefined)
    .map((name) => `${w[name]}${language === 'en' ? ':' : ' :'} ${rule[name]}`);
  const all = rule.provisionalRateOnly === true ? [...parts, w.provisionalRateOnly] : parts;
  return all.length === 0 ? w.everything : all.join('; ');
}

function stateTag({ state }: Recalculation, language: Language): Html {
  const tones = { PREVIEWED: 'warning', DONE: 'success' } as const;
  return tag(words[language][state], tones[state as keyof typeof tones] ?? 'plain');
}

async function showOne(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const found = await recalculationOf(read, id!);
  const { createdBy, approvedBy } = found;
  const names = await namesOfActors(read, approvedBy === null ? [createdBy] : [createdBy, approvedBy]);
  const body = html`${errorSummary(language, state)}${facts([
    [w.state, stateTag(found, language)],
    [w.rule, ruleText(found.rule, language)],
    [w.reason, found.reason],
    [w.createdOn, found.createdOn],
    [w.createdBy, names.get(createdBy)],
    [w.approvedBy, approvedBy === null ? undefined : names.get(approvedBy)],
  ])}
${nextStep(visit, found)}
${await totalsPart(visit, found)}
${await historyOf(visit, { onBehalfOf: null, subjects: [found.id], actions: ['recalculation.'] })}`;
  return { title: `${w.one} ${id}`, body };
}

/** What was killed on its way goes on where it was. */
function nextStep(visit: SignedIn, { id, state }: Recalculation): Html {
  const w = words[visit.language];
  const step = (name: 'run' | 'undo', text: string, isSecondary: boolean) =>
    postButton(to(visit, `/cbsa/recalculations/${id}/${name}`), text, {}, isSecondary);
  switch (state) {
    case 'PREVIEWED':
      return step('run', w.run, false);
    case 'RUNNING':
      return step('run', w.goOn, false);
    case 'DONE':
      return step('undo', w.undo, true);
    case 'UNDOING':
      return step('undo', w.goOn, true);
    default:
      return nothing;
  }
}

async function totalsPart(visit: SignedIn, { id }: Recalculation): Promise<Html> {
  const { ctx, language } = visit;
  const w = words[language];
  const changes = await changesByImporter(ctx.store.read, id);
  const inAll = sum(changes.map(({ declarations }) => declarations));
  return html`<h2>${w.totals}</h2>${facts([
    [w.declarations, count(inAll, language)],
    [w.change, dollars(sum(changes.map(({ changeCents }) => changeCents)), language)],
  ])}
${table(
  w.byImporter,
  [
    { title: w.importer, cell: ({ importer }) => link(to(visit, `/cbsa/accounts/${importer}`), importer) },
    { title: w.declarations, cell: ({ declarations }) => count(declarations, language), isNumber: true },
    { title: w.change, cell: ({ changeCents }) => dollars(changeCents, language), isNumber: true },
  ],
  changes,
  w.nothingChanges,
)}`;
}
