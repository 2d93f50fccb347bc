import { z } from '@hono/zod-openapi';
import type { Explanation } from '../../assessment/types.ts';
import { defectsIn } from '../../defects/defects.ts';
import {
  declaredFrom,
  lineFields,
  renderFields,
  specialLineFields,
  type Tree,
} from '../../pages/cad-fields.ts';
import { cadWords } from '../../pages/cad-words.ts';
import {
  button,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  textField,
  untouched,
} from '../../pages/form.ts';
import { atAccount } from '../../pages/guards.ts';
import { each, type Html, html, nothing } from '../../pages/html.ts';
import { link, table } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { searchTariff } from '../../tariff/search-tariff.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { check, explain } from './check.ts';
import { invoiceAt, keep, type OpenDraft, openDraft, withLine } from './draft.ts';

const words = inBoth({
  line: ['Line', 'Ligne'],
  save: ['Save the line', 'Enregistrer la ligne'],
  saveAndNew: ['Save and add another', 'Enregistrer et en ajouter une autre'],
  remove: ['Remove this line', 'Retirer cette ligne'],
  back: ['Back to the draft', 'Retour au brouillon'],
  special: ['Special measures, excise, exemptions', 'Mesures spéciales, accise, exonérations'],
  search: ['Search the tariff by words or number', 'Chercher dans le tarif par mots ou numéro'],
  find: ['Search', 'Chercher'],
  use: ['Use', 'Utiliser'],
  found: ['Classification numbers found', 'Numéros de classement trouvés'],
  notFound: ['Nothing in the tariff matches.', 'Rien dans le tarif ne correspond.'],
  label: ['Goods', 'Marchandises'],
  rate: ['MFN rate', 'Taux NPF'],
  why: ['What this line would bear, and why', 'Droits et taxes de cette ligne, et pourquoi'],
  notYet: [
    'Once the fields above are complete, the duties and taxes of the line are worked out here.',
    'Quand les champs ci-dessus seront complets, les droits et taxes de la ligne seront calculés ici.',
  ],
  amount: ['Amount', 'Montant'],
  value: ['Value', 'Valeur'],
  rule: ['Rule', 'Règle'],
  arithmetic: ['Arithmetic', 'Calcul'],
  source: ['Source', 'Source'],
});

const path = '/portal/declarations/drafts/:id/invoices/:invoice/lines/:line';

export function linePages(site: Site): void {
  site.form(path, atAccount('cad:adjust'), {
    show,
    schema: z.record(z.string(), z.unknown()),
    act: async (visit, values, { id, invoice, line }) => {
      const open = await openDraft(visit, id!);
      const { lines = [] } = invoiceAt(open, invoice!);
      const typed = declaredFrom([...lineFields, ...specialLineFields], values as Record<string, string>);
      await keep(visit, id!, withLine(open, Number(invoice), Number(line), typed));
      const here = `/portal/declarations/drafts/${id}/invoices/${invoice}/lines`;
      const isNew = Number(line) >= lines.length;
      return values.then === 'new' ? `${here}/${lines.length + (isNew ? 1 : 0)}` : `${here}/${line}`;
    },
  });

  site.form(`${path}/remove`, atAccount('cad:adjust'), {
    show,
    schema: z.object({}),
    act: async (visit, _, { id, invoice, line }) => {
      const open = await openDraft(visit, id!);
      invoiceAt(open, invoice!);
      await keep(visit, id!, withLine(open, Number(invoice), Number(line)));
      return `/portal/declarations/drafts/${id}`;
    },
  });
}

async function show(visit: AtAccount, params: Params, state: FormState) {
  const { language, query } = visit;
  const w = words[language];
  const { id, invoice, line } = params;
  const open = await openDraft(visit, id!);
  const { lines = [] } = invoiceAt(open, invoice!);
  const declared = lines[Number(line)];
  const told = declared === undefined ? state : await withProblems(visit, open, params, state);
  const used = query.get('use');
  const start = { ...(declared ?? likeTheLast(lines)), ...(used === null ? {} : { classification: used }) };
  const draft = to(visit, `/portal/declarations/drafts/${id}`);
  const here = `${draft}/invoices/${invoice}/lines/${line}`;
  const body = html`${errorSummary(language, told)}
${await tariffSearch(visit, here)}
${await lineForm(visit, { here, draft, isLocked: await isLocked(visit, declared) }, start, told)}
${declared === undefined ? nothing : postButton(`${here}/remove`, w.remove)}
<h2>${w.why}</h2>${await assessed(visit, open, params)}`;
  return { title: `${w.line} ${Number(line) + 1}`, body };
}

