import { clearedUpTo } from '../accounts/offsetting.ts';
import { findReferral } from '../accounts/referrals.ts';
import { findAccount } from '../accounts/store.ts';
import { releasePaid } from '../cad/release-paid.ts';
import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { clearAccount, clearableIn, pairUp, postPairs } from '../ledger/clear.ts';
import { atOnce } from '../ledger/tables.ts';
import { record } from '../storage/events.ts';
import { clearChosen } from './clear-chosen.ts';
import { insertPayment, type Payment, type PaymentInTransit, removeInTransit } from './store.ts';

/** A payment on its way into the ledger, from the account of the chart where its money stands. */
type Posted = Omit<Payment, 'id' | 'documentId'> & { id?: string; from: string };

/**
 * Post a payment: clear the transactions chosen or the oldest debt that is due, keep the rest as credit. It counts from
 * its value date, whenever it is posted. Paid in full, goods of a type C declaration are released.
 */
export async function postPayment(tx: Tx, ctx: Context, { from, ...taken }: Posted): Promise<Payment> {
  const { programAccount, channel, amountCents, valueOn } = taken;
  const documentId = await appendJournal(tx, {
    document: {
      code: 'PMT',
      programAccount,
      clientAccount: chart.unappliedCredit,
      reference: channel,
      amountCents: -amountCents,
      ...atOnce(ctx.clock.today()),
      effectiveOn: valueOn,
      interestFrom: valueOn,
    },
    postings: [
      { glAccount: from, amountCents },
      { glAccount: chart.unappliedCredit, amountCents: -amountCents },
    ],
    isOpenItem: true,
  });
  const payment: Payment = { ...taken, id: taken.id ?? receiptNumber(documentId), documentId };
  await insertPayment(tx, payment);
  const { duplicateOf } = payment;
  await record(tx, ctx, {
    action: 'payment.received',
    subject: payment.id,
    onBehalfOf: programAccount,
    detail: {
      channel,
      totalCents: -amountCents,
      documentId,
      ...(duplicateOf === null ? {} : { duplicateOf }),
    },
  });
  await allocate(tx, ctx, payment);
  return payment;
}

/** A receipt is numbered after the document by which its money came in. */
export function receiptNumber(documentId: number): string {
  return `R${String(documentId).padStart(10, '0')}`;
}

/** Post a payment that was in transit. */
export async function postWaiting(tx: Tx, ctx: Context, waiting: PaymentInTransit): Promise<Payment> {
  const { postsOn, ...taken } = waiting;
  await removeInTransit(tx, waiting.id);
  return postPayment(tx, ctx, { ...taken, from: chart.inTransit });
}

/** Source: CBSA, offsetting: once an account is in collection a payment may be applied to any of its debts. */
async function allocate(tx: Tx, ctx: Context, payment: Payment): Promise<void> {
  const { programAccount, valueOn } = payment;
  const isReferred = (await findReferral(tx, programAccount)) !== undefined;
  const account = (await findAccount(tx, programAccount))!;
  const dueBy = isReferred ? '9999-12-31' : clearedUpTo(account, ctx.clock.today());
  const chosen = isReferred || payment.chosen.length === 0 ? [] : await clearChosen(tx, ctx, payment);
  // What arrives later than it counts clears as of its own day; other credits clear today.
  const late = valueOn < ctx.clock.today() ? await clearWith(tx, ctx, payment, dueBy) : [];
  const due = await clearAccount(tx, ctx, programAccount, dueBy);
  await releasePaid(tx, ctx, [...chosen, ...late, ...due]);
}

async function clearWith(
  tx: Tx,
  ctx: Context,
  { programAccount, documentId, valueOn }: Payment,
  dueBy: string,
) {
  const { debits, credits } = await clearableIn(tx, ctx, programAccount, dueBy);
  const own = credits.filter((item) => item.documentId === documentId);
  return postPairs(tx, ctx, programAccount, pairUp(debits, own), valueOn);
}
