import { releasePaid } from '../cad/release-paid.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { clearAccount, postPairs } from '../ledger/clear.ts';
import { findDocument } from '../ledger/documents.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import type { OpenItem } from '../ledger/tables.ts';
import type { Cents } from '../money.ts';
import { PenaltyNoLongerStands } from './refusals.ts';
import { findPenalty, type Penalty, receivableOf, updatePenalty } from './store.ts';

export async function penaltyBy(on: Reader, id: string): Promise<Penalty> {
  const penalty = await findPenalty(on, id);
  if (penalty === undefined) throw new NotFound({ en: 'Penalty', fr: 'La sanction' }, id);
  return penalty;
}

/** @throws PenaltyNoLongerStands */
export function requireStanding(penalty: Penalty): void {
  if (penalty.status !== 'STANDS') throw new PenaltyNoLongerStands(penalty.id);
}

/**
 * Lower a penalty: a reversing document takes the difference back, first from what is still unpaid of the penalty.
 * What was paid already becomes a credit, and the credit meets what else is due.
 *
 * @returns what it does to the client's debt, in cents: nothing or less
 */
export async function lowerPenalty(
  tx: Tx,
  ctx: Context,
  penalty: Penalty,
  to: { owedCents: Cents; status: Penalty['status'] },
): Promise<Cents> {
  const difference = to.owedCents - penalty.owedCents;
  await updatePenalty(tx, penalty.id, to);
  const reversal = await postReversal(tx, ctx, penalty, difference);
  const items = await openItemsOf(tx, penalty.programAccount);
  const credit = items.find((item) => item.documentId === reversal);
  const debit = items.find((item) => item.documentId === penalty.documentId);
  if (credit !== undefined && debit !== undefined) await pair(tx, ctx, debit, credit);
  await releasePaid(tx, ctx, await clearAccount(tx, ctx, penalty.programAccount));
  return difference;
}

/** Debit waivers and remissions; credit the receivable in which the penalty stands. */
async function postReversal(tx: Tx, ctx: Context, penalty: Penalty, difference: Cents): Promise<number> {
  const today = ctx.clock.today();
  const reversed = (await findDocument(tx, penalty.documentId))!;
  const clientAccount = receivableOf[penalty.kind];
  return appendJournal(tx, {
    document: {
      code: 'REV',
      programAccount: penalty.programAccount,
      clientAccount,
      reference: penalty.id,
      amountCents: difference,
      effectiveOn: today,
      postedOn: today,
      dueOn: reversed.dueOn,
      interestFrom: reversed.interestFrom,
      periodEnd: null,
      reverses: penalty.documentId,
    },
    postings: [
      { glAccount: chart.waiver, amountCents: -difference },
      { glAccount: clientAccount, amountCents: difference },
    ],
    isOpenItem: true,
  });
}

async function pair(tx: Tx, ctx: Context, debit: OpenItem, credit: OpenItem): Promise<void> {
  const amount = Math.min(debit.remainingCents, -credit.remainingCents);
  await postPairs(tx, ctx, debit.programAccount, [{ debit, credit, amount }]);
}
