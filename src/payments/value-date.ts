import { addBusinessDays, dayAfter, type Holidays } from '../clock/calendar.ts';
import type { Context, Reader, Tx } from '../context.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';
import { record } from '../storage/events.ts';
import { type PaymentChannel, paymentChannels } from './types.ts';

/** The day whose payment it is, and the day on which it shows in the account. */
export interface PaymentDates {
  valueOn: string;
  postsOn: string;
}

/**
 * When a payment received now counts, and when it is posted.
 *
 * @param now      simulated instant in Eastern time, "2024-11-29T16:05:00-05:00"
 * @param terms    last minute of the day for the channel, and business days until it is posted
 *
 * Source: CBSA, payments (23:59 for electronic payments and in person, 16:00 for cheques).
 */
export function paymentDates(
  now: string,
  terms: { lastMinute: number; postingDays: number },
  holidays: Holidays,
): PaymentDates {
  const today = now.slice(0, 10);
  const minute = Number(now.slice(11, 13)) * 60 + Number(now.slice(14, 16));
  const valueOn = minute > terms.lastMinute ? dayAfter(today) : today;
  const shownOn = addBusinessDays(Temporal.PlainDate.from(valueOn), terms.postingDays, holidays);
  return { valueOn, postsOn: terms.postingDays === 0 ? valueOn : shownOn.toString() };
}

/** The dates of a payment by a channel received now. */
export async function datesOfPayment(
  ctx: Context,
  on: Reader,
  channel: PaymentChannel,
  reference: ReferenceData,
): Promise<PaymentDates> {
  const { kind } = paymentChannels[channel];
  const today = ctx.clock.today();
  const number = (name: string) => reference.parameter(name, today).value.toNumber();
  const isCheque = kind === 'cheque';
  const isDelayed = kind !== 'in-person' && (await areDelaysShown(on));
  const lastMinute = number(isCheque ? 'cheque-cut-off' : 'electronic-cut-off');
  const postingDays = isDelayed ? number(isCheque ? 'cheque-posting-days' : 'electronic-posting-days') : 0;
  return paymentDates(ctx.clock.now(), { lastMinute, postingDays }, reference.holidays);
}

const key = 'payment delays';

/** Whether payments take the days that they really take. Assumption A-52: not unless the trainer wants it. */
export async function areDelaysShown(on: Reader): Promise<boolean> {
  return (await environmentValue(on, key)) === 'shown';
}

export async function showDelays(tx: Tx, ctx: Context, areShown: boolean): Promise<void> {
  await putValue(tx, key, areShown ? 'shown' : 'hidden');
  await record(tx, ctx, { action: 'payment.delays-set', subject: ctx.environment, detail: { areShown } });
}
