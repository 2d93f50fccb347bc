import { z } from '@hono/zod-openapi';
import { amountNames } from '../../assessment/types.ts';
import { discardDraft } from '../../cad/drafts.ts';
import { readCad } from '../../cad/read-cad.ts';
import { sum } from '../../money.ts';
import {
  declaredFrom,
  headerFields,
  renderFields,
  specialFields,
  type Tree,
} from '../../pages/cad-fields.ts';
import { cadWords } from '../../pages/cad-words.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  hidden,
  postButton,
  postForm,
  selectField,
  textArea,
  textField,
} from '../../pages/form.ts';
import { dollars } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { each, type Html, html, nothing } from '../../pages/html.ts';
import { buttonLink, facts, link, notice, table } from '../../pages/parts.ts';
import { reasonOptions } from '../../pages/recourse-case.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { colon, inBoth } from '../../pages/words.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { type Check, check, type Problem } from './check.ts';
import { type DeclaredInvoice, keep, type OpenDraft, openDraft } from './draft.ts';
import { isCorrection, submit } from './file-draft.ts';

export const editorWords = inBoth({
  draft: ['Draft', 'Brouillon'],
  correction: ['Correction of', 'Correction de'],
  adjustment: ['Adjustment of', 'Rajustement de'],
  header: ['Declaration', 'Déclaration'],
  special: ['For special kinds of declarations', 'Pour certains types de déclarations'],
  save: ['Save', 'Enregistrer'],
  saved: ['Saved', 'Enregistré'],
  invoices: ['Invoices and lines', 'Factures et lignes'],
  invoice: ['Invoice', 'Facture'],
  addInvoice: ['Add an invoice', 'Ajouter une facture'],
  editInvoice: ['Edit the invoice', 'Modifier la facture'],
  addLine: ['Add a line', 'Ajouter une ligne'],
  importLines: ['Import lines from a file', 'Importer des lignes d’un fichier'],
  noLines: ['This invoice has no lines yet.', 'Cette facture n’a pas encore de lignes.'],
  value: ['Value', 'Valeur'],
  wholeCheck: ['What would happen', 'Résultat prévu'],
  wouldPass: ['This would be accepted now.', 'La déclaration serait acceptée maintenant.'],
  wouldFail: ['This would not be accepted yet.', 'La déclaration ne serait pas encore acceptée.'],
  submit: ['Submit', 'Soumettre'],
  discard: ['Discard the draft', 'Supprimer le brouillon'],
  reasons: [
    'Reasons in law, the one that supports the result first',
    'Motifs légaux, celui qui appuie le résultat d’abord',
  ],
  reason: ['First reason', 'Premier motif'],
  more: ['Further reasons', 'Autres motifs'],
  rationale: ['Why the declaration was wrong', 'Pourquoi la déclaration était erronée'],
  reasonToBelieveOn: [
    'Since when you had reason to believe it was wrong',
    'Depuis quand vous aviez des motifs de croire qu’elle était erronée',
  ],
});

export function editorPages(site: Site): void {
  site.form('/portal/declarations/drafts/:id', atAccount('cad:adjust'), {
    show: showDraft,
    schema: z.record(z.string(), z.unknown()),
    act: async (visit, values, { id }) => {
      await keepHeader(visit, id!, values as Record<string, string>);
      return `/portal/declarations/drafts/${id}`;
    },
  });

  site.answer(
    '/portal/declarations/drafts/:id/save',
    atAccount('cad:adjust'),
    async (visit, values, { id }) => {
      const { revision } = await keepHeader(visit, id!, values as Record<string, string>);
      return { text: editorWords[visit.language].saved, revision };
    },
  );

  site.form('/portal/declarations/drafts/:id/submit', atAccount('cad:adjust'), {
    show: showDraft,
    schema: z.object({
      reason: z.string().optional(),
      more: z.union([z.string(), z.array(z.string())]).optional(),
      rationale: z.string().max(2000).optional(),
      reasonToBelieveOn: z.iso.date().optional(),
    }),
    act: (visit, given, { id }) => submit(visit, id!, given),
  });

  site.form('/portal/declarations/drafts/:id/discard', atAccount('cad:adjust'), {
    show: showDraft,
    schema: z.object({}),
    act: async ({ ctx }, _, { id }) => {
      await discardDraft(ctx, id!, undefined);
      return '/portal/declarations/drafts';
    },
  });
}

async function keepHeader(visit: AtAccount, id: string, values: Record<string, string>) {
  const { declared } = await openDraft(visit, id);
  const header = declaredFrom([...headerFields, ...specialFields], values);
  const { invoices = [] } = declared;
  return keep(visit, id, { ...header, invoices }, Number(values.revision) || undefined);
}

async function showDraft(visit: AtAccount, { id }: Params, state: FormState) {
  const { language } = visit;
  const own = editorWords[language];
  const open = await openDraft(visit, id!);
  const { changes } = open.draft;
  const checked = await check(visit, open);
  const previous = changes === null ? undefined : await readCad(visit.ctx, changes.transactionNumber);
  const isAdjustment = previous !== undefined && !isCorrection(visit, previous);
  const title =
    changes === null
      ? `${own.draft} ${open.declared.transactionNumber ?? ''}`
      : `${isAdjustment ? own.adjustment : own.correction} ${changes.transactionNumber}`;
  const body = html`${errorSummary(language, state)}
${await header(visit, open, state)}
<h2>${own.invoices}</h2>
${each(open.invoices, (invoice, index) => invoicePart(visit, id!, invoice, index))}
<div class="buttons">${buttonLink(to(visit, `/portal/declarations/drafts/${id}/invoices/${open.invoices.length}`), own.addInvoice, open.invoices.length === 0)}</div>
${outcome(visit, id!, checked)}
${await ending(visit, id!, isAdjustment, state)}`;
  return { title, body };
}

