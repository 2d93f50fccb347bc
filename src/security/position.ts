import type { Context, Reader } from '../context.ts';
import { chart } from '../ledger/chart.ts';
import { clearable } from '../ledger/clear.ts';
import { dutiesCharged } from '../ledger/duties-charged.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import type { OpenItem } from '../ledger/tables.ts';
import { type Cents, sum } from '../money.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { holdsOf, type SecurityHold } from './holds.ts';
import {
  coverageOf,
  type Held,
  highestMonth,
  lastTwelveMonths,
  meetsRequirement,
  type Requirement,
  requirementFrom,
  type SecurityTerms,
} from './rules.ts';
import { isGiven } from './states.ts';
import { type Agreement, agreementsOf, cashHeld, type Demand, demandsOf, type Enrolment } from './store.ts';
import { termsOn } from './terms.ts';

/** How an account stands: what is asked, what is held, what it is used for. */
export interface Position {
  terms: SecurityTerms;
  held: Held;
  requirement: Requirement;
  coverageCents: Cents;
  /** Open debt of goods released before payment, billed and unbilled. */
  openDebtCents: Cents;
  /** All debt of the account whose last day to pay has passed. */
  overdueCents: Cents;
}

export async function positionOf(
  on: Reader,
  ctx: Context,
  enrolment: Pick<Enrolment, 'programAccount' | 'highestMonthCents'>,
): Promise<Position> {
  const { programAccount, highestMonthCents } = enrolment;
  const today = ctx.clock.today();
  const terms = await termsOn(ctx, today);
  const holds = (await holdsOf(on, programAccount)).filter((hold) => hold.releasedOn === null);
  const held = without(await heldFor(on, programAccount, today), holds);
  const items = (await openItemsOf(on, programAccount)).filter(isNotIn(holds));
  const isOverdue = await overdueOn(ctx, today);
  return {
    terms,
    held,
    requirement: requirementFrom(highestMonthCents, terms),
    coverageCents: coverageOf(held, terms),
    openDebtCents: owed(items.filter(isSecured)),
    overdueCents: owed(items.filter(isOverdue)),
  };
}

/**
 * Whether an account may have the indicator: its security is enough, or none is asked and it has no overdue debt.
 *
 * Source: Customs Notices 25-22 (indicator, zero requirement), 24-27 (transition without security).
 */
export function isInOrder({ terms, held, requirement, overdueCents }: Position): boolean {
  if (requirement.highestMonthCents === 0) return overdueCents === 0;
  return !terms.isNeeded || meetsRequirement(held, requirement, terms);
}

/** Agreements for importation in force on a day, less what was paid under them, and cash in trust. */
async function heldFor(on: Reader, programAccount: string, today: string): Promise<Held> {
  const agreements = await agreementsOf(on, programAccount);
  const demands = agreements.length === 0 ? [] : await demandsOf(on, programAccount);
  const inForce = agreements.filter((agreement) => isInForce(agreement, today));
  const bondCents = sum(inForce.map((agreement) => agreement.amountCents - paidUnder(agreement, demands)));
  return { bondCents, cashCents: await cashHeld(on, programAccount) };
}

/** What is set aside for disputes, cash first, counts for nothing else. */
function without({ bondCents, cashCents }: Held, holds: readonly SecurityHold[]): Held {
  const aside = sum(holds.map((hold) => hold.amountCents));
  const ofCash = Math.min(aside, cashCents);
  return { cashCents: cashCents - ofCash, bondCents: bondCents - (aside - ofCash) };
}

/** Whether an open item is not of a declaration in dispute, secured on its own. */
const isNotIn = (holds: readonly SecurityHold[]) => (item: OpenItem) =>
  !holds.some((hold) => hold.transactionNumber === item.reference);

export function paidUnder(agreement: Agreement, demands: readonly Demand[]): Cents {
  const paid = demands.filter((demand) => demand.agreementId === agreement.id && demand.status === 'PAID');
  return sum(paid.map((demand) => demand.amountCents));
}

function isInForce({ program, status, validFrom, validTo }: Agreement, today: string): boolean {
  return (
    program === 'importation' &&
    isGiven(status) &&
    validFrom <= today &&
    (validTo === null || validTo >= today)
  );
}

/** Duties, taxes and interest on goods released before payment. Goods of a type C declaration wait for their payment. */
function isSecured({ code, clientAccount, remainingCents }: OpenItem): boolean {
  const { duties, interest } = chart.receivable;
  return remainingCents > 0 && code !== 'CADC' && (clientAccount === duties || clientAccount === interest);
}

/** Which debts were not paid in time. Law: Interpretation Act s. 26 (a due date on a holiday). */
async function overdueOn(ctx: Context, today: string): Promise<(item: OpenItem) => boolean> {
  const { reference } = await tariffOf(ctx.store);
  const known = new Map<string, boolean>();
  const isPast = (dueOn: string) => {
    const past = known.get(dueOn) ?? (dueOn < today && reference.lastDayToPay(dueOn) < today);
    known.set(dueOn, past);
    return past;
  };
  return ({ remainingCents, dueOn }) => remainingCents > 0 && isPast(dueOn);
}

/** Overdue debts that security answers for, oldest first. */
export async function overdueSecured(on: Reader, ctx: Context, programAccount: string): Promise<OpenItem[]> {
  const today = ctx.clock.today();
  const isOverdue = await overdueOn(ctx, today);
  const holds = (await holdsOf(on, programAccount)).filter((hold) => hold.releasedOn === null);
  const { debits } = clearable((await openItemsOf(on, programAccount)).filter(isNotIn(holds)), today);
  return debits.filter((item) => isSecured(item) && isOverdue(item));
}

/** Cash in trust that is not set aside for a dispute. */
export async function spareCash(on: Reader, programAccount: string): Promise<Cents> {
  const holds = (await holdsOf(on, programAccount)).filter((hold) => hold.releasedOn === null);
  return without({ bondCents: 0, cashCents: await cashHeld(on, programAccount) }, holds).cashCents;
}

export function owed(items: readonly OpenItem[]): Cents {
  return sum(items.map((item) => item.remainingCents));
}

/** The highest month in an account's own history, where it has one. */
export async function highestMonthOf(
  on: Reader,
  programAccount: string,
  today: string,
): Promise<Cents | undefined> {
  const since = Temporal.PlainDate.from(lastTwelveMonths(today).first).subtract({ months: 1 }).toString();
  return highestMonth(await dutiesCharged(on, programAccount, since), today);
}
