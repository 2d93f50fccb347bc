import { describe, expect, it } from 'vitest';
import { paymentDates } from '../../src/payments/value-date.ts';

const holidays = new Set(['2024-12-25']);

// CBSA, payments: until 23:59 electronically, until 16:00 by cheque.
describe('a payment', () => {
  it.each([
    ['2024-11-29T23:59:59-05:00', 1439, 0, '2024-11-29', '2024-11-29'],
    ['2024-11-29T16:00:59-05:00', 960, 0, '2024-11-29', '2024-11-29'],
    ['2024-11-29T16:01:00-05:00', 960, 0, '2024-11-30', '2024-11-30'],
    ['2024-11-29T10:00:00-05:00', 1439, 2, '2024-11-29', '2024-12-03'], // Friday, Monday, Tuesday
    ['2024-11-29T16:01:00-05:00', 960, 5, '2024-11-30', '2024-12-06'],
    ['2024-12-24T10:00:00-05:00', 1439, 2, '2024-12-24', '2024-12-27'], // the 25th does not count
  ])(
    'at %s with %i and %i days counts from %s, shows on %s',
    (now, lastMinute, postingDays, valueOn, postsOn) => {
      expect(paymentDates(now, { lastMinute, postingDays }, holidays)).toEqual({ valueOn, postsOn });
    },
  );
});
