import { describe, expect, it } from 'vitest';
import { type PrintedRate, type PrintedTerm, parseRate } from '../../src/tariff/rate-text.ts';
import { shippedReference } from '../support/shipped.ts';

/** A rate in short: "0.05 ≥ 0.0474/KGM ≤ 0.0948/KGM". */
function inShort(rate: PrintedRate | undefined): string | undefined {
  if (rate === undefined) return undefined;
  const parts: [string, PrintedTerm | undefined][] = [
    ['', rate.base],
    [' ≥ ', rate.atLeast],
    [' ≤ ', rate.atMost],
    [' + ', rate.plus],
  ];
  return parts.map(([sign, term]) => (term === undefined ? '' : sign + termInShort(term))).join('');
}

function termInShort(term: PrintedTerm): string {
  if (term.kind === 'free') return 'free';
  return term.kind === 'ad valorem' ? term.rate.toFixed() : `${term.perUnit.toFixed()}/${term.unit}`;
}

describe('a printed rate is read', () => {
  // Forms of the Customs Tariff, Schedule
  it.each([
    ['Free', 'free'],
    ['6.5%', '0.065'],
    ['6.5 %', '0.065'],
    ['238%', '2.38'],
    [' 18% ', '0.18'],
    ['0.86¢/each', '0.0086/NMB'],
    ['3.32¢/kg', '0.0332/KGM'],
    ['1.51¢/dozen', '0.0151/DZN'],
    ['7.74¢/litre', '0.0774/LTR'],
    ['12.28¢/litre of absolute ethyl alcohol', '0.1228/LPA'],
    ['$22.05/tonne', '22.05/TNE'],
    ['5.42¢/kg plus 4%', '0.0542/KGM + 0.04'],
    ['$177.50/tonne plus 8.5%', '177.5/TNE + 0.085'],
    ['238% but not less than $1.25/kg', '2.38 ≥ 1.25/KGM'],
    ['10% but not more than 5¢/kg', '0.1 ≤ 0.05/KGM'],
    ['10% or more than 5¢/kg', '0.1 ≤ 0.05/KGM'],
    ['5% but not less than 4.74¢/kg or more than 9.48¢/kg', '0.05 ≥ 0.0474/KGM ≤ 0.0948/KGM'],
    ['2.81¢/kg but not less than 10.5%', '0.0281/KGM ≥ 0.105'],
    ['249% but not less than $3.78/kg plus 5%', '2.49 ≥ 3.78/KGM + 0.05'],
  ])('"%s" is %s', (text, expected) => {
    expect(inShort(parseRate(text))).toBe(expected);
  });
});

describe('a printed rate is not guessed at', () => {
  it.each([
    '',
    ' ',
    'free',
    '6.5',
    '6,5%',
    '-5%',
    '.5%',
    '5%%',
    '1e2%',
    '1.25/kg',
    '$1.25¢/kg',
    '$1.25',
    '$1.25/bushel',
    '5% plus',
    '5% plus nothing',
    '5% but not less than',
    '5% but not less than half',
    '5% and 3¢/kg',
    'See Note 2',
  ])('"%s"', (text) => {
    expect(parseRate(text)).toBeUndefined();
  });
});

it('reads every rate of every item that ships', () => {
  const columns = ['mfn', 'ust', 'mxt', 'ceut', 'cptpt', 'ukt', 'gpt', 'ldct', 'general'];
  const texts = shippedReference()
    .all('tariff-items')
    .flatMap(({ data }) => [
      ...columns.map((column) => data[column]),
      ...(data.other_preferences?.split(';') ?? []).map((pair) => pair.slice(pair.indexOf('=') + 1)),
    ])
    .filter((text) => text !== undefined);
  expect(texts.length).toBeGreaterThan(1000);
  expect([...new Set(texts)].filter((text) => parseRate(text) === undefined)).toEqual([]);
});
