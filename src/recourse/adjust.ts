import { requireRight, requireScope } from '../accounts/rights.ts';
import { documentIdsOf } from '../cad/store.ts';
import type { CadInput } from '../cad/types.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, InvalidInput } from '../errors.ts';
import { paidOn } from '../ledger/clearings.ts';
import type { ReferenceData } from '../reference/reference.ts';
import {
  assessChange,
  CaseNotOpen,
  nextCaseId,
  type ProposedChange,
  postChange,
  recordCase,
} from './cases.ts';
import { bearsInterestFromPayment } from './reasons.ts';
import { postRefundInterest, refundInterestFrom } from './refund-interest.ts';
import { caseOf, insertCase, type RecourseCase, updateCase } from './store.ts';

/** Until the due date a declaration is corrected, and nobody needs to approve it. */
export class StillCorrectable extends DomainError {
  readonly kind = 'refused';
  readonly code = 'STILL_CORRECTABLE';

  constructor(transactionNumber: string, dueOn: string) {
    super(
      {
        en: `Declaration ${transactionNumber} can be corrected until ${dueOn}, without approval; correct it`,
        fr: `La déclaration ${transactionNumber} peut être corrigée jusqu’au ${dueOn}, sans approbation; corrigez-la`,
      },
      { transactionNumber, dueOn },
    );
  }
}

/**
 * Ask for a change after the payment due date. It is assessed at once, so that all findings are told; it changes
 * nothing until an officer approves it.
 *
 * A correction comes within ninety days of having reason to believe the declaration wrong; a later one is taken, and the
 * case tells that it is late.
 *
 * @param andAlso done in the same transaction
 * @throws StillCorrectable, CasePending, InvalidInput for a day to come, CadRejected with every finding
 *
 * Law: Customs Act ss. 32.2, 74, 76. Assumption A-68: lateness is told to the officer, who may assess a penalty.
 */
export async function requestAdjustment(
  ctx: Context,
  proposed: ProposedChange & { rationale: string; reasonToBelieveOn?: string | undefined },
  andAlso?: (tx: Tx) => Promise<void>,
): Promise<RecourseCase> {
  return ctx.store.inTransaction(async (tx) => {
    const { previous, reference } = await assessChange(tx, ctx, proposed, 'ADJUSTMENT', false);
    const { transactionNumber } = proposed;
    const openedOn = ctx.clock.today();
    const { reasonToBelieveOn = null, perishableNoticedOn = null } = proposed;
    requirePast(openedOn, reasonToBelieveOn, perishableNoticedOn);
    if (openedOn <= previous.dueOn) throw new StillCorrectable(transactionNumber, previous.dueOn);
    const row: RecourseCase = {
      id: await nextCaseId(tx, transactionNumber),
      kind: 'ADJUSTMENT',
      transactionNumber,
      importerBn15: previous.importerBn15,
      baseVersion: previous.version,
      state: 'UNDER_REVIEW',
      openedOn,
      openedBy: ctx.actor.id,
      declared: proposed.declared,
      reasons: [...proposed.reasons],
      rationale: proposed.rationale,
      decidedOn: null,
      decidedBy: null,
      resultVersion: null,
      reasonToBelieveOn,
      correctBy: correctBy(reasonToBelieveOn, reference),
      perishableNoticedOn,
      massId: null,
    };
    await insertCase(tx, row);
    await recordCase(tx, ctx, 'requested', row);
    await andAlso?.(tx);
    return row;
  });
}

/**
 * Approve an adjustment: a new version, which posts what more is owed at once, or refunds duties with interest from
 * the ninety-first day after the request, or from the day after payment where a rate was lowered for the past.
 *
 * Law: Customs Act ss. 59(3), (4), 74, 80, 80.1. GST is not refunded with duties: s. 2(1) "duties".
 */
export async function approveAdjustment(ctx: Context, id: string): Promise<RecourseCase> {
  return ctx.store.inTransaction((tx) => approveIn(tx, ctx, id));
}

