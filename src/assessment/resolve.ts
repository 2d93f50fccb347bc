import type { Bilingual } from '../errors.ts';
import { type Cents, convert, Decimal, fromWire, sum } from '../money.ts';
import type { Tariff } from '../tariff/tariff.ts';
import type { DeclaredFacts, DeclaredLine } from './declared.ts';
import { isInBond } from './in-bond.ts';
import { resolveDuty } from './resolve-duty.ts';
import { resolveExcise, resolveLuxury } from './resolve-excise.ts';
import { resolveRelief } from './resolve-relief.ts';
import { resolveSima } from './resolve-sima.ts';
import { resolveSurtaxes, statedSurtax } from './resolve-surtax.ts';
import type { LineToAssess, ProvincialTax, Rate, SelfDeclarable } from './types.ts';

/** What the reference data could not answer, or answered otherwise than declared. */
export interface Note {
  code: NoteCode;
  /** Without an answer the line cannot be assessed. */
  isFatal: boolean;
  text: Bilingual;
}

export type NoteCode =
  | 'NO_ACCOUNTING_DATE'
  | 'NO_CLASSIFICATION'
  | 'NO_EXCHANGE_RATE'
  | 'PROVISIONAL_EXCHANGE_RATE'
  | 'UNKNOWN_CURRENCY'
  | 'UNKNOWN_TREATMENT'
  | 'NOT_ENTITLED'
  | 'TREATMENT_NOT_ON_ITEM'
  | 'QUANTITY_NEEDED'
  | 'RATE_UNREADABLE'
  | 'QUOTA_UNKNOWN'
  | 'SURTAX_NOT_LOOKED_UP'
  | 'SIMA_FLAG_NEEDED'
  | 'SIMA_INCOMPLETE'
  | 'UNKNOWN_EXCISE_CODE'
  | 'UNKNOWN_AUTHORITY';

export interface ResolvedLine {
  /** Absent where a note is fatal. */
  line?: LineToAssess;
  notes: Note[];
}

/** What the resolvers of single charges are given. */
export interface Resolving {
  declared: DeclaredLine;
  facts: DeclaredFacts;
  tariff: Tariff;
  /** Accounting date: its rates apply (Customs Act s. 17(2)). */
  on: string | undefined;
  vfd: Cents;
  /** Value for duty of the whole declaration, which the limits of some charges look at. */
  declarationVfd: Cents;
  /** Of the shipment that the line is of: the declaration, but for one that consolidates several. */
  shipmentVfd: Cents;
  exchange: Rate;
  /** A known defect: amounts of SIMA duty are taken as they stand, whatever their currency. */
  isSimaUnconverted: boolean;
  note: (code: NoteCode, text: Bilingual, isFatal?: boolean) => void;
}

export interface ResolveOptions {
  /** Assess with the last rate known where none prevails: the known defect of CES 2.0, or a policy. */
  useLastKnownExchange?: boolean;
  /** The rate service does not answer: no rate is found. */
  isExchangeDown?: boolean;
  /** Take foreign amounts of SIMA duty for Canadian dollars: a known defect. */
  isSimaUnconverted?: boolean;
}

/**
 * Find every rate that applies to the lines of a declaration, in the reference data of the accounting date. A rate
 * stated with a line stands. Values the data cannot answer become notes, and the other lines go on.
 *
 * Law: Customs Act s. 17(2); SOR/85-900 s. 3; Customs Tariff ss. 20 to 31.
 */
export function resolveLines(
  facts: DeclaredFacts,
  lines: readonly DeclaredLine[],
  tariff: Tariff,
  options: ResolveOptions = {},
): ResolvedLine[] {
  const valued = lines.map((declared) => {
    const notes: Note[] = [];
    const note: Resolving['note'] = (code, text, isFatal = false) => notes.push({ code, isFatal, text });
    const on = declared.accountingDate ?? facts.accountingDate;
    const exchange = resolveExchange(declared, facts, tariff, options, note);
    const vfd = exchange === undefined ? 0 : convert(declared.valueForCurrencyConversion, exchange.value);
    return { declared, notes, note, on, exchange, vfd };
  });
  const declarationVfd = sum(valued.map((line) => line.vfd));
  const shipments = valuesOfShipments(valued);
  return valued.map(({ declared, notes, note, on, exchange, vfd }) => {
    const resolved =
      exchange === undefined
        ? undefined
        : resolveLine({
            ...{ declared, note, on, vfd, exchange, facts, tariff, declarationVfd },
            isSimaUnconverted: options.isSimaUnconverted === true,
            shipmentVfd: shipments?.get(declared.shipment!) ?? declarationVfd,
          });
    return resolved === undefined || notes.some((note) => note.isFatal)
      ? { notes }
      : { line: resolved, notes };
  });
}

/** Values for duty by shipment; nothing where a declaration is of one shipment alone, as most are. */
function valuesOfShipments(
  valued: readonly { declared: DeclaredLine; vfd: Cents }[],
): Map<number, Cents> | undefined {
  if (valued[0]?.declared.shipment === undefined) return undefined;
  const values = new Map<number, Cents>();
  for (const { declared, vfd } of valued) {
    const shipment = declared.shipment!;
    values.set(shipment, (values.get(shipment) ?? 0) + vfd);
  }
  return values;
}

