import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { CaseNotOpen, nextCaseId, recordCase } from './cases.ts';
import { caseOf, insertCase, type RecourseCase } from './store.ts';

/** The ninety days to appeal are over. */
export class AppealTooLate extends DomainError {
  readonly kind = 'refused';
  readonly code = 'APPEAL_TOO_LATE';

  constructor(id: string, endedOn: string) {
    super(
      {
        en: `The time to appeal the decision on case ${id} to the Canadian International Trade Tribunal ended on ${endedOn}`,
        fr: `Le délai d’appel au Tribunal canadien du commerce extérieur de la décision au dossier ${id} a pris fin le ${endedOn}`,
      },
      { id, endedOn },
    );
  }
}

/**
 * Appeal the decision on a dispute to the Canadian International Trade Tribunal, within ninety days of it. What the
 * Tribunal decides is entered like the decision on a dispute.
 *
 * @throws CaseNotOpen where no dispute was decided, AppealTooLate
 *
 * Law: Customs Act ss. 60.2, 67.
 */
export async function openAppeal(ctx: Context, id: string, rationale: string): Promise<RecourseCase> {
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const dispute = await caseOf(tx, id);
    await requireRight(ctx, tx, 'cad:adjust', dispute.importerBn15);
    if (dispute.kind !== 'DISPUTE' || dispute.decidedOn === null) throw new CaseNotOpen(dispute);
    const today = ctx.clock.today();
    const days = reference.parameter('appeal-days', today).value.toNumber();
    const endsOn = Temporal.PlainDate.from(dispute.decidedOn).add({ days }).toString();
    if (today > endsOn) throw new AppealTooLate(id, endsOn);
    const row: RecourseCase = {
      ...dispute,
      id: await nextCaseId(tx, dispute.transactionNumber),
      kind: 'APPEAL',
      state: 'UNDER_REVIEW',
      baseVersion: dispute.resultVersion ?? dispute.baseVersion,
      ...{ openedOn: today, openedBy: ctx.actor.id, rationale },
      ...{ decidedOn: null, decidedBy: null, resultVersion: null },
    };
    await insertCase(tx, row);
    await recordCase(tx, ctx, 'requested', row);
    return row;
  });
}