/** The same inside a transaction. */
export async function approveIn(tx: Tx, ctx: Context, id: string): Promise<RecourseCase> {
  requireScope(ctx, 'recourse:decide');
  const asked = await caseOf(tx, id);
  if (asked.kind !== 'ADJUSTMENT' || asked.state !== 'UNDER_REVIEW') throw new CaseNotOpen(asked);
  const proposed = {
    transactionNumber: asked.transactionNumber,
    expectedVersion: asked.baseVersion,
    declared: asked.declared as CadInput,
    reasons: asked.reasons,
    askedOn: asked.openedOn,
    perishableNoticedOn: asked.perishableNoticedOn ?? undefined,
  };
  const { previous, cad, reference } = await assessChange(tx, ctx, proposed, 'ADJUSTMENT', false);
  // The version is the partner's who asked for it, whoever approves.
  const { posted, refundCents } = await postChange(tx, ctx, previous, { ...cad, filedBy: asked.openedBy });
  const refund = {
    programAccount: asked.importerBn15,
    transactionNumber: asked.transactionNumber,
    amountCents: refundCents,
    interestFrom: await interestFrom(tx, asked, reference),
  };
  await postRefundInterest(tx, ctx, refund, reference);
  const decided: RecourseCase = {
    ...asked,
    state: 'APPROVED',
    decidedOn: ctx.clock.today(),
    decidedBy: ctx.actor.id,
    resultVersion: posted.version,
  };
  await updateCase(tx, decided);
  await recordCase(tx, ctx, 'approved', decided);
  return decided;
}

/** From the payment where a rate was lowered for the past, else from the ninety-first day after the application. */
async function interestFrom(tx: Tx, asked: RecourseCase, reference: ReferenceData): Promise<string> {
  const paid = bearsInterestFromPayment(reference, asked.reasons[0])
    ? await paidOn(tx, await documentIdsOf(tx, asked.transactionNumber))
    : undefined;
  return paid === undefined ? refundInterestFrom(asked.openedOn, reference) : dayAfter(paid);
}

/** Law: Customs Act s. 32.2(1), (2). */
function correctBy(reasonToBelieveOn: string | null, reference: ReferenceData): string | null {
  if (reasonToBelieveOn === null) return null;
  const days = reference.parameter('correction-days', reasonToBelieveOn).value.toNumber();
  return Temporal.PlainDate.from(reasonToBelieveOn).add({ days }).toString();
}

/** @throws InvalidInput for a day that is still to come */
function requirePast(today: string, ...days: (string | null)[]): void {
  const toCome = days.find((day) => day !== null && day > today);
  if (toCome === undefined) return;
  throw new InvalidInput({ en: `${toCome} is still to come`, fr: `Le ${toCome} est encore à venir` });
}

/** Refuse an adjustment; the version before stands. A refusal on the merits can be disputed (Customs Act s. 74(4)). */
export async function rejectAdjustment(ctx: Context, id: string, rationale: string): Promise<RecourseCase> {
  return ctx.store.inTransaction((tx) => rejectIn(tx, ctx, id, rationale));
}

/** The same inside a transaction. */
export async function rejectIn(tx: Tx, ctx: Context, id: string, rationale: string): Promise<RecourseCase> {
  requireScope(ctx, 'recourse:decide');
  const asked = await caseOf(tx, id);
  if (asked.kind !== 'ADJUSTMENT' || asked.state !== 'UNDER_REVIEW') throw new CaseNotOpen(asked);
  const decided: RecourseCase = {
    ...asked,
    state: 'REJECTED',
    rationale: `${asked.rationale}\n${rationale}`.trim(),
    decidedOn: ctx.clock.today(),
    decidedBy: ctx.actor.id,
  };
  await updateCase(tx, decided);
  await recordCase(tx, ctx, 'rejected', decided);
  return decided;
}

/** A case that the actor may read: the importer's own, or any for the CBSA. */
export async function readCase(ctx: Context, id: string): Promise<RecourseCase> {
  const found = await caseOf(ctx.store.read, id);
  await requireRight(ctx, ctx.store.read, 'cad:read', found.importerBn15);
  return found;
}
