import { requireScope } from '../accounts/rights.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { pairUp, postPairs } from '../ledger/clear.ts';
import { creditClearings } from '../ledger/clearings.ts';
import { documentsReversing } from '../ledger/documents.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { atOnce, noInterest } from '../ledger/tables.ts';
import type { Cents } from '../money.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { postWaiting } from './post-payment.ts';
import { findInTransit, findPayment, type Payment } from './store.ts';
import { paymentChannels } from './types.ts';

/** A payment comes back once. */
export class AlreadyReturned extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'PAYMENT_ALREADY_RETURNED';

  constructor(id: string) {
    super({ en: `Payment ${id} was returned before`, fr: `Le paiement ${id} a déjà été retourné` }, { id });
  }
}

/**
 * Take back a payment that its bank returned. What it had paid is owed again at once, and bears interest from the day
 * on which it had been cleared, as if it had never been paid; what of it was still a credit is gone. A fee is charged.
 *
 * @throws NotFound, AlreadyReturned
 *
 * Law: Customs Act s. 33.4. Assumption A-19: the fee of a returned payment.
 */
export async function returnPayment(ctx: Context, id: string): Promise<Payment> {
  requireScope(ctx, 'payment:return');
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const payment = await postedPayment(tx, ctx, id);
    if ((await documentsReversing(tx, payment.documentId)).length > 0) throw new AlreadyReturned(id);
    const bank = paymentChannels[payment.channel].glAccount;
    const cleared = Map.groupBy(await creditClearings(tx, payment.documentId), (each) => each.clearedOn);
    for (const [clearedOn, parts] of cleared) {
      const amountCents = parts.reduce((total, part) => total + part.amountCents, 0);
      await owe(tx, ctx, payment, { amountCents, interestFrom: dayAfter(clearedOn), against: bank });
    }
    await takeBackCredit(tx, ctx, payment, bank);
    const fee = reference.parameter('returned-payment-fee', ctx.clock.today()).value.times(100).toNumber();
    await owe(tx, ctx, payment, {
      amountCents: fee,
      interestFrom: noInterest,
      against: chart.revenue.fees,
    });
    return payment;
  });
}

/** What is returned while it is in transit is posted first: the account shows both. */
async function postedPayment(tx: Tx, ctx: Context, id: string): Promise<Payment> {
  const posted = await findPayment(tx, id);
  if (posted !== undefined) return posted;
  const waiting = await findInTransit(tx, id);
  if (waiting === undefined) throw new NotFound({ en: 'Payment', fr: 'Le paiement' }, id);
  return postWaiting(tx, ctx, waiting);
}

async function takeBackCredit(tx: Tx, ctx: Context, payment: Payment, bank: string): Promise<void> {
  const { programAccount, documentId } = payment;
  const credit = (await openItemsOf(tx, programAccount)).find((item) => item.documentId === documentId);
  if (credit === undefined) return;
  const amountCents = -credit.remainingCents;
  const debitId = await owe(tx, ctx, payment, { amountCents, interestFrom: noInterest, against: bank });
  const debits = (await openItemsOf(tx, programAccount)).filter((item) => item.documentId === debitId);
  await postPairs(tx, ctx, programAccount, pairUp(debits, [credit]));
}

async function owe(
  tx: Tx,
  ctx: Context,
  { id, programAccount, documentId: reverses }: Payment,
  part: { amountCents: Cents; interestFrom: string; against: string },
): Promise<number> {
  const { amountCents, interestFrom, against } = part;
  const today = ctx.clock.today();
  const isFee = against === chart.revenue.fees;
  const clientAccount = isFee ? chart.receivable.fees : chart.unappliedCredit;
  const documentId = await appendJournal(tx, {
    document: {
      code: 'NSF',
      programAccount,
      clientAccount,
      reference: id,
      amountCents,
      ...atOnce(today),
      interestFrom,
      reverses,
    },
    postings: [
      { glAccount: clientAccount, amountCents },
      { glAccount: against, amountCents: -amountCents },
    ],
    isOpenItem: true,
  });
  await record(tx, ctx, {
    action: isFee ? 'payment.fee-charged' : 'payment.returned',
    subject: id,
    onBehalfOf: programAccount,
    detail: { totalCents: amountCents, documentId },
  });
  return documentId;
}
