import { Decimal } from '../money.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import { basisOf, type ReferenceData } from '../reference/reference.ts';
import { type PrintedRate, parseRate } from './rate-text.ts';

export interface TariffItem {
  classification: string;
  /** The statutory unit of quantity, where one is required. */
  unit?: string;
  record: ReferenceRecord;
  /** What most goods pay, at hand: looking it up would cost every line. */
  mfn: RateInForce | undefined;
  /** Rates of other treatments read so far. */
  rates: Map<string, RateInForce | undefined>;
}

export interface RateInForce {
  treatment: string;
  rate: PrintedRate;
  basis: string;
}

export interface ExchangeRate {
  value: Decimal;
  publishedOn: string;
  basis: string;
  source: string;
  mark: string;
}

/** A rate older than this does not prevail any more: the publication has stopped. */
const longestGapDays = 7;

/** The customs tariff of one revision of the reference data: items, rates, treatments, exchange. */
export class Tariff {
  readonly reference: ReferenceData;
  readonly #items = new Map<ReferenceRecord, TariffItem>();
  readonly #exchange = new Map<string, [date: string, record: ReferenceRecord][]>();
  readonly #exchangeOn = new Map<string, Map<string, ExchangeRate | undefined>>();
  readonly #classificationsByItem = new Map<string, string[]>();
  readonly #simaCases = new Map<string, string[]>();
  readonly #surtaxItems = new Map<string, ReferenceRecord[]>();
  readonly #treatmentByCode = new Map<string, string>();

