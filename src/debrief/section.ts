import type { Bilingual } from '../errors.ts';

export type Tone = 'good' | 'bad' | 'open';

/** What stands in a cell: a number, the same text in both languages, or one in each; and whether that is good. */
export type Cell = string | number | Bilingual | { text: string | Bilingual; tone: Tone };

export interface Column {
  title: Bilingual;
  isNumber?: boolean;
}

/** A table of the debrief: on the page, on a slide and as a sheet of the workbook alike. */
export interface Table {
  id: string;
  title: Bilingual;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  /** The last row, which the rows above add up to. */
  total?: readonly Cell[] | undefined;
  /** Where its figures come from: a query, or a file of the run's folder. */
  trace?: string;
}

export interface Chart {
  title: Bilingual;
  svg: (language: 'en' | 'fr') => string;
}

/** A part of the debrief, and a slide of its own where it is shown as slides. */
export interface Section {
  id: string;
  title: Bilingual;
  paragraphs?: readonly Bilingual[];
  charts?: readonly Chart[];
  tables?: readonly Table[];
}

/** A title in both languages, of a column of words or of numbers. */
export const words = (en: string, fr: string): Column => ({ title: { en, fr } });
export const numbers = (en: string, fr: string): Column => ({ title: { en, fr }, isNumber: true });

/** Figures with decimals, written as each language writes them. */
export function figures(text: string): Bilingual {
  return { en: text, fr: text.replaceAll(/(\d)\.(\d)/g, '$1,$2') };
}

export function textOf(cell: Cell, language: 'en' | 'fr'): string {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return cell;
  if ('tone' in cell) return textOf(cell.text, language);
  return cell[language];
}
