import { z } from '@hono/zod-openapi';
import { CadLineInput } from '../../cad/types.ts';
import { InvalidInput } from '../../errors.ts';
import { type Row, rowsOfFile } from '../../http/table-file.ts';
import { declaredFrom, lineFields, specialLineFields, type Tree } from '../../pages/cad-fields.ts';
import { button, errorSummary, type FormState, postForm, textField, wordsOfIssue } from '../../pages/form.ts';
import { atAccount } from '../../pages/guards.ts';
import { html } from '../../pages/html.ts';
import { link } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { colon, inBoth } from '../../pages/words.ts';
import { invoiceAt, keep, openDraft, withInvoice } from './draft.ts';

const words = inBoth({
  title: ['Import lines', 'Importer des lignes'],
  lead: [
    'A CSV file or an Excel workbook (.xlsx) whose first row names the columns. The lines are added to those the invoice has.',
    'Un fichier CSV ou un classeur Excel (.xlsx) dont la première ligne nomme les colonnes. Les lignes s’ajoutent à celles de la facture.',
  ],
  columns: ['Columns', 'Colonnes'],
  file: ['File', 'Fichier'],
  go: ['Import', 'Importer'],
  sample: ['An empty file with all columns', 'Un fichier vide avec toutes les colonnes'],
  back: ['Back to the draft', 'Retour au brouillon'],
});

const path = '/portal/declarations/drafts/:id/invoices/:invoice/import';
const columns = [...lineFields, ...specialLineFields];
const largest = 999;

export function importPages(site: Site): void {
  site.form(path, atAccount('cad:adjust'), {
    show,
    schema: z.object({ file: z.instanceof(File) }),
    act: async (visit, { file }, { id, invoice }) => {
      const open = await openDraft(visit, id!);
      const into = invoiceAt(open, invoice!);
      const lines = [...(into.lines ?? []), ...linesFrom(await rowsOfFile(file))];
      await keep(visit, id!, withInvoice(open, Number(invoice), { ...into, lines }));
      return `/portal/declarations/drafts/${id}`;
    },
  });

  site.download('/portal/declarations/lines.csv', atAccount('cad:adjust'), async () => ({
    name: 'lines.csv',
    type: 'text/csv; charset=utf-8',
    content: `${columns.map((column) => column.path).join(',')}\r\n`,
  }));
}

/** Every row as a line. @throws InvalidInput with every row that is none, and why */
function linesFrom(rows: readonly Row[]): Tree[] {
  const lines = rows.map((row) => declaredFrom(columns, row as Record<string, string>));
  const wrong = lines.flatMap((line, index) => {
    const parsed = CadLineInput.safeParse(line);
    const issue = parsed.success ? undefined : parsed.error.issues[0]!;
    // The heading is row 1.
    return issue === undefined
      ? []
      : [{ row: index + 2, field: issue.path.join('.'), text: wordsOfIssue(issue) }];
  });
  if (rows.length === 0 || rows.length > largest) {
    throw new InvalidInput({
      en: `The file has ${rows.length} lines; from 1 to ${largest} can be imported`,
      fr: `Le fichier a ${rows.length} lignes; on peut en importer de 1 à ${largest}`,
    });
  }
  if (wrong.length === 0) return lines;
  const list = (language: 'en' | 'fr') =>
    wrong
      .slice(0, 20)
      .map(({ row, field, text }) => `${row} (${field}${colon[language]}${text[language]})`)
      .join('; ');
  throw new InvalidInput({
    en: `${wrong.length} row(s) cannot be read, and nothing was imported: ${list('en')}`,
    fr: `${wrong.length} rangée(s) ne peuvent être lues, et rien n’a été importé : ${list('fr')}`,
  });
}

async function show(visit: AtAccount, { id, invoice }: Params, state: FormState) {
  const { language } = visit;
  const w = words[language];
  // Nobody is asked for a file for a draft that is another client's.
  invoiceAt(await openDraft(visit, id!), invoice!);
  const draft = to(visit, `/portal/declarations/drafts/${id}`);
  const fields = html`${textField(language, state, { name: 'file', label: w.file, type: 'file', accept: '.csv,.xlsx', isRequired: true })}
<div class="buttons">${button(w.go)}${link(draft, w.back)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.lead} ${link(to(visit, '/portal/declarations/lines.csv'), w.sample)}.</p>
${postForm(`${draft}/invoices/${invoice}/import`, fields, { isUpload: true })}
<details class="more"><summary>${w.columns}</summary><ul>${columns.map(({ path: name, label }) => html`<li><code>${name}</code>: ${label[language === 'en' ? 0 : 1]}</li>`)}</ul></details>`;
  return { title: w.title, body };
}
