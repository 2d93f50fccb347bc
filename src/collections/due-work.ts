import { accountsAfter } from '../accounts/store.ts';
import type { DueWork } from '../clock/due-work.ts';
import { nextDaily } from '../clock/instants.ts';
import { statementOverdueSince } from '../penalties/time-limits.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { overdueOf, remind, takeOn } from './collect.ts';
import { collectionsOf, openCollections } from './store.ts';

const perSlice = 40;

/** Overdue debt is looked for on the day after a statement could be paid in time. Times of day: A-57. */
const look: DueWork = {
  kind: 'overdue-debt',
  nextAfter: (instant) => nextDaily(instant, '05:30'),
  runSlice: async (tx, ctx, { dueAt, resumeAfter }) => {
    const { reference } = await tariffOf(ctx.store);
    const day = dueAt.toPlainDate().toString();
    if (statementOverdueSince(day, reference) === undefined) return { units: 0 };
    const today = ctx.clock.today();
    const small = reference.parameter('small-balance', today).value.times(100).toNumber();
    const accounts = await accountsAfter(tx, resumeAfter, perSlice);
    let units = 0;
    for (const { bn15 } of accounts) {
      const overdueCents = await overdueOf(tx, bn15, today);
      if (overdueCents <= small) continue;
      const [last] = await collectionsOf(tx, bn15);
      const isCollected = last !== undefined && (last.closedOn === null || last.openedOn === today);
      if (isCollected) continue;
      await remind(tx, ctx, bn15, overdueCents);
      units += 1;
    }
    return accounts.length < perSlice ? { units } : { units, resumeAfter: accounts.at(-1)!.bn15 };
  },
};

/** Accounts under collection are looked at every day. */
const collecting: DueWork = {
  kind: 'collections',
  nextAfter: (instant) => nextDaily(instant, '05:45'),
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const { reference } = await tariffOf(ctx.store);
    const open = await openCollections(tx, { after: resumeAfter, limit: perSlice });
    let units = 0;
    for (const each of open) if (await takeOn(tx, ctx, each, reference)) units += 1;
    return open.length < perSlice ? { units } : { units, resumeAfter: open.at(-1)!.programAccount };
  },
};

export const collectionWork: readonly DueWork[] = [look, collecting];
