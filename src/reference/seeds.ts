import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { ReferenceRecord } from './records.ts';

/** The reference data that ships with the program, beside `src/`. */
export const seedsFolder = join(import.meta.dirname, '..', '..', 'seeds');

interface SeedFile {
  file: string;
  list: string;
  key: readonly string[];
}

/** Which columns make the key of each file; the first day of a row makes it a period. */
const seedFiles: readonly SeedFile[] = [
  { file: 'codes/adjustment-reasons.csv', list: 'adjustment-reasons', key: ['code'] },
  { file: 'codes/cad-types.csv', list: 'cad-types', key: ['code'] },
  { file: 'codes/contraventions.csv', list: 'contraventions', key: ['code'] },
  { file: 'codes/countries.csv', list: 'countries', key: ['code'] },
  { file: 'codes/country-treatments.csv', list: 'country-treatments', key: ['country', 'treatment'] },
  { file: 'codes/currencies.csv', list: 'currencies', key: ['code'] },
  { file: 'codes/gst-codes.csv', list: 'gst-codes', key: ['code'] },
  { file: 'codes/offices.csv', list: 'offices', key: ['code'] },
  { file: 'codes/permit-goods.csv', list: 'permit-goods', key: ['prefix'] },
  { file: 'codes/provinces.csv', list: 'provinces', key: ['code'] },
  { file: 'codes/release-options.csv', list: 'release-options', key: ['code'] },
  { file: 'codes/sima-codes.csv', list: 'sima-codes', key: ['code'] },
  { file: 'codes/transport-modes.csv', list: 'transport-modes', key: ['code'] },
  { file: 'codes/treatments.csv', list: 'treatments', key: ['abbreviation'] },
  { file: 'codes/units.csv', list: 'units', key: ['code'] },
  { file: 'codes/value-for-duty-codes.csv', list: 'value-for-duty-codes', key: ['code'] },
  { file: 'rates/holidays.csv', list: 'holidays', key: ['date', 'name_en'] },
  { file: 'rates/interest.csv', list: 'interest', key: ['quarter'] },
  { file: 'rates/provincial-tax.csv', list: 'provincial-tax', key: ['province'] },
  { file: 'tariff/exchange.csv', list: 'exchange', key: ['currency', 'date'] },
  { file: 'tariff/excise.csv', list: 'excise', key: ['code'] },
  { file: 'tariff/headings.csv', list: 'headings', key: ['heading'] },
  { file: 'tariff/items.csv', list: 'tariff-items', key: ['classification'] },
  {
    file: 'tariff/sima-measures.csv',
    list: 'sima-measures',
    key: ['case_code', 'iso2', 'duty_type', 'rate_type'],
  },
  { file: 'tariff/sima-measure-codes.csv', list: 'sima-measure-codes', key: ['case_code', 'hs10'] },
  { file: 'tariff/special-authorities.csv', list: 'special-authorities', key: ['code'] },
  { file: 'tariff/surtax-items.csv', list: 'surtax-items', key: ['order', 'tariff_item', 'schedule'] },
  { file: 'tariff/surtax-orders.csv', list: 'surtax-orders', key: ['order', 'schedule'] },
];

/** Every seed as a record, and a revision that names exactly this data. */
export function readSeeds(folder = seedsFolder): { records: ReferenceRecord[]; revision: string } {
  const digest = createHash('sha256');
  const records: ReferenceRecord[] = [];
  for (const { file, list, key } of seedFiles) {
    const text = readFileSync(join(folder, file), 'utf8');
    digest.update(text);
    const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
    for (const row of rows) records.push(toRecord(list, key.map((column) => row[column]).join(' '), row));
  }
  const parameters = join(folder, 'parameters');
  for (const file of readdirSync(parameters).sort()) {
    const text = readFileSync(join(parameters, file), 'utf8');
    digest.update(text);
    records.push(...parameterRecords(basename(file, '.yaml'), text));
  }
  return { records, revision: digest.digest('hex').slice(0, 16) };
}

/** One row of a table. Where an empty column says nothing, the record leaves it out. */
export function toRecord(list: string, key: string, row: Record<string, string>): ReferenceRecord {
  const { effective_from, effective_to, source, mark, ...facts } = row;
  return {
    list,
    key,
    effectiveFrom: effective_from ?? '',
    effectiveTo: effective_to ? effective_to : null,
    data: Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== '')),
    source: source ?? '',
    mark: mark ?? '',
  };
}

interface ParameterFile {
  meaning: { en: string; fr: string };
  unit: string;
  source: string;
  mark: string;
  values: Record<string, string>;
}

function parameterRecords(name: string, text: string): ReferenceRecord[] {
  const file = parseYaml(text, { schema: 'failsafe' }) as ParameterFile;
  return Object.entries(file.values).map(([effectiveFrom, value]) => ({
    list: 'parameters',
    key: name,
    effectiveFrom,
    effectiveTo: null,
    data: { value, unit: file.unit, meaning_en: file.meaning.en, meaning_fr: file.meaning.fr },
    source: file.source,
    mark: file.mark,
  }));
}
