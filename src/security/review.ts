import type { Context, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { reconsider } from './indicator.ts';
import { highestMonthOf } from './position.ts';
import { isRise, requirementFrom } from './rules.ts';
import { changeEnrolment, type Enrolment } from './store.ts';
import { termsOn } from './terms.ts';

/** The day of the annual review. Source: CARM Bulletin 5404. */
export const reviewDay = { month: 10, day: 20 };

/** The last day to comply with a review, in the year after it. Source: CARM Bulletin 5404. */
const complianceDay = '01-15';

/**
 * Review what an account must secure, by its last twelve statement months. A rise is noticed and asked for after
 * 15 January; what falls or stays is taken over without a word.
 *
 * Source: CARM Bulletin 5404; D17-5-2 s. 7.8 as moved by it.
 */
export async function reviewRequirement(tx: Tx, ctx: Context, enrolment: Enrolment): Promise<void> {
  const { programAccount } = enrolment;
  const today = ctx.clock.today();
  const found = (await highestMonthOf(tx, programAccount, today)) ?? enrolment.estimateCents ?? 0;
  if (found === enrolment.highestMonthCents) return;
  const terms = await termsOn(ctx, today);
  const before = requirementFrom(enrolment.highestMonthCents, terms);
  const after = requirementFrom(found, terms);
  if (!isRise(before, after)) {
    await changeEnrolment(tx, programAccount, { highestMonthCents: found });
    await say('security.requirement-reviewed', { highestMonthCents: found });
    return reconsider(tx, ctx, programAccount);
  }
  const complyBy = `${Number(today.slice(0, 4)) + 1}-${complianceDay}`;
  await changeEnrolment(tx, programAccount, { nextHighestMonthCents: found, complyBy });
  await say('security.requirement-notice', { ...after, complyBy });

  function say(action: string, detail: Record<string, unknown>): Promise<void> {
    return record(tx, ctx, { action, subject: programAccount, onBehalfOf: programAccount, detail });
  }
}
