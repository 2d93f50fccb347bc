import { refer, withdrawReferral } from '../accounts/referrals.ts';
import { dayBefore } from '../clock/calendar.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { unpaidBy } from '../ledger/unpaid.ts';
import type { Cents } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { record } from '../storage/events.ts';
import { type Collection, type CollectionStep, changeCollection, insertCollection } from './store.ts';

/** Debt that was due before today. */
export function overdueOf(on: Reader, programAccount: string, today: string): Promise<Cents> {
  return unpaidBy(on, programAccount, dayBefore(today));
}

/**
 * The step that a collection has come to.
 *
 * @param days since its reminder
 */
export function stepAfter(days: number, terms: { noticeDays: number; referralDays: number }): CollectionStep {
  if (days >= terms.referralDays) return 'REFERRED';
  return days >= terms.noticeDays ? 'NOTICE' : 'REMINDER';
}

/** Remind an account of its overdue debt: with this its collection begins. */
export async function remind(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  overdueCents: Cents,
): Promise<void> {
  const today = ctx.clock.today();
  const opened = { programAccount, openedOn: today, stepOn: today, overdueCents, closedOn: null };
  await insertCollection(tx, { ...opened, step: 'REMINDER' });
  await tell(tx, ctx, programAccount, 'collection.reminder', overdueCents);
}

/**
 * Take a collection on: withdraw it where nothing is overdue any more, else tell the next step when its day has come.
 * Referred, the account is marked: what is paid then may be applied to any of its debts.
 *
 * Source: CBSA, offsetting (accounts in collection with the CRA). Assumption A-58: the steps and their days.
 */
export async function takeOn(
  tx: Tx,
  ctx: Context,
  collection: Collection,
  reference: ReferenceData,
): Promise<boolean> {
  const { programAccount, openedOn, step } = collection;
  const today = ctx.clock.today();
  const overdueCents = await overdueOf(tx, programAccount, today);
  if (overdueCents === 0) {
    await changeCollection(tx, collection, { closedOn: today, overdueCents });
    await withdrawReferral(tx, programAccount);
    await tell(tx, ctx, programAccount, 'collection.withdrawn', overdueCents);
    return true;
  }
  const next = stepAfter(daysBetween(openedOn, today), termsOn(reference, today));
  if (next === step) return false;
  await changeCollection(tx, collection, { step: next, stepOn: today, overdueCents });
  if (next === 'REFERRED') await refer(tx, programAccount, today);
  const action = next === 'REFERRED' ? 'collection.referred' : 'collection.notice';
  await tell(tx, ctx, programAccount, action, overdueCents);
  return true;
}

function termsOn(reference: ReferenceData, today: string) {
  const days = (name: string) => reference.parameter(name, today).value.toNumber();
  return { noticeDays: days('collection-notice-days'), referralDays: days('collection-referral-days') };
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

async function tell(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  action: string,
  overdueCents: Cents,
): Promise<void> {
  await record(tx, ctx, {
    action,
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { overdueCents },
  });
}
