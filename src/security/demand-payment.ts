import { requireRight } from '../accounts/rights.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { chart } from '../ledger/chart.ts';
import { findDocument } from '../ledger/documents.ts';
import type { OpenItem } from '../ledger/tables.ts';
import { sum } from '../money.ts';
import { record } from '../storage/events.ts';
import { overdueSecured, owed, paidUnder } from './position.ts';
import { postSecurity } from './post-security.ts';
import { agreementOf } from './providers.ts';
import { daysAfter, demandable, lastDayToDemand } from './rules.ts';
import { isOutstanding, requireGivenOnce, wasGiven } from './states.ts';
import { type Agreement, type Demand, demandsOf, insertDemand } from './store.ts';
import { termsOn } from './terms.ts';

/** The year after the end of an agreement is over. */
export class DemandTooLate extends DomainError {
  readonly kind = 'refused';
  readonly code = 'DEMAND_TOO_LATE';

  constructor(id: number, lastDay: string) {
    super(
      {
        en: `A demand under agreement ${id} could be made until ${lastDay}; the debt stays with the importer`,
        fr: `Une demande en vertu de la convention ${id} pouvait être faite jusqu’au ${lastDay}; la dette reste à l’importateur`,
      },
      { id, lastDay },
    );
  }
}

/** No overdue debt of the validity period is left to demand, or nothing of the agreement. */
export class NothingToDemand extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOTHING_TO_DEMAND';

  constructor(id: number) {
    super(
      {
        en: `Nothing can be demanded under agreement ${id}: no overdue debt of its validity period, or none of its amount, is left`,
        fr: `Rien ne peut être réclamé en vertu de la convention ${id} : il ne reste aucune dette en souffrance de sa période de validité, ou rien de son montant`,
      },
      { id },
    );
  }
}

/**
 * Demand payment of a provider. The importer goes on owing the debt until the provider has paid.
 *
 * Law: SOR/2024-42 ss. 8 (what and until when), 9 (answer within 60 days), 10 (debtor stays liable).
 */
export async function demandPayment(ctx: Context, agreementId: number): Promise<Demand> {
  return ctx.store.inTransaction(async (tx) => {
    const agreement = await agreementOf(tx, agreementId);
    const { programAccount, validTo, status } = agreement;
    await requireRight(ctx, tx, 'security:decide', programAccount);
    requireGivenOnce(agreementId, status);
    const today = ctx.clock.today();
    const terms = await termsOn(ctx, today);
    const lastDay = lastDayToDemand(validTo, terms);
    if (lastDay !== undefined && today > lastDay) throw new DemandTooLate(agreementId, lastDay);
    const demand = await demandUnder(tx, ctx, agreement);
    if (demand === undefined) throw new NothingToDemand(agreementId);
    return demand;
  });
}

/** Nothing where an agreement is not in force, its time is over, or nothing can be demanded under it. */
export async function demandUnder(tx: Tx, ctx: Context, agreement: Agreement): Promise<Demand | undefined> {
  const { id: agreementId, programAccount, providerBn9, status, validTo } = agreement;
  const today = ctx.clock.today();
  const terms = await termsOn(ctx, today);
  const lastDay = lastDayToDemand(validTo, terms);
  if (!wasGiven(status) || (lastDay !== undefined && today > lastDay)) return undefined;
  const amountCents = await demandableUnder(tx, ctx, agreement);
  if (amountCents === 0) return undefined;
  const documentId = await postSecurity(tx, ctx, {
    programAccount,
    reference: `demand under agreement ${agreementId}`,
    postings: [
      { glAccount: chart.claimsOnProviders, amountCents },
      { glAccount: chart.securityDemanded, amountCents: -amountCents },
    ],
  });
  const answerBy = daysAfter(today, terms.answerDays);
  const facts = { agreementId, programAccount, amountCents, demandedOn: today, answerBy };
  const demand = await insertDemand(tx, { ...facts, status: 'DEMANDED', grounds: null, documentId });
  await record(tx, ctx, {
    action: 'security.demanded',
    subject: String(demand.id),
    onBehalfOf: programAccount,
    detail: { ...facts, provider: providerBn9 },
  });
  return demand;
}

async function demandableUnder(on: Reader, ctx: Context, agreement: Agreement): Promise<number> {
  const overdue = await overdueSecured(on, ctx, agreement.programAccount);
  const demands = await demandsOf(on, agreement.programAccount);
  const outstanding = demands.filter((demand) => isOutstanding(demand.status));
  const total = (some: readonly Demand[]) => sum(some.map((demand) => demand.amountCents));
  const own = outstanding.filter((demand) => demand.agreementId === agreement.id);
  return demandable({
    accruedCents: owed(await accruedInside(on, agreement, overdue)),
    overdueCents: owed(overdue),
    demandedCents: total(outstanding),
    remainingCents: agreement.amountCents - paidUnder(agreement, demands) - total(own),
  });
}

/** Debts that accrued while an agreement was in force. */
export async function accruedInside(
  on: Reader,
  { validFrom, validTo }: Agreement,
  debts: readonly OpenItem[],
): Promise<OpenItem[]> {
  const inside: OpenItem[] = [];
  for (const debt of debts) {
    const { effectiveOn } = (await findDocument(on, debt.documentId))!;
    if (effectiveOn >= validFrom && (validTo === null || effectiveOn <= validTo)) inside.push(debt);
  }
  return inside;
}
