import { accountsAfter } from '../accounts/store.ts';
import type { DueWork } from '../clock/due-work.ts';
import { instantText, nextDaily } from '../clock/instants.ts';
import { documentsOfDay } from '../ledger/documents.ts';
import { accountsWithCredit } from '../ledger/open-items.ts';
import { debitRun } from './debit-run.ts';
import { issueStatement } from './issue-statement.ts';
import { offset } from './offset.ts';
import { addToNotices } from './store.ts';

/** Small enough that a request between two slices waits a few milliseconds. */
const accountsPerSlice = 40;
const documentsPerSlice = 400;

/** Credits meet debts that fall due. Source: CBSA, offsetting (daily, for debt that is due). Time of day: A-07. */
const clearing: DueWork = {
  kind: 'clearing',
  nextAfter: (instant) => nextDaily(instant, '03:00'),
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const accounts = await accountsWithCredit(tx, resumeAfter, accountsPerSlice);
    for (const account of accounts) await offset(tx, ctx, account);
    return sliceOf(accounts, accountsPerSlice);
  },
};

/**
 * The daily notice: Tuesday to Saturday after midnight, for the day before; Tuesday's covers Saturday to Monday.
 * Source: CBSA, daily notices. Time of day: A-07.
 */
const dailyNotice: DueWork = {
  kind: 'daily-notice',
  nextAfter: (instant) => {
    let next = nextDaily(instant, '00:30');
    while (next.dayOfWeek < 2 || next.dayOfWeek > 6) next = next.add({ days: 1 });
    return next;
  },
  runSlice: async (tx, _ctx, { dueAt, resumeAfter }) => {
    const days = dueAt.dayOfWeek === 2 ? [3, 2, 1] : [1];
    const [position = '0', after = '0'] = resumeAfter.split(' ');
    const day = Number(position);
    const postedOn = dueAt.toPlainDate().subtract({ days: days[day]! }).toString();
    const posted = await documentsOfDay(tx, postedOn, Number(after), documentsPerSlice);
    await addToNotices(tx, posted, instantText(dueAt));
    const units = posted.length;
    if (units === documentsPerSlice) return { units, resumeAfter: `${day} ${posted.at(-1)!.id}` };
    return day + 1 < days.length ? { units, resumeAfter: `${day + 1} 0` } : { units };
  },
};

/** Statements of account on the 25th, weekends included. Source: CBSA, statements of account. Time of day: A-07. */
const statementRun: DueWork = {
  kind: 'statements',
  nextAfter: (instant) => {
    const thisMonth = instant.with({ day: 25 }).startOfDay().add({ hours: 4 });
    return Temporal.ZonedDateTime.compare(thisMonth, instant) > 0 ? thisMonth : thisMonth.add({ months: 1 });
  },
  runSlice: async (tx, ctx, { dueAt, resumeAfter }) => {
    const issuedOn = dueAt.toPlainDate().toString();
    const accounts = await accountsAfter(tx, resumeAfter, accountsPerSlice);
    for (const { bn15 } of accounts) await issueStatement(tx, ctx, bn15, issuedOn);
    return sliceOf(
      accounts.map((account) => account.bn15),
      accountsPerSlice,
    );
  },
};

export const billingWork: readonly DueWork[] = [dailyNotice, clearing, statementRun, debitRun];

function sliceOf(accounts: readonly string[], size: number) {
  const units = accounts.length;
  return units < size ? { units } : { units, resumeAfter: accounts.at(-1)! };
}
