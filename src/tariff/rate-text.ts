import { Decimal } from '../money.ts';

/** A rate of duty as the tariff prints it: "238% but not less than $1.25/kg". */
export interface PrintedRate {
  base: PrintedTerm;
  atLeast?: PrintedTerm;
  atMost?: PrintedTerm;
  plus?: PrintedTerm;
}

/** A share of the value (a fraction of 1), or dollars for one unit. */
export type PrintedTerm =
  | { kind: 'free' }
  | { kind: 'ad valorem'; rate: Decimal }
  | { kind: 'specific'; perUnit: Decimal; unit: string };

/** The units that printed rates use, as units of measure. */
const rateUnits: Record<string, string> = {
  kg: 'KGM',
  each: 'NMB',
  dozen: 'DZN',
  litre: 'LTR',
  'litre of absolute ethyl alcohol': 'LPA',
  tonne: 'TNE',
  hl: 'HLT',
};

const sentence =
  /^(?<base>.+?)(?: but not less than (?<atLeast>.+?))?(?: (?:or|but not) more than (?<atMost>.+?))?(?: plus (?<plus>.+))?$/;

/**
 * Read a printed rate.
 *
 *     rate = "Free" | base [" plus " term]
 *     base = term [" but not less than " term] [" or more than " | " but not more than " term]
 *     term = number "%" | number "¢/" unit | "$" number "/" unit
 *
 * @returns nothing when the text does not follow the grammar
 */
export function parseRate(text: string): PrintedRate | undefined {
  const parts = sentence.exec(text.trim())?.groups;
  if (parts === undefined) return undefined;
  const rate: Partial<PrintedRate> = {};
  for (const name of ['base', 'atLeast', 'atMost', 'plus'] as const) {
    if (parts[name] === undefined) continue;
    const term = parseTerm(parts[name]);
    if (term === undefined) return undefined;
    rate[name] = term;
  }
  return rate as PrintedRate;
}

function parseTerm(text: string): PrintedTerm | undefined {
  if (text === 'Free') return { kind: 'free' };
  const percent = /^(\d+(?:\.\d+)?) ?%$/.exec(text);
  if (percent !== null) return { kind: 'ad valorem', rate: new Decimal(percent[1]!).div(100) };
  const specific = /^(\$)?(\d+(?:\.\d+)?)(¢)?(?:\/| )(.+)$/.exec(text);
  if (specific === null) return undefined;
  const [, dollar, number, cent, unitText] = specific;
  const unit = rateUnits[unitText!];
  if (unit === undefined || (dollar === undefined) === (cent === undefined)) return undefined;
  const perUnit = new Decimal(number!).div(cent === undefined ? 1 : 100);
  return { kind: 'specific', perUnit, unit };
}
