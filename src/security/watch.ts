import type { Context, Tx } from '../context.ts';
import type { Cents } from '../money.ts';
import { record } from '../storage/events.ts';
import { judge, loseIndicator } from './indicator.ts';
import { highestMonthOf, isInOrder, type Position, positionOf } from './position.ts';
import { daysAfter, utilisationOf, utilisations } from './rules.ts';
import { changeEnrolment, type Enrolment } from './store.ts';
import { termsOn } from './terms.ts';

/** The daily look at one enrolled account: its requirement, its indicator and the use of its security. */
export async function watchAccount(tx: Tx, ctx: Context, before: Enrolment): Promise<void> {
  const enrolment = await askOnceDutiable(tx, ctx, await askForReviewed(tx, ctx, before));
  const position = await positionOf(tx, ctx, enrolment);
  const belowSince = await judge(tx, ctx, enrolment, position);
  await suspend(tx, ctx, { ...enrolment, belowSince }, position);
  await announceUtilisation(tx, ctx, enrolment, position);
}

/** After the last day to comply, what a review found or a notice asked for is required, and the indicator lost without it. */
async function askForReviewed(tx: Tx, ctx: Context, enrolment: Enrolment): Promise<Enrolment> {
  const { nextHighestMonthCents, complyBy } = enrolment;
  if (nextHighestMonthCents === null || complyBy === null || ctx.clock.today() <= complyBy) return enrolment;
  const raised = await raise(tx, ctx, enrolment, nextHighestMonthCents);
  if (isInOrder(await positionOf(tx, ctx, raised))) return raised;
  await loseIndicator(tx, ctx, enrolment.programAccount, 'requirement-raised');
  return { ...raised, belowSince: null };
}

/** An account of which nothing is required gets a requirement with its first month of duties and taxes. */
async function askOnceDutiable(tx: Tx, ctx: Context, enrolment: Enrolment): Promise<Enrolment> {
  if (enrolment.highestMonthCents > 0 || enrolment.nextHighestMonthCents !== null) return enrolment;
  const found = (await highestMonthOf(tx, enrolment.programAccount, ctx.clock.today())) ?? 0;
  return found === 0 ? enrolment : raise(tx, ctx, enrolment, found);
}

async function raise(
  tx: Tx,
  ctx: Context,
  enrolment: Enrolment,
  highestMonthCents: Cents,
): Promise<Enrolment> {
  const { programAccount } = enrolment;
  const change = { highestMonthCents, nextHighestMonthCents: null, complyBy: null };
  await changeEnrolment(tx, programAccount, change);
  await record(tx, ctx, {
    action: 'security.requirement-raised',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { highestMonthCents },
  });
  return { ...enrolment, ...change };
}

/**
 * The indicator is lost after 30 days below the requirement; at the end of the transition at once, where nothing is held.
 *
 * Source: Customs Notice 25-22 (end of the transition). Assumption A-26: the 30 days.
 */
async function suspend(
  tx: Tx,
  ctx: Context,
  { programAccount, belowSince }: Enrolment,
  { held, terms }: Position,
): Promise<void> {
  if (belowSince === null) return;
  const today = ctx.clock.today();
  if (today >= daysAfter(belowSince, terms.suspensionDays)) {
    return loseIndicator(tx, ctx, programAccount, 'below-requirement');
  }
  const isFirstDay = belowSince === today && !(await termsOn(ctx, daysAfter(today, -1))).isNeeded;
  if (isFirstDay && held.bondCents + held.cashCents === 0)
    await loseIndicator(tx, ctx, programAccount, 'end-of-transition');
}

/** A message and a warning go out when the use of the security reaches their thresholds from below. */
async function announceUtilisation(
  tx: Tx,
  ctx: Context,
  { programAccount, utilisation: before }: Enrolment,
  { terms, openDebtCents, coverageCents }: Position,
): Promise<void> {
  const utilisation = terms.isNeeded ? utilisationOf(openDebtCents, coverageCents, terms) : 'none';
  if (utilisation === before) return;
  await changeEnrolment(tx, programAccount, { utilisation });
  if (utilisations.indexOf(utilisation) < utilisations.indexOf(before)) return;
  const reached = utilisation === 'warning' ? terms.warningAt : terms.messageAt;
  await record(tx, ctx, {
    action: 'security.threshold',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { percent: reached.times(100).toNumber(), openDebtCents, coverageCents },
  });
}
