import { clearedUpTo } from '../accounts/offsetting.ts';
import { accountsOfBusiness, findAccount, type ProgramAccount } from '../accounts/store.ts';
import { releasePaid } from '../cad/release-paid.ts';
import type { Context, Tx } from '../context.ts';
import { clearAccount } from '../ledger/clear.ts';
import { dueAndCredit, openItemsOf } from '../ledger/open-items.ts';
import { transferCredit } from '../ledger/transfer.ts';

/**
 * Clear the debts of an account that are due, as its business prefers: within the account; then with what credit is
 * left those of its other accounts, lowest number first; or only what is overdue, where the business allocates itself.
 *
 * Source: CBSA, offsetting (three preferences). Assumption A-17: their names and order.
 */
export async function offset(tx: Tx, ctx: Context, programAccount: string): Promise<void> {
  const account = (await findAccount(tx, programAccount))!;
  const today = ctx.clock.today();
  await releasePaid(tx, ctx, await clearAccount(tx, ctx, programAccount, clearedUpTo(account, today)));
  if (account.offsetting === 'BUSINESS_WIDE') await offsetOthers(tx, ctx, account);
}

async function offsetOthers(tx: Tx, ctx: Context, account: ProgramAccount): Promise<void> {
  const today = ctx.clock.today();
  for (const { bn15 } of await accountsOfBusiness(tx, account.bn9)) {
    if (bn15 === account.bn15) continue;
    const { credit } = dueAndCredit(await openItemsOf(tx, account.bn15), today);
    const { due } = dueAndCredit(await openItemsOf(tx, bn15), today);
    const amountCents = Math.min(credit, due);
    if (amountCents === 0) continue;
    await transferCredit(tx, ctx, { from: account.bn15, to: bn15, amountCents });
    await releasePaid(tx, ctx, await clearAccount(tx, ctx, bn15, today));
  }
}
