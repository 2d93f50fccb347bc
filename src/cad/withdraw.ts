import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { sum } from '../money.ts';
import { changeable } from './change.ts';
import { postVersion } from './post.ts';
import { documentIdsOf } from './store.ts';
import type { AssessedCad } from './types.ts';

/** What is paid or past due is adjusted, not withdrawn. */
export class WithdrawalTooLate extends DomainError {
  readonly kind = 'refused';
  readonly code = 'WITHDRAWAL_TOO_LATE';

  constructor(transactionNumber: string) {
    super(
      {
        en: `Declaration ${transactionNumber} is paid, released against payment or past its due date; request an adjustment instead`,
        fr: `La déclaration ${transactionNumber} est payée, a obtenu la mainlevée contre paiement ou est échue; demandez plutôt un rajustement`,
      },
      { transactionNumber },
    );
  }
}

/**
 * Withdraw a declaration that is neither paid nor due: a last version without lines, which reverses all that was
 * posted. The number stays used.
 *
 * @throws WithdrawalTooLate, VersionNotCurrent
 *
 * Source: CARM Bulletin 5414 (a withdrawn declaration is replaced). Assumption A-15: only before payment.
 */
export async function withdrawCad(
  ctx: Context,
  transactionNumber: string,
  expectedVersion: number,
): Promise<AssessedCad> {
  return ctx.store.inTransaction(async (tx) => {
    const previous = await changeable(tx, ctx, transactionNumber, expectedVersion);
    const own = new Set(await documentIdsOf(tx, transactionNumber));
    const open = (await openItemsOf(tx, previous.importerBn15)).filter((item) => own.has(item.documentId));
    const isUnpaid = sum(open.map((item) => item.remainingCents)) === previous.totalCents;
    if (!isUnpaid || previous.status === 'RELEASED' || ctx.clock.today() > previous.dueOn)
      throw new WithdrawalTooLate(transactionNumber);
    return postVersion(tx, ctx, previous, {
      ...previous,
      version: previous.version + 1,
      change: 'WITHDRAWAL',
      status: 'WITHDRAWN',
      filedBy: ctx.actor.id,
      channel: ctx.actor.channel,
      ...{ vfdCents: 0, dutiesCents: 0, gstCents: 0, totalCents: 0 },
      hasProvisionalRate: false,
      warnings: [],
      lines: [],
    });
  });
}
