import { findAccount, setRpp } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { isInOrder, positionOf } from './position.ts';
import { changeEnrolment, findEnrolment } from './store.ts';

/** Why an account lost the indicator; part of the journal. */
export type LossReason = 'below-requirement' | 'annual-review' | 'end-of-transition';

/**
 * Judge an enrolled account again after something changed: give the indicator to one that is in order, and note since
 * when one that has it is not. Done again with nothing changed, it does nothing.
 *
 * Source: Customs Notices 25-22, 25-23 (the indicator; low security at the end of the transition keeps it for a while).
 */
export async function reconsider(tx: Tx, ctx: Context, programAccount: string): Promise<void> {
  const enrolment = await findEnrolment(tx, programAccount);
  if (enrolment === undefined) return;
  const account = (await findAccount(tx, programAccount))!;
  const isGood = isInOrder(await positionOf(tx, ctx, enrolment));
  const say = (action: string, detail = {}) =>
    record(tx, ctx, { action, subject: programAccount, onBehalfOf: programAccount, detail });
  if (isGood && !account.hasRpp) {
    await setRpp(tx, programAccount, true);
    await say('security.rpp-given');
  }
  if (isGood && enrolment.belowSince !== null) {
    await changeEnrolment(tx, programAccount, { belowSince: null });
    await say('security.requirement-met');
  }
  if (!isGood && account.hasRpp && enrolment.belowSince === null) {
    const belowSince = ctx.clock.today();
    await changeEnrolment(tx, programAccount, { belowSince });
    await say('security.below-requirement', { belowSince });
  }
}

/** Take the indicator away: goods are now released only once they are paid for. */
export async function loseIndicator(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  reason: LossReason,
): Promise<void> {
  const account = (await findAccount(tx, programAccount))!;
  if (!account.hasRpp) return;
  await setRpp(tx, programAccount, false);
  await changeEnrolment(tx, programAccount, { belowSince: null });
  await record(tx, ctx, {
    action: 'security.rpp-lost',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { reason },
  });
}
