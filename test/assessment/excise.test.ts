import { describe, expect, it } from 'vitest';
import { assessDeclared } from '../../src/assessment/assess-declared.ts';
import type { DeclaredLine } from '../../src/assessment/declared.ts';
import { shippedTariff } from '../support/shipped.ts';

/** $1,000.00 of goods free of customs duty. */
function assess(change: Partial<DeclaredLine>, accountingDate = '2024-11-06') {
  const line: DeclaredLine = {
    tariffItem: '2204.21.10',
    tariffTreatment: '2',
    countryOfOrigin: 'AR',
    currency: 'CAD',
    directShipmentDate: '2024-11-05',
    valueForCurrencyConversion: '1000.00',
    dutyRate: 'Free',
    ...change,
  };
  const input = { cadType: 'AB', commercial: true, accountingDate, lines: [line] };
  return assessDeclared([{ id: 'it', input }], shippedTariff())[0]!;
}

const wine = (change: Partial<DeclaredLine>, on?: string) =>
  assess({ exciseDuty: [{ code: 'WIN-GT7' }], ...change }, on);

describe('excise duty on wine over 7 %', () => {
  // Excise Act, 2001 s. 135.1: indexed each 1 April
  it.each([
    ['2024-03-31', '702.00'],
    ['2024-04-01', '716.00'],
    ['2025-03-31', '716.00'],
  ])('on 1,000 litres accounted for on %s is $%s', (on, duty) => {
    expect(wine({ dutyQuantity: '1000', dutyUnit: 'LTR' }, on).exciseDuty).toBe(duty);
  });

  it('is on the litres, whatever unit is declared', () => {
    expect(wine({ dutyQuantity: '10', dutyUnit: 'HLT' }).exciseDuty).toBe('716.00');
  });

  it.each<[string, Partial<DeclaredLine>]>([
    ['no quantity', {}],
    ['a quantity in kilograms', { dutyQuantity: '1000', dutyUnit: 'KGM' }],
  ])('is not nil for %s without a word', (_what, change) => {
    const answer = wine(change);
    expect(answer.unresolved ?? answer.notes).toBeDefined();
  });

  it('is the amount declared, where one is', () => {
    expect(assess({ exciseDuty: [{ code: 'WIN-GT7', amount: '12.34' }] }).exciseDuty).toBe('12.34');
  });
});

describe('excise duty on tobacco', () => {
  const tobacco = { tariffItem: '2402.20.00' };

  it('is on five cigarettes or a fraction of them in each package', () => {
    // Excise Act, 2001 Sch. 1 s. 1: $0.92883 for five; 21 in a package are five fives: 10 × 5 × 0.92883 = 46.4415
    const exciseDuty = [{ code: 'TOB-CIG', packages: '10', perPackage: '21' }];
    expect(assess({ ...tobacco, exciseDuty }).exciseDuty).toBe('46.44');
  });

  it.each([
    // value, cigars, greater of $0.14533 each and 88 % of the duty-paid value: Excise Act, 2001 Sch. 2
    ['1000.00', '1000', '880.00'],
    ['100.00', '1000', '145.33'],
  ])('on cigars worth $%s, %s of them, is $%s besides', (valueForCurrencyConversion, quantity, duty) => {
    const exciseDuty = [{ code: 'TOB-CGA', quantity }];
    expect(assess({ ...tobacco, valueForCurrencyConversion, exciseDuty }).exciseDuty).toBe(duty);
  });
});

it('a code nobody knows leaves the line without a total', () => {
  const answer = assess({ exciseDuty: [{ code: 'NONE', quantity: '1' }] });
  expect([answer.total, JSON.stringify(answer.unresolved)]).toEqual([
    undefined,
    expect.stringContaining('NONE'),
  ]);
});
