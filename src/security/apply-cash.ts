import { requireRight } from '../accounts/rights.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { chart } from '../ledger/chart.ts';
import { record } from '../storage/events.ts';
import { reconsider } from './indicator.ts';
import { overdueSecured, owed, spareCash } from './position.ts';
import { postApplied } from './post-security.ts';
import { type CashMovement, insertCashMovement } from './store.ts';

/** Cash security meets overdue debt; without the one or the other there is nothing to do. */
export class NothingToApply extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOTHING_TO_APPLY';

  constructor(programAccount: string) {
    super({
      en: `${programAccount} has no cash security, or no overdue debt that it secures`,
      fr: `${programAccount} n’a pas de garantie en argent, ou pas de dette en souffrance qu’elle garantit`,
    });
  }
}

/**
 * Apply cash security to the overdue debt of released goods, oldest first: as much as is owed or held, the lesser.
 *
 * Law: Customs Act s. 3.4. Source: chart of accounts, posting rules (cash drawdown).
 */
export async function applyCashSecurity(ctx: Context, programAccount: string): Promise<CashMovement> {
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'security:decide', programAccount);
    const movement = await applyCash(tx, ctx, programAccount);
    if (movement === undefined) throw new NothingToApply(programAccount);
    return movement;
  });
}

/** Nothing where there is no cash, or no debt that it secures. */
export async function applyCash(
  tx: Tx,
  ctx: Context,
  programAccount: string,
): Promise<CashMovement | undefined> {
  const debts = await overdueSecured(tx, ctx, programAccount);
  const amountCents = Math.min(owed(debts), await spareCash(tx, programAccount));
  if (amountCents <= 0) return undefined;
  const documentId = await postApplied(tx, ctx, {
    programAccount,
    reference: 'cash security',
    postings: [{ glAccount: chart.securityInTrust, amountCents }],
    debts,
    amountCents,
  });
  const movedOn = ctx.clock.today();
  const movement = {
    documentId,
    programAccount,
    amountCents: -amountCents,
    movedOn,
    channel: null,
    reason: 'applied' as const,
  };
  await insertCashMovement(tx, movement);
  await record(tx, ctx, {
    action: 'security.cash-applied',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { totalCents: -amountCents, documentId },
  });
  await reconsider(tx, ctx, programAccount);
  return movement;
}
