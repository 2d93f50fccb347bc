import { describe, expect, it } from 'vitest';
import { AmountTooLarge, Decimal, fromWire, share, sum, toCents, toDollars, toWire } from '../src/money.ts';

describe('an amount in dollars becomes cents', () => {
  it.each([
    ['0', 0],
    ['1234.50', 123_450],
    ['8.87499', 887],
    ['8.875', 888], // a half goes up
    ['8.87575', 888], // 136.55 × 6.5 %
    ['0.005', 1],
    ['0.00499999999999999999', 0],
    ['-8.875', -888], // what is given back rounds as what was taken
    ['-8.874', -887],
  ])('$%s is %i cents', (dollars, cents) => {
    expect(toCents(new Decimal(dollars))).toBe(cents);
  });

  it('without a float in between: 1.005 is not a little less than it says', () => {
    expect(toCents(new Decimal('1.005'))).toBe(101);
  });
});

describe('a share of an amount', () => {
  it.each([
    [11_960, '0.05', 598], // 119.60 × 5 % = 5.98
    [13_655, '0.065', 888], // 136.55 × 6.5 % = 8.87575
    [10, '0.05', 1], // half a cent goes up
    [9, '0.05', 0],
    [0, '0.05', 0],
    [-10, '0.05', -1],
  ])('%i cents × %s is %i cents', (amount, rate, expected) => {
    expect(share(amount, new Decimal(rate))).toBe(expected);
  });
});

describe('the wire', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [50, '0.50'],
    [123_450, '1234.50'],
    [-5, '-0.05'],
    [-123_450, '-1234.50'],
    [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
  ])('shows %i cents as %s and reads it back', (cents, text) => {
    expect(toWire(cents)).toBe(text);
    expect(fromWire(text)).toBe(cents);
  });

  it('reads amounts with fewer decimals too', () => {
    expect([fromWire('1234.5'), fromWire('1234')]).toEqual([123_450, 123_400]);
  });

  it('never shows a minus before nothing', () => {
    expect(toWire(toCents(new Decimal('-0.001')))).toBe('0.00');
  });

  it('shows the same dollars as the exact number', () => {
    expect(toDollars(123_450).toFixed(2)).toBe('1234.50');
  });
});

describe('an amount too large to be exact', () => {
  const most = Number.MAX_SAFE_INTEGER;

  it('is refused when it is read', () => {
    expect(fromWire('90071992547409.91')).toBe(most);
    expect(() => fromWire('90071992547409.92')).toThrow(AmountTooLarge);
  });

  it('is refused when it is calculated', () => {
    expect(() => share(most, new Decimal('1.01'))).toThrow(AmountTooLarge);
  });

  it('is refused when amounts add up to it, above or below nothing', () => {
    expect(sum([most - 1, 1])).toBe(most);
    expect(() => sum([most, 1])).toThrow(AmountTooLarge);
    expect(() => sum([-most, -1])).toThrow(AmountTooLarge);
  });
});
