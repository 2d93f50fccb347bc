import { Decimal, fromWire, toCents } from '../money.ts';
import { basisOf } from '../reference/reference.ts';
import { type DeclaredSima, digitsOf } from './declared.ts';
import type { Resolving } from './resolve.ts';
import type { SimaFacts, SimaMethod } from './types.ts';

/**
 * The SIMA facts of a line: amounts as declared, or the "all others" rates of the measures in force.
 *
 * Law: Special Import Measures Act s. 3(1). Measures read on 2026-07-28; when they began is not known.
 */
export function resolveSima(given: Resolving): SimaFacts | undefined {
  const { declared } = given;
  if (declared.sima === undefined) {
    noteMeasures(given);
    return undefined;
  }
  const { sima } = declared;
  const facts: SimaFacts = { subject: sima.subject };
  if (sima.provisional !== undefined) facts.provisional = sima.provisional;
  if (sima.subject !== 'S') return facts;
  const stated = statedMethods(given, sima);
  if (stated.antiDumping !== undefined || stated.countervailing !== undefined) return { ...facts, ...stated };
  return { ...facts, ...measureMethods(given, sima) };
}

function noteMeasures({ declared, tariff, note }: Resolving): void {
  const classification = digitsOf(declared);
  const measures = tariff.simaMeasures(classification, declared.countryOfOrigin);
  if (measures.length === 0) return;
  const cases = [...new Set(measures.map((measure) => measure.data.case_code))].join(', ');
  note('SIMA_FLAG_NEEDED', {
    en: `${cases} measure found; SIMA subject flag required`,
    fr: `Mesure ${cases} trouvée; indicateur LMSI requis`,
  });
}

function statedMethods(
  given: Resolving,
  sima: DeclaredSima,
): Pick<SimaFacts, 'antiDumping' | 'countervailing'> {
  const methods: Pick<SimaFacts, 'antiDumping' | 'countervailing'> = {};
  const { declared, vfd } = given;
  const own = simaExchange(given, sima);
  const rateOf = (stated: string | undefined) => (stated === undefined ? own : new Decimal(stated));
  const quantity = new Decimal(sima.quantity ?? declared.dutyQuantity ?? 0);
  if (sima.amount !== undefined) methods.antiDumping = { kind: 'amount', amount: fromWire(sima.amount) };
  if (sima.countervailAmount !== undefined) {
    methods.countervailing = { kind: 'amount', amount: fromWire(sima.countervailAmount) };
  }
  if (sima.normalValuePerUnit !== undefined && sima.exportPricePerUnit !== undefined) {
    methods.antiDumping = {
      kind: 'normal value',
      normalValue: new Decimal(sima.normalValuePerUnit),
      exportPrice: new Decimal(sima.exportPricePerUnit),
      quantity,
      exchange: rateOf(sima.simaExchangeRate),
      rate: new Decimal(1),
    };
  }
  if (sima.percent !== undefined) {
    methods.antiDumping = percentOfExportPrice(
      sima,
      vfd,
      quantity,
      rateOf(sima.simaExchangeRate),
      sima.percent,
    );
  }
  if (sima.countervailPerUnit !== undefined) {
    const perUnit = new Decimal(sima.countervailPerUnit);
    methods.countervailing = {
      kind: 'per unit',
      perUnit,
      quantity,
      exchange: rateOf(sima.countervailExchangeRate),
    };
  }
  if (sima.countervailPercent !== undefined) {
    const rate = rateOf(sima.countervailExchangeRate);
    methods.countervailing = percentOfExportPrice(sima, vfd, quantity, rate, sima.countervailPercent);
  }
  return methods;
}

/** The export price is the one declared; without one, the value for duty. */
function percentOfExportPrice(
  sima: DeclaredSima,
  vfd: number,
  quantity: Decimal,
  exchange: Decimal,
  percent: string,
): SimaMethod {
  const rate = new Decimal(percent).div(100);
  const exportPrice =
    sima.exportPriceTotalCad !== undefined
      ? fromWire(sima.exportPriceTotalCad)
      : sima.exportPricePerUnit !== undefined
        ? toCents(new Decimal(sima.exportPricePerUnit).times(quantity).times(exchange))
        : sima.invoicePrice !== undefined
          ? toCents(new Decimal(sima.invoicePrice).times(exchange))
          : vfd;
  return { kind: 'percent of export price', exportPrice, rate };
}

