import { describe, expect, it } from 'vitest';
import { contraventionOf } from '../../src/penalties/contraventions.ts';
import { isRelieved as isAccountingRelieved } from '../../src/penalties/late-accounting.ts';
import { isRelieved as isPaymentRelieved } from '../../src/penalties/late-payment.ts';
import { amountOf, lateAccountingCode, levelOf } from '../../src/penalties/rules.ts';
import {
  courtUntil,
  evidenceUntil,
  nextStatementDue,
  statementOverdueSince,
  timeLimits,
} from '../../src/penalties/time-limits.ts';
import { shippedReference } from '../support/shipped.ts';

const reference = shippedReference();
const { holidays } = reference;
const contravention = (code: string) => contraventionOf(reference, code, '2025-06-02');
const maximum = 2_500_000;

describe('the level of a penalty', () => {
  // Master Penalty Document: 12 months for C025, 36 for C070, counted from the notice
  it.each<[string, string[], string, number]>([
    ['C025', [], '2025-06-02', 1],
    ['C025', ['2025-06-01'], '2025-06-02', 2],
    ['C025', ['2025-06-01', '2025-06-02'], '2025-06-02', 3],
    ['C025', ['2025-05-30', '2025-06-01', '2025-06-02'], '2025-06-02', 3],
    ['C025', ['2024-06-03'], '2025-06-02', 2], // the day before it expires
    ['C025', ['2024-06-02'], '2025-06-02', 1], // the day on which it expires
    ['C025', ['2024-06-02', '2024-06-03'], '2025-06-02', 2],
    ['C070', ['2022-06-03'], '2025-06-02', 2],
    ['C070', ['2022-06-02'], '2025-06-02', 1],
    ['C004', ['2024-06-03'], '2025-06-02', 2], // no period was found: 12 months
    ['C004', ['2024-06-02'], '2025-06-02', 1],
  ])('%s after notices of %j, on %s, is %i', (code, servedOn, today, level) => {
    expect(levelOf(contravention(code), servedOn, today)).toBe(level);
  });

  // Customs Notice 10-002: from the first to the second level after 30 days, from the second to the third at once
  it.each<[string, string[], string, number]>([
    ['C005', ['2025-05-01'], '2025-05-30', 1], // 29 days
    ['C005', ['2025-05-01'], '2025-05-31', 2], // 30 days
    ['C005', ['2025-05-01', '2025-05-10'], '2025-05-30', 1],
    ['C005', ['2025-05-01', '2025-05-10'], '2025-05-31', 2],
    ['C005', ['2025-05-01', '2025-05-31'], '2025-06-01', 3],
    ['C379', ['2025-05-01'], '2025-05-30', 1],
    ['C026', ['2025-05-01'], '2025-05-31', 2],
    ['C021', ['2025-05-01'], '2025-05-30', 2], // not on the list
  ])('%s, delayed or not, after notices of %j, on %s, is %i', (code, servedOn, today, level) => {
    expect(levelOf(contravention(code), servedOn, today)).toBe(level);
  });

  it.each(['C288', 'C292', 'C336', 'C251'])('%s has one level', (code) => {
    const many = ['2025-05-01', '2025-05-02', '2025-05-03'];
    expect(levelOf(contravention(code), many, '2025-06-02')).toBe(1);
  });
});

describe('the amount of a penalty', () => {
  // Master Penalty Document, and Customs Notice 19-05; dollars
  it.each<[string, number, number, number]>([
    ['C005', 150, 225, 450],
    ['C021', 2000, 4000, 8000],
    ['C044', 300, 450, 900],
    ['C070', 1200, 2400, 4800],
    ['C152', 500, 750, 1500],
    ['C274', 1000, 2000, 4000],
    ['C298', 600, 1200, 2400],
    ['C379', 250, 375, 750],
    ['C251', 100, 100, 100],
    ['C288', 100, 100, 100],
    ['C292', 100, 100, 100],
    ['C336', 200, 200, 200],
  ])('of %s is $%i, $%i, $%i by level', (code, ...dollars) => {
    const one = { issues: [1], isKeystroke: false };
    const amounts = ([1, 2, 3] as const).map((level) => amountOf(contravention(code), level, one, maximum));
    expect(amounts).toEqual(dollars.map((each) => each * 100));
  });

  it.each<[string, 1 | 2 | 3, number[], number]>([
    ['C082', 1, [1], 500],
    ['C082', 1, [10], 5000],
    ['C082', 1, [11], 5000], // 5,500 for one issue: at most 5,000
    ['C082', 1, [11, 2], 6000],
    ['C082', 1, [10, 10, 10, 10, 10], 25_000],
    ['C082', 1, [10, 10, 10, 10, 10, 1], 25_000], // 25,500 on one occasion: at most 25,000
    ['C353', 2, [266], 199_500],
    ['C353', 2, [267], 200_000], // 200,250
    ['C353', 3, [267], 400_000], // 400,500
    ['C021', 1, [3], 6000], // no cap was published
  ])('of %s at level %i for issues of %j is $%i', (code, level, issues, dollars) => {
    expect(amountOf(contravention(code), level, { issues, isKeystroke: false }, maximum)).toBe(dollars * 100);
  });

  it.each<[string, 1 | 2, number, number]>([
    ['C353', 1, 2, 1000],
    ['C353', 1, 3, 1000], // 1,500
    ['C353', 2, 3, 2250], // at the first level only
    ['C083', 1, 3, 1500], // with duties owing only
  ])('of %s at level %i for one slip made %3$i times is $%i', (code, level, times, dollars) => {
    const found = { issues: [times], isKeystroke: true };
    expect(amountOf(contravention(code), level, found, maximum)).toBe(dollars * 100);
  });

  it('is for each contravention at most what the Act allows', () => {
    expect(amountOf(contravention('C021'), 3, { issues: [2], isKeystroke: false }, 500_000)).toBe(1_000_000);
    expect(reference.parameter('penalty-maximum', '2025-06-02').value.toFixed()).toBe('25000');
  });
});

