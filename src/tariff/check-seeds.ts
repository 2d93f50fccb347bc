import { isDate } from '../clock/instants.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import { ReferenceData } from '../reference/reference.ts';
import { parseRate } from './rate-text.ts';

const marks = new Set(['V', 'V2', 'V1', 'V1s', 'V1d', 'C', 'K', 'A', 'V-norate']);
const rates = ['mfn', 'ust', 'mxt', 'ceut', 'cptpt', 'ukt', 'gpt', 'ldct', 'general'];

/** Every problem of a set of reference data: shapes, dates, rates by the grammar, codes that point nowhere. */
export function checkSeeds(records: readonly ReferenceRecord[]): string[] {
  const reference = new ReferenceData(records);
  const problems: string[] = [];
  for (const record of records) {
    const say = (problem: string) => problems.push(`${record.list} ${record.key}: ${problem}`);
    if (!marks.has(record.mark)) say(`mark "${record.mark}" is unknown`);
    if (record.source === '') say('no source');
    for (const date of [record.effectiveFrom, record.effectiveTo]) {
      if (date !== null && date !== '' && !isDate(date)) say(`"${date}" is not a date`);
    }
    if (record.list === 'tariff-items') checkItem(record, reference, say);
    if (record.list === 'country-treatments') {
      if (!reference.has('treatments', record.data.treatment!))
        say(`treatment ${record.data.treatment} is unknown`);
      if (!reference.has('countries', record.data.country!)) say(`country ${record.data.country} is unknown`);
    }
    if (record.list === 'exchange' && !reference.has('currencies', record.data.currency!)) {
      say(`currency ${record.data.currency} is unknown`);
    }
    if (record.list === 'surtax-items' && !/^\d{8}$/.test(record.data.tariff_item!))
      say('not a tariff item of eight digits');
  }
  return [...problems, ...overlappingPeriods(records)];
}

function checkItem(record: ReferenceRecord, reference: ReferenceData, say: (problem: string) => void): void {
  if (!/^\d{10}$/.test(record.key)) say('not ten digits');
  for (const name of rates) {
    const text = record.data[name];
    if (text !== undefined && parseRate(text) === undefined) say(`${name} "${text}" is not a rate`);
  }
  if (record.data.mfn === undefined) say('no MFN rate');
  if (record.data.unit !== undefined && !reference.has('units', record.data.unit))
    say(`unit ${record.data.unit} is unknown`);
  for (const pair of record.data.other_preferences?.split(';') ?? []) {
    const [treatment, rate] = pair.split('=');
    if (!reference.has('treatments', treatment!)) say(`treatment ${treatment} is unknown`);
    if (parseRate(rate ?? '') === undefined) say(`${treatment} "${rate}" is not a rate`);
  }
  const heading = reference.history('headings', record.key.slice(0, 4))[0];
  if (heading === undefined) say(`heading ${record.key.slice(0, 4)} has no label`);
}

function overlappingPeriods(records: readonly ReferenceRecord[]): string[] {
  return [...Map.groupBy(records, (record) => `${record.list} ${record.key}`)].flatMap(([name, periods]) => {
    const sorted = periods.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
    return sorted.slice(1).flatMap((later, index) => {
      const earlier = sorted[index]!;
      const isClosed = earlier.effectiveTo !== null && earlier.effectiveTo < later.effectiveFrom;
      // A parameter says only when it begins: it holds until the next one.
      return isClosed || later.list === 'parameters'
        ? []
        : [`${name}: periods overlap from ${later.effectiveFrom}`];
    });
  });
}
