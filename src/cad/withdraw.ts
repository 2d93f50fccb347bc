import { isInBond } from '../assessment/in-bond.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { changeable } from './change.ts';
import { isCorrectable } from './correct.ts';
import { openAmountOf } from './open-amount.ts';
import { postVersion } from './post.ts';
import type { StoredCad } from './store.ts';
import type { AssessedCad } from './types.ts';
import { movementsOfChange, overdrawn } from './warehouse.ts';
import { stockOf } from './warehouse-store.ts';

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

/** Goods that a declaration brought into bond were drawn by another one. */
export class GoodsDrawn extends DomainError {
  readonly kind = 'refused';
  readonly code = 'GOODS_DRAWN';

  constructor(transactionNumber: string) {
    super(
      {
        en: `Goods of declaration ${transactionNumber} were drawn from the warehouse; withdraw what drew them first`,
        fr: `Des marchandises de la déclaration ${transactionNumber} ont été prélevées; retirez d’abord ce qui les a prélevées`,
      },
      { transactionNumber },
    );
  }
}

/**
 * Withdraw a declaration that is neither paid nor due, that only repeats a B3, or whose goods are all still in bond: a
 * last version without lines, which reverses all that was posted. The number stays used.
 *
 * @throws WithdrawalTooLate, GoodsDrawn, VersionNotCurrent
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
    await requireUntouched(tx, previous);
    const isUnpaid = (await openAmountOf(tx, previous)) === previous.totalCents;
    const isOver = previous.status === 'RELEASED' || !isCorrectable(previous, ctx.clock.today());
    if (!bearsNothing(previous) && (!isUnpaid || isOver)) throw new WithdrawalTooLate(transactionNumber);
    const { posted } = await postVersion(tx, ctx, previous, {
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
    return posted;
  });
}

/** Nothing was posted for it: a B3 as it was accepted, or goods in bond. */
function bearsNothing({ cadType, declared, version }: StoredCad): boolean {
  return isInBond(cadType) || (declared.preCarm === 'AS_DECLARED' && version === 1);
}

/** @throws GoodsDrawn */
async function requireUntouched(tx: Tx, previous: StoredCad): Promise<void> {
  const movements = movementsOfChange(previous.declared, undefined);
  if (movements.length === 0) return;
  const stock = await stockOf(
    tx,
    movements.map((movement) => movement.stockTransaction),
  );
  if (overdrawn(movements, stock).length > 0) throw new GoodsDrawn(previous.transactionNumber);
}
