import { type Cents, type Decimal, share, toCents, toWire } from '../money.ts';
import type { DutyRate, Term } from './types.ts';

/**
 * Customs duty at one rate. Each term is rounded half up to the cent.
 *
 * @param valueForDuty cents
 * @param rate         a base term, raised to "but not less than", lowered to "or more than", and "plus" added last
 *
 * Law: Customs Tariff s. 20(1) and the list of rates; Customs Act s. 55.
 */
export function customsDuty(valueForDuty: Cents, rate: DutyRate): Cents {
  let duty = termAmount(valueForDuty, rate.base);
  if (rate.atLeast !== undefined) duty = Math.max(duty, termAmount(valueForDuty, rate.atLeast));
  if (rate.atMost !== undefined) duty = Math.min(duty, termAmount(valueForDuty, rate.atMost));
  return rate.plus === undefined ? duty : duty + termAmount(valueForDuty, rate.plus);
}

/**
 * The treatment claimed gives way where the Most-Favoured-Nation rate gives the lower amount.
 *
 * Law: Customs Tariff s. 25.
 */
export function lowerDuty(valueForDuty: Cents, claimed: DutyRate, mfn: DutyRate): DutyRate {
  return customsDuty(valueForDuty, mfn) < customsDuty(valueForDuty, claimed) ? mfn : claimed;
}

export function dutyArithmetic(valueForDuty: Cents, rate: DutyRate): string {
  const steps = [termArithmetic(valueForDuty, rate.base)];
  if (rate.atLeast !== undefined) steps.push(`at least ${termArithmetic(valueForDuty, rate.atLeast)}`);
  if (rate.atMost !== undefined) steps.push(`at most ${termArithmetic(valueForDuty, rate.atMost)}`);
  if (rate.plus !== undefined) steps.push(`plus ${termArithmetic(valueForDuty, rate.plus)}`);
  return steps.join('; ');
}

export function percentText(rate: Decimal): string {
  return `${rate.times(100).toString()} %`;
}

function termAmount(valueForDuty: Cents, term: Term): Cents {
  switch (term.kind) {
    case 'free':
      return 0;
    case 'ad valorem':
      return share(valueForDuty, term.rate);
    case 'specific':
      return toCents(term.quantity.times(term.perUnit));
  }
}

function termArithmetic(valueForDuty: Cents, term: Term): string {
  const amount = toWire(termAmount(valueForDuty, term));
  switch (term.kind) {
    case 'free':
      return 'Free';
    case 'ad valorem':
      return `${toWire(valueForDuty)} × ${percentText(term.rate)} = ${amount}`;
    case 'specific':
      return `${term.quantity} ${term.unit ?? 'units'} × $${term.perUnit} = ${amount}`;
  }
}
