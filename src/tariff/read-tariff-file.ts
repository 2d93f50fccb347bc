import { parse } from 'csv-parse/sync';
import { isDate } from '../clock/instants.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { parseRate } from './rate-text.ts';
import { columnsOf, normalRate, otherColumns, rateColumns } from './tariff-file-columns.ts';

/** What is wrong with one line of a file. */
export interface LineError {
  line: number;
  en: string;
  fr: string;
}

interface Read {
  records: ReferenceRecord[];
  errors: LineError[];
}

/**
 * Read a tariff file: CSV with a header, its columns as in `seeds/tariff/items.csv` or as the CBSA publishes them.
 *
 * @param startsOn first day of items whose line does not say one
 */
export function readTariffFile(text: string, reference: ReferenceData, startsOn: string): Read {
  const rows = parse(text, {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
  }) as unknown as {
    record: string[];
    info: { lines: number };
  }[];
  const [header, ...lines] = rows;
  const columns = header === undefined ? undefined : columnsOf(header.record);
  if (columns?.classification === undefined || columns.mfn === undefined) {
    const names = 'classification, mfn';
    return {
      records: [],
      errors: [
        {
          line: 1,
          en: `the header lacks columns: ${names}`,
          fr: `il manque des colonnes à l’en-tête : ${names}`,
        },
      ],
    };
  }
  const read: Read = { records: [], errors: [] };
  for (const { record: cells, info } of lines)
    readLine(cells, info.lines, header!.record, columns, reference, startsOn, read);
  read.errors.push(...overlaps(read.records));
  return read;
}

function readLine(
  cells: readonly string[],
  line: number,
  header: readonly string[],
  columns: Record<string, number | undefined>,
  reference: ReferenceData,
  startsOn: string,
  read: Read,
): void {
  const cell = (name: string) => (columns[name] === undefined ? '' : (cells[columns[name]] ?? '').trim());
  const problem = (en: string, fr: string) => read.errors.push({ line, en, fr });
  const before = read.errors.length;
  if (cells.length !== header.length) {
    problem(
      `${cells.length} cells where the header has ${header.length}`,
      `${cells.length} cellules, alors que l’en-tête en a ${header.length}`,
    );
  }
  const classification = cell('classification').replaceAll('.', '');
  if (!/^\d{10}$/.test(classification)) {
    problem(
      `"${cell('classification')}" is not a classification number of ten digits`,
      `« ${cell('classification')} » n’est pas un numéro de classement de dix chiffres`,
    );
  }
  const unit = cell('unit') === '-' ? '' : cell('unit');
  if (unit !== '' && !reference.has('units', unit))
    problem(`unit ${unit} is unknown`, `l’unité ${unit} est inconnue`);
  const data: Record<string, string> = { classification, ...(unit === '' ? {} : { unit }) };
  for (const name of rateColumns) {
    const rate = normalRate(cell(name));
    if (rate === '') continue;
    if (parseRate(rate) === undefined)
      problem(`${name}: "${cell(name)}" is not a rate`, `${name} : « ${cell(name)} » n’est pas un taux`);
    data[name] = rate;
  }
  if (data.mfn === undefined) problem('no MFN rate', 'aucun taux NPF');
  data.general ??= '35%';
  const others = [...cell('other_preferences').split(';').filter(Boolean), ...otherColumns(cells, header)];
  for (const pair of others) {
    const [treatment, rate] = pair.split('=');
    if (!reference.has('treatments', treatment!))
      problem(`treatment ${treatment} is unknown`, `le traitement ${treatment} est inconnu`);
    if (parseRate(rate ?? '') === undefined)
      problem(`${treatment}: "${rate}" is not a rate`, `${treatment} : « ${rate} » n’est pas un taux`);
  }
  if (others.length > 0) data.other_preferences = others.join(';');
  const effectiveFrom = cell('effective_from') || startsOn;
  const effectiveTo = cell('effective_to') || null;
  for (const date of [effectiveFrom, effectiveTo]) {
    if (date !== null && !isDate(date)) problem(`"${date}" is not a date`, `« ${date} » n’est pas une date`);
  }
  if (read.errors.length > before) return;
  const [source, mark] = [cell('source') || 'imported file', cell('mark') || 'V1'];
  read.records.push({
    list: 'tariff-items',
    key: classification,
    effectiveFrom,
    effectiveTo,
    data,
    source,
    mark,
  });
}

function overlaps(records: readonly ReferenceRecord[]): LineError[] {
  const errors: LineError[] = [];
  const byNumber = Map.groupBy(records, (each) => each.key);
  for (const [number, periods] of byNumber) {
    const sorted = periods.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
    for (const [index, later] of sorted.slice(1).entries()) {
      const earlier = sorted[index]!;
      if (earlier.effectiveTo !== null && earlier.effectiveTo < later.effectiveFrom) continue;
      if (earlier.effectiveTo === null && earlier.effectiveFrom < later.effectiveFrom) continue;
      const line = records.indexOf(later) + 2;
      errors.push({
        line,
        en: `${number}: periods overlap from ${later.effectiveFrom}`,
        fr: `${number} : périodes qui se chevauchent dès le ${later.effectiveFrom}`,
      });
    }
  }
  return errors;
}
