import { z } from '@hono/zod-openapi';
import { findAccount } from '../accounts/store.ts';
import type { Context } from '../context.ts';
import { Decimal, toWire } from '../money.ts';
import { requireImporter } from './enrol.ts';
import { highestMonthOf, isInOrder, positionOf } from './position.ts';
import type { SecurityRequest } from './request-store.ts';
import { agreementStatuses, demandStatuses } from './states.ts';
import {
  type Agreement,
  agreementsOf,
  type CashMovement,
  type Demand,
  demandsOf,
  findEnrolment,
} from './store.ts';
import { securedPrograms } from './types.ts';

export const AgreementView = z
  .object({
    id: z.number().int(),
    programAccount: z.string(),
    program: z.enum(securedPrograms),
    provider: z.string(),
    agreementNumber: z.string(),
    authority: z.string(),
    amount: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    status: z.enum(agreementStatuses),
  })
  .openapi('SecurityAgreement');

export const SecurityRequestView = z
  .object({
    id: z.number().int(),
    kind: z.enum(['REDUCTION', 'CASH_RETURN']),
    programAccount: z.string(),
    asked: z.string().openapi({ description: 'The month to be secured, or the cash asked back' }),
    rationale: z.string(),
    state: z.enum(['UNDER_REVIEW', 'GRANTED', 'REFUSED']),
    askedOn: z.string(),
    decidedOn: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .openapi('SecurityRequest');

export const DemandView = z
  .object({
    id: z.number().int(),
    agreement: z.number().int(),
    programAccount: z.string(),
    amount: z.string(),
    demandedOn: z.string(),
    answerBy: z.string(),
    status: z.enum(demandStatuses),
    grounds: z.string().nullable(),
  })
  .openapi('SecurityDemand');

export const CashMovementView = z
  .object({
    document: z.number().int(),
    programAccount: z.string(),
    amount: z.string().openapi({ description: 'More than nothing comes in, less goes out' }),
    movedOn: z.string(),
    reason: z.enum(['deposited', 'returned', 'applied']),
    channel: z.string().nullable().openapi({ description: 'How it was deposited' }),
  })
  .openapi('CashSecurityMovement');

export const SecurityView = z
  .object({
    programAccount: z.string(),
    enrolledOn: z.string().nullable(),
    hasRpp: z.boolean(),
    isInOrder: z.boolean(),
    highestMonth: z.string(),
    requiredByAgreement: z.string(),
    requiredInCash: z.string(),
    heldByAgreement: z.string(),
    heldInCash: z.string(),
    coverage: z.string(),
    openDebt: z.string(),
    utilisation: z.string().nullable().openapi({ description: 'Open debt over coverage, a fraction of 1' }),
    reviewedHighestMonth: z.string().nullable(),
    complyBy: z.string().nullable(),
    belowSince: z.string().nullable(),
    agreements: z.array(AgreementView),
    demands: z.array(DemandView),
  })
  .openapi('Security');

/** What the importer sees of its security. Before it enrols, what its history would require. */
export async function securityOf(
  ctx: Context,
  programAccount: string,
): Promise<z.infer<typeof SecurityView>> {
  const { read } = ctx.store;
  await requireImporter(read, programAccount);
  const enrolment = await findEnrolment(read, programAccount);
  const highestMonthCents =
    enrolment?.highestMonthCents ?? (await highestMonthOf(read, programAccount, ctx.clock.today())) ?? 0;
  const position = await positionOf(read, ctx, { programAccount, highestMonthCents });
  const { requirement, held, coverageCents, openDebtCents } = position;
  const next = enrolment?.nextHighestMonthCents ?? null;
  return {
    programAccount,
    enrolledOn: enrolment?.enrolledOn ?? null,
    hasRpp: (await findAccount(read, programAccount))!.hasRpp,
    isInOrder: isInOrder(position),
    highestMonth: toWire(requirement.highestMonthCents),
    requiredByAgreement: toWire(requirement.bondCents),
    requiredInCash: toWire(requirement.cashCents),
    heldByAgreement: toWire(held.bondCents),
    heldInCash: toWire(held.cashCents),
    coverage: toWire(coverageCents),
    openDebt: toWire(openDebtCents),
    utilisation: coverageCents === 0 ? null : new Decimal(openDebtCents).div(coverageCents).toFixed(4),
    reviewedHighestMonth: next === null ? null : toWire(next),
    complyBy: enrolment?.complyBy ?? null,
    belowSince: enrolment?.belowSince ?? null,
    agreements: (await agreementsOf(read, programAccount)).map(toAgreementView),
    demands: (await demandsOf(read, programAccount)).map(toDemandView),
  };
}

export function toAgreementView({ providerBn9, amountCents, ...agreement }: Agreement) {
  return { ...agreement, provider: providerBn9, amount: toWire(amountCents) };
}

export function toRequestView({ askedCents, askedBy, decidedBy, ...request }: SecurityRequest) {
  return { ...request, asked: toWire(askedCents) };
}

export function toDemandView({ agreementId, amountCents, documentId, ...demand }: Demand) {
  return { ...demand, agreement: agreementId, amount: toWire(amountCents) };
}

export function toMovementView({ documentId, amountCents, ...movement }: CashMovement) {
  return { ...movement, document: documentId, amount: toWire(amountCents) };
}
