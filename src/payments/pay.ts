import { bn9Of } from '../accounts/identifiers.ts';
import { requireRight } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import { type Cents, fromWire } from '../money.ts';
import { askPartner } from '../partners/ask-partner.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { requireWithinLimits } from './limits.ts';
import type { TakenPayment } from './store.ts';
import { takePayment } from './take-payment.ts';
import { type PaymentChannel, type PaymentInput, paymentChannels } from './types.ts';

/**
 * Receive a payment: clear the transactions chosen or the oldest debt that is due, keep the rest as credit.
 *
 * @throws PartnerUnavailable, CardLimitReached, ChequeTooLarge, WireForNonResidents, ChosenNotCovered
 *
 * Law: Customs Act ss. 3.5, 32(1), 33. Source: CBSA, payments; CARM Bulletin 5408 (card limit).
 */
export async function receivePayment(ctx: Context, input: PaymentInput): Promise<TakenPayment> {
  const amountCents = paidCents(input.amount);
  await askBank(ctx, input.channel, `${input.programAccount} ${amountCents}`);
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction((tx) => payInto(tx, ctx, { ...input, amountCents }, reference));
}

/** Pay into one account, with the authority to. */
export async function payInto(
  tx: Tx,
  ctx: Context,
  wanted: Omit<PaymentInput, 'amount'> & { amountCents: Cents; groupId?: string },
  reference: ReferenceData,
): Promise<TakenPayment> {
  const { programAccount, channel, amountCents, transactions = [], groupId } = wanted;
  await requireRight(ctx, tx, 'payment:make', programAccount);
  if ((await findAccount(tx, programAccount)) === undefined) {
    throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, programAccount);
  }
  await requireWithinLimits(tx, ctx, wanted, reference);
  const { bn9 } = ctx.actor;
  const payerBn9 = bn9 === undefined || bn9 === bn9Of(programAccount) ? null : bn9;
  const group = groupId === undefined ? {} : { groupId };
  const order = { programAccount, channel, amountCents, chosen: transactions, payerBn9, ...group };
  return takePayment(tx, ctx, order, reference);
}

/** Ask the bank, where the channel needs one. @throws PartnerUnavailable */
export async function askBank(ctx: Context, channel: PaymentChannel, subject: string): Promise<void> {
  if (paymentChannels[channel].needsBank) await askPartner(ctx, 'banks', subject);
}

/** @throws InvalidInput for a payment of nothing */
export function paidCents(amount: string): Cents {
  const cents = fromWire(amount);
  if (cents > 0) return cents;
  throw new InvalidInput({ en: 'A payment is more than nothing', fr: 'Un paiement est plus que rien' });
}
