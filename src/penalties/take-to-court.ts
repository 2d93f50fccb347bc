import type { Context } from '../context.ts';
import { keepStep, redressAt } from './redress-step.ts';
import { TooLate } from './refusals.ts';
import type { Redress } from './store.ts';

/** The client takes the decision to the Federal Court, within 90 days of it. Law: Customs Act s. 135. */
export async function takeToCourt(ctx: Context, id: string, courtFile: string): Promise<Redress> {
  return ctx.store.inTransaction(async (tx) => {
    const { penalty, redress } = await redressAt(tx, ctx, id, 'DECIDED', 'penalty:redress');
    const today = ctx.clock.today();
    const lastDay = redress.courtUntil!;
    if (today > lastDay) throw tooLate(id, lastDay);
    return keepStep(
      tx,
      ctx,
      penalty,
      { ...redress, step: 'IN_COURT', courtFile, courtOn: today },
      { action: 'penalty.taken-to-court', detail: { courtFile } },
    );
  });
}

function tooLate(id: string, lastDay: string): TooLate {
  return new TooLate('COURT_TOO_LATE', lastDay, {
    en: `The decision on penalty ${id} could be taken to the Federal Court until ${lastDay}; it is final, pay what is left`,
    fr: `La décision sur la sanction ${id} pouvait être portée devant la Cour fédérale jusqu’au ${lastDay}; elle est définitive, payez ce qui reste`,
  });
}
