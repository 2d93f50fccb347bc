import { describe, expect, it } from 'vitest';
import { dueDates, type Program, periodClosedBy, programs } from '../../src/release/due-dates.ts';
import { shippedReference } from '../support/shipped.ts';

const reference = shippedReference();
const on = (date: string) => Temporal.PlainDate.from(date);
const datesOf = (program: Program, releasedOn: string) => dueDates(program, on(releasedOn), 5, reference);

/** The 17ths of the months of four years. */
const periodEnds = Array.from({ length: 48 }, (_, month) => on('2024-01-17').add({ months: month }));

describe('a billing period that ends', () => {
  it.each([
    // period end   due
    ['2024-10-17', '2024-10-31', 'borderbrokers.com: first statement after go-live'],
    ['2024-11-17', '2024-11-29', '1upcargo.com'],
    ['2024-12-17', '2024-12-31', 'computed: 25 and 26 December count'],
    ['2025-01-17', '2025-01-31', 'computed'],
    ['2025-02-17', '2025-03-03', 'computed: in the next month'],
    ['2025-03-17', '2025-03-31', 'Customs Notice 25-02'],
    ['2025-04-17', '2025-05-01', 'computed: Good Friday and Easter Monday count'],
    ['2025-05-17', '2025-05-30', 'computed: from a Saturday'],
    ['2025-06-17', '2025-07-01', 'computed: on Canada Day itself'],
    ['2025-08-17', '2025-08-29', 'computed: from a Sunday'],
    ['2025-09-17', '2025-10-01', 'CARM Bulletin 5409: 30 September counts, though a holiday'],
    ['2025-11-17', '2025-12-01', 'computed'],
    ['2025-12-17', '2025-12-31', 'computed'],
    ['2026-01-17', '2026-01-30', 'lmclark.com: interest accrues from 2026-01-31'],
    ['2026-06-17', '2026-07-01', 'computed: on Canada Day itself'],
    ['2026-10-17', '2026-10-30', 'computed'],
  ])('on %s is due on %s (%s)', (periodEnd, due) => {
    const dates = datesOf('commercial', periodEnd);
    expect([dates.periodEnd, dates.dueOn]).toEqual([periodEnd, due]);
    expect(periodClosedBy(on(dates.statementOn)).dueOn).toBe(due);
  });

  it('is due 14 days later, or 13 from a Saturday and 12 from a Sunday, in every month of 2024 to 2027', () => {
    for (const end of periodEnds) {
      const days = end.dayOfWeek === 6 ? 13 : end.dayOfWeek === 7 ? 12 : 14;
      expect(datesOf('commercial', end.toString()).dueOn).toBe(end.add({ days }).toString());
    }
  });
});

describe('worked examples', () => {
  it('released on Saturday 2024-11-02: accounted for by the 8th, billed on the 25th, due on the 29th', () => {
    // 1upcargo.com for period, statement and due date
    expect(datesOf('commercial', '2024-11-02')).toEqual({
      accountBy: '2024-11-08',
      periodStart: '2024-10-18',
      periodEnd: '2024-11-17',
      statementOn: '2024-11-25',
      dueOn: '2024-11-29',
      graceOn: '2024-11-29',
    });
  });

  it('released on 2025-03-18: the first day of a period', () => {
    const dates = datesOf('commercial', '2025-03-18');
    expect([dates.periodStart, dates.periodEnd, dates.dueOn]).toEqual([
      '2025-03-18',
      '2025-04-17',
      '2025-05-01',
    ]);
  });

  it('due on Canada Day: paid on 2 July is in time, and the due date stays', () => {
    const dates = datesOf('commercial', '2025-06-10');
    expect([dates.dueOn, dates.graceOn]).toEqual(['2025-07-01', '2025-07-02']);
  });

  it('released before Remembrance Day 2024: the 11th is not counted', () => {
    expect(datesOf('commercial', '2024-11-05').accountBy).toBe('2024-11-13');
  });
});

describe('goods released on 2025-03-10', () => {
  // SOR/86-1062 ss. 7.4, 7.5, 10, 10.1, 10.3; the CBSA on statements of account for continuous transmission
  it.each([
    // program      account by     period                      statement     due
    ['commercial', '2025-03-17', '2025-02-18', '2025-03-17', '2025-03-25', '2025-03-31'],
    ['csa-2', '2025-03-31', '2025-02-18', '2025-03-17', '2025-03-25', '2025-03-31'],
    ['csa-1', '2025-05-01', '2025-03-01', '2025-03-31', '2025-04-25', '2025-05-01'],
    ['clvs', '2025-04-24', '2025-03-01', '2025-03-31', '2025-04-25', '2025-05-01'],
    ['ctc', '2025-04-24', '2025-03-01', '2025-03-31', '2025-04-25', '2025-05-01'],
  ] as const)('%s', (program, accountBy, periodStart, periodEnd, statementOn, dueOn) => {
    expect(datesOf(program, '2025-03-10')).toEqual({
      accountBy,
      periodStart,
      periodEnd,
      statementOn,
      dueOn,
      graceOn: dueOn,
    });
  });
});

it.each(programs)(
  '%s: each day of four years is in one period, billed after it and due after the bill',
  (program) => {
    let previous = datesOf(program, '2023-12-31');
    for (let day = on('2024-01-01'); day.year < 2028; day = day.add({ days: 1 })) {
      const dates = datesOf(program, day.toString());
      expect(dates.periodStart <= day.toString() && day.toString() <= dates.periodEnd).toBe(true);
      const isSame = dates.periodEnd === previous.periodEnd;
      if (!isSame) expect(on(previous.periodEnd).add({ days: 1 }).toString()).toBe(dates.periodStart);
      expect(dates.periodEnd < dates.statementOn && dates.statementOn < dates.dueOn).toBe(true);
      expect(dates.dueOn <= dates.graceOn && dates.accountBy <= dates.dueOn).toBe(true);
      previous = dates;
    }
  },
);
