import { describe, expect, it } from 'vitest';
import { assessDeclared } from '../../src/assessment/assess-declared.ts';
import type { DeclaredFacts, DeclaredLine } from '../../src/assessment/declared.ts';
import { shippedTariff } from '../support/shipped.ts';

/** $1,000.00 of cotton T-shirts of Germany at MFN, shipped on 2024-11-05 and accounted for the day after. */
function aLine(change: Partial<DeclaredLine> = {}): DeclaredLine {
  return {
    classification: '6109100011',
    tariffTreatment: '2',
    countryOfOrigin: 'DE',
    currency: 'CAD',
    directShipmentDate: '2024-11-05',
    valueForCurrencyConversion: '1000.00',
    ...change,
  };
}

function assess(line: DeclaredLine, facts: Partial<DeclaredFacts> = {}) {
  const input = { cadType: 'AB', commercial: true, accountingDate: '2024-11-06', ...facts, lines: [line] };
  return assessDeclared([{ id: 'it', input }], shippedTariff())[0]!;
}

const amounts = (answer: Record<string, unknown>, ...names: string[]) => names.map((name) => answer[name]);

describe('a line that states no rates', () => {
  it('takes exchange of the date of direct shipment, MFN duty and GST of the accounting date', () => {
    // 1,000.00 USD × 1.3894 (published 2024-11-04); × 18 % = 250.092; (1,389.40 + 250.09) × 5 % = 81.9745
    const answer = assess(aLine({ currency: 'USD' }));
    expect(amounts(answer, 'vfd', 'duty', 'vft', 'gst', 'total')).toEqual([
      '1389.40',
      '250.09',
      '1639.49',
      '81.97',
      '332.06',
    ]);
  });

  it.each([
    ['US', '10', '0.00', 'UST'],
    ['DE', 'CEUT', '0.00', 'CEUT'],
    ['KP', '3', '350.00', 'GT'], // General Tariff, 35 %
    ['DE', '2', '180.00', 'MFN'],
    ['AU', '4', '110.00', 'AUT'], // 11 % among the other preferences
  ])('of %s under treatment %s bears $%s of duty (%s)', (countryOfOrigin, tariffTreatment, duty, applied) => {
    const answer = assess(aLine({ countryOfOrigin, tariffTreatment }));
    expect([
      answer.duty,
      (answer.lines as { appliedTariffTreatment: string }[])[0]!.appliedTariffTreatment,
    ]).toEqual([duty, applied]);
  });

  it.each([
    ['1000', 'KGM', '28.20'], // 2.82¢ a kilogram
    ['1', 'TNE', '28.20'],
    ['500', 'GRM', '0.01'], // 1.41¢
  ])('with %s %s of live fowl bears $%s', (dutyQuantity, dutyUnit, duty) => {
    expect(assess(aLine({ classification: '0105941011', dutyQuantity, dutyUnit })).duty).toBe(duty);
  });

  it('finds the rate by the eight digits of the tariff item as well', () => {
    const { classification, ...rest } = aLine();
    expect(assess({ ...rest, tariffItem: '6109.10.00' }).duty).toBe('180.00');
  });
});

it('lets a stated rate stand against the tariff', () => {
  const stated = aLine({ currency: 'USD', exchangeRate: '1.25', dutyRate: '10%' });
  expect(amounts(assess(stated), 'vfd', 'duty')).toEqual(['1250.00', '125.00']);
});

describe('a line that the reference data cannot answer', () => {
  it.each<[string, Partial<DeclaredLine>]>([
    ['an exchange rate nobody published', { currency: 'USD', directShipmentDate: '2026-03-02' }],
    ['a currency that is none', { currency: 'ZZZ' }],
    ['a classification that is none', { classification: '9999999999' }],
    ['a treatment that is none', { tariffTreatment: '99' }],
    ['a rate per kilogram and no quantity', { classification: '0105941011' }],
    [
      'a rate per kilogram and a quantity in litres',
      { classification: '0105941011', dutyQuantity: '5', dutyUnit: 'LTR' },
    ],
    ['a stated rate that is none', { dutyRate: 'a lot' }],
  ])('is left without a total: %s', (_what, change) => {
    const answer = assess(aLine(change));
    expect(answer.total).toBeUndefined();
    const [unresolved] = answer.unresolved as { line: number; messages: { en: string; fr: string }[] }[];
    expect(unresolved?.line).toBe(1);
    expect(unresolved?.messages.every(({ en, fr }) => en !== '' && fr !== '' && en !== fr)).toBe(true);
  });
});

