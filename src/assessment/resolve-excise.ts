import { Decimal, fromWire } from '../money.ts';
import { basisOf } from '../reference/reference.ts';
import type { DeclaredExcise } from './declared.ts';
import type { Resolving } from './resolve.ts';
import type { ExciseCharge, LuxuryFacts } from './types.ts';

/**
 * Excise charges: an amount or a rate stated with the line, or the rate of the code on the accounting date.
 *
 * Law: Excise Act, 2001 Schedules 1 to 8; Excise Tax Act Sch. I. "Accept rate" codes take the declared amount
 * (Customs Notice 24-35).
 */
export function resolveExcise(given: Resolving, declared: readonly DeclaredExcise[]): ExciseCharge[] {
  return declared.flatMap((charge) => resolveCharge(given, charge));
}

function resolveCharge({ tariff, on, note, declared }: Resolving, charge: DeclaredExcise): ExciseCharge[] {
  const { code } = charge;
  if (charge.amount !== undefined) return [{ code, kind: 'amount', amount: fromWire(charge.amount) }];
  const quantity = new Decimal(charge.quantity ?? declared.dutyQuantity ?? 0);
  if (charge.perUnit !== undefined)
    return [{ code, kind: 'per unit', quantity, perUnit: new Decimal(charge.perUnit) }];
  const record = on === undefined ? undefined : tariff.reference.inForce('excise', code, on);
  if (record === undefined) {
    note(
      'UNKNOWN_EXCISE_CODE',
      { en: `No rate of excise code ${code} is known`, fr: `Aucun taux connu pour le code d’accise ${code}` },
      true,
    );
    return [];
  }
  const rate = new Decimal(record.data.rate!);
  const basis = basisOf(record, `excise code ${code}`);
  const per = new Decimal(/^\d+/.exec(record.data.per ?? '')?.[0] ?? 1);
  if (charge.packages !== undefined && charge.perPackage !== undefined) {
    const [packages, perPackage] = [new Decimal(charge.packages), new Decimal(charge.perPackage)];
    return [{ code, kind: 'per package', packages, perPackage, per, rate, basis }];
  }
  return [{ code, kind: 'per unit', quantity: quantity.div(per), perUnit: rate, basis }];
}

/** Law: Select Luxury Items Tax Act s. 34. */
export function resolveLuxury({ tariff, on }: Resolving, threshold: string): LuxuryFacts {
  const date = on ?? '9999-12-31';
  return {
    threshold: fromWire(threshold),
    share: tariff.reference.parameter('luxury-share', date).value,
    excessShare: tariff.reference.parameter('luxury-excess-share', date).value,
  };
}
