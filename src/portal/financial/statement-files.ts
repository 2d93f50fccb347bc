import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import type { StatementRead } from '../../billing/read-statement.ts';
import { type Document, documentCodes } from '../../ledger/tables.ts';
import { toDollars, toWire } from '../../money.ts';
import type { Download } from '../../pages/site.ts';
import { inBoth, type Language } from '../../pages/words.ts';

const words = inBoth({
  section: ['Section', 'Section'],
  inCycle: ['Billing cycle', 'Cycle de facturation'],
  other: ['Other', 'Autres'],
  document: ['Document', 'Document'],
  reference: ['Reference', 'Référence'],
  postedOn: ['Posted on', 'Inscrit le'],
  dueOn: ['Due on', 'Échéance'],
  amount: ['Amount', 'Montant'],
  opening: ['Opening balance', 'Solde d’ouverture'],
  closing: ['Closing balance', 'Solde de clôture'],
  payable: ['Total payable', 'Total à payer'],
});

const fileNames = { en: 'statement', fr: 'releve' };

/** A line of a statement's file: text, and the amount in cents at its end. */
interface Line {
  text: string[];
  cents: number;
}

/** The statement as text that any spreadsheet opens. The mark at the beginning tells that it is UTF-8. */
export function asCsv(read: StatementRead, language: Language): Download {
  const rows = [
    headingIn(language),
    ...linesOf(read, language).map(({ text, cents }) => [...text, toWire(cents)]),
  ];
  const content = `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
  return { name: nameOf(read, language, 'csv'), type: 'text/csv; charset=utf-8', content };
}

/** The statement as a workbook, its amounts as numbers: a spreadsheet has no others to add up. */
export async function asWorkbook(read: StatementRead, language: Language): Promise<Download> {
  const rows: SheetData = [
    headingIn(language).map((value) => ({ value, fontWeight: 'bold' as const })),
    ...linesOf(read, language).map(({ text, cents }) => [
      ...text.map((value) => ({ value, type: String })),
      { value: toDollars(cents).toNumber(), type: Number, format: '#,##0.00' },
    ]),
  ];
  const columns = [18, 32, 20, 14, 14, 16].map((width) => ({ width }));
  const workbook = await writeWorkbook(rows, { columns }).toBuffer();
  return {
    name: nameOf(read, language, 'xlsx'),
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: new Uint8Array(workbook),
  };
}

function headingIn(language: Language): string[] {
  const w = words[language];
  return [w.section, w.document, w.reference, w.postedOn, w.dueOn, w.amount];
}

/** The entries between the balances that they lead from and to, then what is to be paid. */
function linesOf({ statement, payBy, inCycle, other }: StatementRead, language: Language): Line[] {
  const w = words[language];
  const entry =
    (section: string) =>
    ({ code, reference, postedOn, dueOn, amountCents }: Document): Line => ({
      text: [section, documentCodes[code][language], reference, postedOn, dueOn],
      cents: amountCents,
    });
  return [
    { text: [w.opening, '', '', '', ''], cents: statement.openingCents },
    ...inCycle.map(entry(w.inCycle)),
    ...other.map(entry(w.other)),
    { text: [w.closing, '', '', '', ''], cents: statement.closingCents },
    { text: [w.payable, '', '', '', payBy], cents: statement.payableCents },
  ];
}

/** What the file of a statement is called, so that many lie side by side. */
export function nameOf({ statement }: StatementRead, language: Language, ending: string): string {
  return `${fileNames[language]}-${statement.programAccount}-${statement.issuedOn}.${ending}`;
}

/** Text that a spreadsheet would take for a formula is kept from being one. */
function quoted(text: string): string {
  const safe = /^[=+@\t]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
