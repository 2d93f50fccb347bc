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

function resolveCharge(given: Resolving, charge: DeclaredExcise): ExciseCharge[] {
  const { declared } = given;
  const { code } = charge;
  if (charge.amount !== undefined) return [{ code, kind: 'amount', amount: fromWire(charge.amount) }];
  if (charge.perUnit === undefined) return chargeOfCode(given, charge);
  const quantity = charge.quantity ?? declared.dutyQuantity;
  if (quantity === undefined) return quantityNeeded(given, code);
  return [{ code, kind: 'per unit', quantity: new Decimal(quantity), perUnit: new Decimal(charge.perUnit) }];
}

/** The rate of a code on the accounting date, with the quantity in the unit of that rate. */
function chargeOfCode(given: Resolving, charge: DeclaredExcise): ExciseCharge[] {
  const { tariff, on } = given;
  const { code } = charge;
  const record = on === undefined ? undefined : tariff.reference.inForce('excise', code, on);
  if (record === undefined || on === undefined || record.data.kind === 'luxury')
    return unknownCode(given, code);
  const rate = new Decimal(record.data.rate!);
  const basis = basisOf(record, `excise code ${code}`);
  if (record.data.rate_unit === 'ratio') {
    return [
      { code, kind: 'greater of', quantity: new Decimal(0), perUnit: new Decimal(0), share: rate, basis },
    ];
  }
  const { count, unit } = unitOfRate(record.data.per ?? 'unit');
  if (charge.packages !== undefined && charge.perPackage !== undefined) {
    const [packages, perPackage] = [new Decimal(charge.packages), new Decimal(charge.perPackage)];
    return [{ code, kind: 'per package', packages, perPackage, per: count, rate, basis }];
  }
  const quantity = quantityIn(given, charge, unit);
  if (quantity === undefined) return quantityNeeded(given, code, unit);
  // Cigars: the greater of an amount each and a share of their duty-paid value (Excise Act, 2001, Sch. 2).
  const share = code === 'TOB-CGA' ? tariff.reference.inForce('excise', 'TOB-CGP', on)?.data.rate : undefined;
  if (share !== undefined)
    return [{ code, kind: 'greater of', quantity, perUnit: rate, share: new Decimal(share), basis }];
  return [{ code, kind: 'per unit', quantity: quantity.div(count), perUnit: rate, basis }];
}

/** The unit in which a rate counts: "1000 cigars" are a thousand pieces. A unit that no code names stays as it is. */
function unitOfRate(per: string): { count: Decimal; unit: string | undefined } {
  const [, number, name] = /^(\d+)? ?(.*)$/.exec(per)!;
  return { count: new Decimal(number ?? 1), unit: rateUnits[name!] };
}

const rateUnits: Record<string, string> = {
  litre: 'LTR',
  hectolitre: 'HLT',
  'litre of absolute ethyl alcohol': 'LPA',
  ml: 'MLT',
  kg: 'KGM',
  g: 'GRM',
  gram: 'GRM',
  cigarettes: 'NMB',
  cigars: 'NMB',
  cigar: 'NMB',
  stick: 'NMB',
  unit: 'NMB',
  vehicle: 'NMB',
};

/** A quantity of the charge itself counts in the unit of the rate unless the line says in which it is. */
function quantityIn({ declared, tariff }: Resolving, charge: DeclaredExcise, unit: string | undefined) {
  const stated = charge.quantity ?? declared.dutyQuantity;
  if (stated === undefined) return undefined;
  const quantity = new Decimal(stated);
  const isOwn = charge.quantity !== undefined && charge.quantity !== declared.dutyQuantity;
  const from = isOwn ? charge.unit : (charge.unit ?? declared.dutyUnit);
  return unit === undefined || from === undefined ? quantity : tariff.convert(quantity, from, unit);
}

function unknownCode({ note }: Resolving, code: string): ExciseCharge[] {
  note(
    'UNKNOWN_EXCISE_CODE',
    { en: `No rate of excise code ${code} is known`, fr: `Aucun taux connu pour le code d’accise ${code}` },
    true,
  );
  return [];
}

function quantityNeeded({ note }: Resolving, code: string, unit = 'its own unit'): ExciseCharge[] {
  note(
    'QUANTITY_NEEDED',
    {
      en: `Excise code ${code} counts in ${unit}: a quantity in that unit, or one that converts to it, is needed`,
      fr: `Le code d’accise ${code} se calcule en ${unit} : il faut une quantité dans cette unité ou convertible en elle`,
    },
    true,
  );
  return [];
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
