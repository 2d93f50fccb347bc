import type { Context, Reader } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { chart } from '../ledger/chart.ts';
import { askPartner } from '../partners/ask-partner.ts';
import { record } from '../storage/events.ts';
import { accruedInside } from './demand-payment.ts';
import { reconsider } from './indicator.ts';
import { overdueSecured } from './position.ts';
import { postApplied } from './post-security.ts';
import { agreementOf, requireProvider } from './providers.ts';
import { requireDemandMove } from './states.ts';
import { changeDemand, type Demand, findDemand } from './store.ts';

/** A demand is rebutted in time or not at all. */
export class RebuttalTooLate extends DomainError {
  readonly kind = 'refused';
  readonly code = 'REBUTTAL_TOO_LATE';

  constructor(id: number, answerBy: string) {
    super(
      {
        en: `Demand ${id} could be rebutted until ${answerBy}; it is to be paid now`,
        fr: `La demande ${id} pouvait être contestée jusqu’au ${answerBy}; elle doit maintenant être payée`,
      },
      { id, answerBy },
    );
  }
}

/**
 * The provider pays what was demanded: a credit of the importer, which clears the debt that the agreement secured.
 *
 * Law: SOR/2024-42 s. 9. Source: chart of accounts, posting rules (demand paid).
 */
export async function payDemand(ctx: Context, id: number): Promise<Demand> {
  await askPartner(ctx, 'sureties', `payDemand ${id}`);
  return ctx.store.inTransaction(async (tx) => {
    const demand = await demandOf(tx, id);
    const { programAccount, amountCents } = demand;
    const agreement = await agreementOf(tx, demand.agreementId);
    requireProvider(ctx, agreement.providerBn9);
    requireDemandMove(id, demand.status, 'PAID');
    const debts = await accruedInside(tx, agreement, await overdueSecured(tx, ctx, programAccount));
    const documentId = await postApplied(tx, ctx, {
      programAccount,
      reference: `demand ${id} paid`,
      postings: [
        { glAccount: chart.bank.edi, amountCents },
        { glAccount: chart.claimsOnProviders, amountCents: -amountCents },
        { glAccount: chart.securityDemanded, amountCents },
      ],
      debts,
      amountCents,
    });
    const paid = await changeDemand(tx, demand, { status: 'PAID' });
    await record(tx, ctx, {
      action: 'security.demand-paid',
      subject: String(id),
      onBehalfOf: programAccount,
      detail: { totalCents: -amountCents, documentId, isInTime: ctx.clock.today() <= demand.answerBy },
    });
    await reconsider(tx, ctx, programAccount);
    return paid;
  });
}

/** The provider says why it does not owe what was demanded. Law: SOR/2024-42 s. 9 (within 60 days). */
export async function rebutDemand(ctx: Context, id: number, grounds: string): Promise<Demand> {
  await askPartner(ctx, 'sureties', `rebutDemand ${id}`);
  return ctx.store.inTransaction(async (tx) => {
    const demand = await demandOf(tx, id);
    requireProvider(ctx, (await agreementOf(tx, demand.agreementId)).providerBn9);
    requireDemandMove(id, demand.status, 'REBUTTED');
    if (ctx.clock.today() > demand.answerBy) throw new RebuttalTooLate(id, demand.answerBy);
    const rebutted = await changeDemand(tx, demand, { status: 'REBUTTED', grounds });
    await record(tx, ctx, {
      action: 'security.demand-rebutted',
      subject: String(id),
      onBehalfOf: demand.programAccount,
      detail: { grounds },
    });
    return rebutted;
  });
}

/** @throws NotFound */
export async function demandOf(on: Reader, id: number): Promise<Demand> {
  const demand = await findDemand(on, id);
  if (demand !== undefined) return demand;
  throw new NotFound({ en: 'Demand', fr: 'La demande' }, String(id));
}
