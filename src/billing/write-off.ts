import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { pairUp, postPairs } from '../ledger/clear.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { nothingDue, type OpenItem } from '../ledger/tables.ts';
import { sum } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { record } from '../storage/events.ts';

/**
 * Write off what an account owes in all when it is too small to be billed.
 *
 * Law: SOR/2015-68 s. 2(b): $2.00 or less is not claimed. Assumption A-18: looked at when statements are issued.
 */
export async function writeOffSmallBalance(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  reference: ReferenceData,
): Promise<void> {
  const today = ctx.clock.today();
  const items = await openItemsOf(tx, programAccount);
  const owed = sum(items.map((item) => item.remainingCents));
  const limit = reference.parameter('small-balance', today).value.times(100).toNumber();
  if (owed <= 0 || owed > limit || items.some((item) => item.remainingCents < 0)) return;
  const documentId = await postWriteOff(tx, ctx, { programAccount, reference: 'small balance' }, items);
  await record(tx, ctx, {
    action: 'balance.written-off',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { totalCents: -owed, documentId },
  });
}

/** Post what clears debts without being paid, and clear them with it. */
export async function postWriteOff(
  tx: Tx,
  ctx: Context,
  entry: { programAccount: string; reference: string },
  debts: readonly OpenItem[],
): Promise<number> {
  const amountCents = sum(debts.map((item) => item.remainingCents));
  const documentId = await appendJournal(tx, {
    document: {
      code: 'WOF',
      clientAccount: chart.unappliedCredit,
      ...entry,
      amountCents: -amountCents,
      ...nothingDue(ctx.clock.today()),
    },
    postings: [
      { glAccount: chart.writeOff, amountCents },
      { glAccount: chart.unappliedCredit, amountCents: -amountCents },
    ],
    isOpenItem: true,
  });
  const items = await openItemsOf(tx, entry.programAccount);
  const credits = items.filter((item) => item.documentId === documentId);
  await postPairs(tx, ctx, entry.programAccount, pairUp(debts, credits));
  return documentId;
}
