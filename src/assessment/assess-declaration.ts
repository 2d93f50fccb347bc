import { sum } from '../money.ts';
import { type Amounts, amountNames } from './types.ts';

/**
 * Totals of a declaration: sums of its rounded lines, amount by amount.
 *
 * Source: CBSA form BSF945, totals 113 to 129. Assumption A-01.
 */
export function totalsOf(lines: readonly Amounts[]): Amounts {
  const totals = {} as Amounts;
  for (const name of amountNames) totals[name] = sum(lines.map((line) => line[name]));
  return totals;
}

/** What changed between two versions, amount by amount: later less earlier, unchanged amounts left out. */
export function differenceOf(earlier: Amounts, later: Amounts): Partial<Amounts> {
  const changed = amountNames.filter((name) => later[name] !== earlier[name]);
  return Object.fromEntries(changed.map((name) => [name, later[name] - earlier[name]]));
}
