import { requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { fromWire, toWire } from '../money.ts';
import { record } from '../storage/events.ts';
import { enrolmentOf } from './enrolled.ts';
import { requirementFrom } from './rules.ts';
import { changeEnrolment, type Enrolment } from './store.ts';
import { termsOn } from './terms.ts';
import type { AdditionalInput } from './types.ts';

/**
 * Notice that additional security is to be given by a day: from the day after it a larger month is required, and the
 * indicator lost without it, as after an annual review.
 *
 * @throws NotFound where the account is not enrolled, InvalidInput for no more than is required or a day that has passed
 *
 * Law: Customs Act s. 3.4 (additional security by notice).
 */
export async function demandAdditional(
  ctx: Context,
  programAccount: string,
  { highestMonth, complyBy, reason }: AdditionalInput,
): Promise<Enrolment> {
  requireScope(ctx, 'security:decide');
  return ctx.store.inTransaction(async (tx) => {
    const enrolment = await enrolmentOf(tx, programAccount);
    const nextHighestMonthCents = fromWire(highestMonth);
    if (nextHighestMonthCents <= enrolment.highestMonthCents)
      throw notMore(toWire(enrolment.highestMonthCents));
    const today = ctx.clock.today();
    if (complyBy < today) throw passed(complyBy);
    await changeEnrolment(tx, programAccount, { nextHighestMonthCents, complyBy });
    const { bondCents, cashCents } = requirementFrom(nextHighestMonthCents, await termsOn(ctx, today));
    await record(tx, ctx, {
      action: 'security.requirement-notice',
      subject: programAccount,
      onBehalfOf: programAccount,
      detail: { highestMonthCents: nextHighestMonthCents, bondCents, cashCents, complyBy, reason },
    });
    return { ...enrolment, nextHighestMonthCents, complyBy };
  });
}

function notMore(required: string): InvalidInput {
  return new InvalidInput({
    en: `A month of $${required} is secured already; ask for more`,
    fr: `Un mois de ${required} $ est déjà garanti; exigez davantage`,
  });
}

function passed(complyBy: string): InvalidInput {
  return new InvalidInput({ en: `${complyBy} has passed`, fr: `Le ${complyBy} est passé` });
}
