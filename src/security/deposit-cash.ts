import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { chart } from '../ledger/chart.ts';
import { record } from '../storage/events.ts';
import { requireImporter } from './enrol.ts';
import { requireAmount } from './enter-agreement.ts';
import { reconsider } from './indicator.ts';
import { postSecurity } from './post-security.ts';
import { type CashMovement, insertCashMovement } from './store.ts';
import { type DepositInput, depositChannels } from './types.ts';

/**
 * Take cash as security. It is held in trust: it pays no debt and is no credit of the account.
 *
 * Law: Customs Act s. 3.4; SOR/2024-42 s. 3 (deposit).
 */
export async function depositCashSecurity(
  ctx: Context,
  programAccount: string,
  { channel, amount }: DepositInput,
): Promise<CashMovement> {
  const amountCents = requireAmount(amount);
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'security:manage', programAccount);
    await requireImporter(tx, programAccount);
    const documentId = await postSecurity(tx, ctx, {
      programAccount,
      reference: `cash security by ${channel}`,
      postings: [
        { glAccount: depositChannels[channel], amountCents },
        { glAccount: chart.securityInTrust, amountCents: -amountCents },
      ],
    });
    const movedOn = ctx.clock.today();
    const movement = { documentId, programAccount, amountCents, movedOn, reason: 'deposited' as const };
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
