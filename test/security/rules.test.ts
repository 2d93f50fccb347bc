import { describe, expect, it } from 'vitest';
import { fromWire } from '../../src/money.ts';
import {
  coverageOf,
  demandable,
  highestMonth,
  isRise,
  lastDayToDemand,
  lastTwelveMonths,
  meetsRequirement,
  requirementFrom,
  statementMonthOf,
  utilisationOf,
} from '../../src/security/rules.ts';
import {
  agreementStatuses,
  demandStatuses,
  requireAgreementMove,
  requireDemandMove,
} from '../../src/security/states.ts';
import { readTerms } from '../../src/security/terms.ts';
import { shippedReference } from '../support/shipped.ts';

const terms = readTerms(shippedReference(), '2025-06-02');

describe('what is required', () => {
  it.each([
    // highest month  agreement       cash
    ['0.00', '0.00', '0.00'],
    ['0.01', '5000.00', '0.01'], // the floor of an agreement
    ['8000.00', '5000.00', '8000.00'], // 50 % are 4,000.00
    ['10000.00', '5000.00', '10000.00'],
    ['10000.01', '5000.01', '10000.01'], // 5,000.005 rounds up
    ['120000.00', '60000.00', '120000.00'],
    ['10000000.00', '5000000.00', '10000000.00'],
    ['10000000.01', '5000000.01', '10000000.00'], // the cap of cash
    ['20000000.00', '10000000.00', '10000000.00'],
    ['50000000.00', '10000000.00', '10000000.00'], // both capped
  ])('for a highest month of $%s is an agreement of $%s or $%s in cash', (month, bond, cash) => {
    expect(requirementFrom(fromWire(month), terms)).toEqual({
      highestMonthCents: fromWire(month),
      bondCents: fromWire(bond),
      cashCents: fromWire(cash),
    });
  });

  it('is nothing for an account to which more was given back than charged', () => {
    expect(requirementFrom(-100, terms)).toEqual({ highestMonthCents: 0, bondCents: 0, cashCents: 0 });
  });

  it.each([
    ['8000.00', '9000.00', true], // the agreement stays at its floor, cash rises
    ['9000.00', '8000.00', false],
    ['30000000.00', '40000000.00', false], // both at the cap
    ['0.00', '1.00', true],
  ])('from a month of $%s to one of $%s rises: %s', (before, after, rises) => {
    const [was, is] = [before, after].map((month) => requirementFrom(fromWire(month), terms));
    expect(isRise(was!, is!)).toBe(rises);
  });
});

describe('what is held', () => {
  it.each([
    // month       agreement      cash          covers         enough
    ['0.00', '0.00', '0.00', '0.00', true],
    ['100000.00', '50000.00', '0.00', '100000.00', true],
    ['100000.00', '49999.99', '0.00', '99999.98', false],
    ['100000.00', '0.00', '100000.00', '100000.00', true],
    ['100000.00', '0.00', '99999.99', '99999.99', false],
    ['100000.00', '30000.00', '40000.00', '100000.00', true], // 60,000 and 40,000
    ['100000.00', '30000.00', '39999.99', '99999.99', false],
    ['6000.00', '3000.00', '0.00', '6000.00', false], // below the floor of an agreement
    ['6000.00', '5000.00', '0.00', '10000.00', true],
    ['6000.00', '3000.00', '3000.00', '9000.00', false], // such an agreement counts for nothing
    ['6000.00', '0.00', '6000.00', '6000.00', true], // no floor for cash
    ['50000000.00', '10000000.00', '0.00', '20000000.00', true], // the cap
    ['50000000.00', '0.00', '10000000.00', '10000000.00', true],
    ['50000000.00', '6000000.00', '4000000.00', '16000000.00', true], // one cap for both
    ['50000000.00', '6000000.00', '3999999.99', '15999999.99', false],
  ])('against a month of $%s: agreements of $%s and $%s in cash cover $%s, enough: %s', (...row) => {
    const [month, bond, cash, covers] = row.slice(0, 4).map((text) => fromWire(text as string));
    const held = { bondCents: bond!, cashCents: cash! };
    expect(coverageOf(held, terms)).toBe(covers);
    expect(meetsRequirement(held, requirementFrom(month!, terms), terms)).toBe(row[4]);
  });

  it.each([
    // open debt  coverage
    ['0.00', '0.00', 'none'],
    ['0.01', '0.00', 'warning'],
    ['7499.99', '10000.00', 'none'],
    ['7500.00', '10000.00', 'message'],
    ['9999.99', '10000.00', 'message'],
    ['10000.00', '10000.00', 'warning'],
  ])('used by open debt of $%s, with coverage of $%s: %s', (debt, coverage, level) => {
    expect(utilisationOf(fromWire(debt), fromWire(coverage), terms)).toBe(level);
  });
});

