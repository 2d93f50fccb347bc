import { CsvError, parse } from 'csv-parse/sync';
import { InvalidInputError, InvalidSpreadsheetError, readSheet, type SheetData } from 'read-excel-file/node';
import { InvalidInput } from '../errors.ts';
import { Decimal } from '../money.ts';

/** A row of a table that somebody made, by the names of its heading. */
export type Row = Record<string, string | undefined>;

/** The rows of a CSV file with a heading. @throws InvalidInput with the line that is no CSV */
export function rowsOfCsv(text: string): Row[] {
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

/** The rows of the first sheet of an XLSX workbook; what a spreadsheet took for a number is read by its digits. */
export async function rowsOfWorkbook(workbook: Buffer): Promise<Row[]> {
  const [heading = [], ...rows] = await sheetIn(workbook);
  const names = heading.map(String);
  return rows.map((row): Row => Object.fromEntries(names.map((name, i) => [name, cellText(row[i])])));
}

/** The rows of an uploaded file, whichever of the two it is: a workbook is a ZIP file, which begins with PK. */
export async function rowsOfFile(file: File): Promise<Row[]> {
  const bytes = Buffer.from(await file.arrayBuffer());
  return bytes.subarray(0, 2).toString() === 'PK' ? rowsOfWorkbook(bytes) : rowsOfCsv(bytes.toString('utf8'));
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
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? '' : String(cell).trim();
}
