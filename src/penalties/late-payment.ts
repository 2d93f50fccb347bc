import { accountsAfter } from '../accounts/store.ts';
import { dayAfter, dayBefore } from '../clock/calendar.ts';
import type { DueWork } from '../clock/due-work.ts';
import { nextDaily } from '../clock/instants.ts';
import type { Context, Tx } from '../context.ts';
import { findDocument, onTheWay } from '../ledger/documents.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import type { OpenItem } from '../ledger/tables.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { assessPenalty } from './assess-penalty.ts';
import { contraventionOf } from './contraventions.ts';
import { penaltiesOn } from './store.ts';
import { statementOverdueSince } from './time-limits.ts';

const accountsPerSlice = 40;

/**
 * Late payment penalties, on the day after the last day on which a statement could be paid in time: one for each
 * account that left debt of that statement unpaid, however much.
 *
 * Law: Customs Act ss. 33(2), 109.1; Interpretation Act s. 26. Source: CBSA, Master Penalty Document C336.
 * Assumption A-33: times of day. Assumption A-35: what counts as debt of a statement.
 */
export const latePayment: DueWork = {
  kind: 'late-payment-penalties',
  nextAfter: (instant) => nextDaily(instant, '00:45'),
  runSlice: async (tx, ctx, { dueAt, resumeAfter }) => {
    const { reference } = await tariffOf(ctx.store);
    // A clock that runs may be past the day for which the work is done.
    const lateOn = dueAt.toPlainDate().toString();
    const dueOn = statementOverdueSince(lateOn, reference);
    if (dueOn === undefined || isRelieved(reference, lateOn)) return { units: 0 };
    const accounts = await accountsAfter(tx, resumeAfter, accountsPerSlice);
    let units = 0;
    for (const { bn15 } of accounts) if (await penalise(tx, ctx, bn15, { dueOn, lateOn })) units += 1;
    return accounts.length < accountsPerSlice ? { units } : { units, resumeAfter: accounts.at(-1)!.bn15 };
  },
};

interface Days {
  dueOn: string;
  lateOn: string;
}

/** Assess the penalty that a payment had averted: it was returned, and the statement is unpaid after its due date. */
export async function penaliseLatePayment(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  dueOn: string,
): Promise<void> {
  const { reference } = await tariffOf(ctx.store);
  const lateOn = dayAfter(reference.lastDayToPay(dueOn));
  if (lateOn > ctx.clock.today() || isRelieved(reference, lateOn)) return;
  await penalise(tx, ctx, programAccount, { dueOn, lateOn });
}

async function penalise(tx: Tx, ctx: Context, programAccount: string, days: Days): Promise<boolean> {
  if (!(await hasUnpaidDebt(tx, programAccount, days))) return false;
  const { dueOn, lateOn } = days;
  const subject = `${programAccount} ${dueOn}`;
  if ((await penaltiesOn(tx, subject)).some((penalty) => penalty.kind === 'LPP')) return false;
  const { reference } = await tariffOf(ctx.store);
  const today = ctx.clock.today();
  await assessPenalty(tx, ctx, {
    kind: 'LPP',
    contravention: 'C336',
    programAccount,
    subject,
    level: 1,
    contraventions: 1,
    amountCents: contraventionOf(reference, 'C336', today).amountCents[1],
    committedOn: lateOn,
    dueOn: today,
    interestFrom: dayAfter(today),
  });
  return true;
}

/** A payment that is on its way in time pays as well as one that arrived. */
async function hasUnpaidDebt(tx: Tx, programAccount: string, { dueOn, lateOn }: Days): Promise<boolean> {
  const due = (await openItemsOf(tx, programAccount)).filter(
    (item) => item.remainingCents > 0 && item.dueOn === dueOn,
  );
  let unpaid = 0;
  for (const item of due) if (await isBilled(tx, item)) unpaid += item.remainingCents;
  return unpaid > 0 && unpaid > (await onTheWay(tx, programAccount, dayBefore(lateOn)));
}

/** Debt that a statement asks for by its due date, unlike what is payable as soon as it is posted. */
async function isBilled(tx: Tx, { code, documentId }: OpenItem): Promise<boolean> {
  if (code === 'LAP' || code === 'INT') return true;
  return (await findDocument(tx, documentId))?.periodEnd != null;
}

/** Relief goes by the first day on which payment is late. Source: Customs Notice 24-29; profile EXTENDED_2026. */
export function isRelieved(reference: ReferenceData, lateOn: string): boolean {
  return reference.parameter('late-payment-penalty-applies', lateOn).value.isZero();
}
