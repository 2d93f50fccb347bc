import { z } from '@hono/zod-openapi';
import type { Explanation } from '../../assessment/types.ts';
import { isCorrectable } from '../../cad/correct.ts';
import { saveDraft } from '../../cad/drafts.ts';
import { openAmountOf } from '../../cad/open-amount.ts';
import { explainCad, readCad, readVersions } from '../../cad/read-cad.ts';
import type { StoredCad } from '../../cad/store.ts';
import { withdrawCad } from '../../cad/withdraw.ts';
import { type Cents, sum } from '../../money.ts';
import { errorSummary, type FormState, postButton } from '../../pages/form.ts';
import { dollars, dollarsOf } from '../../pages/formats.ts';
import { each, type Html, html, nothing } from '../../pages/html.ts';
import { facts, link, notice, table, tag } from '../../pages/parts.ts';
import { atAccount, filing, type Params, type Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { statusTag } from './list.ts';
import { cadWords } from './words.ts';

const words = inBoth({
  title: ['Declaration', 'Déclaration'],
  amounts: ['Duties and taxes', 'Droits et taxes'],
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
  correct: ['Correct this declaration', 'Corriger cette déclaration'],
  correctUntil: [
    'Can be corrected, without approval, until',
    'Peut être corrigée, sans approbation, jusqu’au',
  ],
  adjust: ['Request an adjustment', 'Demander un rajustement'],
  adjustLead: [
    'The payment due date has passed: a change needs a reason in law and the approval of an officer.',
    'L’échéance de paiement est passée : une modification exige un motif légal et l’approbation d’un agent.',
  ],
  withdraw: ['Withdraw', 'Retirer'],
  provisional: [
    'Assessed with the last known exchange rate, because the exchange-rate service did not answer.',
    'Calculée avec le dernier taux de change connu, parce que le service des taux de change ne répondait pas.',
  ],
  warnings: ['Warnings', 'Avertissements'],
  dispute: ['Appeal a decision', 'Contester une décision'],
});

/** Amounts of a declaration by name, in the order in which they are added up. */
export const amountNames = [
  'vfd',
  'duty',
  'antiDumping',
  'countervailing',
  'surtax',
  'safeguard',
  'exciseDuty',
  'exciseTax',
  'luxuryTax',
  'vft',
  'gst',
  'provincialTax',
  'total',
] as const;

const alwaysShown: ReadonlySet<string> = new Set(['vfd', 'duty', 'gst', 'total']);

export function detailPages(site: Site): void {
  site.page('/portal/declarations/:number', filing, show);

  site.form('/portal/declarations/:number/change', filing, {
    show,
    schema: z.object({}),
    act: async ({ ctx }, _, { number }) => {
      const { transactionNumber, version, importerBn15, declared } = await readCad(ctx, number!);
      const draft = await saveDraft(ctx, importerBn15, declared, { transactionNumber, version });
      return `/portal/declarations/drafts/${draft.id}`;
    },
  });

  site.form('/portal/declarations/:number/withdraw', atAccount('cad:submit'), {
    show,
    schema: z.object({ version: z.coerce.number().int() }),
    act: async ({ ctx }, { version }, { number }) => {
      await withdrawCad(ctx, number!, version);
      return `/portal/declarations/${number}`;
    },
  });
}

async function show(visit: AtAccount, { number }: Params, state: FormState) {
  const { ctx, language } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const cad = await readCad(ctx, number!);
  const warnings = cad.warnings.map((each) => (language === 'en' ? each.messageEn : each.messageFr));
  const body = html`${errorSummary(language, state)}
${cad.hasProvisionalRate ? notice(language, 'warning', own.provisional) : nothing}
${warnings.length === 0 ? nothing : notice(language, 'warning', own.warnings, html`<ul>${warnings.map((text) => html`<li>${text}</li>`)}</ul>`)}
${facts([
  [w.status, statusTag(visit, cad)],
  [w.type, cad.cadType],
  [w.version, cad.version],
  [w.importer, cad.importerBn15],
  [w.office, cad.office],
  [w.channel, cad.channel],
  [w.releasedOn, cad.releasedOn],
  [w.accountedOn, html`${cad.accountedOn}${cad.isLate ? html` ${tag(w.late, 'danger')}` : nothing}`],
  [w.dueOn, cad.dueOn],
])}
<h2>${own.amounts}</h2>
${await amountsOf(visit, cad)}
${waysToChange(visit, cad)}
<h2>${own.lines}</h2>
${linesOf(visit, cad)}
${await explanations(visit, cad)}
${await versionsOf(visit, cad)}`;
  return { title: `${own.title} ${number}`, body };
}

async function amountsOf(visit: AtAccount, cad: StoredCad): Promise<Html> {
  const { ctx, language } = visit;
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

/** Corrected until the due date, adjusted after it. */
function waysToChange(visit: AtAccount, cad: StoredCad): Html {
  const { ctx, language } = visit;
  const own = words[language];
  if (cad.status === 'WITHDRAWN') return nothing;
  const isInTime = isCorrectable(cad, ctx.clock.today());
  const mayCorrect = isInTime && ctx.actor.scopes.has('cad:submit');
  const mayAdjust = !isInTime && ctx.actor.scopes.has('cad:adjust');
  const address = to(visit, `/portal/declarations/${cad.transactionNumber}`);
  if (mayCorrect) {
    return html`<p>${own.correctUntil} ${cad.dueOn}.</p><div class="buttons">${postButton(`${address}/change`, own.correct, {}, false)}${postButton(`${address}/withdraw`, own.withdraw, { version: String(cad.version) })}</div>`;
  }
  if (!mayAdjust) return nothing;
  return html`<p>${own.adjustLead}</p><div class="buttons">${postButton(`${address}/change`, own.adjust, {}, false)}${link(to(visit, `/portal/recourse/disputes/new?transaction=${cad.transactionNumber}`), own.dispute)}</div>`;
}

function linesOf({ language }: AtAccount, cad: StoredCad): Html {
  const [w, own] = [cadWords[language], words[language]];
  const declared = cad.declared.invoices.flatMap((invoice) => invoice.lines);
  const money = (cents: Cents) => dollars(cents, language);
  const shown = amountNames.filter(
    (name) => alwaysShown.has(name) || cad.lines.some(({ assessment }) => assessment[name] !== 0),
  );
  return table(
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
  );
}

const explainedLines = 25;

/** The debugging view: what led to each amount. */
async function explanations({ ctx, language }: AtAccount, cad: StoredCad): Promise<Html> {
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
function dollarsOfValue(value: string, language: 'en' | 'fr'): string {
  return /^-?\d+\.\d{2}$/.test(value) ? dollarsOf(value, language) : value;
}

async function versionsOf(visit: AtAccount, cad: StoredCad): Promise<Html> {
  const { ctx, language } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const versions = await readVersions(ctx, cad.transactionNumber);
  const address = to(visit, `/portal/declarations/${cad.transactionNumber}/versions`);
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
