import { requireRight } from '../accounts/rights.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type Cents, sum, toWire } from '../money.ts';
import { record } from '../storage/events.ts';
import { requireAmount, requireInOrder } from './enter-agreement.ts';
import { requireNotice } from './give-notice.ts';
import { reconsider } from './indicator.ts';
import { agreementOf, requireProvider } from './providers.ts';
import { requireAmendable } from './states.ts';
import { type Agreement, changeAgreement, demandsOf } from './store.ts';
import type { AmendmentInput } from './types.ts';

/** An agreement cannot shrink below what was demanded under it. */
export class BelowWhatIsDemanded extends DomainError {
  readonly kind = 'refused';
  readonly code = 'AGREEMENT_BELOW_DEMANDED';

  constructor(id: number, demanded: Cents) {
    super(
      {
        en: `$${toWire(demanded)} were demanded under agreement ${id}; it cannot be for less`,
        fr: `${toWire(demanded)} $ ont été réclamés en vertu de la convention ${id}; elle ne peut être moindre`,
      },
      { id, demanded: toWire(demanded) },
    );
  }
}

/**
 * Amend an agreement. While it waits for its provider the importer does, and it waits again; once in force the provider
 * does, and an earlier end needs the same notice as a termination.
 *
 * Law: SOR/2024-42 ss. 5, 7.
 */
export async function amendAgreement(ctx: Context, id: number, change: AmendmentInput): Promise<Agreement> {
  return ctx.store.inTransaction(async (tx) => {
    const agreement = await agreementOf(tx, id);
    const { programAccount, providerBn9, validFrom } = agreement;
    const isWaiting = agreement.status === 'DRAFT' || agreement.status === 'PENDING_PROVIDER';
    if (isWaiting) await requireRight(ctx, tx, 'security:agree', programAccount);
    else requireProvider(ctx, providerBn9);
    requireAmendable(id, agreement.status);
    const amountCents = change.amount === undefined ? agreement.amountCents : requireAmount(change.amount);
    const validTo = change.validTo === undefined ? agreement.validTo : change.validTo;
    requireInOrder(validFrom, validTo);
    if (!isWaiting) await requireAllowed(tx, ctx, agreement, { amountCents, validTo });
    const status = isWaiting ? 'PENDING_PROVIDER' : 'ACTIVE';
    const amended = await changeAgreement(tx, agreement, { amountCents, validTo, status });
    await record(tx, ctx, {
      action: 'security.agreement-amended',
      subject: String(id),
      onBehalfOf: programAccount,
      outcome: status,
      detail: { amountCents, validTo },
    });
    await reconsider(tx, ctx, programAccount);
    return amended;
  });
}

/** Security that is given shrinks no further than what was demanded under it, and ends no sooner than notice allows. */
async function requireAllowed(
  tx: Tx,
  ctx: Context,
  { id, programAccount, validTo: before }: Agreement,
  { amountCents, validTo }: Pick<Agreement, 'amountCents' | 'validTo'>,
): Promise<void> {
  if (validTo !== null && (before === null || validTo < before)) await requireNotice(ctx, validTo);
  const demands = (await demandsOf(tx, programAccount)).filter(
    (demand) => demand.agreementId === id && demand.status !== 'WITHDRAWN',
  );
  const demanded = sum(demands.map((demand) => demand.amountCents));
  if (amountCents < demanded) throw new BelowWhatIsDemanded(id, demanded);
}