function measureMethods(given: Resolving, sima: DeclaredSima): Partial<SimaFacts> {
  const { declared, facts, tariff, on, vfd } = given;
  const classification = digitsOf(declared);
  const measures = tariff
    .simaMeasures(classification, declared.countryOfOrigin)
    .filter((measure) => sima.measureInForce === undefined || measure.data.case_code === sima.measureInForce);
  const found: Partial<SimaFacts> = {};
  const cases = new Set(measures.map((measure) => measure.data.case_code));
  if (cases.size > 1) {
    chooseMeasure(given, [...cases].join(', '));
    return found;
  }
  for (const measure of measures) {
    const { duty_type, rate_type, all_others_rate, currency, per_unit } = measure.data;
    if (all_others_rate === undefined) continue;
    const name = duty_type === 'CVD' ? 'countervailing' : 'antiDumping';
    found.basis = basisOf(measure, `SIMA measure ${measure.data.case_code}, all others`);
    if (rate_type === 'percent') {
      found[name] = percentOfExportPrice(
        sima,
        vfd,
        new Decimal(0),
        simaExchange(given, sima),
        all_others_rate,
      );
      continue;
    }
    const shippedOn = declared.directShipmentDate ?? facts.directShipmentDate ?? on;
    const rate = currency && shippedOn ? tariff.exchange(currency, shippedOn) : undefined;
    const quantity = measuredQuantity(given, per_unit);
    if (rate === undefined || quantity === undefined) {
      incomplete(given, name, per_unit, currency);
      continue;
    }
    const exchange = given.isSimaUnconverted ? new Decimal(1) : rate.value;
    found[name] = { kind: 'per unit', perUnit: new Decimal(all_others_rate), quantity, exchange };
  }
  const isNothing = found.antiDumping === undefined && found.countervailing === undefined;
  if (isNothing && sima.selfDeclaredAntiDumping === undefined && declared.selfDeclared === undefined) {
    given.note(
      'SIMA_INCOMPLETE',
      {
        en: 'The goods are declared subject to SIMA, but no amount, normal value or measure in force tells the duty',
        fr: 'Les marchandises sont déclarées assujetties à la LMSI, mais ni montant, ni valeur normale, ni mesure en vigueur ne donne le droit',
      },
      true,
    );
  }
  return found;
}

/** Goods are under one case: where the number and the origin fit several, the importer says which. */
function chooseMeasure({ note }: Resolving, cases: string): void {
  note(
    'SIMA_INCOMPLETE',
    {
      en: `Measures ${cases} all fit this number and origin: name the measure in force`,
      fr: `Les mesures ${cases} visent toutes ce numéro et cette origine : nommez la mesure en vigueur`,
    },
    true,
  );
}

/** SIMA amounts are in the currency stated with them, or else in that of the invoice. Law: SOR/85-900 s. 4. */
function simaExchange(given: Resolving, sima: DeclaredSima): Decimal {
  const { declared, facts, tariff, on, exchange } = given;
  if (given.isSimaUnconverted) return new Decimal(1);
  if (sima.currency === undefined || sima.currency === declared.currency) return exchange.value;
  const shippedOn = declared.directShipmentDate ?? facts.directShipmentDate ?? on;
  const rate = shippedOn === undefined ? undefined : tariff.exchange(sima.currency, shippedOn);
  return rate?.value ?? exchange.value;
}

/** A duty by quantity without the quantity is not nil: the line cannot be assessed unless the amount is declared. */
function incomplete(
  { declared, note }: Resolving,
  name: 'antiDumping' | 'countervailing',
  unit: string | undefined,
  currency: string | undefined,
): void {
  const isDeclared = declared.selfDeclared?.[name] !== undefined;
  note(
    'SIMA_INCOMPLETE',
    {
      en: `The measure is in ${currency ?? 'a currency'} per ${unit ?? 'unit'}: a quantity that converts to it, and a rate of exchange, are needed`,
      fr: `La mesure est en ${currency ?? 'devise'} par ${unit ?? 'unité'} : il faut une quantité convertible et un taux de change`,
    },
    !isDeclared,
  );
}

const measureUnits: Record<string, string> = {
  kg: 'KGM',
  t: 'TNE',
  tonne: 'TNE',
  unit: 'NMB',
  piece: 'NMB',
  m2: 'MTK',
  'm²': 'MTK',
  litre: 'LTR',
};

function measuredQuantity({ declared, tariff }: Resolving, perUnit: string | undefined): Decimal | undefined {
  const unit = perUnit === undefined ? undefined : measureUnits[perUnit];
  if (unit === undefined || declared.dutyQuantity === undefined) return undefined;
  return tariff.convert(new Decimal(declared.dutyQuantity), declared.dutyUnit ?? unit, unit);
}
