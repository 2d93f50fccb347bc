import { findAccount, setRpp } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { isInOrder, type Position, positionOf } from './position.ts';
import { changeEnrolment, type Enrolment, findEnrolment } from './store.ts';

/** Why an account lost the indicator; part of the journal. */
export type LossReason = 'below-requirement' | 'requirement-raised' | 'end-of-transition';

/** Judge an account again after its security changed, where it is enrolled. */
export async function reconsider(tx: Tx, ctx: Context, programAccount: string): Promise<void> {
  const enrolment = await findEnrolment(tx, programAccount);
  if (enrolment !== undefined) await judge(tx, ctx, enrolment, await positionOf(tx, ctx, enrolment));
}

/**
 * Give the indicator to an account that is in order, and note since when one that has it is not. Done again with nothing
 * changed, it does nothing.
 *
 * @returns since when the account keeps the indicator with less than is required
 *
 * Source: Customs Notices 25-22, 25-23 (the indicator; low security at the end of the transition keeps it for a while).
 */
export async function judge(
  tx: Tx,
  ctx: Context,
  { programAccount, belowSince }: Enrolment,
  position: Position,
): Promise<string | null> {
  const { hasRpp } = (await findAccount(tx, programAccount))!;
  const say = (action: string, detail = {}) =>
    record(tx, ctx, { action, subject: programAccount, onBehalfOf: programAccount, detail });
  if (isInOrder(position)) {
    if (!hasRpp) {
      await setRpp(tx, programAccount, true);
      await say('security.rpp-given');
    }
    if (belowSince !== null) {
      await changeEnrolment(tx, programAccount, { belowSince: null });
      await say('security.requirement-met');
    }
    return null;
  }
  if (!hasRpp || belowSince !== null) return belowSince;
  const today = ctx.clock.today();
  await changeEnrolment(tx, programAccount, { belowSince: today });
  await say('security.below-requirement', { belowSince: today });
  return today;
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
