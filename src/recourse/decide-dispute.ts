import { requireScope } from '../accounts/rights.ts';
import type { CadInput } from '../cad/types.ts';
import type { Context, Tx } from '../context.ts';
import { releaseHold } from '../security/hold.ts';
import { assessChange, CaseNotOpen, recordCase } from './cases.ts';
import { postDecision } from './redetermine.ts';
import { caseOf, type RecourseCase, updateCase } from './store.ts';

/** Grant more time: the dispute is then reviewed like any other. Law: Customs Act s. 60.1. */
export async function grantExtension(ctx: Context, id: string): Promise<RecourseCase> {
  requireScope(ctx, 'recourse:decide');
  return ctx.store.inTransaction(async (tx) => {
    const found = await caseOf(tx, id);
    if (found.state !== 'EXTENSION_REQUESTED') throw new CaseNotOpen(found);
    const granted: RecourseCase = { ...found, state: 'UNDER_REVIEW' };
    await updateCase(tx, granted);
    await recordCase(tx, ctx, 'extension-granted', granted);
    return granted;
  });
}

/** Refuse more time: the decision stands, and its refusal may be appealed. Law: Customs Act ss. 60.1(5), 60.2. */
export async function refuseExtension(ctx: Context, id: string, rationale: string): Promise<RecourseCase> {
  requireScope(ctx, 'recourse:decide');
  return ctx.store.inTransaction(async (tx) => {
    const found = await caseOf(tx, id);
    if (found.state !== 'EXTENSION_REQUESTED') throw new CaseNotOpen(found);
    const refused: RecourseCase = {
      ...found,
      state: 'REJECTED',
      rationale: `${found.rationale}\n${rationale}`.trim(),
      ...{ decidedOn: ctx.clock.today(), decidedBy: ctx.actor.id },
    };
    await updateCase(tx, refused);
    await releaseHold(tx, ctx, id);
    await recordCase(tx, ctx, 'extension-refused', refused);
    return refused;
  });
}

/**
 * Decide a dispute, or give effect to what the Tribunal decided of an appeal: without a declaration the decision
 * disputed stands; with one it is re-determined.
 *
 * Law: Customs Act ss. 60(4), 61(1), 66(3), 67.
 */
export async function decideDispute(
  ctx: Context,
  id: string,
  decision: { rationale: string; declared?: CadInput | undefined },
): Promise<RecourseCase> {
  requireScope(ctx, 'recourse:decide');
  return ctx.store.inTransaction(async (tx) => {
    const dispute = await caseOf(tx, id);
    if (!isAboutDecision(dispute) || dispute.state !== 'UNDER_REVIEW') throw new CaseNotOpen(dispute);
    const resultVersion =
      decision.declared === undefined ? null : await change(tx, dispute, decision.declared);
    const decided: RecourseCase = {
      ...dispute,
      state: resultVersion === null ? 'REJECTED' : 'APPROVED',
      rationale: `${dispute.rationale}\n${decision.rationale}`.trim(),
      decidedOn: ctx.clock.today(),
      decidedBy: ctx.actor.id,
      resultVersion,
    };
    await updateCase(tx, decided);
    await releaseHold(tx, ctx, id);
    await recordCase(tx, ctx, 'decided', decided);
    return decided;
  });

  async function change(tx: Tx, dispute: RecourseCase, declared: CadInput): Promise<number> {
    const { transactionNumber, baseVersion, openedOn, kind } = dispute;
    const proposed = {
      transactionNumber,
      expectedVersion: baseVersion,
      declared,
      reasons: [kind === 'APPEAL' ? 'RC-61' : 'RC-60'],
      askedOn: openedOn,
    };
    const { previous, cad, reference } = await assessChange(tx, ctx, proposed, 'REDETERMINATION', true);
    return (await postDecision(tx, ctx, previous, cad, reference)).version;
  }
}

const isAboutDecision = ({ kind }: RecourseCase): boolean => kind === 'DISPUTE' || kind === 'APPEAL';
