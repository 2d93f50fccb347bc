import { type Cents, toWire } from '../money.ts';
import type { Language } from './words.ts';

const locales = { en: 'en-CA', fr: 'fr-CA' } as const;

function money(language: Language): Intl.NumberFormat {
  return new Intl.NumberFormat(locales[language], { style: 'currency', currency: 'CAD' });
}

const moneyIn = { en: money('en'), fr: money('fr') };

/** Cents as Canada.ca writes dollars: $1,234.50 and 1 234,50 $. */
export function dollars(cents: Cents, language: Language): string {
  // The formatter takes decimal text as it is: no float comes between.
  return moneyIn[language].format(toWire(cents) as Intl.StringNumericLiteral).replace('-', '−');
}

/** Dollars on the wire, such as "1234.50". */
export function dollarsOf(wire: string, language: Language): string {
  return moneyIn[language].format(wire as Intl.StringNumericLiteral).replace('-', '−');
}

const numbers = { en: new Intl.NumberFormat('en-CA'), fr: new Intl.NumberFormat('fr-CA') };

export function count(value: number, language: Language): string {
  return numbers[language].format(value);
}

const percents = {
  en: new Intl.NumberFormat('en-CA', { style: 'percent', maximumFractionDigits: 1 }),
  fr: new Intl.NumberFormat('fr-CA', { style: 'percent', maximumFractionDigits: 1 }),
};

/** A fraction of 1, such as "0.4321": 43.2% and 43,2 %. */
export function percent(fraction: string, language: Language): string {
  return percents[language].format(fraction as Intl.StringNumericLiteral);
}

/** A date in a sentence: November 25, 2024, and 25 novembre 2024. In tables dates stay as they are, 2024-11-25. */
export function longDate(date: string, language: Language): string {
  return Temporal.PlainDate.from(date.slice(0, 10)).toLocaleString(locales[language], { dateStyle: 'long' });
}

/** A simulated instant: 2024-11-25, 02:00 and 2024-11-25, 2 h (or 14 h 40). */
export function instant(at: string, language: Language): string {
  const [hour, minute] = at.slice(11, 16).split(':');
  const inFrench = `${Number(hour)}\u00a0h${minute === '00' ? '' : `\u00a0${minute}`}`;
  return `${at.slice(0, 10)}, ${language === 'en' ? `${hour}:${minute}` : inFrench}`;
}
