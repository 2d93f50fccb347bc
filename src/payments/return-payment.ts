import { requireScope } from '../accounts/rights.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { pairUp, postPairs } from '../ledger/clear.ts';
import { creditClearings } from '../ledger/clearings.ts';
import { documentsReversing, findDocument } from '../ledger/documents.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { atOnce, type Document, noInterest } from '../ledger/tables.ts';
import { penaliseLatePayment } from '../penalties/late-payment.ts';
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
 * Take back a payment that its bank returned. What it had paid is owed again as if it had never been paid: with its due
 * date, its interest, and the penalty for late payment that it had averted. What of it was still a credit is gone. A fee
 * is charged.
 *
 * @throws NotFound, AlreadyReturned
 *
 * Law: Customs Act ss. 33.4, 109.1 (C336). Assumption A-19: the fee of a returned payment.
 */
export async function returnPayment(ctx: Context, id: string): Promise<Payment> {
  requireScope(ctx, 'payment:return');
  const { reference } = await tariffOf(ctx.store);
  const feeOn = (day: string) => reference.parameter('returned-payment-fee', day).value.times(100).toNumber();
  return ctx.store.inTransaction(async (tx) => {
    const payment = await postedPayment(tx, ctx, id);
    if ((await documentsReversing(tx, payment.documentId)).length > 0) throw new AlreadyReturned(id);
    const bank = paymentChannels[payment.channel].glAccount;
    const dueDates = new Set<string>();
    for (const part of await reopened(tx, payment)) {
      await owe(tx, ctx, payment, { ...part, against: bank });
      dueDates.add(part.dueOn);
    }
    await takeBackCredit(tx, ctx, payment, bank);
    for (const dueOn of dueDates) await penaliseLatePayment(tx, ctx, payment.programAccount, dueOn);
    const fee = feeOn(ctx.clock.today());
    const today = ctx.clock.today();
    await owe(tx, ctx, payment, {
      ...{ clientAccount: chart.receivable.fees, amountCents: fee, against: chart.revenue.fees },
      ...{ dueOn: today, periodEnd: null, interestFrom: noInterest },
    });
    return payment;
  });
}

/** What is owed again: for what, when it is due and from when it bears interest. */
type Reopened = Pick<Document, 'clientAccount' | 'amountCents' | 'dueOn' | 'periodEnd' | 'interestFrom'>;

/** The debts that a payment had cleared, as they were before it, those of one kind and with the same dates together. */
async function reopened(tx: Tx, { documentId }: Payment): Promise<Reopened[]> {
  const parts = new Map<string, Reopened>();
  for (const { debitDocumentId, clearedOn, amountCents } of await creditClearings(tx, documentId)) {
    const debt = (await findDocument(tx, debitDocumentId))!;
    const { clientAccount, dueOn, periodEnd, interestFrom: bearing } = debt;
    // Interest up to the day of the payment was charged on the debt itself.
    const interestFrom = bearing > clearedOn ? bearing : dayAfter(clearedOn);
    const kind = `${clientAccount} ${dueOn} ${periodEnd} ${interestFrom}`;
    const so = parts.get(kind)?.amountCents ?? 0;
    parts.set(kind, { clientAccount, amountCents: so + amountCents, dueOn, periodEnd, interestFrom });
  }
  return [...parts.values()];
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
  const dates = { dueOn: ctx.clock.today(), periodEnd: null, interestFrom: noInterest };
  const clientAccount = chart.unappliedCredit;
  const debitId = await owe(tx, ctx, payment, { clientAccount, amountCents, ...dates, against: bank });
  const debits = (await openItemsOf(tx, programAccount)).filter((item) => item.documentId === debitId);
  await postPairs(tx, ctx, programAccount, pairUp(debits, [credit]));
}

async function owe(
  tx: Tx,
  ctx: Context,
  { id, programAccount, documentId: reverses }: Payment,
  part: Reopened & { against: string },
): Promise<number> {
  const { clientAccount, amountCents, dueOn, periodEnd, interestFrom, against } = part;
  const today = ctx.clock.today();
  const isFee = against === chart.revenue.fees;
  const documentId = await appendJournal(tx, {
    document: {
      code: 'NSF',
      programAccount,
      clientAccount,
      reference: id,
      amountCents,
      ...{ ...atOnce(today), dueOn, periodEnd, interestFrom },
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
