import { Decimal } from 'decimal.js';
import { DomainError } from './errors.ts';

// 40 significant digits hold any product of a value, a quantity and a rate without loss.
Decimal.set({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

export { Decimal };

/** Whole cents of Canadian money. Safe up to 90 trillion dollars; larger amounts are refused on the way in. */
export type Cents = number;

/** A decimal number on the wire or in seeds: "1234.50". */
export type DecimalText = string;

/** Round an amount in dollars half up to whole cents. Assumption A-01: halves round up; no text says so. */
export function toCents(dollars: Decimal): Cents {
  return checked(dollars.times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber());
}

/** An amount in cents times a rate (a fraction of 1), rounded half up to the cent. */
export function share(amount: Cents, rate: Decimal): Cents {
  if (amount === 0) return 0;
  // As far from nothing as a debit would be: a reversal undoes what it reverses.
  if (amount < 0) return -share(-amount, rate);
  const { numerator, denominator } = fractionOf(rate);
  const product = amount * numerator;
  if (!Number.isSafeInteger(product)) return inDecimals(amount, rate);
  // Whole numbers below 2^53 are exact: the same result as with decimals, at a tenth of the cost.
  const whole = Math.floor(product / denominator);
  const remainder = product - whole * denominator;
  return remainder * 2 >= denominator ? whole + 1 : whole;
}

function inDecimals(amount: Cents, rate: Decimal): Cents {
  return checked(new Decimal(amount).times(rate).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber());
}

interface Fraction {
  numerator: number;
  denominator: number;
}

const fractions = new WeakMap<Decimal, Fraction>();

/** A rate as a whole number over a power of ten. Rates are few and used often. */
function fractionOf(rate: Decimal): Fraction {
  const known = fractions.get(rate);
  if (known !== undefined) return known;
  const places = rate.decimalPlaces();
  const fraction = {
    numerator: rate.times(new Decimal(10).pow(places)).toNumber(),
    denominator: 10 ** places,
  };
  fractions.set(rate, fraction);
  return fraction;
}

export function toDollars(amount: Cents): Decimal {
  return new Decimal(amount).div(100);
}

/** Cents as the wire shows them: 123450 is "1234.50". */
export function toWire(amount: Cents): DecimalText {
  if (amount < 0) return `-${toWire(-amount)}`;
  const cents = amount % 100;
  return `${(amount - cents) / 100}.${cents < 10 ? '0' : ''}${cents}`;
}

/** An amount in a foreign currency at a rate of exchange, rounded half up to the Canadian cent once. */
export function convert(amount: DecimalText, exchange: Decimal): Cents {
  const cents = wholeCents(amount);
  return cents === undefined ? toCents(new Decimal(amount).times(exchange)) : share(cents, exchange);
}

/** Dollars such as "1234.5" as cents. More than two decimals round half up. */
export function fromWire(dollars: DecimalText): Cents {
  return wholeCents(dollars) ?? toCents(new Decimal(dollars));
}

/** Digits with at most two decimals, read without a detour; nothing for any other way to write a number. */
function wholeCents(dollars: DecimalText): Cents | undefined {
  const point = dollars.indexOf('.');
  const decimals = point < 0 ? 0 : dollars.length - point - 1;
  if (dollars === '' || point === 0 || decimals > 2 || (point > 0 && decimals === 0)) return undefined;
  let digits = 0;
  for (let i = 0; i < dollars.length; i++) {
    if (i === point) continue;
    const digit = dollars.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    digits = digits * 10 + digit;
  }
  return checked(digits * 10 ** (2 - decimals));
}

export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return checked(total);
}

/** An amount beyond 90 trillion dollars: a slip of the keyboard, not a shipment. */
export class AmountTooLarge extends DomainError {
  readonly kind = 'refused';
  readonly code = 'AMOUNT_TOO_LARGE';

  constructor() {
    super({
      en: 'An amount is too large to be assessed exactly; check values, quantities and rates',
      fr: 'Un montant est trop élevé pour être calculé exactement; vérifiez valeurs, quantités et taux',
    });
  }
}

function checked(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new AmountTooLarge();
  return amount;
}
