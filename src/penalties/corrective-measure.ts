import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { type DecimalText, fromWire } from '../money.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { lowerPenalty, penaltyBy, requireStanding } from './change-penalty.ts';
import { AmountOutOfRange, TooLate } from './refusals.ts';
import { findRedress, type Penalty } from './store.ts';
import { timeLimits } from './time-limits.ts';

/**
 * An officer cancels a penalty, or reduces it to an amount, within 90 days of its assessment and before any decision
 * of the Minister.
 *
 * @throws PenaltyNoLongerStands, TooLate, AmountOutOfRange when nothing would be taken off
 *
 * Law: Customs Act s. 127.1.
 */
export async function takeCorrectiveMeasure(
  ctx: Context,
  id: string,
  { to, reason }: { to: DecimalText; reason: string },
): Promise<Penalty> {
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const penalty = await penaltyBy(tx, id);
    await requireRight(ctx, tx, 'penalty:issue', penalty.programAccount);
    requireStanding(penalty);
    const lastDay = timeLimits(penalty.servedOn, reference.holidays).correctiveMeasureUntil;
    const isDecided = ((await findRedress(tx, id))?.decidedOn ?? null) !== null;
    if (isDecided || ctx.clock.today() > lastDay) throw tooLate(id, lastDay);
    const owedCents = fromWire(to);
    if (owedCents >= penalty.owedCents) throw new AmountOutOfRange(0, penalty.owedCents - 1);
    const change = { owedCents, status: owedCents === 0 ? 'CANCELLED' : 'STANDS' } as const;
    const totalCents = await lowerPenalty(tx, ctx, penalty, change);
    await record(tx, ctx, {
      action: owedCents === 0 ? 'penalty.cancelled' : 'penalty.reduced',
      subject: id,
      onBehalfOf: penalty.programAccount,
      detail: { reason, totalCents },
    });
    return { ...penalty, ...change };
  });
}

function tooLate(id: string, lastDay: string): TooLate {
  return new TooLate('CORRECTIVE_MEASURE_TOO_LATE', lastDay, {
    en: `Penalty ${id} could be corrected by an officer until ${lastDay} and before a decision; the client may seek redress`,
    fr: `La sanction ${id} pouvait être corrigée par un agent jusqu’au ${lastDay} et avant une décision; le client peut demander un recours`,
  });
}
