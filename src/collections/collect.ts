import { refer, withdrawReferral } from '../accounts/referrals.ts';
import { dayBefore } from '../clock/calendar.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { unpaidBy } from '../ledger/unpaid.ts';
import type { Cents } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { applyCash } from '../security/apply-cash.ts';
import { demandUnder } from '../security/demand-payment.ts';
import { securedDisputes } from '../security/holds.ts';
import { agreementsOf } from '../security/store.ts';
import { record } from '../storage/events.ts';
import { type Collection, type CollectionStep, changeCollection, insertCollection } from './store.ts';

/**
 * Debt that was due before today, but for what is in dispute and secured, and for goods that are paid before release:
 * until they are, they are not released, and nothing is owed on them.
 *
 * Law: Customs Act ss. 32(1), 97.22.
 */
export async function overdueOf(on: Reader, programAccount: string, today: string): Promise<Cents> {
  const items = await openItemsOf(on, programAccount);
  const unreleased = items.filter((item) => item.code === 'CADC').map((item) => item.reference);
  const except = new Set([...(await securedDisputes(on, programAccount)), ...unreleased]);
  return unpaidBy(on, programAccount, dayBefore(today), except);
}

/** Days from the due date to each step. */
export interface CollectionTerms {
  warning: number;
  arrears: number;
  securityDemand: number;
  legalAction: number;
}

/**
 * The step that a collection has come to.
 *
 * @param days since the debt was due: on the first of them the reminder goes out
 *
 * Law: Customs Act ss. 97.22, 97.34, 97.35 (no legal action until the 91st day after the notice). Source: CBSA, payments
 * (30 days unpaid: notice of arrears, collection by the CRA). Assumption A-58: the other days.
 */
export function stepAfter(days: number, terms: CollectionTerms): CollectionStep {
  if (days >= terms.legalAction) return 'LEGAL_ACTION';
  if (days >= terms.securityDemand) return 'SECURITY_DEMAND';
  if (days >= terms.arrears) return 'ARREARS';
  return days >= terms.warning ? 'WARNING' : 'REMINDER';
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
  await tell(tx, ctx, programAccount, actions.REMINDER, overdueCents);
}

/**
 * Take a collection on: withdraw it where nothing is overdue any more, else tell the next step when its day has come.
 * In arrears, the account is collected by the CRA: what is paid, still to the CBSA, may be applied to any of its debts.
 *
 * Source: CBSA, offsetting (accounts in collection with the CRA).
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
  // The reminder went out on the first day after the due date.
  const next = stepAfter(daysBetween(openedOn, today) + 1, termsOn(reference, today));
  if (next === step) return false;
  await changeCollection(tx, collection, { step: next, stepOn: today, overdueCents });
  await tell(tx, ctx, programAccount, actions[next], overdueCents);
  if (next === 'ARREARS') await refer(tx, programAccount, today);
  if (next === 'SECURITY_DEMAND') await callOnSecurity(tx, ctx, programAccount);
  return true;
}

const actions: Record<CollectionStep, string> = {
  REMINDER: 'collection.reminder',
  WARNING: 'collection.warning',
  ARREARS: 'collection.arrears',
  SECURITY_DEMAND: 'collection.security-demand',
  LEGAL_ACTION: 'collection.legal-action',
};

/** Cash in trust first, then the providers of agreements. Law: Customs Act s. 3.4; SOR/2024-42 s. 8. */
async function callOnSecurity(tx: Tx, ctx: Context, programAccount: string): Promise<void> {
  await applyCash(tx, ctx, programAccount);
  for (const agreement of await agreementsOf(tx, programAccount)) await demandUnder(tx, ctx, agreement);
}

function termsOn(reference: ReferenceData, today: string): CollectionTerms {
  const days = (name: string) => reference.parameter(name, today).value.toNumber();
  const arrears = days('collection-arrears-days');
  return {
    warning: days('collection-warning-days'),
    arrears,
    securityDemand: days('collection-security-days'),
    legalAction: arrears + days('collection-stay-days'),
  };
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
