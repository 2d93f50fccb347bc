import { expect, it } from 'vitest';
import { interestOn, interestRates } from '../../src/ledger/interest.ts';
import { shippedReference } from '../support/shipped.ts';

const specified = interestRates(shippedReference(), 'specified');
const prescribed = interestRates(shippedReference(), 'prescribed');

it.each([
  // amount     first day     last day      kind         interest
  [1_000_000, '2026-01-31', '2026-02-13', specified, 3227], // 14 days: 10,000 × ((1 + 0.084/365)^14 − 1) = 32.27
  [1_000_000, '2026-01-31', '2026-01-31', specified, 230], // a day: 10,000 × 0.084/365 = 2.30
  [1_000_000, '2026-03-31', '2026-04-01', specified, 455], // 8.4 % then 8.2 %: 2.3014 + 2.2471
  [1_000_000, '2024-12-31', '2025-01-01', prescribed, 227], // 4.5 % then 3.8 %: 1.2329 + 1.0412
  [1_000_000, '2026-02-02', '2026-02-01', specified, 0], // no day
])('%i cents from %s to %s', (amount, firstDay, lastDay, rates, cents) => {
  expect(interestOn(amount, { firstDay, lastDay }, rates).round().toNumber()).toBe(cents);
});

it('the specified rate is the prescribed one and six points', () => {
  expect(specified('2018-08-01').perYear.toString()).toBe('0.071583');
});

it('a day without a rate is told', () => {
  expect(() => prescribed('2010-01-01')).toThrow(/no rate of interest is known for 2010-01-01/);
});
