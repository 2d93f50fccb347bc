import type { Context, Tx } from '../context.ts';
import type { Cents } from '../money.ts';
import { record } from '../storage/events.ts';
import { appendJournal } from './append-journal.ts';
import { chart } from './chart.ts';
import { clearable, pairUp, postPairs } from './clear.ts';
import { openItemsOf } from './open-items.ts';
import { atOnce, noInterest } from './tables.ts';

/**
 * Move unapplied credit from one program account of a business to another one: a debit here, which takes the credits
 * up at once, and a credit there.
 *
 * @param amountCents not more than the credit that is free
 *
 * Source: CBSA, offsetting across program accounts.
 */
export async function transferCredit(
  tx: Tx,
  ctx: Context,
  { from, to, amountCents }: { from: string; to: string; amountCents: Cents },
): Promise<void> {
  const debit = await post(tx, ctx, from, to, amountCents);
  await post(tx, ctx, to, from, -amountCents);
  const items = await openItemsOf(tx, from);
  const debits = items.filter((item) => item.documentId === debit);
  await postPairs(tx, ctx, from, pairUp(debits, clearable(items, ctx.clock.today()).credits));
}

async function post(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  other: string,
  amountCents: Cents,
): Promise<number> {
  const today = ctx.clock.today();
  const documentId = await appendJournal(tx, {
    document: {
      code: 'XFR',
      programAccount,
      clientAccount: chart.unappliedCredit,
      reference: other,
      amountCents,
      ...atOnce(today),
      interestFrom: noInterest,
    },
    postings: [
      { glAccount: chart.unappliedCredit, amountCents },
      { glAccount: chart.transfers, amountCents: -amountCents },
    ],
    isOpenItem: true,
  });
  await record(tx, ctx, {
    action: 'credit.transferred',
    subject: other,
    onBehalfOf: programAccount,
    detail: { totalCents: amountCents, documentId },
  });
  return documentId;
}
