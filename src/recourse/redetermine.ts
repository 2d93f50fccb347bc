import { requireScope } from '../accounts/rights.ts';
import { documentIdsOf, type StoredCad } from '../cad/store.ts';
import type { AssessedCad } from '../cad/types.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { paidOn } from '../ledger/clearings.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { assessChange, nextCaseId, type ProposedChange, postChange, recordCase } from './cases.ts';
import { postRefundInterest } from './refund-interest.ts';
import { insertCase, noParticulars, type RecourseCase } from './store.ts';

/**
 * Re-determine what a declaration says of origin, tariff classification or value: an officer's decision with its
 * rationale, within four years of accounting, or five
 * where a refund or a correction fell in the fourth. What more is owed is payable at once; a refund bears interest from the
 * day after payment.
 *
 * @throws CadRejected with CAD-E217 when the time is over, CasePending
 *
 * Law: Customs Act ss. 59(1) to (4), 66(3); SOR/98-44 ss. 2, 3 (notice with rationale).
 */
export async function redetermine(
  ctx: Context,
  proposed: ProposedChange & { rationale: string },
): Promise<RecourseCase> {
  requireScope(ctx, 'recourse:decide');
  return ctx.store.inTransaction(async (tx) => {
    const { previous, cad, reference } = await assessChange(tx, ctx, proposed, 'REDETERMINATION', true);
    const id = await nextCaseId(tx, proposed.transactionNumber);
    const posted = await postDecision(tx, ctx, previous, cad, reference);
    const today = ctx.clock.today();
    const row: RecourseCase = {
      id,
      kind: 'REDETERMINATION',
      transactionNumber: proposed.transactionNumber,
      importerBn15: previous.importerBn15,
      baseVersion: previous.version,
      state: 'APPROVED',
      openedOn: today,
      openedBy: ctx.actor.id,
      declared: proposed.declared,
      reasons: [...proposed.reasons],
      rationale: proposed.rationale,
      decidedOn: today,
      decidedBy: ctx.actor.id,
      resultVersion: posted.version,
      ...noParticulars,
    };
    await insertCase(tx, row);
    await recordCase(tx, ctx, 'notified', row);
    return row;
  });
}

/** Post a decision of the CBSA; what it refunds bears interest from the day after it was paid (s. 66(3)). */
export async function postDecision(
  tx: Tx,
  ctx: Context,
  previous: StoredCad,
  cad: AssessedCad,
  reference: ReferenceData,
): Promise<AssessedCad> {
  const { transactionNumber, importerBn15 } = previous;
  const paid = await paidOn(tx, await documentIdsOf(tx, transactionNumber));
  const { posted, refundCents } = await postChange(tx, ctx, previous, cad);
  if (paid !== undefined) {
    const interestFrom = dayAfter(paid);
    const refund = {
      programAccount: importerBn15,
      transactionNumber,
      amountCents: refundCents,
      interestFrom,
    };
    await postRefundInterest(tx, ctx, refund, reference);
  }
  return posted;
}
