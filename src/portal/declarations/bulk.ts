import { z } from '@hono/zod-openapi';
import { fileCad, isWaiting } from '../../cad/file.ts';
import { CadRejected } from '../../cad/submit.ts';
import { CadInput } from '../../cad/types.ts';
import { DomainError, InvalidInput } from '../../errors.ts';
import { type Row, rowsOfFile } from '../../http/table-file.ts';
import { toWire } from '../../money.ts';
import {
  type CadField,
  declaredFrom,
  headerFields,
  invoiceFields,
  lineFields,
  specialFields,
  specialLineFields,
  type Tree,
} from '../../pages/cad-fields.ts';
import { cadWords } from '../../pages/cad-words.ts';
import { button, errorSummary, type FormState, postForm, textField, wordsOfIssue } from '../../pages/form.ts';
import { dollarsOf } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { html } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { link, table, tag } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';

const words = inBoth({
  title: ['Upload declarations', 'Téléverser des déclarations'],
  lead: [
    'A CSV file or an Excel workbook (.xlsx) with a row for each line. Rows with the same transaction number are one declaration; each is submitted by itself, and a rejected one leaves the others alone.',
    'Un fichier CSV ou un classeur Excel (.xlsx) avec une rangée par ligne. Les rangées de même numéro de transaction forment une déclaration; chacune est soumise séparément, et un rejet laisse les autres intactes.',
  ],
  file: ['File', 'Fichier'],
  go: ['Submit all', 'Tout soumettre'],
  sample: ['An empty file with all columns', 'Un fichier vide avec toutes les colonnes'],
  columns: ['Columns', 'Colonnes'],
  results: ['What came of it', 'Ce qu’il en est advenu'],
  result: ['Result', 'Résultat'],
  accepted: ['Accepted', 'Acceptée'],
  waiting: ['Waits for its rate', 'En attente de son taux'],
  rejected: ['Rejected', 'Rejetée'],
  why: ['Why', 'Pourquoi'],
});

const importer: CadField = { path: 'importer', label: ['Importer (BN15)', 'Importateur (NE15)'] };

/** Columns are named as in the declaration, those of an invoice and of a line with where they stand before them. */
const parts = {
  '': [importer, ...headerFields, ...specialFields],
  'invoice.': invoiceFields,
  'line.': [...lineFields, ...specialLineFields],
} as const;

const columns = Object.entries(parts).flatMap(([prefix, fields]) =>
  fields.map((field) => ({ name: `${prefix}${field.path}`, field })),
);

const mostDeclarations = 500;

interface Result {
  transactionNumber: string;
  kind: 'accepted' | 'waiting' | 'rejected';
  total?: string;
  why: { en: string; fr: string }[];
}

export function bulkPages(site: Site): void {
  site.form('/portal/declarations/bulk', atAccount('cad:submit'), {
    show,
    schema: z.object({ file: z.instanceof(File) }),
    act: async (visit, { file }): Promise<Page> => {
      const declarations = declarationsFrom(await rowsOfFile(file), visit.account.bn15);
      const results: Result[] = [];
      for (const declared of declarations) results.push(await submitOne(visit, declared));
      return resultsPage(visit, results);
    },
  });

  site.download('/portal/declarations/declarations.csv', atAccount('cad:submit'), async () => ({
    name: 'declarations.csv',
    type: 'text/csv; charset=utf-8',
    content: `${columns.map(({ name }) => name).join(',')}\r\n`,
  }));
}

/** Rows of one transaction number are one declaration, and of one invoice number an invoice of it. */
function declarationsFrom(rows: readonly Row[], otherwise: string): Tree[] {
  const numbered = Map.groupBy(rows, (row) => (row.transactionNumber ?? '').padStart(14, '0'));
  if (rows.length === 0 || numbered.size > mostDeclarations) {
    throw new InvalidInput({
      en: `The file has ${numbered.size} declarations; from 1 to ${mostDeclarations} can be submitted at once`,
      fr: `Le fichier a ${numbered.size} déclarations; on peut en soumettre de 1 à ${mostDeclarations} à la fois`,
    });
  }
  return [...numbered].map(([transactionNumber, of]) => {
    const invoices = Map.groupBy(of, (row) => row['invoice.number'] ?? '');
    return {
      importer: otherwise,
      ...partOf(of[0]!, ''),
      transactionNumber,
      invoices: [...invoices.values()].map((lines) => ({
        ...partOf(lines[0]!, 'invoice.'),
        lines: lines.map((line) => partOf(line, 'line.')),
      })),
    };
  });
}

function partOf(row: Row, prefix: keyof typeof parts): Tree {
  const own = Object.entries(row).flatMap(([name, value]) =>
    name.startsWith(prefix) && value !== undefined ? [[name.slice(prefix.length), value] as const] : [],
  );
  return declaredFrom(parts[prefix], Object.fromEntries(own));
}

async function submitOne({ ctx }: AtAccount, declared: Tree): Promise<Result> {
  const transactionNumber = String(declared.transactionNumber);
  const parsed = CadInput.safeParse(declared);
  if (!parsed.success) {
    const why = parsed.error.issues.map((issue) => {
      const { en, fr } = wordsOfIssue(issue);
      const path = issue.path.join('.');
      return { en: `${path}: ${en}`, fr: `${path} : ${fr}` };
    });
    return { transactionNumber, kind: 'rejected', why };
  }
  try {
    const filed = await fileCad(ctx, parsed.data);
    if (isWaiting(filed)) return { transactionNumber, kind: 'waiting', why: [] };
    return { transactionNumber, kind: 'accepted', total: toWire(filed.totalCents), why: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const findings = error instanceof CadRejected ? error.findings : [];
    const why = findings.map(({ messageEn, messageFr, code }) => ({
      en: `${messageEn} (${code})`,
      fr: `${messageFr} (${code})`,
    }));
    return { transactionNumber, kind: 'rejected', why: why.length > 0 ? why : [error.text] };
  }
}

function resultsPage(visit: AtAccount, results: readonly Result[]): Page {
  const { language } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const tones = { accepted: 'success', waiting: 'info', rejected: 'danger' } as const;
  const number = ({ transactionNumber, kind }: Result) =>
    kind === 'accepted'
      ? link(to(visit, `/portal/declarations/${transactionNumber}`), transactionNumber)
      : transactionNumber;
  const body = html`${table<Result>(
    own.results,
    [
      { title: w.transaction, cell: number },
      { title: own.result, cell: ({ kind }) => tag(own[kind], tones[kind]) },
      { title: own.why, cell: ({ why }) => why.map((text) => text[language]).join(' ') },
      {
        title: w.total,
        cell: ({ total }) => (total === undefined ? '' : dollarsOf(total, language)),
        isNumber: true,
      },
    ],
    results,
    '',
  )}`;
  return { title: own.results, body };
}

function show(visit: AtAccount, _: Params, state: FormState) {
  const { language } = visit;
  const own = words[language];
  const fields = html`${textField(language, state, { name: 'file', label: own.file, type: 'file', accept: '.csv,.xlsx', isRequired: true })}
<div class="buttons">${button(own.go)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${own.lead} ${link(to(visit, '/portal/declarations/declarations.csv'), own.sample)}.</p>
${postForm(to(visit, '/portal/declarations/bulk'), fields, { isUpload: true })}
<details class="more"><summary>${own.columns}</summary><ul>${columns.map(({ name, field }) => html`<li><code>${name}</code>: ${field.label[language === 'en' ? 0 : 1]}</li>`)}</ul></details>`;
  return { title: own.title, body };
}
