import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/pages/form.ts';
import { dollars, instant, longDate } from '../../src/pages/formats.ts';
import { inBoth } from '../../src/pages/words.ts';

describe('formats of Canada.ca', () => {
  it.each([
    // cents     English        French
    [123_450, '$1,234.50', '1\u00a0234,50\u00a0$'],
    [-5, '−$0.05', '−0,05\u00a0$'],
    [0, '$0.00', '0,00\u00a0$'],
    [9_007_199_254_740_991, '$90,071,992,547,409.91', '90\u00a0071\u00a0992\u00a0547\u00a0409,91\u00a0$'],
  ])('%i cents', (cents, en, fr) => {
    expect([dollars(cents, 'en'), dollars(cents, 'fr')]).toEqual([en, fr]);
  });

  it('dates and times', () => {
    expect(longDate('2024-11-25', 'en')).toBe('November 25, 2024');
    expect(longDate('2024-11-25', 'fr')).toBe('25 novembre 2024');
    expect(instant('2024-11-25T02:00:00-05:00', 'fr')).toBe('2024-11-25, 2\u00a0h');
    expect(instant('2024-11-25T14:05:00-05:00', 'fr')).toBe('2024-11-25, 14\u00a0h\u00a005');
  });
});

it('words have the same keys in both languages', () => {
  const words = inBoth({ yes: ['Yes', 'Oui'], no: ['No', 'Non'] });
  expect(Object.keys(words.en)).toEqual(Object.keys(words.fr));
  expect([words.en.yes, words.fr.no]).toEqual(['Yes', 'Non']);
});

it('a field within a list has an id of its own', () => {
  expect(idOf('invoices.0.lines.12.description')).toBe('f-invoices-0-lines-12-description');
});
