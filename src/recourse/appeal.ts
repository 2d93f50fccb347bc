import { requireRight } from '../accounts/rights.ts';
import { nextNonHoliday } from '../clock/calendar.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { CaseNotOpen, nextCaseId, recordCase } from './cases.ts';
import { caseOf, casesOfTransaction, insertCase, type RecourseCase, updateCase } from './store.ts';

/** The ninety days to appeal are over. */
export class AppealTooLate extends DomainError {
  readonly kind = 'refused';
  readonly code = 'APPEAL_TOO_LATE';

  constructor(id: string, endedOn: string) {
    super(
      {
        en: `The ninety days to appeal the decision on case ${id} ended on ${endedOn}`,
        fr: `Les quatre-vingt-dix jours pour interjeter appel de la décision au dossier ${id} ont pris fin le ${endedOn}`,
      },
      { id, endedOn },
    );
  }
}

/**
 * Appeal within ninety days: the decision on a dispute to the Canadian International Trade Tribunal, and what the
 * Tribunal decided to the Federal Court of Appeal. Their decisions are entered like the decision on a dispute. An
 * application for more time that was not answered for ninety days counts as refused.
 *
 * @throws CaseNotOpen where nothing was decided or it is appealed already, AppealTooLate
 *
 * Law: Customs Act ss. 60.1, 60.2, 67, 68 (on law alone); Interpretation Act s. 26.
 */
export async function openAppeal(ctx: Context, id: string, rationale: string): Promise<RecourseCase> {
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const dispute = await caseOf(tx, id);
    await requireRight(ctx, tx, 'cad:adjust', dispute.importerBn15);
    const before = await casesOfTransaction(tx, dispute.transactionNumber);
    const isTaken = before.some((each) => each.kind === 'APPEAL' && each.id > id);
    const isAppealable = dispute.kind === 'DISPUTE' || isOfTribunal(dispute, before);
    const today = ctx.clock.today();
    const days = reference.parameter('appeal-days', today).value.toNumber();
    const wasSilent = dispute.state === 'EXTENSION_REQUESTED' && daysAfter(dispute.openedOn, days) < today;
    const isDecided = dispute.decidedOn !== null || wasSilent;
    if (!isAppealable || isTaken || !isDecided) throw new CaseNotOpen(dispute);
    if (dispute.decidedOn !== null) {
      const last = Temporal.PlainDate.from(daysAfter(dispute.decidedOn, days));
      const endsOn = nextNonHoliday(last, reference.holidays).toString();
      if (today > endsOn) throw new AppealTooLate(id, endsOn);
    }
    if (wasSilent) await updateCase(tx, { id, state: 'REJECTED', decidedOn: today, decidedBy: 'silence' });
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

function daysAfter(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The first appeal is the Tribunal's, the second the Court's, and there is no third. */
function isOfTribunal(found: RecourseCase, cases: readonly RecourseCase[]): boolean {
  const appeals = cases.filter((each) => each.kind === 'APPEAL');
  return found.kind === 'APPEAL' && appeals.length === 1;
}
