import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { nothingDue, type Posting } from '../ledger/tables.ts';
import type { Cents } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { record } from '../storage/events.ts';
import { requireCovered } from './clear-chosen.ts';
import { duplicateOf } from './duplicate.ts';
import { postPayment, receiptNumber } from './post-payment.ts';
import { insertInTransit, type PaymentInTransit, type TakenPayment } from './store.ts';
import { type PaymentChannel, paymentChannels } from './types.ts';
import { datesOfPayment } from './value-date.ts';

export interface PaymentOrder {
  programAccount: string;
  channel: PaymentChannel;
  amountCents: Cents;
  /** Transactions to clear with it; none: the oldest debt that is due. */
  chosen?: readonly string[];
  /** Where the bank says of which day it is. */
  valueOn?: string;
  payerBn9?: string | null;
  groupId?: string;
}

/**
 * Take a payment: post it today, or keep it in transit until the day on which it shows in the account.
 *
 * @throws ChosenNotCovered
 */
export async function takePayment(
  tx: Tx,
  ctx: Context,
  order: PaymentOrder,
  reference: ReferenceData,
): Promise<TakenPayment> {
  const chosen = [...(order.chosen ?? [])];
  if (chosen.length > 0) await requireCovered(tx, { ...order, chosen });
  const dates = await datesOfPayment(ctx, tx, order.channel, reference);
  const taken = {
    programAccount: order.programAccount,
    channel: order.channel,
    amountCents: order.amountCents,
    valueOn: order.valueOn ?? dates.valueOn,
    receivedAt: ctx.clock.now(),
    chosen,
    payerBn9: order.payerBn9 ?? null,
    groupId: order.groupId ?? null,
    duplicateOf: await duplicateOf(tx, order),
  };
  const from = paymentChannels[order.channel].glAccount;
  if (dates.postsOn <= ctx.clock.today()) return postPayment(tx, ctx, { ...taken, from });
  return putInTransit(tx, ctx, { ...taken, postsOn: dates.postsOn, from });
}

/** Keep a payment in 1090 until it is posted: the money is there, the account does not show it yet. */
export async function putInTransit(
  tx: Tx,
  ctx: Context,
  { from, ...waiting }: Omit<PaymentInTransit, 'id'> & { from: string },
): Promise<PaymentInTransit> {
  const { programAccount, amountCents, valueOn, channel } = waiting;
  const documentId = await postTransit(tx, ctx, { programAccount, reference: channel, valueOn }, [
    { glAccount: from, amountCents },
    { glAccount: chart.inTransit, amountCents: -amountCents },
  ]);
  const payment = { id: receiptNumber(documentId), ...waiting };
  await insertInTransit(tx, payment);
  await record(tx, ctx, {
    action: 'payment.in-transit',
    subject: payment.id,
    onBehalfOf: programAccount,
    detail: { channel, amountCents, valueOn, postsOn: waiting.postsOn, documentId },
  });
  return payment;
}

/** Post what moves money towards an account without changing what it owes. */
export function postTransit(
  tx: Tx,
  ctx: Context,
  entry: { programAccount: string; reference: string; valueOn: string },
  postings: readonly Posting[],
): Promise<number> {
  const { valueOn, ...document } = entry;
  return appendJournal(tx, {
    document: {
      code: 'TRN',
      clientAccount: chart.unappliedCredit,
      amountCents: 0,
      ...document,
      ...nothingDue(ctx.clock.today()),
      effectiveOn: valueOn,
    },
    postings,
    isOpenItem: false,
  });
}
