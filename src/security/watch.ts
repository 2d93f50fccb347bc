import type { Context, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { loseIndicator, reconsider } from './indicator.ts';
import { highestMonthOf, isInOrder, positionOf } from './position.ts';
import { daysAfter, utilisationOf, utilisations } from './rules.ts';
import { changeEnrolment, type Enrolment, findEnrolment } from './store.ts';
import { termsOn } from './terms.ts';

/** The daily look at one enrolled account: its requirement, its indicator and the use of its security. */
export async function watchAccount(tx: Tx, ctx: Context, programAccount: string): Promise<void> {
  await askForReviewed(tx, ctx, (await findEnrolment(tx, programAccount))!);
  await askOnceDutiable(tx, ctx, (await findEnrolment(tx, programAccount))!);
  await reconsider(tx, ctx, programAccount);
  const enrolment = (await findEnrolment(tx, programAccount))!;
  await suspend(tx, ctx, enrolment);
  await announceUtilisation(tx, ctx, enrolment);
}

/** After the last day to comply, what the review found is required, and the indicator lost without it. */
async function askForReviewed(tx: Tx, ctx: Context, enrolment: Enrolment): Promise<void> {
  const { programAccount, nextHighestMonthCents, complyBy } = enrolment;
  if (nextHighestMonthCents === null || complyBy === null || ctx.clock.today() <= complyBy) return;
  const change = { highestMonthCents: nextHighestMonthCents, nextHighestMonthCents: null, complyBy: null };
  await changeEnrolment(tx, programAccount, change);
  await record(tx, ctx, {
    action: 'security.requirement-raised',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { highestMonthCents: nextHighestMonthCents },
  });
  const isGood = isInOrder(await positionOf(tx, ctx, { ...enrolment, ...change }));
  if (!isGood) await loseIndicator(tx, ctx, programAccount, 'annual-review');
}

/** An account of which nothing is required gets a requirement with its first month of duties and taxes. */
async function askOnceDutiable(tx: Tx, ctx: Context, enrolment: Enrolment): Promise<void> {
  const { programAccount } = enrolment;
  if (enrolment.highestMonthCents > 0 || enrolment.nextHighestMonthCents !== null) return;
  const highestMonthCents = (await highestMonthOf(tx, programAccount, ctx.clock.today())) ?? 0;
  if (highestMonthCents === 0) return;
  await changeEnrolment(tx, programAccount, { highestMonthCents });
  await record(tx, ctx, {
    action: 'security.requirement-raised',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { highestMonthCents },
  });
}

/**
 * The indicator is lost after 30 days below the requirement; at the end of the transition at once, where nothing is held.
 *
 * Source: Customs Notice 25-22 (end of the transition). Assumption A-26: the 30 days.
 */
async function suspend(tx: Tx, ctx: Context, enrolment: Enrolment): Promise<void> {
  const { programAccount, belowSince } = enrolment;
  if (belowSince === null) return;
  const today = ctx.clock.today();
  const { held, terms } = await positionOf(tx, ctx, enrolment);
  if (today >= daysAfter(belowSince, terms.suspensionDays)) {
    return loseIndicator(tx, ctx, programAccount, 'below-requirement');
  }
  const isFirstDay = belowSince === today && !(await termsOn(ctx, daysAfter(today, -1))).isNeeded;
  if (isFirstDay && held.bondCents + held.cashCents === 0)
    await loseIndicator(tx, ctx, programAccount, 'end-of-transition');
}

/** A message and a warning go out when the use of the security reaches their thresholds from below. */
async function announceUtilisation(tx: Tx, ctx: Context, enrolment: Enrolment): Promise<void> {
  const { programAccount, utilisation: before } = enrolment;
  const { terms, openDebtCents, coverageCents } = await positionOf(tx, ctx, enrolment);
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
