import { describe, expect, it } from 'vitest';
import { assessDeclared } from '../../src/assessment/assess-declared.ts';
import type { DeclaredLine } from '../../src/assessment/declared.ts';
import { shippedTariff } from '../support/shipped.ts';

/** $1,000.00 of aluminum extrusions of China, 100 kilograms, shipped on 2025-08-29: measures AE are in force. */
function assess(sima: DeclaredLine['sima'], change: Partial<DeclaredLine> = {}) {
  const line: DeclaredLine = {
    classification: '7604100030',
    tariffTreatment: '2',
    countryOfOrigin: 'CN',
    currency: 'CAD',
    directShipmentDate: '2025-08-29',
    valueForCurrencyConversion: '1000.00',
    dutyQuantity: '100',
    dutyUnit: 'KGM',
    surtax: [],
    ...(sima === undefined ? {} : { sima }),
    ...change,
  };
  const input = { cadType: 'AB', commercial: true, accountingDate: '2025-09-02', lines: [line] };
  return assessDeclared([{ id: 'it', input }], shippedTariff())[0]!;
}

// Aluminum extrusions of China, all others: 101 % of the export price and 15.84 CNY a kilogram (CBSA, measures in force).
describe('goods subject to a measure in force', () => {
  it('bear anti-dumping duty on the value and countervailing duty on the weight', () => {
    const answer = assess({ subject: 'S' });
    expect(answer.antiDumping).toBe('1010.00');
    // 100 kg × 15.84 CNY × 0.1929 (published 2025-08-28) = 305.5536
    expect(answer.countervailing).toBe('305.55');
  });

  it('bear the same whatever unit of weight is declared', () => {
    expect(assess({ subject: 'S' }, { dutyQuantity: '0.1', dutyUnit: 'TNE' }).countervailing).toBe('305.55');
  });

  it('bear anti-dumping duty on the export price declared, in its own currency', () => {
    // 1,000.00 USD × 1.3756 (published 2025-08-28) × 101 % = 1,389.356
    const answer = assess({ subject: 'S', invoicePrice: '1000.00', currency: 'USD' });
    expect(answer.antiDumping).toBe('1389.36');
  });

  it.each<[string, Partial<DeclaredLine>]>([
    ['no quantity', { dutyQuantity: undefined }],
    ['a quantity in litres', { dutyUnit: 'LTR' }],
  ])('are not let off the countervailing duty for %s without a word', (_what, change) => {
    const answer = assess({ subject: 'S' }, change);
    expect(answer.unresolved ?? answer.notes).toBeDefined();
  });

  it('need a flag that says so, or that they are not subject', () => {
    expect(JSON.stringify(assess(undefined).notes)).toContain('SIMA');
    const answer = assess({ subject: 'N' });
    expect([answer.notes, answer.sima]).toEqual([undefined, '0.00']);
  });

  it('name the measure where several fit their number and origin', () => {
    const wire = { classification: '7217300010', dutyQuantity: '1000', dutyUnit: 'KGM' };
    expect(JSON.stringify(assess({ subject: 'S' }, wire))).toContain('name the measure in force');
    // Steel wire of China, all others: 158.9 % of the export price of $1,000.00 (CBSA, measures in force).
    expect(assess({ subject: 'S', measureInForce: 'SW' }, wire).antiDumping).toBe('1589.00');
  });

  it('owe nothing yet where provisional duty is secured by a bond', () => {
    const answer = assess({ subject: 'S', provisional: 'bond' });
    expect([answer.sima, answer.securedByBond]).toEqual(['0.00', '1315.55']);
  });
});
