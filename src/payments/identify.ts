import { requireScope } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { chart } from '../ledger/chart.ts';
import { record } from '../storage/events.ts';
import { nobody } from './bank-payments.ts';
import { findUnidentified, settleUnidentified, type Unidentified } from './bank-store.ts';
import { postWaiting } from './post-payment.ts';
import { postTransit, putInTransit } from './take-payment.ts';
import { paymentChannels } from './types.ts';

/** Money finds its owner once. */
export class AlreadySettled extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'UNIDENTIFIED_ALREADY_SETTLED';

  constructor({ id, status, receipt }: Unidentified) {
    super(
      {
        en: `Payment ${id} is settled: ${status}${receipt === null ? '' : `, receipt ${receipt}`}`,
        fr: `Le paiement ${id} est réglé : ${status}${receipt === null ? '' : `, reçu ${receipt}`}`,
      },
      { id, state: status },
    );
  }
}

/** An officer finds whose the money is: it is that account's from the day on which it was paid. */
export async function identifyPayment(
  ctx: Context,
  id: number,
  programAccount: string,
): Promise<Unidentified> {
  requireScope(ctx, 'payment:decide');
  return ctx.store.inTransaction(async (tx) => {
    const open = await openPayment(tx, id);
    if ((await findAccount(tx, programAccount)) === undefined)
      throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, programAccount);
    await takeFromNobody(tx, ctx, open, chart.transfers);
    const { channel, amountCents, valueOn, receivedAt } = open;
    const waiting = await putInTransit(tx, ctx, {
      programAccount,
      channel,
      amountCents,
      valueOn,
      receivedAt,
      postsOn: ctx.clock.today(),
      chosen: [],
      payerBn9: null,
      groupId: null,
      duplicateOf: null,
      from: chart.transfers,
    });
    const { id: receipt } = await postWaiting(tx, ctx, waiting);
    return settle(tx, ctx, open, { status: 'IDENTIFIED', receipt });
  });
}

/** Nobody can say whose the money is: it goes back to the bank it came from. */
export async function sendBack(ctx: Context, id: number): Promise<Unidentified> {
  requireScope(ctx, 'payment:decide');
  return ctx.store.inTransaction(async (tx) => {
    const open = await openPayment(tx, id);
    await takeFromNobody(tx, ctx, open, paymentChannels[open.channel].glAccount);
    return settle(tx, ctx, open, { status: 'SENT_BACK', receipt: null });
  });
}

/** @throws NotFound, AlreadySettled */
async function openPayment(tx: Tx, id: number): Promise<Unidentified> {
  const found = await findUnidentified(tx, id);
  if (found === undefined)
    throw new NotFound({ en: 'Unidentified payment', fr: 'Le paiement non identifié' }, String(id));
  if (found.status !== 'OPEN') throw new AlreadySettled(found);
  return found;
}

async function takeFromNobody(tx: Tx, ctx: Context, open: Unidentified, to: string): Promise<void> {
  const { payee, valueOn, amountCents } = open;
  await postTransit(tx, ctx, { programAccount: nobody, reference: payee, valueOn }, [
    { glAccount: chart.inTransit, amountCents },
    { glAccount: to, amountCents: -amountCents },
  ]);
}

async function settle(
  tx: Tx,
  ctx: Context,
  open: Unidentified,
  change: Pick<Unidentified, 'status' | 'receipt'>,
): Promise<Unidentified> {
  await settleUnidentified(tx, open.id, change);
  const action = change.status === 'IDENTIFIED' ? 'payment.identified' : 'payment.sent-back';
  const { amountCents } = open;
  await record(tx, ctx, {
    action,
    subject: String(open.id),
    detail: { amountCents, receipt: change.receipt },
  });
  return { ...open, ...change };
}
