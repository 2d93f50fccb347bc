import type { Context } from '../context.ts';
import { DomainError, InvalidInput } from '../errors.ts';
import { askPartner } from '../partners/ask-partner.ts';
import { record } from '../storage/events.ts';
import { agreementOf, requireProvider } from './providers.ts';
import { daysAfter } from './rules.ts';
import { requireAgreementMove } from './states.ts';
import { type Agreement, changeAgreement } from './store.ts';
import { termsOn } from './terms.ts';

/** The end of an agreement is announced in time. */
export class NoticeTooShort extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOTICE_TOO_SHORT';

  constructor(noticeDays: number, earliest: string) {
    super(
      {
        en: `An agreement ends at least ${noticeDays} days after notice of it: on ${earliest} or later`,
        fr: `Une convention prend fin au moins ${noticeDays} jours après le préavis : le ${earliest} ou après`,
      },
      { earliest },
    );
  }
}

/**
 * The provider gives notice that an agreement terminates on a day: the first on which it is in force no more. Debt of
 * the days before stays secured.
 *
 * Law: SOR/2024-42 s. 7 (notice of at least 30 days, by the electronic system).
 */
export async function giveTerminationNotice(
  ctx: Context,
  id: number,
  terminatesOn: string,
): Promise<Agreement> {
  await askPartner(ctx, 'sureties', `giveTerminationNotice ${id}`);
  return ctx.store.inTransaction(async (tx) => {
    const agreement = await agreementOf(tx, id);
    requireProvider(ctx, agreement.providerBn9);
    requireAgreementMove(id, agreement.status, 'TERMINATION_NOTICED');
    await requireNotice(ctx, terminatesOn);
    const validTo = daysAfter(terminatesOn, -1);
    if (agreement.validTo !== null && agreement.validTo < validTo) {
      throw new InvalidInput({
        en: `Agreement ${id} expires on ${agreement.validTo}, before that`,
        fr: `La convention ${id} expire le ${agreement.validTo}, avant cette date`,
      });
    }
    const noticed = await changeAgreement(tx, agreement, { validTo, status: 'TERMINATION_NOTICED' });
    await record(tx, ctx, {
      action: 'security.termination-noticed',
      subject: String(id),
      onBehalfOf: agreement.programAccount,
      detail: { terminatesOn },
    });
    return noticed;
  });
}

/** @throws NoticeTooShort */
export async function requireNotice(ctx: Context, endsOn: string): Promise<void> {
  const today = ctx.clock.today();
  const { noticeDays } = await termsOn(ctx, today);
  const earliest = daysAfter(today, noticeDays);
  if (endsOn < earliest) throw new NoticeTooShort(noticeDays, earliest);
}
