import { Decimal } from '../money.ts';
import { type PrintedRate, type PrintedTerm, parseRate } from '../tariff/rate-text.ts';
import type { RateInForce, TariffItem } from '../tariff/tariff.ts';
import { type DeclaredRate, digitsOf } from './declared.ts';
import type { Resolving } from './resolve.ts';
import type { DutyRate, Term } from './types.ts';

interface ResolvedDuty {
  rate: DutyRate;
  /** The rate of the treatment claimed, where MFN may give the lower amount. */
  claimed?: DutyRate;
}

/**
 * The rate of customs duty: the one stated with the line, or the tariff's for the treatment claimed.
 *
 * Law: Customs Tariff ss. 20, 24, 25, 28, 29.
 */
export function resolveDuty(given: Resolving): ResolvedDuty | undefined {
  const { declared, tariff } = given;
  const treatment = tariff.treatment(declared.tariffTreatment) ?? declared.tariffTreatment;
  if (declared.dutyRate !== undefined) {
    const applied = declared.appliedTariffTreatment ?? declared.tariffTreatment;
    const rate = statedRate(given, declared.dutyRate, tariff.treatment(applied) ?? applied);
    if (rate === undefined || declared.claimedRate === undefined) return rate && { rate };
    const claimed = statedRate(given, declared.claimedRate, treatment);
    return claimed && { rate, claimed };
  }
  return tariffRate(given, treatment);
}

function tariffRate(given: Resolving, treatment: string): ResolvedDuty | undefined {
  const { declared, tariff, on, note } = given;
  if (on === undefined) {
    note(
      'NO_ACCOUNTING_DATE',
      {
        en: 'An accounting date is needed to find the rate of duty',
        fr: 'Il faut une date de déclaration en détail pour trouver le taux de droit',
      },
      true,
    );
    return undefined;
  }
  if (tariff.treatment(declared.tariffTreatment) === undefined) {
    note(
      'UNKNOWN_TREATMENT',
      { en: `${treatment} is not a tariff treatment`, fr: `${treatment} n’est pas un traitement tarifaire` },
      true,
    );
    return undefined;
  }
  const item = findItem(given, on);
  if (item === undefined) return undefined;
  if (!tariff.isEntitled(declared.countryOfOrigin, treatment, on)) {
    note('NOT_ENTITLED', {
      en: `Tariff treatment ${treatment} cannot be used with country of origin ${declared.countryOfOrigin}`,
      fr: `Le traitement tarifaire ${treatment} ne peut être utilisé avec le pays d’origine ${declared.countryOfOrigin}`,
    });
  }
  const mfn = tariff.rate(item, 'MFN');
  const claimed = tariff.rate(item, treatment);
  if (mfn === undefined) {
    note(
      'RATE_UNREADABLE',
      {
        en: `Item ${item.classification} has no readable rate`,
        fr: `Le numéro ${item.classification} n’a pas de taux lisible`,
      },
      true,
    );
    return undefined;
  }
  const mfnRate = withQuantities(given, mfn);
  if (treatment === 'MFN') return mfnRate && { rate: mfnRate };
  if (claimed === undefined) {
    note('TREATMENT_NOT_ON_ITEM', {
      en: `Treatment ${treatment} does not apply to ${item.classification}; the MFN rate does`,
      fr: `Le traitement ${treatment} ne s’applique pas au ${item.classification}; le taux NPF s’applique`,
    });
    return mfnRate && { rate: mfnRate };
  }
  const claimedRate = withQuantities(given, claimed);
  if (claimedRate === undefined || mfnRate === undefined) return undefined;
  // The General Tariff is for goods that MFN is not for: it never gives way to it.
  return treatment === 'GT' ? { rate: claimedRate } : { rate: mfnRate, claimed: claimedRate };
}

function findItem({ declared, tariff, note }: Resolving, on: string): TariffItem | undefined {
  const digits = digitsOf(declared);
  const number = digits.length === 8 ? tariff.classificationUnder(digits, on) : digits;
  const item = number === undefined ? undefined : tariff.item(number, on);
  if (item === undefined) {
    note(
      'NO_CLASSIFICATION',
      {
        en: `Classification number ${digits} is not in the reference data on ${on}; import the whole tariff with "carm seed import-tariff"`,
        fr: `Le numéro de classement ${digits} n’est pas dans les données de référence le ${on}; importez le tarif complet avec « carm seed import-tariff »`,
      },
      true,
    );
  }
  return item;
}