describe('the highest month', () => {
  it.each([
    ['2025-06-17', '2025-06-17'],
    ['2025-06-18', '2025-07-17'],
    ['2025-12-31', '2026-01-17'],
    ['2025-01-31', '2025-02-17'],
  ])('of what was posted on %s ends on %s', (postedOn, end) => {
    expect(statementMonthOf(postedOn, null)).toBe(end);
    expect(statementMonthOf(postedOn, '2024-11-17')).toBe('2024-11-17');
  });

  it.each([
    ['2025-10-20', '2024-11-17', '2025-10-17'], // the annual review
    ['2025-10-17', '2024-10-17', '2025-09-17'], // a month still open does not count
    ['2025-01-01', '2024-01-17', '2024-12-17'],
  ])('on %s is looked for from %s to %s', (today, first, last) => {
    expect(lastTwelveMonths(today)).toEqual({ first, last });
  });

  const charge = (postedOn: string, amount: string) => ({
    postedOn,
    periodEnd: null,
    amountCents: amount.startsWith('-') ? -fromWire(amount.slice(1)) : fromWire(amount),
  });

  it('takes together what stands in one statement month, corrections included', () => {
    const charges = [
      charge('2025-02-18', '100.00'),
      charge('2025-03-17', '50.00'),
      charge('2025-03-18', '120.00'),
      charge('2025-03-20', '-30.00'),
    ];
    expect(highestMonth(charges, '2025-10-20')).toBe(15_000);
  });

  it('leaves out what is older than twelve months or in the month still open', () => {
    const charges = [charge('2024-10-17', '900.00'), charge('2025-10-18', '800.00')];
    expect(highestMonth(charges, '2025-10-20')).toBeUndefined();
    expect(highestMonth([...charges, charge('2024-10-18', '1.00')], '2025-10-20')).toBe(100);
  });

  it('is never less than nothing', () => {
    expect(highestMonth([charge('2025-03-01', '-5.00')], '2025-10-20')).toBe(0);
  });
});

// SOR/2024-42 s. 8
describe('a demand', () => {
  it.each([
    // accrued  overdue  demanded  remaining   demandable
    [10_000, 10_000, 0, 50_000, 10_000],
    [10_000, 10_000, 0, 4_000, 4_000],
    [10_000, 30_000, 0, 50_000, 10_000], // the rest accrued outside the validity period
    [10_000, 10_000, 6_000, 50_000, 4_000], // no debt is demanded twice
    [10_000, 30_000, 6_000, 50_000, 10_000],
    [10_000, 10_000, 12_000, 50_000, 0],
    [0, 10_000, 0, 50_000, 0],
    [10_000, 10_000, 0, 0, 0],
  ])('of %i accrued of %i overdue, %i demanded, %i remaining, is %i', (...row) => {
    const [accruedCents, overdueCents, demandedCents, remainingCents, expected] = row as number[];
    const facts = { accruedCents, overdueCents, demandedCents, remainingCents };
    expect(demandable(facts as Parameters<typeof demandable>[0])).toBe(expected);
  });

  it('is made within one year of the end, and at any time before', () => {
    expect(lastDayToDemand('2025-07-31', terms)).toBe('2026-07-31');
    expect(lastDayToDemand('2024-02-29', terms)).toBe('2025-02-28');
    expect(lastDayToDemand(null, terms)).toBeUndefined();
  });
});

describe('the states', () => {
  const allowed = <S extends string>(states: readonly S[], require: (id: number, a: S, b: S) => void) =>
    states.flatMap((from) =>
      states
        .filter((to) => {
          try {
            require(1, from, to);
            return true;
          } catch {
            return false;
          }
        })
        .map((to) => `${from} → ${to}`),
    );

  it('of an agreement lead from its draft to its end', () => {
    expect(allowed(agreementStatuses, requireAgreementMove)).toEqual([
      'DRAFT → PENDING_PROVIDER',
      'PENDING_PROVIDER → DRAFT',
      'PENDING_PROVIDER → ACTIVE',
      'ACTIVE → TERMINATION_NOTICED',
      'ACTIVE → EXPIRED',
      'TERMINATION_NOTICED → TERMINATED',
    ]);
  });

  it('of a demand lead to its payment or its withdrawal', () => {
    expect(allowed(demandStatuses, requireDemandMove)).toEqual([
      'DEMANDED → REBUTTED',
      'DEMANDED → PAID',
      'REBUTTED → PAYABLE',
      'REBUTTED → PAID',
      'REBUTTED → WITHDRAWN',
      'PAYABLE → PAID',
    ]);
  });
});

// Customs Notices 24-27, 25-22: 180 days from 2024-10-21, extended to 2025-05-20.
it.each([
  ['2024-10-20', true],
  ['2024-10-21', false],
  ['2025-05-19', false],
  ['2025-05-20', true],
])('on %s security is needed: %s', (date, isNeeded) => {
  expect(readTerms(shippedReference(), date).isNeeded).toBe(isNeeded);
});
