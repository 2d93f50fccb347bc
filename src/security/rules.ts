import { type Cents, Decimal, share } from '../money.ts';

/** The numbers of the law that security is judged by, on one date. */
export interface SecurityTerms {
  /** False during the transition, when the indicator needs no security. */
  isNeeded: boolean;
  /** Fraction of the highest month that an agreement must cover. */
  bondShare: Decimal;
  /** Fraction of the highest month that cash must cover. */
  cashShare: Decimal;
  bondFloorCents: Cents;
  capCents: Cents;
  /** Fractions of the coverage at which a message and a warning go out. */
  messageAt: Decimal;
  warningAt: Decimal;
  suspensionDays: number;
  noticeDays: number;
  answerDays: number;
  demandMonths: number;
}

export interface Held {
  bondCents: Cents;
  cashCents: Cents;
}

/** What is asked: all of one kind or all of the other; `meetsRequirement` says how they mix. */
export interface Requirement extends Held {
  highestMonthCents: Cents;
}

/**
 * The security that an account must give, by the highest month of its duties and taxes.
 *
 *   agreement = 50 % of the highest month, at least $5,000.00, at most $10,000,000.00
 *   cash      = 100 % of the highest month, at most $10,000,000.00
 *
 * Nothing is asked of an account with no duties and taxes.
 *
 * @param highestMonthCents highest monthly total of duties and taxes, GST included
 *
 * Law: Customs Act ss. 3.4, 32(2); SOR/2024-42 s. 3 (deposit or written agreement).
 * Source: Customs Notice 25-22 and trade press (shares); seed document (floor, cap).
 * Assumption A-20: there is no floor for cash.
 */
export function requirementFrom(highestMonthCents: Cents, terms: SecurityTerms): Requirement {
  if (highestMonthCents <= 0) return { highestMonthCents: 0, bondCents: 0, cashCents: 0 };
  const { bondShare, cashShare, bondFloorCents, capCents } = terms;
  const bond = Math.max(bondFloorCents, share(highestMonthCents, bondShare));
  return {
    highestMonthCents,
    bondCents: Math.min(capCents, bond),
    cashCents: Math.min(capCents, share(highestMonthCents, cashShare)),
  };
}

/**
 * How large a month the security held can cover: bond / 50 % + cash / 100 %, cut off to the cent.
 *
 * Assumption A-21: agreements and cash may be mixed.
 */
export function coverageOf(held: Held, terms: SecurityTerms): Cents {
  const covered = new Decimal(held.bondCents)
    .div(terms.bondShare)
    .plus(new Decimal(held.cashCents).div(terms.cashShare));
  return covered.floor().toNumber();
}

/**
 * Whether what is held is enough: it covers the highest month, or is the most that is ever asked.
 *
 * Assumption A-21: an agreement below the floor counts for nothing; both kinds together are held against one cap.
 */
export function meetsRequirement(held: Held, requirement: Requirement, terms: SecurityTerms): boolean {
  if (requirement.highestMonthCents === 0) return true;
  if (held.bondCents + held.cashCents >= terms.capCents) return true;
  const bondCents = held.bondCents >= terms.bondFloorCents ? held.bondCents : 0;
  return coverageOf({ ...held, bondCents }, terms) >= requirement.highestMonthCents;
}

/** Whether more of either kind is asked than before. */
export function isRise(before: Requirement, after: Requirement): boolean {
  return after.bondCents > before.bondCents || after.cashCents > before.cashCents;
}

export type Utilisation = 'none' | 'message' | 'warning';

export const utilisations: readonly Utilisation[] = ['none', 'message', 'warning'];

/**
 * How much of its coverage an account's open debt of released goods uses: a message from 75 %, a warning from 100 %.
 *
 * Assumption A-22: the thresholds; debt billed and unbilled counts; releases are not blocked by it.
 */
export function utilisationOf(openDebtCents: Cents, coverageCents: Cents, terms: SecurityTerms): Utilisation {
  if (openDebtCents <= 0) return 'none';
  const reaches = (threshold: Decimal) => new Decimal(coverageCents).times(threshold).lte(openDebtCents);
  if (reaches(terms.warningAt)) return 'warning';
  return reaches(terms.messageAt) ? 'message' : 'none';
}

export interface DemandFacts {
  /** Overdue debt of the account that accrued while the agreement was in force. */
  accruedCents: Cents;
  /** All overdue debt of the account. */
  overdueCents: Cents;
  /** What is already demanded for the account and not answered. */
  demandedCents: Cents;
  /** The agreement's amount, less what it paid and what is demanded under it. */
  remainingCents: Cents;
}

/**
 * What may be demanded of a provider, in cents: the debt accrued inside the validity period or what is left of the
 * agreement, the lesser of the two; no debt is demanded twice.
 *
 * Law: SOR/2024-42 s. 8. Assumption A-23: what a provider has paid does not refill its agreement.
 */
export function demandable(facts: DemandFacts): Cents {
  const notYetDemanded = facts.overdueCents - facts.demandedCents;
  return Math.max(0, Math.min(facts.accruedCents, notYetDemanded, facts.remainingCents));
}

/**
 * The last day on which a demand may be made under an agreement; none while it has no end.
 *
 * Law: SOR/2024-42 s. 8(3): within one year of expiry or termination.
 */
export function lastDayToDemand(validTo: string | null, terms: SecurityTerms): string | undefined {
  if (validTo === null) return undefined;
  return Temporal.PlainDate.from(validTo).add({ months: terms.demandMonths }).toString();
}

/** A date so many days after another. */
export function daysAfter(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The billing period in which a document stands: by its release, or else by the day on which it was posted. */
export function statementMonthOf(postedOn: string, periodEnd: string | null): string {
  if (periodEnd !== null) return periodEnd;
  const day = Temporal.PlainDate.from(postedOn);
  return (day.day <= 17 ? day : day.add({ months: 1 })).with({ day: 17 }).toString();
}

/** The ends of the last twelve statement months closed by a date: the first and the last of them. */
export function lastTwelveMonths(today: string): { first: string; last: string } {
  const day = Temporal.PlainDate.from(today);
  const last = (day.day > 17 ? day : day.subtract({ months: 1 })).with({ day: 17 });
  return { first: last.subtract({ months: 11 }).toString(), last: last.toString() };
}

export interface Charge {
  postedOn: string;
  periodEnd: string | null;
  amountCents: Cents;
}

/**
 * The highest monthly total of duties and taxes, GST included, in the last twelve statement months.
 *
 * @returns cents, or nothing when the account has no month yet: then its own estimate counts
 *
 * Source: Customs Notice 25-22; trade press. Assumption A-20: a month is a statement month, from the 18th to the 17th.
 */
export function highestMonth(charges: readonly Charge[], today: string): Cents | undefined {
  const { first, last } = lastTwelveMonths(today);
  const months = new Map<string, Cents>();
  for (const { postedOn, periodEnd, amountCents } of charges) {
    const month = statementMonthOf(postedOn, periodEnd);
    if (month < first || month > last) continue;
    months.set(month, (months.get(month) ?? 0) + amountCents);
  }
  return months.size === 0 ? undefined : Math.max(0, ...months.values());
}
