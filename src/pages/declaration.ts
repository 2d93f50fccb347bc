import { amountNames, type Explanation } from '../assessment/types.ts';
import { openAmountOf } from '../cad/open-amount.ts';
import { explainCad, readVersions } from '../cad/read-cad.ts';
import type { StoredCad } from '../cad/store.ts';
import type { Cad } from '../cad/types.ts';
import { type Cents, sum } from '../money.ts';
import { cadWords } from './cad-words.ts';
import { dollars, dollarsOf } from './formats.ts';
import { each, type Html, html, nothing } from './html.ts';
import { facts, link, notice, table, tag } from './parts.ts';
import type { Visit } from './visit.ts';
import { inBoth, type Language } from './words.ts';

const words = inBoth({
  open: ['Still open', 'Encore ouvert'],
  lines: ['Lines', 'Lignes'],
  why: ['Why these amounts', 'Pourquoi ces montants'],
  whyLead: [
    'For each line: the rule, its source in law, and the arithmetic.',
    'Pour chaque ligne : la règle, sa source en droit et le calcul.',
  ],
  rule: ['Rule', 'Règle'],
  arithmetic: ['Arithmetic', 'Calcul'],
  source: ['Source', 'Source'],
  amount: ['Amount', 'Montant'],
  versions: ['Versions', 'Versions'],
  compare: ['What changed', 'Ce qui a changé'],
  change: ['Change', 'Modification'],
  reasons: ['Reasons', 'Motifs'],
  provisional: [
    'Assessed with the last known exchange rate, because the exchange-rate service did not answer.',
    'Calculée avec le dernier taux de change connu, parce que le service des taux de change ne répondait pas.',
  ],
  warnings: ['Warnings', 'Avertissements'],
});

const alwaysShown: ReadonlySet<string> = new Set(['vfd', 'duty', 'gst', 'total']);

export function cadStatusTag(language: Language, { status }: Cad): Html {
  const tones = {
    ACCEPTED: 'success',
    AWAITING_PAYMENT: 'warning',
    RELEASED: 'success',
    WITHDRAWN: 'plain',
  } as const;
  return tag(cadWords[language][status], tones[status]);
}

/** What is told first of a declaration: its warnings, and what it is. */
export function headOfCad({ language }: Visit, cad: StoredCad): Html {
  const [w, own] = [cadWords[language], words[language]];
  const warnings = cad.warnings.map((each) => (language === 'en' ? each.messageEn : each.messageFr));
  return html`${cad.hasProvisionalRate ? notice(language, 'warning', own.provisional) : nothing}
${warnings.length === 0 ? nothing : notice(language, 'warning', own.warnings, html`<ul>${warnings.map((text) => html`<li>${text}</li>`)}</ul>`)}
${facts([
  [w.status, cadStatusTag(language, cad)],
  [w.type, cad.cadType],
  [w.version, cad.version],
  [w.importer, cad.importerBn15],
  [w.office, cad.office],
  [w.channel, cad.channel],
  [w.releasedOn, cad.releasedOn],
  [w.accountedOn, html`${cad.accountedOn}${cad.isLate ? html` ${tag(w.late, 'danger')}` : nothing}`],
  [w.dueOn, cad.dueOn],
])}`;
}

export async function amountsOfCad({ ctx, language }: Visit, cad: StoredCad): Promise<Html> {
  const [w, own] = [cadWords[language], words[language]];
  const totals = amountNames
    .map((name) => [name, sum(cad.lines.map(({ assessment }) => assessment[name]))] as const)
    .filter(([name, cents]) => cents !== 0 || alwaysShown.has(name));
  const open = await openAmountOf(ctx.store.read, cad);
  return facts([
    ...totals.map(([name, cents]): [string, string] => [w[name], dollars(cents, language)]),
    [own.open, dollars(open, language)],
  ]);
}

export function linesOfCad({ language }: Visit, cad: StoredCad): Html {
  const [w, own] = [cadWords[language], words[language]];
  const declared = cad.declared.invoices.flatMap((invoice) => invoice.lines);
  const money = (cents: Cents) => dollars(cents, language);
  const shown = amountNames.filter(
    (name) => alwaysShown.has(name) || cad.lines.some(({ assessment }) => assessment[name] !== 0),
  );
  return html`<h2>${own.lines}</h2>
${table(
  own.lines,
  [
    { title: w.line, cell: ({ line }) => line },
    { title: w.description, cell: ({ line }) => declared[line - 1]?.description ?? '' },
    { title: w.classification, cell: ({ classification }) => classification },
    { title: w.origin, cell: ({ origin }) => origin },
    { title: w.treatment, cell: ({ assessment }) => assessment.appliedTreatment },
    ...shown.map((name) => ({
      title: w[name],
      isNumber: true,
      cell: ({ assessment }: StoredCad['lines'][number]) => money(assessment[name]),
    })),
  ],
  cad.lines,
  '',
)}`;
}

const explainedLines = 25;

/** The debugging view: what led to each amount. */
export async function explanationsOfCad({ ctx, language }: Visit, cad: StoredCad): Promise<Html> {
  const [w, own] = [cadWords[language], words[language]];
  const explained = (await explainCad(ctx, cad)).slice(0, explainedLines);
  return html`<h2>${own.why}</h2><p>${own.whyLead}</p>${each(
    explained,
    ({ line, explanations: of }) =>
      html`<details class="more"><summary>${w.line} ${line}</summary>${table<Explanation>(
        `${own.why}, ${w.line} ${line}`,
        [
          { title: own.amount, cell: ({ amount }) => nameOf(amount, w) },
          { title: w.total, cell: ({ value }) => dollarsOfValue(value, language), isNumber: true },
          { title: own.rule, cell: ({ rule }) => rule[language] },
          { title: own.arithmetic, cell: ({ arithmetic }) => arithmetic },
          { title: own.source, cell: ({ source }) => source },
        ],
        of,
        '',
      )}</details>`,
  )}`;
}

function nameOf(amount: string, w: Record<string, string>): string {
  return w[amount] ?? amount;
}

/** Most of what is explained is money; some of it is a rate or a quantity. */
function dollarsOfValue(value: string, language: Language): string {
  return /^-?\d+\.\d{2}$/.test(value) ? dollarsOf(value, language) : value;
}

/** @param address where the pages of versions are, by their numbers */
export async function versionsOfCad(
  { ctx, language }: Visit,
  cad: StoredCad,
  address: string,
): Promise<Html> {
  const [w, own] = [cadWords[language], words[language]];
  const versions = await readVersions(ctx, cad.transactionNumber);
  return html`<h2>${own.versions}</h2>${table(
    own.versions,
    [
      { title: w.version, cell: ({ version }) => version },
      { title: own.change, cell: ({ change }) => w[change] },
      { title: w.accountedOn, cell: ({ accountedOn }) => accountedOn },
      { title: own.reasons, cell: ({ reasons }) => reasons.join(', ') },
      { title: w.total, cell: ({ totalCents }) => dollars(totalCents, language), isNumber: true },
      {
        title: own.compare,
        cell: ({ version }) => (version === 1 ? '' : link(`${address}/${version}`, own.compare)),
      },
    ],
    versions,
    '',
  )}`;
}
