import { hash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { isDate } from '../clock/instants.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { putRecords, type ReferenceRecord, recordsOfList } from '../reference/records.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';
import { record } from '../storage/events.ts';
import { parseRate } from './rate-text.ts';
import { forgetTariff, tariffOf } from './tariff-of.ts';

/** What is wrong with one line of a file. */
export interface LineError {
  line: number;
  en: string;
  fr: string;
}

/** A file is taken whole or not at all. */
export class TariffFileRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'TARIFF_FILE_REFUSED';
  readonly errors: LineError[];

  constructor(errors: LineError[]) {
    const shown = errors.slice(0, 50);
    const more = errors.length - shown.length;
    const list = (language: 'en' | 'fr', word: string) =>
      shown.map((error) => `  ${word} ${error.line}: ${error[language]}`).join('\n');
    super(
      {
        en: `The file is refused; nothing was imported. ${errors.length} problem(s):\n${list('en', 'line')}${more > 0 ? `\n  and ${more} more` : ''}`,
        fr: `Le fichier est refusé; rien n’a été importé. ${errors.length} problème(s) :\n${list('fr', 'ligne')}${more > 0 ? `\n  et ${more} de plus` : ''}`,
      },
      { errors: shown },
    );
    this.errors = errors;
  }
}

/** Columns of a rate, by every name a file may give it: ours, the reference data's, and the CBSA's published export. */
const columnNames: Record<string, readonly string[]> = {
  classification: ['classification', 'hs10', 'TARIFF', 'tariff_item_number', 'Tariff Item'],
  unit: ['unit', 'uom', 'UOM', 'Unit of Measure'],
  mfn: ['mfn', 'MFN', 'MFN Tariff', 'Most-Favoured-Nation Tariff'],
  general: ['general', 'GT', 'General Tariff', 'General'],
  ust: ['ust', 'UST'],
  mxt: ['mxt', 'MXT'],
  ceut: ['ceut', 'CEUT'],
  cptpt: ['cptpt', 'CPTPT'],
  ukt: ['ukt', 'UKT'],
  gpt: ['gpt', 'GPT'],
  ldct: ['ldct', 'LDCT'],
  other_preferences: ['other_preferences'],
  effective_from: ['effective_from', 'Effective Date', 'EFF_DATE'],
  effective_to: ['effective_to', 'Expiry Date'],
  source: ['source'],
  mark: ['mark', 'verified'],
};

/** Columns of the CBSA's export that hold one treatment each. */
const otherTreatments = [
  'AUT',
  'NZT',
  'CCCT',
  'CIAT',
  'CT',
  'CRT',
  'IT',
  'NT',
  'SLT',
  'PT',
  'COLT',
  'JT',
  'PAT',
  'HNT',
  'KRT',
  'UAT',
  'CPAUT',
  'CPBNT',
  'CPCLT',
  'CPJPT',
  'CPMXT',
  'CPMYT',
  'CPNZT',
  'CPPET',
  'CPSGT',
  'CPVNT',
  'CPUKT',
];

const rateColumns = ['mfn', 'ust', 'mxt', 'ceut', 'cptpt', 'ukt', 'gpt', 'ldct', 'general'] as const;

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

/** Import a tariff file into an environment: adds and replaces by date, whole or not at all. */
export async function importTariff(
  ctx: Context,
  text: string,
  options: { startsOn: string; progress?: (done: number, of: number) => void },
): Promise<number> {
  const { reference } = await tariffOf(ctx.store);
  const { records, errors } = readTariffFile(text, reference, options.startsOn);
  const existing = await recordsOfList(ctx.store.read, 'tariff-items');
  const replaced = new Set(records.map((each) => `${each.key} ${each.effectiveFrom}`));
  const kept = existing.filter((each) => !replaced.has(`${each.key} ${each.effectiveFrom}`));
  const closed = closeEarlier(kept, records);
  if (errors.length > 0) throw new TariffFileRefused(errors);
  await ctx.store.inTransaction(async (tx) => {
    for (let start = 0; start < records.length; start += 1000) {
      await putRecords(tx, records.slice(start, start + 1000));
      options.progress?.(Math.min(start + 1000, records.length), records.length);
    }
    await putRecords(tx, closed);
    const revision = (await environmentValue(tx, 'reference revision')) ?? '';
    await putValue(tx, 'reference revision', hash('sha256', revision + text).slice(0, 16));
    await record(tx, ctx, {
      action: 'tariff.imported',
      subject: 'tariff-items',
      detail: { items: records.length },
    });
  });
  forgetTariff(ctx.store);
  return records.length;
}

function columnsOf(header: readonly string[]): Record<string, number | undefined> {
  const found: Record<string, number | undefined> = {};
  for (const [name, names] of Object.entries(columnNames)) {
    const index = header.findIndex((cell) => names.includes(cell.trim()));
    if (index >= 0) found[name] = index;
  }
  return found;
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

/** "N/A" means that a treatment does not apply (Customs Tariff s. 28); signs are spelled in one way. */
function normalRate(text: string): string {
  if (text === 'N/A' || text === '-') return '';
  return text
    .replace(/^free$/i, 'Free')
    .replaceAll(' %', '%')
    .replaceAll('c/', '¢/');
}

function otherColumns(cells: readonly string[], header: readonly string[]): string[] {
  return header.flatMap((name, index) => {
    const rate = normalRate((cells[index] ?? '').trim());
    return otherTreatments.includes(name.trim()) && rate !== '' ? [`${name.trim()}=${rate}`] : [];
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

/** What was in force without an end ends the day before its successor begins. */
function closeEarlier(
  existing: readonly ReferenceRecord[],
  imported: readonly ReferenceRecord[],
): ReferenceRecord[] {
  const firstDays = new Map<string, string>();
  for (const { key, effectiveFrom } of imported) {
    const known = firstDays.get(key);
    if (known === undefined || effectiveFrom < known) firstDays.set(key, effectiveFrom);
  }
  return existing.flatMap((each) => {
    const begins = firstDays.get(each.key);
    const overlapsIt =
      begins !== undefined &&
      each.effectiveFrom < begins &&
      (each.effectiveTo === null || each.effectiveTo >= begins);
    if (!overlapsIt) return [];
    return [{ ...each, effectiveTo: Temporal.PlainDate.from(begins).subtract({ days: 1 }).toString() }];
  });
}
