import type { LineAssessment } from '../assessment/types.ts';
import { type Cents, Decimal, share } from '../money.ts';

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

/**
 * What of the duties of one line is given back: the exported share of each, and never GST. Where the drawback is
 * limited, customs duty goes back up to what was paid abroad, and anti-dumping and countervailing duty not at all.
 *
 * Law: Customs Tariff ss. 80, 95(6), 96, 97, 113. Assumption A-64: surtax, safeguard and excise go back by their share.
 */
export function drawbackOf(assessed: LineAssessment, exported: Exported): Cents {
  const part = new Decimal(exported.quantityThousandths).div(exported.importedThousandths);
  const others = (['surtax', 'safeguard', 'exciseDuty', 'exciseTax', 'luxuryTax'] as const)
    .map((name) => share(assessed[name], part))
    .reduce((total, amount) => total + amount, 0);
  const duty = share(assessed.duty, part);
  if (isLimited(exported)) return others + Math.min(duty, exported.dutyPaidAbroad ?? 0);
  return others + duty + share(assessed.antiDumping, part) + share(assessed.countervailing, part);
}
