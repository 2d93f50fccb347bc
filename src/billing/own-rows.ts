import { InvalidInput } from '../errors.ts';
import { type Row, rowsOfCsv, rowsOfWorkbook } from '../http/table-file.ts';
import { fromWire } from '../money.ts';
import type { OwnRow } from './reconcile.ts';

/**
 * Read a partner's list of transactions: CSV with a heading that names `transactionNumber` and `amount`.
 *
 * @throws InvalidInput with every line that cannot be read, and why
 */
export function ownRowsOf(text: string): OwnRow[] {
  return rowsFrom(rowsOfCsv(text));
}

/**
 * Read the same list from the first sheet of an XLSX workbook. A transaction number gets back the noughts it lost.
 *
 * @throws InvalidInput with every line that cannot be read, and why
 */
export async function ownRowsOfWorkbook(workbook: Buffer): Promise<OwnRow[]> {
  const lines = await rowsOfWorkbook(workbook);
  return rowsFrom(
    lines.map((line) => ({ ...line, transactionNumber: (line.transactionNumber ?? '').padStart(14, '0') })),
  );
}

function rowsFrom(lines: readonly Row[]): OwnRow[] {
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

function signed(amount: string): number {
  return amount.startsWith('-') ? -fromWire(amount.slice(1)) : fromWire(amount);
}

function linesOf(wrong: readonly { line: number }[]): string {
  return wrong
    .slice(0, 20)
    .map(({ line }) => line)
    .join(', ');
}
