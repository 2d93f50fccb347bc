import type { Context, Tx } from '../context.ts';
import type { Cents } from '../money.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { appendJournal } from './append-journal.ts';
import { chart } from './chart.ts';
import { insertClearing } from './clearings.ts';
import { openItemsOf, reduceOpenItem } from './open-items.ts';
import type { OpenItem } from './tables.ts';

export interface Pair {
  debit: OpenItem;
  credit: OpenItem;
  amount: Cents;
}

/**
 * Match credits against debts, each in the order given. What is left of either stays open.
 *
 * Source: CBSA, offsetting (oldest first). Assumption A-06: the order inside one due date.
 */
export function pairUp(debits: readonly OpenItem[], credits: readonly OpenItem[]): Pair[] {
  const pairs: Pair[] = [];
  const owed = debits.map((debit) => debit.remainingCents);
  let next = 0;
  for (const credit of credits) {
    let left = -credit.remainingCents;
    for (; left > 0 && next < debits.length; ) {
      const amount = Math.min(left, owed[next]!);
      pairs.push({ debit: debits[next]!, credit, amount });
      left -= amount;
      owed[next]! -= amount;
      if (owed[next] === 0) next += 1;
    }
  }
  return pairs;
}

/**
 * Debts that are due, oldest first, then by class and by age; credits by class and by age.
 *
 * @param isNewestFirst the other way round, as the ledger before CARM had it: the parameter `clearing-newest-first`
 */
export function clearable(
  items: readonly OpenItem[],
  today: string,
  isNewestFirst = false,
): { debits: OpenItem[]; credits: OpenItem[] } {
  const older = isNewestFirst ? 1 : -1;
  const inOrder = (a: OpenItem, b: OpenItem) =>
    a.dueOn < b.dueOn ? older : a.dueOn > b.dueOn ? -older : a.class - b.class || a.documentId - b.documentId;
  const byClass = (a: OpenItem, b: OpenItem) => a.class - b.class || a.documentId - b.documentId;
  return {
    debits: items.filter((item) => item.remainingCents > 0 && item.dueOn <= today).sort(inOrder),
    credits: items.filter((item) => item.remainingCents < 0).sort(byClass),
  };
}

/**
 * Clear what is due in one account with its credits. Done again on the same day, it finds nothing to do.
 *
 * @returns the debts that were cleared in full
 */
export async function clearAccount(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  dueBy = ctx.clock.today(),
): Promise<OpenItem[]> {
  const { debits, credits } = await clearableIn(tx, ctx, programAccount, dueBy);
  return postPairs(tx, ctx, programAccount, pairUp(debits, credits));
}

/** What may be cleared in an account, in the order in force. */
export async function clearableIn(tx: Tx, ctx: Context, programAccount: string, dueBy: string) {
  const { reference } = await tariffOf(ctx.store);
  const isNewestFirst = !reference.parameter('clearing-newest-first', ctx.clock.today()).value.isZero();
  return clearable(await openItemsOf(tx, programAccount), dueBy, isNewestFirst);
}

/**
 * Post one clearing document for all pairs of an account: from where the credits stand to where the debts do.
 *
 * @param valueOn day from which the credits count, where they reach the account later: a debt that was due by then is
 *                cleared as of that day
 */
export async function postPairs(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  pairs: readonly Pair[],
  valueOn = ctx.clock.today(),
): Promise<OpenItem[]> {
  if (pairs.length === 0) return [];
  const moved = new Map<string, Cents>();
  for (const { debit, credit, amount } of pairs) {
    moved.set(credit.clientAccount, (moved.get(credit.clientAccount) ?? 0) + amount);
    moved.set(debit.clientAccount, (moved.get(debit.clientAccount) ?? 0) - amount);
  }
  const today = ctx.clock.today();
  const dates = { effectiveOn: today, postedOn: today, dueOn: today, interestFrom: today, periodEnd: null };
  const postingDocumentId = await appendJournal(tx, {
    document: {
      code: 'CLR',
      programAccount,
      clientAccount: chart.unappliedCredit,
      reference: `clearing ${today}`,
      amountCents: 0,
      ...dates,
    },
    postings: [...moved].map(([glAccount, amountCents]) => ({ glAccount, amountCents })),
    isOpenItem: false,
  });
  const remaining = new Map<OpenItem, Cents>();
  for (const { debit, credit, amount: paired } of pairs) {
    remaining.set(debit, (remaining.get(debit) ?? debit.remainingCents) - paired);
    remaining.set(credit, (remaining.get(credit) ?? credit.remainingCents) + paired);
    await insertClearing(tx, {
      programAccount,
      clearedOn: clearedOn(debit, valueOn, today),
      debitDocumentId: debit.documentId,
      creditDocumentId: credit.documentId,
      amountCents: paired,
      postingDocumentId,
    });
  }
  for (const [item, cents] of remaining) await reduceOpenItem(tx, item, cents);
  return [...remaining]
    .filter(([item, cents]) => cents === 0 && item.remainingCents > 0)
    .map(([item]) => item);
}

/** Debt that fell due after the value of what clears it is cleared when it fell due. */
function clearedOn({ dueOn }: OpenItem, valueOn: string, today: string): string {
  const dueBy = dueOn < today ? dueOn : today;
  return dueBy > valueOn ? dueBy : valueOn;
}

/**
 * Clear what is unpaid of a debt with the credit that takes it back.
 *
 * @returns what was cleared, in cents: the rest of the credit takes back what was paid
 */
export async function clearAgainst(
  tx: Tx,
  ctx: Context,
  { programAccount, debit, credit }: { programAccount: string; debit: number; credit: number },
): Promise<Cents> {
  const items = await openItemsOf(tx, programAccount);
  const owed = items.find((item) => item.documentId === debit);
  const taken = items.find((item) => item.documentId === credit);
  if (owed === undefined || taken === undefined) return 0;
  const amount = Math.min(owed.remainingCents, -taken.remainingCents);
  await postPairs(tx, ctx, programAccount, [{ debit: owed, credit: taken, amount }]);
  return amount;
}
