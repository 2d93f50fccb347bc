import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { record } from '../storage/events.ts';
import { lowerPenalty, penaltyBy, requireStanding } from './change-penalty.ts';
import type { Penalty } from './store.ts';

/** Relief under s. 3.3 is asked for late accounting; other penalties have their own ways out. */
export class NotLateAccounting extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOT_A_LATE_ACCOUNTING_PENALTY';

  constructor(id: string) {
    super({
      en: `Penalty ${id} is not for late accounting; take a corrective measure, or let the client request redress`,
      fr: `La sanction ${id} ne vise pas une déclaration tardive; prenez une mesure corrective ou laissez le client demander un recours`,
    });
  }
}

/**
 * Waive a late accounting penalty whose cause was beyond the client's control.
 *
 * Law: Customs Act s. 3.3. Source: CBSA, Master Penalty Document C288, C292 (form E571).
 */
export async function waiveLateAccounting(ctx: Context, id: string, reason: string): Promise<Penalty> {
  return ctx.store.inTransaction(async (tx) => {
    const penalty = await penaltyBy(tx, id);
    await requireRight(ctx, tx, 'penalty:issue', penalty.programAccount);
    if (penalty.kind !== 'LAP') throw new NotLateAccounting(id);
    requireStanding(penalty);
    const change = { owedCents: 0, status: 'WAIVED' } as const;
    const totalCents = await lowerPenalty(tx, ctx, penalty, change);
    await record(tx, ctx, {
      action: 'penalty.waived',
      subject: id,
      onBehalfOf: penalty.programAccount,
      detail: { reason, totalCents },
    });
    return { ...penalty, ...change };
  });
}