describe('the code of late accounting', () => {
  it.each([
    ['commercial', 330_000, 'C288'],
    ['commercial', 330_001, 'C288'],
    ['commercial', undefined, 'C288'],
    ['clvs', 330_000, 'C292'],
    ['clvs', 330_001, 'C288'],
    ['csa-1', 330_000, 'C292'],
    ['csa-2', 330_001, 'C288'],
    ['clvs', undefined, 'C288'],
    ['ctc', 100, 'C288'],
  ] as const)('of the program %s, goods of %s cents, is %s', (program, valueCents, code) => {
    expect(lateAccountingCode(program, valueCents, 330_000)).toBe(code);
  });
});

describe('relief', () => {
  it.each([
    ['2024-10-20', false],
    ['2024-10-21', true],
    ['2025-01-19', true],
    ['2025-01-20', false],
  ])('from late accounting penalties on %s: %s', (date, isRelieved) => {
    expect(isAccountingRelieved(reference, date)).toBe(isRelieved);
  });

  it.each([
    ['2024-10-20', false],
    ['2024-10-21', true],
    ['2025-04-01', true],
    ['2026-01-30', true],
    ['2026-01-31', false],
  ])('from late payment penalties on %s: %s', (date, isRelieved) => {
    expect(isPaymentRelieved(reference, date)).toBe(isRelieved);
  });
});

describe('the time limits of a penalty', () => {
  it('are 30 days, 90 days, and a year after those', () => {
    // Tuesday 2025-03-04 and 30 days is Thursday 3 April; and 90 days is Monday 2 June
    expect(timeLimits('2025-03-04', holidays)).toEqual({
      payWithoutInterestUntil: '2025-04-03',
      correctiveMeasureUntil: '2025-06-02',
      redressUntil: '2025-06-02',
      extensionUntil: '2026-06-02',
    });
  });

  it('that end on a holiday end on the next day that is none, for what the client does', () => {
    // 2025-04-02 and 90 days is Canada Day
    expect(timeLimits('2025-04-02', holidays)).toMatchObject({
      correctiveMeasureUntil: '2025-07-01',
      redressUntil: '2025-07-02',
    });
  });

  it('are 30 days for evidence and 90 days for the Federal Court', () => {
    expect(evidenceUntil('2025-03-04', holidays)).toBe('2025-04-03');
    expect(courtUntil('2025-03-04', holidays)).toBe('2025-06-02');
  });
});

describe('statements', () => {
  it.each([
    ['2025-02-11', '2025-03-03'],
    ['2025-02-25', '2025-03-03'], // penalties are posted before the statements of the day are issued
    ['2025-02-26', '2025-03-31'],
    ['2025-12-26', '2026-01-30'],
  ])('ask on %s for payment by %s', (today, dueOn) => {
    expect(nextStatementDue(today)).toBe(dueOn);
  });

  it.each([
    ['2026-01-30', undefined],
    ['2026-01-31', '2026-01-30'],
    ['2026-02-01', undefined],
    ['2025-03-04', '2025-03-03'],
    ['2026-07-02', undefined], // due on Canada Day, paid in time the day after
    ['2026-07-03', '2026-07-01'],
  ])('are overdue on %s since %s', (today, dueOn) => {
    expect(statementOverdueSince(today, reference)).toBe(dueOn);
  });
});
