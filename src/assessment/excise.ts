import { type Cents, Decimal, share, sum, toCents } from '../money.ts';
import type { ExciseCharge, LuxuryFacts } from './types.ts';

/**
 * Excise duty or excise tax on a line.
 *
 * @param dutyPaidValue cents: value for duty with the customs duty, the base of the ad valorem limb on cigars
 *
 * Law: Excise Act, 2001, Schedules 1, 2, 4, 6, 7, 8; Excise Act s. 170; Excise Tax Act Sch. I;
 * Customs Tariff ss. 21.1 to 21.3 (levied at import as additional customs duty).
 */
export function exciseAmount(charges: readonly ExciseCharge[] | undefined, dutyPaidValue: Cents): Cents {
  if (charges === undefined) return 0;
  return sum(charges.map((charge) => chargeAmount(charge, dutyPaidValue)));
}

/**
 * Luxury tax: the lesser of a share of the taxable amount and a larger share of what exceeds the threshold.
 *
 * Law: Select Luxury Items Tax Act ss. 9, 20, 34.
 */
export function luxuryTax(facts: LuxuryFacts, taxableAmount: Cents): Cents {
  if (taxableAmount <= facts.threshold) return 0;
  const ofAll = share(taxableAmount, facts.share);
  return Math.min(ofAll, share(taxableAmount - facts.threshold, facts.excessShare));
}

export function exciseArithmetic(charge: ExciseCharge): string {
  switch (charge.kind) {
    case 'amount':
      return `${charge.code}: amount declared`;
    case 'per unit':
      return `${charge.code}: ${charge.quantity} × $${charge.perUnit}`;
    case 'per package':
      return `${charge.code}: ${charge.packages} packages × ⌈${charge.perPackage} ÷ ${charge.per}⌉ × $${charge.rate}`;
    case 'greater of':
      return `${charge.code}: greater of ${charge.quantity} × $${charge.perUnit} and ${charge.share} of duty-paid value`;
  }
}

function chargeAmount(charge: ExciseCharge, dutyPaidValue: Cents): Cents {
  switch (charge.kind) {
    case 'amount':
      return charge.amount;
    case 'per unit':
      return toCents(charge.quantity.times(charge.perUnit));
    case 'per package': {
      const portions = charge.perPackage.div(charge.per).toDecimalPlaces(0, Decimal.ROUND_CEIL);
      return toCents(charge.packages.times(portions).times(charge.rate));
    }
    case 'greater of':
      return Math.max(toCents(charge.quantity.times(charge.perUnit)), share(dutyPaidValue, charge.share));
  }
}