/** The printed rate with the declared quantity in each term's own unit. */
function withQuantities(given: Resolving, found: RateInForce): DutyRate | undefined {
  const known = withoutQuantity.get(found);
  if (known !== undefined) return known;
  const { rate, treatment, basis } = found;
  const terms = termsOf(given, rate, treatment, basis);
  const isByQuantity = Object.values(rate).some((term: PrintedTerm) => term.kind === 'specific');
  if (terms !== undefined && !isByQuantity) withoutQuantity.set(found, terms);
  return terms;
}

/** Most rates look at no quantity, and are the same for every line. */
const withoutQuantity = new WeakMap<RateInForce, DutyRate>();

function termsOf(
  given: Resolving,
  rate: PrintedRate,
  treatment: string,
  basis: string,
): DutyRate | undefined {
  const terms: Partial<DutyRate> = { treatment, basis };
  for (const name of ['base', 'atLeast', 'atMost', 'plus'] as const) {
    const printed = rate[name];
    if (printed === undefined) continue;
    const term = withQuantity(given, printed);
    if (term === undefined) return undefined;
    terms[name] = term;
  }
  return terms as DutyRate;
}

function withQuantity({ declared, tariff, note }: Resolving, term: PrintedTerm): Term | undefined {
  if (term.kind !== 'specific') return term;
  const quantity =
    declared.dutyQuantity === undefined
      ? undefined
      : tariff.convert(new Decimal(declared.dutyQuantity), declared.dutyUnit ?? term.unit, term.unit);
  if (quantity === undefined) {
    note(
      'QUANTITY_NEEDED',
      {
        en: `The rate is per ${term.unit}: a quantity in that unit, or one that converts to it, is needed`,
        fr: `Le taux est par ${term.unit} : il faut une quantité dans cette unité ou convertible en elle`,
      },
      true,
    );
    return undefined;
  }
  return { kind: 'specific', perUnit: term.perUnit, quantity, unit: term.unit };
}

/** A rate stated as an example states it: a kind with its numbers, or the printed text. */
function statedRate(given: Resolving, stated: DeclaredRate, treatment: string): DutyRate | undefined {
  const basis = 'stated with the line';
  if (typeof stated === 'string') {
    const printed = parseRate(stated);
    if (printed !== undefined) return termsOf(given, printed, treatment, basis);
    given.note(
      'RATE_UNREADABLE',
      { en: `"${stated}" is not a rate of duty`, fr: `« ${stated} » n’est pas un taux de droit` },
      true,
    );
    return undefined;
  }
  const { declared } = given;
  const specific = (perUnit: string): Term => ({
    kind: 'specific',
    perUnit: new Decimal(perUnit),
    quantity: new Decimal(declared.dutyQuantity ?? 0),
    ...(declared.dutyUnit === undefined ? {} : { unit: declared.dutyUnit }),
  });
  const adValorem = (percent: string): Term => ({ kind: 'ad valorem', rate: new Decimal(percent).div(100) });
  const usesQuantity = stated.perUnit ?? stated.floorPerUnit ?? stated.capPerUnit;
  if (usesQuantity !== undefined && declared.dutyQuantity === undefined) {
    given.note(
      'QUANTITY_NEEDED',
      {
        en: 'The rate is per unit: a quantity is needed',
        fr: 'Le taux est à l’unité : il faut une quantité',
      },
      true,
    );
    return undefined;
  }
  const rate: DutyRate = { treatment, basis, base: { kind: 'free' } };
  if (stated.percent !== undefined) rate.base = adValorem(stated.percent);
  else if (stated.perUnit !== undefined) rate.base = specific(stated.perUnit);
  if (stated.percent !== undefined && stated.perUnit !== undefined) rate.plus = specific(stated.perUnit);
  if (stated.floorPerUnit !== undefined) rate.atLeast = specific(stated.floorPerUnit);
  if (stated.floorPercent !== undefined) rate.atLeast = adValorem(stated.floorPercent);
  if (stated.capPerUnit !== undefined) rate.atMost = specific(stated.capPerUnit);
  if (stated.capPercent !== undefined) rate.atMost = adValorem(stated.capPercent);
  return rate;
}
