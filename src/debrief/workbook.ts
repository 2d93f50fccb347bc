import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { type Cell, type Table, textOf } from './section.ts';
import { sectionsOf } from './sections/all.ts';
import type { Debrief } from './types.ts';

type Language = 'en' | 'fr';

/** The tables of a debrief as a workbook, each a sheet of its own. */
export async function debriefWorkbook(debrief: Debrief, language: Language): Promise<Buffer> {
  const tables = sectionsOf(debrief).flatMap((section) => section.tables ?? []);
  const names = sheetNames(tables.map((table) => table.title[language]));
  const sheets = tables.map((table, i) => ({ data: sheetOf(table, language), sheet: names[i]! }));
  return (await writeWorkbook(sheets).toBuffer()) as Buffer;
}

function sheetOf({ columns, rows, total, trace }: Table, language: Language): SheetData {
  const row = (cells: readonly Cell[], style: object) =>
    cells.map((cell, i) => ({ ...cellOf(cell, columns[i]?.isNumber === true, language), ...style }));
  const heading = columns.map(({ title }) => ({
    value: title[language],
    type: String,
    fontWeight: 'bold' as const,
  }));
  return [
    heading,
    ...rows.map((cells) => row(cells, {})),
    ...(total === undefined ? [] : [row(total, { fontWeight: 'bold' })]),
    ...(trace === undefined ? [] : [[], [{ value: trace, type: String }]]),
  ];
}

/** A number stays one, so that whoever opens the workbook can go on calculating. */
function cellOf(cell: Cell, isNumber: boolean, language: Language) {
  const text = textOf(cell, language);
  return isNumber && /^-?\d+(\.\d+)?$/.test(text)
    ? { value: Number(text), type: Number }
    : { value: text, type: String };
}

/** Excel takes 31 characters, not all of them, and no name twice. */
function sheetNames(titles: readonly string[]): string[] {
  const names: string[] = [];
  for (const title of titles) {
    const plain = title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 28);
    const same = names.filter((name) => name.startsWith(plain)).length;
    names.push(same === 0 ? plain : `${plain} ${same + 1}`);
  }
  return names;
}