/** The header saves itself while it is typed, where there is a script. */
async function header(visit: AtAccount, { draft, declared }: OpenDraft, state: FormState): Promise<Html> {
  const { language, ctx } = visit;
  const own = editorWords[language];
  const { reference } = await tariffOf(ctx.store);
  const address = to(visit, `/portal/declarations/drafts/${draft.id}`);
  const isSpecial = specialFields.some(
    ({ path }) => path !== 'commercial' && declared[path.split('.')[0]!] !== undefined,
  );
  return html`<form method="post" action="${address}" novalidate data-save-to="${address}/save">
<fieldset class="group"><legend>${own.header}</legend>
${hidden('revision', draft.revision)}
${renderFields(language, state, headerFields, declared, reference)}
<details class="more"${isSpecial ? html` open` : nothing}><summary>${own.special}</summary>${renderFields(language, state, specialFields, declared, reference)}</details>
<div class="buttons">${button(own.save, { isSecondary: true })}<span data-saved aria-live="polite"></span></div>
</fieldset></form>`;
}

function invoicePart(visit: AtAccount, id: string, invoice: DeclaredInvoice, index: number): Html {
  const { language } = visit;
  const [w, own] = [cadWords[language], editorWords[language]];
  const address = to(visit, `/portal/declarations/drafts/${id}/invoices/${index}`);
  const lines = (invoice.lines ?? []).map((line, at) => ({ ...line, at }));
  const text = (line: Tree, name: string) => String(line[name] ?? '');
  const vendor = (invoice.vendor as Tree | undefined)?.name ?? '';
  return html`<section class="card"><h3>${own.invoice} ${invoice.number ?? index + 1}${colon[language]}${vendor}, ${invoice.value ?? ''} ${invoice.currency ?? ''}</h3>
<p>${link(address, own.editInvoice)}</p>
${table<Tree & { at: number }>(
  `${own.invoice} ${invoice.number ?? index + 1}`,
  [
    { title: w.line, cell: ({ at }) => link(`${address}/lines/${at}`, String(at + 1)) },
    { title: w.description, cell: (line) => text(line, 'description') },
    { title: w.classification, cell: (line) => text(line, 'classification') },
    { title: w.origin, cell: (line) => text(line, 'countryOfOrigin') },
    { title: own.value, cell: (line) => text(line, 'valueForCurrencyConversion'), isNumber: true },
  ],
  lines,
  own.noLines,
)}
<div class="buttons">${buttonLink(`${address}/lines/${lines.length}`, own.addLine, lines.length === 0)}${link(`${address}/import`, own.importLines)}</div></section>`;
}

/** What would happen now: each problem leads to where it is mended. */
function outcome(visit: AtAccount, id: string, { problems, cad }: Check): Html {
  const { language } = visit;
  const [w, own] = [cadWords[language], editorWords[language]];
  const list = html`<ul>${each(problems, (problem) => html`<li>${link(addressOf(visit, id, problem), problem.text[language])}</li>`)}</ul>`;
  const told =
    cad === undefined
      ? notice(language, 'warning', own.wouldFail, list)
      : notice(language, 'success', own.wouldPass, problems.length === 0 ? nothing : list);
  const amounts = amountNames
    .map((name) => [name, sum((cad?.lines ?? []).map(({ assessment }) => assessment[name]))] as const)
    .filter(([name, cents]) => cents !== 0 || name === 'duty' || name === 'gst' || name === 'total');
  return html`<section aria-labelledby="outcome"><h2 id="outcome">${own.wholeCheck}</h2>${told}${
    cad === undefined
      ? nothing
      : facts([
          ...amounts.map(([name, cents]): [string, string] => [w[name], dollars(cents, language)]),
          [w.dueOn, cad.dueOn],
        ])
  }</section>`;
}

function addressOf(visit: AtAccount, id: string, { invoice, line, field }: Problem): string {
  const draft = `/portal/declarations/drafts/${id}`;
  const at =
    invoice === undefined || invoice < 0
      ? ''
      : `/invoices/${invoice}${line === undefined ? '' : `/lines/${line}`}`;
  return `${to(visit, `${draft}${at}`)}${field === '' ? '' : `#f-${field.replaceAll(/[^A-Za-z0-9]+/g, '-')}`}`;
}

async function ending(visit: AtAccount, id: string, isAdjustment: boolean, state: FormState): Promise<Html> {
  const own = editorWords[visit.language];
  const address = to(visit, `/portal/declarations/drafts/${id}`);
  const reasons = isAdjustment ? await reasonsPart(visit, state) : nothing;
  return html`${postForm(`${address}/submit`, html`${reasons}<div class="buttons">${button(own.submit)}</div>`)}
<div class="buttons">${postButton(`${address}/discard`, own.discard)}</div>`;
}

async function reasonsPart({ ctx, language }: AtAccount, state: FormState): Promise<Html> {
  const own = editorWords[language];
  const { reference } = await tariffOf(ctx.store);
  const options = reasonOptions(reference, language);
  return html`<fieldset class="group"><legend>${own.reasons}</legend>
${selectField(language, state, { name: 'reason', label: own.reason, options, isRequired: true, isOptional: true })}
<details class="more"><summary>${own.more}</summary>${choiceField(language, state, { name: 'more', label: own.more, options, isMany: true })}</details>
${textArea(language, state, { name: 'rationale', label: own.rationale, isRequired: true })}
${textField(language, state, { name: 'reasonToBelieveOn', label: own.reasonToBelieveOn, type: 'date' })}</fieldset>`;
}
