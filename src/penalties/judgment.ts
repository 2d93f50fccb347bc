import type { z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { requireStanding } from './change-penalty.ts';
import { carryOut, DecisionInput } from './decide-redress.ts';
import { keepStep, redressAt } from './redress-step.ts';
import type { Redress } from './store.ts';

/** A court demands no more than the Minister did. */
export const JudgmentInput = DecisionInput.refine(({ decision }) => decision !== 'INCREASED', {
  error: 'CANCELLED, REMITTED or UPHELD is expected',
});

/**
 * Record what the Federal Court decided, and carry it out: the penalty is cancelled, part of it remitted, or it stands.
 * What was paid too much becomes a credit.
 *
 * @throws RedressOutOfOrder, AmountOutOfRange, PenaltyNoLongerStands
 *
 * Law: Customs Act s. 135.
 */
export async function recordJudgment(
  ctx: Context,
  id: string,
  input: z.infer<typeof JudgmentInput>,
): Promise<Redress> {
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const { penalty, redress } = await redressAt(tx, ctx, id, 'IN_COURT', 'penalty:issue');
    requireStanding(penalty);
    const totalCents = await carryOut(tx, ctx, penalty, input, reference);
    const { decision, reason } = input;
    return keepStep(
      tx,
      ctx,
      penalty,
      { ...redress, step: 'COURT_DECIDED', courtDecision: decision, courtDecidedOn: ctx.clock.today() },
      { action: 'penalty.court-decided', detail: { decision, reason, totalCents } },
    );
  });
}
