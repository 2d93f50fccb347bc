import { describe, expect, it } from 'vitest';
import {
  bn9Of,
  businessNumberFrom,
  isBusinessNumber,
  isProgramAccountNumber,
  isTransactionNumber,
  programAccountFrom,
  transactionNumberFrom,
} from '../../src/accounts/identifiers.ts';

// Luhn vectors of the business number, made by hand: double every second digit from the right.
const businessNumbers = ['100000017', '700000011', '123456782', '812345676', '750001232'];

describe('a business number', () => {
  it.each(businessNumbers)('%s is one', (number) => {
    expect(isBusinessNumber(number)).toBe(true);
    expect(businessNumberFrom(number.slice(0, 8))).toBe(number);
  });

  it.each([
    ['123456789', 'has a wrong check digit'],
    ['12345678', 'is too short'],
    ['1234567821', 'is too long'],
    ['12345678X', 'has a letter'],
    [' 23456782', 'has a blank'],
    ['١٢٣٤٥٦٧٨٢', 'has digits that are not ASCII'],
    ['', 'is empty'],
  ])('"%s" is none: it %s', (text) => {
    expect(isBusinessNumber(text)).toBe(false);
  });

  it('shows a slip in any one digit', () => {
    for (const number of businessNumbers) {
      for (let place = 0; place < 9; place++) {
        const slip = String((Number(number[place]) + 1) % 10);
        expect(isBusinessNumber(number.slice(0, place) + slip + number.slice(place + 1))).toBe(false);
      }
    }
  });
});

describe('a program account number', () => {
  it.each([
    ['123456782RM0001', true],
    ['123456782RM9999', true],
    ['123456782RM0000', false],
    ['123456789RM0001', false], // check digit of the business number
    ['123456782RT0001', false], // a GST account
    ['123456782rm0001', false],
    ['123456782RM001', false],
    ['123456782RM00011', false],
    ['123456782RM0001\n', false],
  ])('%j: %s', (text, expected) => {
    expect(isProgramAccountNumber(text)).toBe(expected);
  });

  it('is made of a business number and a count, and gives the business number back', () => {
    const bn15 = programAccountFrom(businessNumberFrom('12345678'), 12);
    expect(bn15).toBe('123456782RM0012');
    expect(bn9Of(bn15)).toBe('123456782');
  });
});

describe('a transaction number', () => {
  // Weights 1, 2, 1, 2 … from the left, digits of the products added: the check digit is the sum modulo 10 itself.
  it.each([
    ['12345', 1, '12345000000012'],
    ['12345', 17, '12345000000170'],
    ['12345', 99_999_999, '12345999999993'],
    ['98765', 12_345_678, '98765123456785'],
    ['50001', 420, '50001000004204'],
  ])('of account security number %s and serial %i is %s', (accountSecurity, serial, number) => {
    expect(transactionNumberFrom(accountSecurity, serial)).toBe(number);
    expect(isTransactionNumber(number)).toBe(true);
  });

  it.each([
    '12345000000018', // the complement of the check digit, as Luhn would have it
    '1234500000001',
    '123450000000120',
    '12345-00000001',
    '',
  ])('"%s" is none', (text) => {
    expect(isTransactionNumber(text)).toBe(false);
  });
});
