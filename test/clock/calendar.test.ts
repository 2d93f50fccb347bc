import { describe, expect, it } from 'vitest';
import {
  addBusinessDays,
  addWeekdays,
  dayAfter,
  isBusinessDay,
  isHoliday,
  nextNonHoliday,
} from '../../src/clock/calendar.ts';
import { shippedReference } from '../support/shipped.ts';

const { holidays } = shippedReference();
const on = (date: string) => Temporal.PlainDate.from(date);

describe('a holiday', () => {
  // Interpretation Act s. 35(1) "holiday"
  it.each([
    ['2024-11-10', 'a Sunday'],
    ['2025-01-01', 'New Year’s Day'],
    ['2025-04-18', 'Good Friday'],
    ['2025-04-21', 'Easter Monday'],
    ['2025-05-19', 'Victoria Day'],
    ['2025-07-01', 'Canada Day'],
    ['2025-09-01', 'Labour Day'],
    ['2025-09-30', 'National Day for Truth and Reconciliation'],
    ['2025-10-13', 'Thanksgiving Day, a day of thanksgiving by proclamation'],
    ['2024-11-11', 'Remembrance Day'],
    ['2025-12-25', 'Christmas Day'],
  ])('%s is one: %s', (date) => {
    expect(isHoliday(on(date), holidays)).toBe(true);
    expect(isBusinessDay(on(date), holidays)).toBe(false);
  });

  // Not in the list of the Interpretation Act: provinces and employers keep them.
  it.each([
    ['2025-02-17', 'Family Day'],
    ['2025-08-04', 'the civic holiday of August'],
    ['2025-12-26', 'Boxing Day'],
    ['2024-11-12', 'the day after Remembrance Day'],
  ])('%s is none: %s', (date) => {
    expect(isHoliday(on(date), holidays)).toBe(false);
    expect(isBusinessDay(on(date), holidays)).toBe(true);
  });

  it('is not made of a Saturday, but nothing is accounted for on one', () => {
    expect(isHoliday(on('2024-11-09'), holidays)).toBe(false);
    expect(isBusinessDay(on('2024-11-09'), holidays)).toBe(false);
  });
});

describe('business days', () => {
  it.each([
    // from       days  last           Remembrance Day 2024 was Monday 11 November
    ['2024-11-04', 5, '2024-11-12'], // 5, 6, 7, 8, then 12
    ['2024-11-05', 5, '2024-11-13'],
    ['2024-11-08', 1, '2024-11-12'],
    ['2024-11-08', 5, '2024-11-18'], // 12, 13, 14, 15, 18
    ['2024-11-11', 5, '2024-11-18'], // released on the holiday: counting starts on the 12th
    ['2024-11-02', 5, '2024-11-08'], // released on a Saturday: 4 to 8
    ['2024-11-08', 0, '2024-11-08'],
    ['2024-12-24', 5, '2025-01-02'], // 26, 27, 30, 31, 2: Boxing Day counts
  ])('from %s, %i of them end on %s', (from, days, last) => {
    expect(addBusinessDays(on(from), days, holidays).toString()).toBe(last);
  });
});

describe('weekdays', () => {
  it.each([
    ['2024-11-08', 1, '2024-11-11'], // a holiday that is a Monday counts
    ['2024-11-08', 10, '2024-11-22'],
    ['2025-04-17', 10, '2025-05-01'], // over Good Friday and Easter Monday
    ['2025-05-17', 1, '2025-05-19'], // from a Saturday
  ])('from %s, %i of them end on %s', (from, days, last) => {
    expect(addWeekdays(on(from), days).toString()).toBe(last);
  });
});

describe('an act due on a holiday', () => {
  // Interpretation Act s. 26
  it.each([
    ['2025-07-01', '2025-07-02'], // Canada Day
    ['2025-07-02', '2025-07-02'],
    ['2024-11-10', '2024-11-12'], // a Sunday before Remembrance Day
    ['2024-11-09', '2024-11-09'], // a Saturday is no holiday
  ])('%s is in time until %s', (due, last) => {
    expect(nextNonHoliday(on(due), holidays).toString()).toBe(last);
  });
});

it('knows the date after a date, over months, leap days and years', () => {
  expect(['2024-02-28', '2025-02-28', '2024-11-30', '2024-12-31'].map(dayAfter)).toEqual([
    '2024-02-29',
    '2025-03-01',
    '2024-12-01',
    '2025-01-01',
  ]);
});