/** What usually stays the same from one line to the next. */
function likeTheLast(lines: readonly Tree[]): Tree {
  const { countryOfOrigin, placeOfExport, tariffTreatment, directShipmentDate, valueForDutyCode } =
    lines.at(-1) ?? {};
  return { countryOfOrigin, placeOfExport, tariffTreatment, directShipmentDate, valueForDutyCode };
}

/** A known defect: once saved, a line of temporary admission cannot be edited. */
async function isLocked({ ctx }: AtAccount, saved: Tree | undefined): Promise<boolean> {
  if (saved?.tariffCode !== '9993') return false;
  return (await defectsIn(ctx.store)).includes('admission-not-editable');
}

async function lineForm(
  visit: AtAccount,
  { here, draft, isLocked }: { here: string; draft: string; isLocked: boolean },
  declared: Tree,
  state: FormState,
): Promise<Html> {
  const { language, ctx } = visit;
  const w = words[language];
  const { reference } = await tariffOf(ctx.store);
  const isSpecial = specialLineFields.some((field) => declared[field.path.split('.')[0]!] !== undefined);
  return postForm(
    here,
    html`${renderFields(language, state, lineFields, declared, reference)}
<details class="more"${isSpecial ? html` open` : nothing}><summary>${w.special}</summary>${renderFields(language, state, specialLineFields, declared, reference)}</details>
<div class="buttons">${isLocked ? nothing : html`${button(w.save)}${button(w.saveAndNew, { name: 'then', value: 'new', isSecondary: true })}`}${link(draft, w.back)}</div>`,
  );
}

async function tariffSearch(visit: AtAccount, here: string): Promise<Html> {
  const { language, query, ctx } = visit;
  const w = words[language];
  const wanted = query.get('q') ?? '';
  const form = html`<form method="get" action="${here}" class="fields">${textField(language, untouched, { name: 'q', label: w.search, value: wanted, type: 'search', size: 40 })}<div class="field">${button(w.find, { isSecondary: true })}</div></form>`;
  if (wanted === '') return html`<details class="more"><summary>${w.search}</summary>${form}</details>`;
  const found = searchTariff(wanted, await tariffOf(ctx.store), ctx.clock.today());
  return html`${form}${table(
    w.found,
    [
      {
        title: cadWords[language].classification,
        cell: ({ classification }) => link(`${here}?use=${classification}`, `${w.use} ${classification}`),
      },
      { title: w.label, cell: ({ label }) => label[language] },
      { title: w.rate, cell: ({ mfn }) => mfn },
    ],
    found,
    w.notFound,
  )}`;
}

/** What is wrong with a line is told beside its fields. */
async function withProblems(
  visit: AtAccount,
  open: OpenDraft,
  { invoice, line }: Params,
  state: FormState,
): Promise<FormState> {
  const { problems } = await check(visit, open);
  const own = problems.filter((each) => each.invoice === Number(invoice) && each.line === Number(line));
  return { ...state, errors: [...state.errors, ...own] };
}

async function assessed(visit: AtAccount, open: OpenDraft, { invoice, line }: Params): Promise<Html> {
  const { language } = visit;
  const w = words[language];
  const names: Record<string, string> = cadWords[language];
  const explanations = (await explain(visit, open, Number(invoice), Number(line))) ?? [];
  return table<Explanation>(
    w.why,
    [
      { title: w.amount, cell: ({ amount }) => names[amount] ?? amount },
      { title: w.value, cell: ({ value }) => value, isNumber: true },
      { title: w.rule, cell: ({ rule }) => rule[language] },
      { title: w.arithmetic, cell: ({ arithmetic }) => arithmetic },
      {
        title: w.source,
        cell: ({ source, basis }) =>
          html`${source}${each(basis === undefined ? [] : [basis], (text) => html`<br><small>${text}</small>`)}`,
      },
    ],
    explanations,
    w.notYet,
  );
}
