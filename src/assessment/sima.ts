import { type Cents, Decimal, share, toCents, toWire } from '../money.ts';
import { percentText } from './duty.ts';
import type { SimaFacts, SimaMethod } from './types.ts';

/**
 * Anti-dumping or countervailing duty by the method of the measure; nil under an undertaking or off the measure.
 *
 * @returns cents, never negative
 *
 * Law: Special Import Measures Act ss. 3(1), 7.1; SOR/85-900 s. 4 (exchange).
 * Assumption A-02: the methods, built on CARM bulletin 5391.
 */
export function simaDuty(sima: SimaFacts, method: SimaMethod | undefined): Cents {
  if (sima.subject !== 'S' || method === undefined) return 0;
  switch (method.kind) {
    case 'amount':
      return method.amount;
    case 'normal value': {
      const margin = Decimal.max(0, method.normalValue.minus(method.exportPrice));
      return toCents(margin.times(method.quantity).times(method.exchange).times(method.rate));
    }
    case 'percent of export price':
      return share(method.exportPrice, method.rate);
    case 'per unit':
      return toCents(method.perUnit.times(method.quantity).times(method.exchange));
  }
}

/**
 * The SIMA code, which CARM derives and no partner sends. First digit: 1 not subject, 2 undertaking,
 * 3 provisional duty, 4 nil amount, 5 an amount is payable (SIMA or surtax); second: 0 nil, 1 cash, 2 bond.
 *
 * Source: CBSA list of SIMA codes; CARM bulletin 5391.
 */
export function simaCode(sima: SimaFacts | undefined, payable: Cents, surtax: Cents): string {
  if (sima?.subject === 'U') return '20';
  if (sima?.subject === 'S') {
    if (sima.provisional !== undefined)
      return payable === 0 ? '30' : sima.provisional === 'bond' ? '32' : '31';
    if (payable > 0) return '51';
    return surtax > 0 ? '51' : '40';
  }
  return surtax > 0 ? '51' : '10';
}

export function simaArithmetic(method: SimaMethod): string {
  switch (method.kind) {
    case 'amount':
      return toWire(method.amount);
    case 'normal value':
      return `max(0, ${method.normalValue} − ${method.exportPrice}) × ${method.quantity} × ${method.exchange}`;
    case 'percent of export price':
      return `${toWire(method.exportPrice)} × ${percentText(method.rate)}`;
    case 'per unit':
      return `${method.perUnit} × ${method.quantity} × ${method.exchange}`;
  }
}
