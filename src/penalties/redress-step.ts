import { requireRight } from '../accounts/rights.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { record } from '../storage/events.ts';
import { penaltyBy } from './change-penalty.ts';
import { findRedress, type Penalty, putRedress, type Redress, type RedressStep } from './store.ts';

const stepNames: Record<RedressStep, { en: string; fr: string }> = {
  EXTENSION_ASKED: { en: 'an extension was applied for', fr: 'une prorogation a été demandée' },
  EXTENSION_REFUSED: { en: 'the extension was refused', fr: 'la prorogation a été refusée' },
  REQUESTED: { en: 'a decision was requested', fr: 'une décision a été demandée' },
  REASONS_GIVEN: { en: 'the reasons were given', fr: 'les motifs ont été communiqués' },
  DECIDED: { en: 'it was decided', fr: 'la décision a été rendue' },
  IN_COURT: { en: 'it is before the Federal Court', fr: 'l’affaire est devant la Cour fédérale' },
  COURT_DECIDED: { en: 'the Federal Court has decided', fr: 'la Cour fédérale a statué' },
};

/** Redress goes from step to step; this one does not follow the one it is at. */
export class RedressOutOfOrder extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'REDRESS_OUT_OF_ORDER';

  constructor(id: string, expected: RedressStep, actual: RedressStep | undefined) {
    const stands =
      actual === undefined
        ? { en: 'no redress was requested', fr: 'aucun recours n’a été demandé' }
        : stepNames[actual];
    super(
      {
        en: `This follows when ${stepNames[expected].en}; of penalty ${id}, ${stands.en}`,
        fr: `Cette étape suit quand ${stepNames[expected].fr}; pour la sanction ${id}, ${stands.fr}`,
      },
      { expected, step: actual },
    );
  }
}

/** The redress of a penalty at the step that the next one follows. @throws RedressOutOfOrder, NotFound, Forbidden */
export async function redressAt(
  tx: Tx,
  ctx: Context,
  id: string,
  step: RedressStep,
  right: 'penalty:issue' | 'penalty:redress',
): Promise<{ penalty: Penalty; redress: Redress }> {
  const penalty = await penaltyBy(tx, id);
  await requireRight(ctx, tx, right, penalty.programAccount);
  const redress = await findRedress(tx, id);
  if (redress?.step !== step) throw new RedressOutOfOrder(id, step, redress?.step);
  return { penalty, redress };
}

/** Keep a redress as it is now, and tell the journal what happened. */
export async function keepStep(
  tx: Tx,
  ctx: Context,
  penalty: Penalty,
  redress: Redress,
  happened: { action: string; detail?: Record<string, unknown> },
): Promise<Redress> {
  await putRedress(tx, redress);
  await record(tx, ctx, { ...happened, subject: penalty.id, onBehalfOf: penalty.programAccount });
  return redress;
}
