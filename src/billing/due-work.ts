import { gt, sql } from 'drizzle-orm';
import type { DueWork } from '../clock/due-work.ts';
import { instantText } from '../clock/instants.ts';
import type { Tx } from '../context.ts';
import { clearAccount } from '../ledger/clear.ts';
import { accountsToClear, accountsWithUnstated, postedTotals } from '../ledger/store.ts';
import { issueStatement } from './issue-statement.ts';
import { insertNotice, statements } from './store.ts';

/** Small enough that a request between two slices waits a few milliseconds. */
const accountsPerSlice = 40;

/** Credits meet debts that fall due. Source: CBSA, offsetting (daily, for debt that is due). Time of day: A-07. */
const clearing: DueWork = {
  kind: 'clearing',
  nextAfter: (instant) => nextDaily(instant, '03:00'),
  runSlice: async (tx, ctx, { dueAt, resumeAfter }) => {
    const today = dueAt.toPlainDate().toString();
    const accounts = await accountsToClear(tx, resumeAfter, today, accountsPerSlice);
    for (const account of accounts) await clearAccount(tx, ctx, account);
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
    const [position = '0', after = ''] = resumeAfter.split(' ');
    const day = Number(position);
    const postedOn = dueAt.toPlainDate().subtract({ days: days[day]! }).toString();
    const totals = await postedTotals(tx, postedOn, after, accountsPerSlice);
    for (const total of totals) await insertNotice(tx, { ...total, postedOn, issuedAt: instantText(dueAt) });
    const units = totals.length;
    if (units === accountsPerSlice) return { units, resumeAfter: `${day} ${totals.at(-1)!.programAccount}` };
    return day + 1 < days.length ? { units, resumeAfter: `${day + 1} ` } : { units };
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
    const accounts = await accountsToState(tx, resumeAfter);
    for (const account of accounts) await issueStatement(tx, ctx, account, issuedOn);
    return sliceOf(accounts, accountsPerSlice);
  },
};

export const billingWork: readonly DueWork[] = [dailyNotice, clearing, statementRun];

/** Accounts with something unstated, and those whose last statement left a balance, in the order of their numbers. */
async function accountsToState(tx: Tx, after: string): Promise<string[]> {
  const unstated = await accountsWithUnstated(tx, after, accountsPerSlice);
  const withBalance = await tx.db
    .select({ account: statements.programAccount })
    .from(statements)
    .where(gt(statements.programAccount, after))
    .groupBy(statements.programAccount)
    .having(sql`max(abs(${statements.closingCents})) > 0`)
    .orderBy(statements.programAccount)
    .limit(accountsPerSlice);
  const both = new Set([...unstated, ...withBalance.map((row) => row.account)]);
  return [...both].sort().slice(0, accountsPerSlice);
}

function sliceOf(accounts: readonly string[], size: number) {
  const units = accounts.length;
  return units < size ? { units } : { units, resumeAfter: accounts.at(-1)! };
}

function nextDaily(instant: Temporal.ZonedDateTime, time: string): Temporal.ZonedDateTime {
  const today = instant.withPlainTime(time);
  return Temporal.ZonedDateTime.compare(today, instant) > 0 ? today : today.add({ days: 1 });
}
