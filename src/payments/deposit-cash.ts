import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { chart } from '../ledger/chart.ts';
import { requireImporter } from '../security/enrol.ts';
import { requireAmount } from '../security/enter-agreement.ts';
import { reconsider } from '../security/indicator.ts';
import { postSecurity } from '../security/post-security.ts';
import { type CashMovement, insertCashMovement } from '../security/store.ts';
import { type DepositInput, depositChannels } from '../security/types.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { requireWithinLimits } from './limits.ts';
import { askBank } from './pay.ts';

/**
 * Take cash as security, by the channels of payments and within their limits. It is held in trust: it pays no debt and is
 * no credit of the account.
 *
 * @throws InvalidInput, NotFound, PartnerUnavailable, CardLimitReached, ChequeTooLarge
 *
 * Law: Customs Act s. 3.4; SOR/2024-42 s. 3 (deposit). Source: CARM Bulletin 5408 (one card limit for debts and cash
 * security).
 */
export async function depositCashSecurity(
  ctx: Context,
  programAccount: string,
  { channel, amount }: DepositInput,
): Promise<CashMovement> {
  const amountCents = requireAmount(amount);
  await askBank(ctx, channel, `cash security ${programAccount} ${amountCents}`);
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'security:manage', programAccount);
    await requireImporter(tx, programAccount);
    await requireWithinLimits(tx, ctx, { programAccount, channel, amountCents }, reference);
    const documentId = await postSecurity(tx, ctx, {
      programAccount,
      reference: `cash security by ${channel}`,
      postings: [
        { glAccount: depositChannels[channel], amountCents },
        { glAccount: chart.securityInTrust, amountCents: -amountCents },
      ],
    });
    const movedOn = ctx.clock.today();
    const moved = { documentId, programAccount, amountCents, movedOn };
    const movement = { ...moved, reason: 'deposited' as const, channel };
    await insertCashMovement(tx, movement);
    await record(tx, ctx, {
      action: 'security.cash-deposited',
      subject: programAccount,
      onBehalfOf: programAccount,
      detail: { channel, amountCents, documentId },
    });
    await reconsider(tx, ctx, programAccount);
    return movement;
  });
}
