import { CsvError, parse } from 'csv-parse/sync';
import { InvalidInputError, InvalidSpreadsheetError, readSheet, type SheetData } from 'read-excel-file/node';
import { InvalidInput } from '../errors.ts';
import { Decimal, fromWire } from '../money.ts';
import type { OwnRow } from './reconcile.ts';

type Line = Record<string, string | undefined>;

/**
 * Read a partner's list of transactions: CSV with a heading that names `transactionNumber` and `amount`.
 *
 * @throws InvalidInput with every line that cannot be read, and why
 */
export function ownRowsOf(text: string): OwnRow[] {
  return rowsFrom(linesIn(text));
}

/**
 * Read the same list from the first sheet of an XLSX workbook. What a spreadsheet took for a number is read by its
 * digits, and a transaction number gets back the noughts it lost.
 *
 * @throws InvalidInput with every line that cannot be read, and why
 */
export async function ownRowsOfWorkbook(workbook: Buffer): Promise<OwnRow[]> {
  const [heading = [], ...rows] = await sheetIn(workbook);
  const names = heading.map(String);
  const lines = rows.map((row): Line => Object.fromEntries(names.map((name, i) => [name, cellText(row[i])])));
  return rowsFrom(
    lines.map((line) => ({ ...line, transactionNumber: (line.transactionNumber ?? '').padStart(14, '0') })),
  );
}

function rowsFrom(lines: readonly Line[]): OwnRow[] {
  const wrong: { line: number; value: string }[] = [];
  const rows: OwnRow[] = [];
  for (const [index, { transactionNumber = '', amount = '' }] of lines.entries()) {
    // The heading is line 1.
    if (!/^\d{14}$/.test(transactionNumber)) wrong.push({ line: index + 2, value: transactionNumber });
    else if (!/^-?\d{1,13}(\.\d{1,2})?$/.test(amount)) wrong.push({ line: index + 2, value: amount });
    else rows.push({ transactionNumber, amountCents: signed(amount) });
  }
  if (wrong.length === 0) return rows;
  throw new InvalidInput(
    {
      en: `${wrong.length} line(s) are not a transaction number of fourteen digits and an amount: ${linesOf(wrong)}`,
      fr: `${wrong.length} ligne(s) ne sont pas un numéro de transaction de quatorze chiffres et un montant : ${linesOf(wrong)}`,
    },
    { lines: wrong.slice(0, 100) },
  );
}

function linesIn(text: string): Line[] {
  try {
    return parse(text, { columns: true, bom: true, trim: true, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as CsvError & { lines?: number }).lines ?? 1);
    throw new InvalidInput({
      en: `Line ${line} is not CSV: a quotation mark is not closed, or stands inside a value`,
      fr: `La ligne ${line} n’est pas du CSV : un guillemet n’est pas fermé, ou se trouve dans une valeur`,
    });
  }
}

async function sheetIn(workbook: Buffer): Promise<SheetData<string>> {
  // A cell such as 12.3 may be kept as 12.300000000000001.
  const parseNumber = (digits: string) => new Decimal(digits).toDecimalPlaces(8).toFixed();
  try {
    return await readSheet(workbook, { parseNumber });
  } catch (error) {
    if (!(error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)) throw error;
    throw new InvalidInput({
      en: 'The file is not an XLSX workbook; save it as .xlsx, or send CSV',
      fr: 'Le fichier n’est pas un classeur XLSX; enregistrez-le en .xlsx ou envoyez du CSV',
    });
  }
}

function cellText(cell: unknown): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

function signed(amount: string): number {
  return amount.startsWith('-') ? -fromWire(amount.slice(1)) : fromWire(amount);
}

function linesOf(wrong: readonly { line: number }[]): string {
  return wrong
    .slice(0, 20)
    .map(({ line }) => line)
    .join(', ');
}
