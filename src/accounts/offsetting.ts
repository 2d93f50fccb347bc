import { dayBefore } from '../clock/calendar.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import { requireRight } from './rights.ts';
import { findAccount, type Offsetting, type ProgramAccount, setOffsettingOf } from './store.ts';

/** Choose how the credits of an account meet its debts. Source: CBSA, offsetting (three preferences). */
export async function chooseOffsetting(
  ctx: Context,
  bn15: string,
  offsetting: Offsetting,
): Promise<ProgramAccount> {
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'payment:make', bn15);
    const account = await findAccount(tx, bn15);
    if (account === undefined)
      throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, bn15);
    await setOffsettingOf(tx, bn15, offsetting);
    await record(tx, ctx, {
      action: 'account.offsetting-chosen',
      subject: bn15,
      onBehalfOf: bn15,
      detail: { offsetting },
    });
    return { ...account, offsetting };
  });
}

/** The last due date whose debts are cleared today: a business that allocates itself leaves only what is overdue. */
export function clearedUpTo({ offsetting }: ProgramAccount, today: string): string {
  return offsetting === 'MANUAL' ? dayBefore(today) : today;
}