  constructor(reference: ReferenceData) {
    this.reference = reference;
    for (const record of reference.all('exchange')) {
      push(this.#exchange, record.data.currency!, [record.data.date!, record] as [string, ReferenceRecord]);
    }
    for (const published of this.#exchange.values()) published.sort((a, b) => (a[0] < b[0] ? -1 : 1));
    for (const { key } of reference.all('tariff-items'))
      push(this.#classificationsByItem, key.slice(0, 8), key);
    for (const { data } of reference.all('sima-measure-codes'))
      push(this.#simaCases, data.hs10!, data.case_code!);
    for (const record of reference.all('surtax-items'))
      push(this.#surtaxItems, record.data.tariff_item!, record);
    for (const { key, data } of reference.all('treatments')) {
      this.#treatmentByCode.set(key, key);
      if (data.code !== undefined) this.#treatmentByCode.set(data.code, key);
    }
  }

  /** The abbreviation of a treatment given by number or by abbreviation: "10" and "UST" are UST. */
  treatment(codeOrAbbreviation: string): string | undefined {
    return this.#treatmentByCode.get(codeOrAbbreviation);
  }

  item(classification: string, on: string): TariffItem | undefined {
    const record = this.reference.inForce('tariff-items', classification, on);
    if (record === undefined) return undefined;
    const known = this.#items.get(record);
    if (known !== undefined) return known;
    const item = toItem(record);
    this.#items.set(record, item);
    return item;
  }

  /** A classification number under an eight-digit tariff item: rates are set at eight digits (Customs Tariff s. 10). */
  classificationUnder(tariffItem: string, on: string): string | undefined {
    return this.#classificationsByItem.get(tariffItem)?.find((number) => this.item(number, on) !== undefined);
  }

  labelOf(classification: string): { en: string; fr: string } | undefined {
    const heading = this.reference.history('headings', classification.slice(0, 4))[0];
    return heading === undefined ? undefined : { en: heading.data.label_en!, fr: heading.data.label_fr! };
  }

  /**
   * The rate of an item under a treatment; nothing where the treatment does not apply to the item.
   *
   * Law: Customs Tariff ss. 20, 28, 29(2) (the General Tariff does not undercut an MFN rate above 35 %).
   */
  rate(item: TariffItem, treatment: string): RateInForce | undefined {
    if (treatment === 'MFN') return item.mfn;
    const known = item.rates.get(treatment);
    if (known !== undefined || item.rates.has(treatment)) return known;
    const found = readRate(item.record, treatment);
    item.rates.set(treatment, found);
    return found;
  }

  /** Whether goods of an origin may claim a treatment on a date. Law: Customs Tariff ss. 24, 27; the General Tariff is for all. */
  isEntitled(country: string, treatment: string, on: string): boolean {
    if (treatment === 'GT') return true;
    const agreement = treatment.startsWith('CP') ? 'CPTPT' : treatment;
    return this.reference.inForce('country-treatments', `${country} ${agreement}`, on) !== undefined;
  }

  needsProofOfOrigin(treatment: string): boolean {
    return this.reference.history('treatments', treatment)[0]?.data.needs_proof === 'Y';
  }

  /**
   * The exchange rate that prevails on a date: the one the Bank of Canada published last before that day.
   *
   * @returns nothing when none was published in the seven days before
   *
   * Law: SOR/85-900 ss. 3, 6. Assumption A-04: a day's rate is that of the previous publication.
   */
  exchange(currency: string, on: string): ExchangeRate | undefined {
    if (currency === 'CAD') return canadian;
    const ofDay = mapOf(this.#exchangeOn, on);
    if (!ofDay.has(currency)) ofDay.set(currency, this.#lastPublishedBefore(currency, on));
    return ofDay.get(currency);
  }

  /** The last rate known at all: what a system without its rate service would wrongly go on using. */
  lastKnownExchange(currency: string, before: string): ExchangeRate | undefined {
    return currency === 'CAD' ? canadian : this.#lastPublishedBefore(currency, before, 3650);
  }

  hasCurrency(currency: string): boolean {
    return this.reference.has('currencies', currency);
  }

  /** Surtax lines of a tariff item in force on a date. */
  surtaxItems(tariffItem: string, on: string): readonly ReferenceRecord[] {
    const items = this.#surtaxItems.get(tariffItem);
    return items === undefined ? none : items.filter((record) => isInForce(record, on));
  }

  surtaxOrder(item: ReferenceRecord, on: string): ReferenceRecord | undefined {
    const orders = this.reference
      .all('surtax-orders')
      .filter((order) => order.data.order === item.data.order);
    return orders.find((order) => isInForce(order, on)) ?? orders[0];
  }

  /** SIMA measures that name this classification and this origin. */
  simaMeasures(classification: string, origin: string): readonly ReferenceRecord[] {
    const cases = this.#simaCases.get(classification);
    if (cases === undefined) return none;
    return this.reference
      .all('sima-measures')
      .filter((measure) => cases.includes(measure.data.case_code!) && measure.data.iso2 === origin);
  }

  /**
   * A quantity in another unit of the same dimension; nothing when they cannot be converted.
   *
   * Source: CBSA Memorandum D17-1-10 App. H (codes); the factors are arithmetic.
   */
  convert(quantity: Decimal, from: string, to: string): Decimal | undefined {
    if (from === to) return quantity;
    const [a, b] = [this.reference.history('units', from)[0], this.reference.history('units', to)[0]];
    if (a?.data.base === undefined || a.data.base !== b?.data.base) return undefined;
    return quantity.times(a.data.factor!).div(b.data.factor!);
  }

  #lastPublishedBefore(currency: string, on: string, gapDays = longestGapDays): ExchangeRate | undefined {
    const published = this.#exchange.get(currency);
    if (published === undefined) return undefined;
    let [low, high] = [0, published.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (published[middle]![0] < on) low = middle + 1;
      else high = middle;
    }
    const last = published[low - 1];
    if (last === undefined) return undefined;
    const [publishedOn, record] = last;
    const age = Temporal.PlainDate.from(publishedOn).until(on).days;
    if (age > gapDays) return undefined;
    const what = `Bank of Canada ${currency}/CAD published ${publishedOn}`;
    const { source, mark } = record;
    return { value: new Decimal(record.data.rate!), publishedOn, basis: basisOf(record, what), source, mark };
  }
}

const canadian: ExchangeRate = {
  value: new Decimal(1),
  publishedOn: '',
  basis: 'Canadian dollars',
  source: '',
  mark: 'V',
};

const none: readonly ReferenceRecord[] = [];

const columns: Record<string, string> = {
  MFN: 'mfn',
  UST: 'ust',
  MXT: 'mxt',
  CEUT: 'ceut',
  CPTPT: 'cptpt',
  UKT: 'ukt',
  GPT: 'gpt',
  LDCT: 'ldct',
  GT: 'general',
};

function printedRateOf(data: Record<string, string>, treatment: string): string | undefined {
  const printed =
    columns[treatment] === undefined ? otherPreference(data, treatment) : data[columns[treatment]];
  if (printed !== undefined) return printed;
  if (treatment.startsWith('CP') && treatment !== 'CPTPT') return data.cptpt;
  // Where MFN is free there is nothing left to prefer (Customs Tariff s. 28).
  return data.mfn === 'Free' ? 'Free' : undefined;
}

function otherPreference(data: Record<string, string>, treatment: string): string | undefined {
  const entry = data.other_preferences?.split(';').find((pair) => pair.startsWith(`${treatment}=`));
  return entry?.slice(treatment.length + 1);
}

function isInForce(record: ReferenceRecord, on: string): boolean {
  return record.effectiveFrom <= on && (record.effectiveTo === null || record.effectiveTo >= on);
}

function toItem(record: ReferenceRecord): TariffItem {
  const unit = record.data.unit === undefined ? {} : { unit: record.data.unit };
  return { classification: record.key, record, mfn: readRate(record, 'MFN'), rates: new Map(), ...unit };
}

function readRate(record: ReferenceRecord, treatment: string): RateInForce | undefined {
  const text = printedRateOf(record.data, treatment);
  const rate = text === undefined ? undefined : parseRate(text);
  if (rate === undefined) return undefined;
  return { treatment, rate, basis: basisOf(record, `tariff item ${record.key}, ${treatment} ${text}`) };
}

/** What is kept for one day, made when first asked for. */
function mapOf<T>(days: Map<string, Map<string, T>>, day: string): Map<string, T> {
  const known = days.get(day);
  if (known !== undefined) return known;
  const made = new Map<string, T>();
  days.set(day, made);
  return made;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
