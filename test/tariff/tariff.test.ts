import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/money.ts';
import { shippedReference, shippedTariff } from '../support/shipped.ts';

const tariff = shippedTariff();
const reference = shippedReference();

describe('the exchange rate for United States dollars that prevails', () => {
  // Bank of Canada, daily rates; SOR/85-900 s. 3: the one published last before the day
  it.each([
    // on           rate      published
    ['2024-11-05', '1.3894', '2024-11-04', 'Tuesday: Monday’s'],
    ['2024-11-02', '1.3932', '2024-11-01', 'Saturday: Friday’s'],
    ['2024-11-03', '1.3932', '2024-11-01', 'Sunday: Friday’s'],
    ['2024-11-04', '1.3932', '2024-11-01', 'Monday: Friday’s'],
    ['2024-11-11', '1.3913', '2024-11-08', 'Remembrance Day: Friday’s'],
    ['2024-11-12', '1.3913', '2024-11-08', 'the day after: Friday’s still'],
    ['2024-11-13', '1.3944', '2024-11-12', 'and the day after that'],
    ['2026-01-06', '1.3693', '2025-12-30', 'seven days after the last publication'],
  ])('on %s is %s, published %s (%s)', (on, rate, publishedOn) => {
    const found = tariff.exchange('USD', on);
    expect([found?.value.toFixed(), found?.publishedOn]).toEqual([rate, publishedOn]);
  });

  it.each(['2026-01-07', '2026-07-01', '2023-01-03', '1999-12-31'])('on %s is unknown', (on) => {
    expect(tariff.exchange('USD', on)).toBeUndefined();
  });

  it('is remembered for a service that is down, however old', () => {
    expect(tariff.lastKnownExchange('USD', '2026-07-01')?.value.toFixed()).toBe('1.3693');
    expect(tariff.lastKnownExchange('USD', '2023-01-03')).toBeUndefined();
  });

  it('is 1 for Canadian dollars on any day, and nothing for a currency that is not published', () => {
    expect(tariff.exchange('CAD', '1867-07-01')?.value.toFixed()).toBe('1');
    expect(tariff.exchange('XXX', '2024-11-05')).toBeUndefined();
  });
});

describe('a quantity in another unit', () => {
  it.each([
    ['1', 'TNE', 'KGM', '1000'],
    ['1500', 'GRM', 'KGM', '1.5'],
    ['3', 'HLT', 'LTR', '300'],
    ['24', 'NMB', 'DZN', '2'],
    ['2', 'DZN', 'NMB', '24'],
    ['7', 'PCE', 'NMB', '7'],
    ['7', 'ZZZ', 'ZZZ', '7'], // nothing to convert
  ])('%s %s in %s is %s', (quantity, from, to, expected) => {
    expect(tariff.convert(new Decimal(quantity), from, to)?.toFixed()).toBe(expected);
  });

  it.each([
    ['LTR', 'KGM'], // volume and weight
    ['LTR', 'LPA'], // a litre of wine is not a litre of alcohol
    ['ZZZ', 'KGM'],
    ['KNS', 'KGM'], // of a named substance only
  ])('%s is not told in %s', (from, to) => {
    expect(tariff.convert(new Decimal(1), from, to)).toBeUndefined();
  });
});

describe('a parameter of the law, the day before and the day of its change', () => {
  it.each([
    ['gst-rate', '2006-06-30', '0.07'], // Excise Tax Act s. 212
    ['gst-rate', '2006-07-01', '0.06'],
    ['gst-rate', '2007-12-31', '0.06'],
    ['gst-rate', '2008-01-01', '0.05'],
    ['gst-rate', '1991-01-01', '0.07'],
    ['card-limit-per-cycle', '2025-09-27', '5000'], // CARM Bulletin 5408
    ['card-limit-per-cycle', '2025-09-28', '4999.99'],
    ['vehicle-content-deduction', '2025-04-09', '0.15'], // SOR/2025-118 s. 2(2)(b)
    ['luxury-share', '2022-09-01', '0.1'], // Select Luxury Items Tax Act s. 34
    ['luxury-excess-share', '2022-09-01', '0.2'],
    ['courier-cusma-duty-limit', '2020-07-01', '150'], // SI/85-182 s. 4.1
    ['courier-cusma-tax-limit', '2020-07-01', '40'],
    ['steel-aluminum-surtax-limit', '2025-07-31', '5000'], // SOR/2025-154 s. 5(a)
  ])('%s on %s is %s', (name, on, value) => {
    expect(reference.parameter(name, on).value.toFixed()).toBe(value);
  });

  it.each([
    ['gst-rate', '1990-12-31'],
    ['vehicle-content-deduction', '2025-04-08'],
    ['luxury-share', '2022-08-31'],
    ['steel-aluminum-surtax-limit', '2025-07-30'],
  ])('%s has no value on %s', (name, on) => {
    expect(() => reference.parameter(name, on)).toThrow(RangeError);
  });
});

describe('a dated rate', () => {
  it.each([
    ['2025-03-31', '10'], // provincial part of the HST of Nova Scotia
    ['2025-04-01', '9'],
  ])('of Nova Scotia on %s is %s %%', (on, percent) => {
    expect(reference.inForce('provincial-tax', 'NS', on)?.data.percent).toBe(percent);
  });

  it.each([
    ['2024-12-31', '0.0102'], // 0105.94.10 under CPTPT, in stages: Customs Tariff, Schedule
    ['2025-01-01', '0.0076'],
    ['2025-12-31', '0.0076'],
    ['2026-01-01', '0.0051'],
  ])('of live fowl under CPTPT on %s is $%s a kilogram', (on, perUnit) => {
    const rate = tariff.rate(tariff.item('0105941011', on)!, 'CPTPT')?.rate.base;
    expect(rate?.kind === 'specific' && rate.perUnit.toFixed()).toBe(perUnit);
  });

  it.each([
    ['87038000', '2024-09-30', []],
    ['87038000', '2024-10-01', ['SOR/2024-187']], // China Surtax Order (2024)
    ['87038000', '2025-04-08', ['SOR/2024-187']],
    ['87038000', '2025-04-09', ['SOR/2024-187', 'SOR/2025-118']], // and vehicles of the United States
    ['87038000', '2026-02-28', ['SOR/2024-187', 'SOR/2025-118']],
    ['87038000', '2026-03-01', ['SOR/2025-118']],
  ])('surtaxes electric vehicles (%s) on %s by %j', (item, on, orders) => {
    const found = tariff.surtaxItems(item, on).map((record) => record.data.order);
    expect([...new Set(found)].sort()).toEqual(orders);
  });
});

describe('a treatment', () => {
  it.each([
    ['2', 'MFN'],
    ['10', 'UST'],
    ['UST', 'UST'],
    ['99', undefined],
  ])('%s is %s', (given, abbreviation) => {
    expect(tariff.treatment(given)).toBe(abbreviation);
  });

  it.each([
    ['US', 'UST', true],
    ['DE', 'UST', false],
    ['DE', 'CEUT', true],
    ['KP', 'MFN', false],
    ['KP', 'GT', true], // the General Tariff is for all
  ])('goods of %s may claim %s: %s', (country, treatment, expected) => {
    expect(tariff.isEntitled(country, treatment, '2024-11-05')).toBe(expected);
  });
});