function resolveLine(given: Resolving): LineToAssess | undefined {
  const { declared } = given;
  const duty = resolveDuty(given);
  if (duty === undefined) return undefined;
  const line: LineToAssess = {
    valueForCurrencyConversion: declared.valueForCurrencyConversion,
    currency: declared.currency,
    exchange: given.exchange,
    duty: duty.rate,
    gst: { rate: gstRate(given) },
  };
  if (duty.claimed !== undefined) line.claimedDuty = duty.claimed;
  if (isInBond(given.facts.cadType)) line.isInBond = true;
  const relief = resolveRelief(given);
  const surtaxes = resolveSurtaxes(given, relief.surtaxOrdersRelieved);
  if (surtaxes !== undefined) line.surtaxes = surtaxes;
  if (declared.safeguard !== undefined) line.safeguards = declared.safeguard.map(statedSurtax);
  const sima = resolveSima(given);
  if (sima !== undefined) line.sima = sima;
  if (declared.exciseDuty !== undefined) line.exciseDuty = resolveExcise(given, declared.exciseDuty);
  if (declared.exciseTax !== undefined) line.exciseTax = resolveExcise(given, declared.exciseTax);
  if (declared.luxury !== undefined) line.luxury = resolveLuxury(given, declared.luxury.threshold);
  const selfDeclared = selfDeclaredAmounts(declared);
  if (selfDeclared !== undefined) line.selfDeclared = selfDeclared;
  if (relief.relief !== undefined) line.relief = relief.relief;
  if (declared.gstExemptionCode !== undefined) line.gst.exemptionCode = declared.gstExemptionCode;
  if (declared.gstBaseOverride !== undefined) line.gst.baseOverride = fromWire(declared.gstBaseOverride);
  const provincial = provincialTax(given);
  if (provincial !== undefined) line.provincial = provincial;
  return line;
}

function resolveExchange(
  declared: DeclaredLine,
  facts: DeclaredFacts,
  tariff: Tariff,
  options: ResolveOptions,
  note: Resolving['note'],
): Rate | undefined {
  if (declared.exchangeRate !== undefined)
    return { value: new Decimal(declared.exchangeRate), basis: 'stated with the line' };
  const { currency } = declared;
  if (!tariff.hasCurrency(currency)) {
    note(
      'UNKNOWN_CURRENCY',
      { en: `${currency} is not a currency code`, fr: `${currency} n’est pas un code de devise` },
      true,
    );
    return undefined;
  }
  const on =
    declared.directShipmentDate ??
    facts.directShipmentDate ??
    declared.accountingDate ??
    facts.accountingDate;
  const isServed = currency === 'CAD' || options.isExchangeDown !== true;
  const rate = on === undefined || !isServed ? undefined : tariff.exchange(currency, on);
  if (rate !== undefined) return rate;
  if (on !== undefined && options.useLastKnownExchange === true) {
    const last = tariff.lastKnownExchange(currency, on);
    if (last !== undefined) {
      note('PROVISIONAL_EXCHANGE_RATE', {
        en: `No exchange rate for ${currency} prevails on ${on}; assessed with that of ${last.publishedOn}, to be recalculated`,
        fr: `Aucun taux de change pour ${currency} le ${on}; calcul fait au taux du ${last.publishedOn}, à recalculer`,
      });
      return last;
    }
  }
  note(
    'NO_EXCHANGE_RATE',
    {
      en: `No exchange rate for ${currency} is known for the date of direct shipment ${on ?? '(none given)'}`,
      fr: `Aucun taux de change connu pour ${currency} à la date d’expédition directe ${on ?? '(non donnée)'}`,
    },
    true,
  );
  return undefined;
}

/** Law: Excise Tax Act s. 212. Without a date, the rate now in force. */
function gstRate({ tariff, on }: Resolving): Rate {
  return tariff.reference.parameter('gst-rate', on ?? '9999-12-31');
}

/** Collected on casual goods alone. Source: CBSA Memorandum D17-1-22. */
function provincialTax({ declared, facts, tariff, on }: Resolving): ProvincialTax | undefined {
  if (facts.commercial) return undefined;
  const stated = declared.provincial;
  if (stated !== undefined) {
    const rate = new Decimal(stated.percent).div(100);
    return { province: stated.province, kind: stated.kind ?? '', rate, basis: 'stated with the line' };
  }
  if (facts.province === undefined || on === undefined) return undefined;
  const record = tariff.reference.inForce('provincial-tax', facts.province, on);
  if (record === undefined || record.data.tax === undefined) return undefined;
  const rate = new Decimal(record.data.percent!).div(100);
  return {
    province: facts.province,
    kind: record.data.tax,
    rate,
    basis: `provincial tax, source ${record.source}`,
  };
}

/** Zero is an amount: only what is absent is left to the system. */
function selfDeclaredAmounts(declared: DeclaredLine): Partial<Record<SelfDeclarable, Cents>> | undefined {
  if (declared.sima === undefined && declared.selfDeclared === undefined) return undefined;
  const amounts: Partial<Record<SelfDeclarable, string | undefined>> = {
    antiDumping: declared.sima?.selfDeclaredAntiDumping,
    countervailing: declared.sima?.selfDeclaredCountervailing,
    ...declared.selfDeclared,
  };
  const given = Object.entries(amounts).filter(([, amount]) => amount !== undefined);
  return given.length === 0
    ? undefined
    : Object.fromEntries(given.map(([name, amount]) => [name, fromWire(amount!)]));
}
