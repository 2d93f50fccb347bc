import type { LineAssessment } from '../assessment/types.ts';
import type { Duties } from '../ledger/duty-postings.ts';
import { type Cents, Decimal, share, sum } from '../money.ts';

/** Why goods left Canada again: as they came, made into others, or used up in making them. */
export const drawbackPurposes = ['SAME_CONDITION', 'PROCESSED', 'CONSUMED'] as const;

export type DrawbackPurpose = (typeof drawbackPurposes)[number];

export interface Exported {
  purpose: DrawbackPurpose;
  destination: string;
  /** Thousandths of the unit of measure, of the goods exported and of the line that imported them. */
  quantityThousandths: number;
  importedThousandths: number;
  /** Whether the goods were imported under the tariff of the United States or of Mexico. */
  isCusmaOrigin: boolean;
  /** What was paid on them where they went. */
  dutyPaidAbroad: Cents | undefined;
}

const underCusma: readonly string[] = ['US', 'MX'];

/**
 * Whether the drawback of customs duty is limited to what was paid abroad: goods exported to the United States or to
 * Mexico, but for goods in the same condition and those that originate there.
 *
 * Law: Customs Tariff ss. 95(6), 96, 97.
 */
export function isLimited({ purpose, destination, isCusmaOrigin }: Exported): boolean {
  return underCusma.includes(destination) && purpose !== 'SAME_CONDITION' && !isCusmaOrigin;
}

/** What is given back of each duty, in cents. */
export type Drawback = Duties;

/** What a drawback comes to. */
export const totalOf = (given: Drawback): Cents => sum(Object.values(given));

const kinds = [
  'duty',
  'antiDumping',
  'countervailing',
  'surtax',
  'safeguard',
  'exciseDuty',
  'exciseTax',
  'luxuryTax',
] as const satisfies readonly (keyof Drawback)[];

/**
 * What of the duties of one line is given back: the exported share of each, and never GST. Where the drawback is
 * limited, customs duty goes back up to what was paid abroad, and anti-dumping and countervailing duty not at all.
 *
 * Law: Customs Tariff ss. 80, 95(6), 96, 97, 113. Assumption A-64: surtax, safeguard and excise go back by their share.
 */
export function drawbackOf(assessed: LineAssessment, exported: Exported): Drawback {
  // A later change may say that fewer goods were imported than were exported.
  const part = Decimal.min(1, new Decimal(exported.quantityThousandths).div(exported.importedThousandths));
  const given = kinds.map((kind) => [kind, limited(kind, share(assessed[kind], part), exported)] as const);
  return Object.fromEntries(given.filter(([, cents]) => cents !== 0));
}

function limited(kind: keyof Drawback, cents: Cents, exported: Exported): Cents {
  if (!isLimited(exported)) return cents;
  if (kind === 'duty') return Math.min(cents, exported.dutyPaidAbroad ?? 0);
  return kind === 'antiDumping' || kind === 'countervailing' ? 0 : cents;
}

/** What one drawback gives more than another, kind by kind; what it gives less is below nothing. */
export function moreThan(later: Drawback, earlier: Drawback): Drawback {
  return Object.fromEntries(kinds.map((kind) => [kind, (later[kind] ?? 0) - (earlier[kind] ?? 0)]));
}

/** Two drawbacks together. */
export function together(one: Drawback, other: Drawback): Drawback {
  return Object.fromEntries(kinds.map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)]));
}

/** What a drawback becomes when its declaration bears less: no kind of duty gives more than it gave. */
export function notMoreThan(later: Drawback, earlier: Drawback): Drawback {
  const least = kinds.map((kind) => [kind, Math.min(later[kind] ?? 0, earlier[kind] ?? 0)] as const);
  return Object.fromEntries(least.filter(([, cents]) => cents !== 0));
}
