import { suggestionsFor } from './suggest-classification.ts';
import type { Tariff } from './tariff.ts';

export interface FoundItem {
  classification: string;
  label: { en: string; fr: string };
  mfn: string;
}

const mostFound = 30;

/** Classification numbers in force on a date that begin with digits, or whose headings have the words given. */
export function searchTariff(wanted: string, tariff: Tariff, on: string): FoundItem[] {
  const digits = wanted.replaceAll(/[\s.]/g, '');
  const numbers = /^\d{2,10}$/.test(digits)
    ? tariff.reference
        .all('tariff-items')
        .map(({ key }) => key)
        .filter((key) => key.startsWith(digits))
        .sort()
    : suggestionsFor(wanted, tariff, on).flatMap(({ classifications }) => classifications);
  return [...new Set(numbers)].slice(0, mostFound).flatMap((classification) => {
    const item = tariff.item(classification, on);
    const label = tariff.labelOf(classification) ?? { en: '', fr: '' };
    return item === undefined ? [] : [{ classification, label, mfn: item.record.data.mfn ?? '' }];
  });
}
