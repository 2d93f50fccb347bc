import { bn9Of } from '../accounts/identifiers.ts';
import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { DomainError, InvalidInput } from '../errors.ts';
import { fromWire } from '../money.ts';
import { askPartner } from '../partners/ask-partner.ts';
import { record } from '../storage/events.ts';
import { requireImporter } from './enrol.ts';
import { reconsider } from './indicator.ts';
import { requireProvider, requireSurety } from './providers.ts';
import { type Agreement, accountsOfAgreement, insertAgreement } from './store.ts';
import type { AgreementInput } from './types.ts';

/** A provider numbers its agreements: one number is of one business, once for each of its accounts. */
export class AgreementNumberUsed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'AGREEMENT_NUMBER_USED';

  constructor(provider: string, number: string) {
    super(
      {
        en: `Provider ${provider} has an agreement ${number} already; amend that one or give another number`,
        fr: `Le fournisseur ${provider} a déjà une convention ${number}; modifiez-la ou donnez un autre numéro`,
      },
      { provider, number },
    );
  }
}

/** The importer enters an agreement in the portal; its provider has to confirm it. */
export async function enterAgreement(ctx: Context, input: AgreementInput): Promise<Agreement> {
  return enter(ctx, input, 'PENDING_PROVIDER');
}

/** The provider enters an agreement itself: security is given with it. */
export async function enterAgreementAsProvider(ctx: Context, input: AgreementInput): Promise<Agreement> {
  return enter(ctx, input, 'ACTIVE');
}

/**
 * One agreement may be apportioned over accounts of a business: it is entered with its part for each of them.
 *
 * Law: SOR/2024-42 ss. 3, 5(2): security is given when the provider enters or confirms what the section lists.
 */
async function enter(
  ctx: Context,
  input: AgreementInput,
  status: 'PENDING_PROVIDER' | 'ACTIVE',
): Promise<Agreement> {
  const { programAccount, program, provider, agreementNumber, authority, validFrom } = input;
  const amountCents = requireAmount(input.amount);
  const validTo = input.validTo ?? null;
  requireInOrder(validFrom, validTo);
  if (status === 'ACTIVE') await askPartner(ctx, 'sureties', agreementNumber);
  return ctx.store.inTransaction(async (tx) => {
    if (status === 'ACTIVE') requireProvider(ctx, provider);
    else await requireRight(ctx, tx, 'security:agree', programAccount);
    await requireImporter(tx, programAccount);
    await requireSurety(tx, provider);
    const others = await accountsOfAgreement(tx, provider, agreementNumber);
    if (others.some((other) => other === programAccount || bn9Of(other) !== bn9Of(programAccount)))
      throw new AgreementNumberUsed(provider, agreementNumber);
    const terms = { program, agreementNumber, authority, amountCents, validFrom, validTo };
    const agreement = await insertAgreement(tx, { programAccount, providerBn9: provider, ...terms, status });
    await record(tx, ctx, {
      action: 'security.agreement-entered',
      subject: String(agreement.id),
      onBehalfOf: programAccount,
      outcome: status,
      detail: { provider, ...terms },
    });
    await reconsider(tx, ctx, programAccount);
    return agreement;
  });
}

/** @throws InvalidInput for an amount of nothing */
export function requireAmount(amount: string): number {
  const cents = fromWire(amount);
  if (cents > 0) return cents;
  throw new InvalidInput({ en: 'Security is more than nothing', fr: 'Une garantie est plus que rien' });
}

/** @throws InvalidInput when an agreement would end before it begins */
export function requireInOrder(validFrom: string, validTo: string | null): void {
  if (validTo === null || validTo >= validFrom) return;
  throw new InvalidInput({
    en: `An agreement valid from ${validFrom} cannot end on ${validTo}`,
    fr: `Une convention valide à partir du ${validFrom} ne peut finir le ${validTo}`,
  });
}