describe('GST, the day before and the day of its change', () => {
  it.each([
    ['1991-01-01', '70.00'], // Excise Tax Act s. 212
    ['2006-06-30', '70.00'],
    ['2006-07-01', '60.00'],
    ['2007-12-31', '60.00'],
    ['2008-01-01', '50.00'],
  ])('accounted for on %s: $%s', (accountingDate, gst) => {
    expect(assess(aLine({ dutyRate: 'Free' }), { accountingDate }).gst).toBe(gst);
  });
});

describe('provincial tax', () => {
  it.each([
    ['NS', '2025-03-31', false, '100.00'], // HST of Nova Scotia: 10 %, then 9 %
    ['NS', '2025-04-01', false, '90.00'],
    ['NS', '2025-04-01', true, '0.00'], // collected on casual goods alone
    ['AB', '2025-04-01', false, '0.00'],
    ['QC', '2025-04-01', false, '99.75'],
  ])('%s on %s, commercial %s: $%s', (province, accountingDate, commercial, tax) => {
    const answer = assess(aLine({ dutyRate: 'Free' }), { province, accountingDate, commercial });
    expect(answer.provincialTax).toBe(tax);
  });
});

describe('surtax', () => {
  const ofChina = {
    classification: undefined,
    tariffItem: '8703.80.00',
    dutyRate: '6.1%',
    countryOfOrigin: 'CN',
  };
  const ofUnitedStates = { ...ofChina, countryOfOrigin: 'US', dutyRate: 'Free' };

  it.each<[string, Partial<DeclaredLine>, string, string, string]>([
    // goods, shipped, accounted for, surtax on $1,000.00
    ['an electric car of China before the order', ofChina, '2024-09-20', '2024-09-30', '0.00'],
    ['in transit when it came (SOR/2024-187)', ofChina, '2024-10-01', '2024-10-15', '0.00'],
    ['shipped after it came', ofChina, '2024-10-02', '2024-10-15', '1000.00'],
    ['on its last day', ofChina, '2026-02-20', '2026-02-28', '1000.00'],
    ['after its last day', ofChina, '2026-02-20', '2026-03-01', '0.00'],
    ['the same car of Germany', { ...ofChina, countryOfOrigin: 'DE' }, '2024-10-02', '2024-10-15', '0.00'],
    ['a car of the United States before the order', ofUnitedStates, '2025-04-07', '2025-04-08', '0.00'],
    ['shipped after it came (SOR/2025-118)', ofUnitedStates, '2025-04-10', '2025-04-11', '250.00'],
    [
      'under UST: 25 % of 85 %',
      { ...ofUnitedStates, tariffTreatment: '10' },
      '2025-04-10',
      '2025-04-11',
      '212.50',
    ],
  ])('%s', (_goods, change, directShipmentDate, accountingDate, surtax) => {
    const line = aLine({ ...change, directShipmentDate });
    expect(assess(line, { accountingDate }).surtax).toBe(surtax);
  });
});

describe('relief', () => {
  it.each([
    // from  value     duty     GST       limits are included: SI/85-182 ss. 4, 4.1
    ['DE', '20.00', '0.00', '0.00'],
    ['DE', '20.01', '3.60', '1.18'], // (20.01 + 3.60) × 5 % = 1.1805
    ['US', '40.00', '0.00', '0.00'],
    ['US', '40.01', '0.00', '2.00'],
    ['MX', '150.00', '0.00', '7.50'],
    ['US', '150.01', '27.00', '8.85'], // 150.01 × 18 % = 27.0018
  ])('by courier from %s, worth $%s: duty $%s, GST $%s', (shippedFrom, value, duty, gst) => {
    const answer = assess(aLine({ shippedFrom, valueForCurrencyConversion: value }), { courier: true });
    expect(amounts(answer, 'duty', 'gst')).toEqual([duty, gst]);
  });

  it('of low value is not for beer', () => {
    const beer = { classification: undefined, tariffItem: '2203.00.00', dutyRate: '10%' };
    const answer = assess(aLine({ ...beer, valueForCurrencyConversion: '20.00' }), { courier: true });
    expect(answer.duty).toBe('2.00');
  });

  it('comes with a special authority from its first day, and with a note before', () => {
    const line = aLine({ specialAuthority: 'OIC-SIM-0001', dutyRate: '18%' });
    expect(assess(line, { accountingDate: '2024-01-01' }).duty).toBe('0.00');
    const before = assess(line, { accountingDate: '2023-12-31' });
    expect(before.duty).toBe('180.00');
    expect(JSON.stringify(before.notes)).toContain('OIC-SIM-0001');
  });

  it('may be stated with the line, charge by charge', () => {
    const answer = assess(aLine({ relief: { customsDuty: true } }));
    expect(amounts(answer, 'duty', 'gst')).toEqual(['0.00', '50.00']);
  });
});
