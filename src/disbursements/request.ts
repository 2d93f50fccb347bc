import { bn9Of } from '../accounts/identifiers.ts';
import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { Forbidden } from '../errors.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { paidCents } from '../payments/pay.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { CreditTooSmall, DebtPresent, freeCredit, orderDisbursement } from './order.ts';
import type { Disbursement } from './store.ts';
import type { DisbursementInput } from './types.ts';

/**
 * Ask for a credit back. It goes to the business itself, never care of its broker, and not while debt is present.
 *
 * @throws Forbidden, DebtPresent, CreditTooSmall
 *
 * Source: CBSA, offsetting (a client can request a refund of a credit; payee the importer only).
 * Assumption A-56: debt is present when it falls due within thirty days.
 */
export async function requestDisbursement(
  ctx: Context,
  programAccount: string,
  input: DisbursementInput,
): Promise<Disbursement> {
  const { reference } = await tariffOf(ctx.store);
  const wanted = input.amount === undefined ? undefined : paidCents(input.amount);
  const today = ctx.clock.today();
  const debtDays = reference.parameter('disbursement-debt-days', today).value.toNumber();
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'payment:make', programAccount);
    const { kind, bn9 } = ctx.actor;
    if (kind === 'partner' && bn9 !== bn9Of(programAccount))
      throw new Forbidden('payment:make', programAccount);
    const { credit, due, by } = freeCredit(await openItemsOf(tx, programAccount), today, debtDays);
    if (due > 0) throw new DebtPresent(due, by);
    const amountCents = wanted ?? credit;
    if (credit === 0 || amountCents > credit) throw new CreditTooSmall(credit);
    const nowhere = { institution: null, transit: null, accountNumber: null };
    const to = input.method === 'DIRECT_DEPOSIT' ? input.bank : nowhere;
    const order = { programAccount, amountCents, reason: 'REQUESTED', method: input.method, ...to } as const;
    return orderDisbursement(tx, ctx, order, reference);
  });
}
