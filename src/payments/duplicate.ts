import type { Tx } from '../context.ts';
import { lastStatedOn } from '../ledger/documents.ts';
import { unpaidBy } from '../ledger/unpaid.ts';
import type { Cents } from '../money.ts';
import { periodClosedBy } from '../release/due-dates.ts';
import { latestOfAmount } from './store.ts';

/**
 * The payment that this one seems to repeat: all that the last statement asked for is paid or on its way, and as much
 * was paid once since. It is taken all the same and stays a credit; the receipt tells the payer.
 *
 * @returns a receipt, or null
 */
export async function duplicateOf(
  tx: Tx,
  order: { programAccount: string; amountCents: Cents; chosen?: readonly string[] },
): Promise<string | null> {
  const { programAccount, amountCents, chosen = [] } = order;
  const since = chosen.length > 0 ? undefined : await lastStatedOn(tx, programAccount);
  if (since === undefined) return null;
  const { dueOn } = periodClosedBy(Temporal.PlainDate.from(since));
  if ((await unpaidBy(tx, programAccount, dueOn)) > 0) return null;
  return (await latestOfAmount(tx, { programAccount, amountCents, since })) ?? null;
}
