import { releasePaid } from '../cad/release-paid.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { clearAccount, clearAgainst } from '../ledger/clear.ts';
import { paidOn } from '../ledger/clearings.ts';
import { findDocument } from '../ledger/documents.ts';
import type { Cents } from '../money.ts';
import { postRefundInterest } from '../recourse/refund-interest.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
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
 * What was paid already becomes a credit with interest from the day after its payment, and meets what else is due.
 *
 * Law: Customs Act ss. 3.3(2), 127.1(2), 132(2).
 *
 * @returns what it does to the client's debt, in cents: nothing or less
 */
export async function lowerPenalty(
  tx: Tx,
  ctx: Context,
  penalty: Penalty,
  to: { owedCents: Cents; status: Penalty['status'] },
): Promise<Cents> {
  const { programAccount, documentId, id } = penalty;
  const difference = to.owedCents - penalty.owedCents;
  await updatePenalty(tx, id, to);
  const paid = await paidOn(tx, [documentId]);
  const reversal = await postReversal(tx, ctx, penalty, difference);
  const unpaid = await clearAgainst(tx, ctx, { programAccount, debit: documentId, credit: reversal });
  await releasePaid(tx, ctx, await clearAccount(tx, ctx, programAccount));
  if (paid !== undefined) {
    const { reference } = await tariffOf(ctx.store);
    const refund = { amountCents: -difference - unpaid, interestFrom: dayAfter(paid) };
    await postRefundInterest(tx, ctx, { programAccount, transactionNumber: id, ...refund }, reference);
  }
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
