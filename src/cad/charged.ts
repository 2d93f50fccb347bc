import { totalsOf } from '../assessment/assess-declaration.ts';
import type { Amounts } from '../assessment/types.ts';
import { chart } from '../ledger/chart.ts';
import type { Posting } from '../ledger/tables.ts';
import { type Cents, Decimal, sum } from '../money.ts';

/** What a declaration charges, and the part of its GST that is the federal part of the harmonized sales tax. */
export type Charged = Amounts & { hst: Cents };

export const nothing: Charged = { ...totalsOf([]), hst: 0 };

/** Everything that a declaration charges but GST: duties, and what a province is collected for. */
export function dutiesOf(amounts: Charged): Cents {
  const { vfd, vft, gst, hst, total, ...duties } = amounts;
  return sum(Object.values(duties));
}

/** With the total that its amounts come to. */
export function withTotal(amounts: Charged): Charged {
  return { ...amounts, total: dutiesOf(amounts) + amounts.gst };
}

/** So much of a change, each amount in proportion; what rounding leaves goes to the largest. */
export function portionOf(change: Charged, total: Cents): Charged {
  if (total === 0) return nothing;
  if (total === change.total) return { ...change, vfd: 0, vft: 0 };
  const part = new Decimal(total).div(change.total);
  const scaled = Object.entries(change).map(([name, cents]) => [name, part.times(cents).trunc().toNumber()]);
  const portion = withTotal({ ...(Object.fromEntries(scaled) as Charged), vfd: 0, vft: 0 });
  const { vfd, vft, hst, total: sumOfAll, ...amounts } = change;
  const [largest] = Object.entries(amounts).sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))[0]!;
  const name = largest as keyof typeof amounts;
  return withTotal({ ...portion, [name]: portion[name] + total - portion.total });
}

/** What a part leaves of a whole. */
export function restOf(whole: Charged, part: Charged): Charged {
  const left = Object.entries(whole).map(([name, cents]) => [name, cents - part[name as keyof Charged]]);
  return withTotal({ ...(Object.fromEntries(left) as Charged), vfd: 0, vft: 0 });
}

/** What is collected for a province is not the CBSA's: it comes in and goes back by an account of its own. */
export function taxPostings({ gst, hst, provincialTax }: Charged): Posting[] {
  return [
    { glAccount: chart.revenue.gst, amountCents: hst - gst },
    { glAccount: chart.revenue.federalPartOfHst, amountCents: -hst },
    { glAccount: chart.provincialTaxes, amountCents: -provincialTax },
  ];
}
