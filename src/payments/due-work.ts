import type { DueWork } from '../clock/due-work.ts';
import { nextDaily } from '../clock/instants.ts';
import type { Context, Tx } from '../context.ts';
import { answers } from '../partners/ask-partner.ts';
import { postWaiting } from './post-payment.ts';
import { inTransitDue, inTransitOf, type PaymentInTransit } from './store.ts';

const paymentsPerSlice = 40;

/** Payments in transit show in their accounts, before credits meet debts at 03:00. Time of day: A-51. */
const posting: DueWork = {
  kind: 'payments-in-transit',
  nextAfter: (instant) => nextDaily(instant, '02:30'),
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const page = { after: resumeAfter, limit: paymentsPerSlice };
    const due = await inTransitDue(tx, ctx.clock.today(), page);
    let units = 0;
    for (const each of due) if (await postIfPaid(tx, ctx, each)) units += 1;
    return due.length < paymentsPerSlice ? { units } : { units, resumeAfter: due.at(-1)!.id };
  },
};

export const paymentWork: readonly DueWork[] = [posting];

/** A debit is paid once the bank has taken it: while it is down the debit waits, in value of its own day. */
export async function postIfPaid(tx: Tx, ctx: Context, waiting: PaymentInTransit): Promise<boolean> {
  const isDebit = waiting.channel === 'pre-authorized-debit';
  if (isDebit && !(await answers(ctx, tx, 'banks', waiting.id))) return false;
  await postWaiting(tx, ctx, waiting);
  return true;
}

/**
 * Post what is in transit into an account before its statement is issued, so that interest goes by the days on which
 * payments were made. Assumption A-53.
 */
export async function postBeforeStatement(tx: Tx, ctx: Context, programAccount: string): Promise<void> {
  for (const each of await inTransitOf(tx, programAccount))
    if (each.valueOn <= ctx.clock.today()) await postIfPaid(tx, ctx, each);
}
