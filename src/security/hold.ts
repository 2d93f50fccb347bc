import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { toWire } from '../money.ts';
import { record } from '../storage/events.ts';
import { findHold, insertHold, type SecurityHold, setReleased } from './holds.ts';
import { reconsider } from './indicator.ts';
import { isInOrder, positionOf } from './position.ts';
import { findEnrolment } from './store.ts';

/** What is held beside the requirement for release prior to payment does not cover the amount. */
export class SecurityTooSmall extends DomainError {
  readonly kind = 'refused';
  readonly code = 'SECURITY_TOO_SMALL';

  constructor(programAccount: string, needed: string) {
    super(
      {
        en: `${programAccount} has no $${needed} of security to spare; deposit cash or have an agreement raised first`,
        fr: `${programAccount} n’a pas ${needed} $ de garantie disponible; déposez de l’argent ou faites augmenter une convention d’abord`,
      },
      { programAccount, needed },
    );
  }
}

/**
 * Set security aside for an amount in dispute, cash first. While it is, the amount is not overdue, bears interest at
 * the prescribed rate, and what is set aside counts for nothing else.
 *
 * @throws SecurityTooSmall where the rest would no longer meet the requirement
 *
 * Law: Customs Act ss. 60(1), 66(2). Assumption A-69: any security in force serves, given for importation or for appeals.
 */
export async function holdSecurity(
  tx: Tx,
  ctx: Context,
  hold: Omit<SecurityHold, 'heldOn' | 'releasedOn'>,
): Promise<void> {
  const { programAccount, amountCents } = hold;
  await insertHold(tx, { ...hold, heldOn: ctx.clock.today(), releasedOn: null });
  const highestMonthCents = (await findEnrolment(tx, programAccount))?.highestMonthCents ?? 0;
  const after = await positionOf(tx, ctx, { programAccount, highestMonthCents });
  const isShort = highestMonthCents > 0 && !isInOrder(after);
  if (after.held.cashCents + after.held.bondCents < 0 || isShort)
    throw new SecurityTooSmall(programAccount, toWire(amountCents));
  await tell(tx, ctx, 'held', hold);
}

/** The case is decided: its security is free again, and what is still owed is due. */
export async function releaseHold(tx: Tx, ctx: Context, caseId: string): Promise<void> {
  const hold = await findHold(tx, caseId);
  if (hold === undefined || hold.releasedOn !== null) return;
  await setReleased(tx, caseId, ctx.clock.today());
  await tell(tx, ctx, 'released', hold);
  await reconsider(tx, ctx, hold.programAccount);
}

function tell(
  tx: Tx,
  ctx: Context,
  step: string,
  { caseId, programAccount, amountCents }: Pick<SecurityHold, 'caseId' | 'programAccount' | 'amountCents'>,
) {
  const action = `security.${step}-for-dispute`;
  return record(tx, ctx, { action, subject: caseId, onBehalfOf: programAccount, detail: { amountCents } });
}
