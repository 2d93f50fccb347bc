import { z } from '@hono/zod-openapi';
import { ownRowsOf, ownRowsOfWorkbook } from '../../billing/own-rows.ts';
import { type OwnRow, type ReconciledLine, type Reconciliation, reconcile } from '../../billing/reconcile.ts';
import { newestStatements } from '../../billing/store.ts';
import type { Cents } from '../../money.ts';
import { button, errorSummary, type FormState, postForm, selectField, textField } from '../../pages/form.ts';
import { count, dollars, longDate } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { html } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { facts, link, table, tag } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { typedText } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { financialTabs } from './tabs.ts';

const words = inBoth({
  title: ['Reconciliation', 'Rapprochement'],
  lead: [
    'Lay your own list of transactions beside a statement of account: each line tells whether it agrees and, where it does not, why.',
    'Comparez votre propre liste de transactions à un relevé de compte : chaque ligne indique si elle concorde et, sinon, pourquoi.',
  ],
  none: [
    'No statement has been issued yet: there is nothing to compare with.',
    'Aucun relevé n’a encore été émis : il n’y a rien à comparer.',
  ],
  statement: ['Statement of account', 'Relevé de compte'],
  file: ['Your list (CSV or XLSX)', 'Votre liste (CSV ou XLSX)'],
  hint: [
    'The first line names the columns: transactionNumber (fourteen digits) and amount (such as 1234.50).',
    'La première ligne nomme les colonnes : transactionNumber (quatorze chiffres) et amount (par exemple 1234.50).',
  ],
  compare: ['Compare', 'Comparer'],
  agreeing: ['Lines that agree', 'Lignes qui concordent'],
  differing: ['Lines that differ', 'Lignes qui diffèrent'],
  difference: ['Statement less your list', 'Relevé moins votre liste'],
  lines: ['Line by line', 'Ligne par ligne'],
  reference: ['Reference', 'Référence'],
  own: ['Your list', 'Votre liste'],
  stated: ['Statement', 'Relevé'],
  open: ['Still open', 'Encore ouvert'],
  reason: ['Reason', 'Raison'],
  agrees: ['Agrees', 'Concorde'],
  noLines: ['Neither your list nor the statement has a line.', 'Ni votre liste ni le relevé n’ont de ligne.'],
  again: ['Compare another list', 'Comparer une autre liste'],
  empty: ['–', '–'],
});

const Comparison = z.object({
  statement: typedText(/^\d{4}-\d{2}-\d{2}$/, {
    en: 'Choose a statement of account',
    fr: 'Choisissez un relevé de compte',
  }),
  file: z.custom<File>().refine((file) => file instanceof File && file.size > 0, {
    params: { text: { en: 'Choose a file with your list', fr: 'Choisissez un fichier avec votre liste' } },
  }),
});

export function reconciliationPages(site: Site): void {
  site.form('/portal/financial/reconciliation', atAccount('account:read'), {
    show: showUpload,
    schema: Comparison,
    act: async (visit, { statement, file }) => {
      const { ctx, account } = visit;
      return showResult(visit, await reconcile(ctx, account.bn15, statement, await ownRowsIn(file)));
    },
  });
}

/** A workbook is a ZIP file, which begins with PK; all else is taken for CSV. */
async function ownRowsIn(file: File): Promise<OwnRow[]> {
  const bytes = Buffer.from(await file.arrayBuffer());
  return bytes.subarray(0, 2).toString() === 'PK' ? ownRowsOfWorkbook(bytes) : ownRowsOf(bytes.toString());
}

async function showUpload(visit: AtAccount, _: Params, state: FormState): Promise<Page> {
  const { ctx, account, language, query } = visit;
  const w = words[language];
  const statements = await newestStatements(ctx.store.read, account.bn15, 36);
  const lead = html`${financialTabs(visit)}<p>${w.lead}</p>`;
  if (statements.length === 0) return { title: w.title, body: html`${lead}<p class="empty">${w.none}</p>` };
  const fields = html`
${selectField(language, state, {
  name: 'statement',
  label: w.statement,
  options: statements.map(({ issuedOn }) => [issuedOn, longDate(issuedOn, language)]),
  value: query.get('statement') ?? statements[0]!.issuedOn,
  isRequired: true,
})}
${textField(language, state, { name: 'file', label: w.file, hint: w.hint, type: 'file', accept: '.csv,.xlsx,text/csv', isRequired: true })}
<div class="buttons">${button(w.compare)}</div>`;
  const body = html`${errorSummary(language, state)}${lead}${postForm(to(visit, '/portal/financial/reconciliation'), fields, { isUpload: true })}`;
  return { title: w.title, body };
}

function showResult(visit: AtAccount, { statement, lines }: Reconciliation): Page {
  const { language } = visit;
  const w = words[language];
  const differing = lines.filter((line) => line.reason !== 'AGREES');
  const difference = differing.reduce(
    (total, line) => total + (line.statedCents ?? 0) - (line.ownCents ?? 0),
    0,
  );
  const amount = (cents: Cents | null) => (cents === null ? w.empty : dollars(cents, language));
  const body = html`${financialTabs(visit)}
${facts([
  [w.statement, link(to(visit, `/portal/financial/statements/${statement.issuedOn}`), statement.issuedOn)],
  [w.agreeing, count(lines.length - differing.length, language)],
  [w.differing, count(differing.length, language)],
  [w.difference, dollars(difference, language)],
])}
<h2>${w.lines}</h2>
${table<ReconciledLine>(
  w.lines,
  [
    { title: w.reference, cell: ({ reference }) => reference },
    { title: w.own, cell: ({ ownCents }) => amount(ownCents), isNumber: true },
    { title: w.stated, cell: ({ statedCents }) => amount(statedCents), isNumber: true },
    { title: w.open, cell: ({ openCents }) => amount(openCents), isNumber: true },
    {
      title: w.reason,
      cell: ({ reason, text }) => (reason === 'AGREES' ? tag(w.agrees, 'success') : sentence(text[language])),
    },
  ],
  lines,
  w.noLines,
)}
<p>${link(to(visit, '/portal/financial/reconciliation'), w.again)}</p>`;
  return { title: w.title, body };
}

/** A reason stands here on its own. */
function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
