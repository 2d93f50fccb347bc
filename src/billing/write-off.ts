import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { pairUp, postPairs } from '../ledger/clear.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { atOnce, noInterest } from '../ledger/tables.ts';
import { type Cents, sum } from '../money.ts';
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
  const documentId = await post(tx, programAccount, owed, today);
  const credits = (await openItemsOf(tx, programAccount)).filter((item) => item.documentId === documentId);
  await postPairs(tx, ctx, programAccount, pairUp(items, credits));
  await record(tx, ctx, {
    action: 'balance.written-off',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { totalCents: -owed, documentId },
  });
}

function post(tx: Tx, programAccount: string, owed: Cents, today: string): Promise<number> {
  return appendJournal(tx, {
    document: {
      code: 'WOF',
      programAccount,
      clientAccount: chart.unappliedCredit,
      reference: 'small balance',
      amountCents: -owed,
      ...atOnce(today),
      interestFrom: noInterest,
    },
    postings: [
      { glAccount: chart.writeOff, amountCents: owed },
      { glAccount: chart.unappliedCredit, amountCents: -owed },
    ],
    isOpenItem: true,
  });
}
