import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { type Pair, pairUp, postPairs } from '../ledger/clear.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import type { OpenItem, Posting } from '../ledger/tables.ts';
import type { Cents } from '../money.ts';

interface Entry {
  programAccount: string;
  reference: string;
  postings: readonly Posting[];
}

/** Post what changes no debt of the client: cash in trust, claims on providers. */
export async function postSecurity(tx: Tx, ctx: Context, entry: Entry): Promise<number> {
  return post(tx, ctx, 'SEC', entry, 0);
}

/**
 * Post security as a credit of the client, and clear with it the debts that it secures. What is left of it stays a
 * credit. Goods of a type C declaration are none of those debts.
 */
export async function postApplied(
  tx: Tx,
  ctx: Context,
  { debts, amountCents, ...entry }: Entry & { debts: readonly OpenItem[]; amountCents: Cents },
): Promise<number> {
  const credit = { glAccount: chart.unappliedCredit, amountCents: -amountCents };
  const postings = [...entry.postings, credit];
  const documentId = await post(tx, ctx, 'DRD', { ...entry, postings }, -amountCents);
  const items = await openItemsOf(tx, entry.programAccount);
  const credits = items.filter((item) => item.documentId === documentId);
  const pairs: Pair[] = pairUp(debts, credits);
  await postPairs(tx, ctx, entry.programAccount, pairs);
  return documentId;
}

async function post(
  tx: Tx,
  ctx: Context,
  code: 'SEC' | 'DRD',
  { programAccount, reference, postings }: Entry,
  amountCents: Cents,
): Promise<number> {
  const today = ctx.clock.today();
  const dates = { effectiveOn: today, postedOn: today, dueOn: today, interestFrom: today, periodEnd: null };
  const document = {
    code,
    programAccount,
    clientAccount: chart.unappliedCredit,
    reference,
    amountCents,
    ...dates,
  };
  return appendJournal(tx, { document, postings, isOpenItem: amountCents !== 0 });
}
