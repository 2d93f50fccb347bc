import type { Context } from '../context.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { keepStep, redressAt } from './redress-step.ts';
import { TooLate } from './refusals.ts';
import type { Redress } from './store.ts';
import { evidenceUntil } from './time-limits.ts';

/** An officer tells the client the reasons for the penalty; evidence is taken for 30 days. Law: Customs Act s. 130. */
export async function giveReasons(ctx: Context, id: string, reasons: string): Promise<Redress> {
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const { penalty, redress } = await redressAt(tx, ctx, id, 'REQUESTED', 'penalty:issue');
    const until = evidenceUntil(ctx.clock.today(), reference.holidays);
    return keepStep(
      tx,
      ctx,
      penalty,
      { ...redress, step: 'REASONS_GIVEN', reasons, evidenceUntil: until },
      { action: 'penalty.reasons-given', detail: { evidenceUntil: until } },
    );
  });
}

/** The client gives evidence, within 30 days of the reasons. More of it adds to what was given. Law: s. 130. */
export async function giveEvidence(ctx: Context, id: string, evidence: string): Promise<Redress> {
  return ctx.store.inTransaction(async (tx) => {
    const { penalty, redress } = await redressAt(tx, ctx, id, 'REASONS_GIVEN', 'penalty:redress');
    const lastDay = redress.evidenceUntil!;
    if (ctx.clock.today() > lastDay) throw tooLate(id, lastDay);
    const all = redress.evidence === null ? evidence : `${redress.evidence}\n\n${evidence}`;
    return keepStep(tx, ctx, penalty, { ...redress, evidence: all }, { action: 'penalty.evidence-given' });
  });
}

function tooLate(id: string, lastDay: string): TooLate {
  return new TooLate('EVIDENCE_TOO_LATE', lastDay, {
    en: `Evidence about penalty ${id} was taken until ${lastDay}; wait for the decision, which may be taken to the Federal Court`,
    fr: `La preuve au sujet de la sanction ${id} était reçue jusqu’au ${lastDay}; attendez la décision, qui peut être portée devant la Cour fédérale`,
  });
}
