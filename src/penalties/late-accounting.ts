import { dayAfter } from '../clock/calendar.ts';
import type { DueWork } from '../clock/due-work.ts';
import { nextDaily } from '../clock/instants.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { toCents } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { lowValueAccountBy, type Program, programs } from '../release/due-dates.ts';
import { datesOfRelease } from '../release/report-release.ts';
import { hasReleasesOf } from '../release/store.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { assessPenalty } from './assess-penalty.ts';
import { contraventionOf } from './contraventions.ts';
import { extendedAndOverdue, isWhole, lookForOverdue, type OverdueRelease } from './overdue-releases.ts';
import { lateAccountingCode } from './rules.ts';
import { penaltiesOn } from './store.ts';
import { nextStatementDue } from './time-limits.ts';

const kind = 'late-accounting-penalties';
const upTo = 'late accounting looked up to event';

/**
 * Late accounting penalties, made by the system for what was not accounted for in time: declared late, or not at all.
 * A release is looked at when one of the day on which it was reported would be late, and once; the declaration of a
 * courier's month in the night after it came late.
 *
 * Law: Customs Act ss. 32(3), 109.1; SOR/86-1062 ss. 7.4, 10, 10.3. Source: CBSA, Master Penalty Document C288, C292.
 * Assumption A-33: times of day. Assumption A-34: releases reported after the fact.
 */
const byProgram: readonly DueWork[] = programs.map((program) => ({
  kind: program === 'commercial' ? kind : `${kind} ${program}`,
  nextAfter: (instant) => nextDaily(instant, '00:40'),
  runSlice: async (tx, ctx, { resumeAfter }) => {
    if (!(await isUsed(tx, program))) return { units: 0 };
    const bookmark = program === 'commercial' ? upTo : `${upTo}, ${program}`;
    const after = Number(resumeAfter || ((await environmentValue(tx, bookmark)) ?? 0));
    const reportedBefore = await firstDayInTime(ctx, program);
    const look = await lookForOverdue(tx, { program, after, reportedBefore });
    let units = 0;
    for (const release of look.found) if (await penalise(tx, ctx, program, release)) units += 1;
    if (look.upTo > after) await putValue(tx, bookmark, String(look.upTo));
    return isWhole(after, look) ? { units, resumeAfter: String(look.upTo) } : { units };
  },
}));

/** Goods whose time to account was extended are looked at once that is over. Law: Customs Act s. 33.7. */
const extended: DueWork = {
  kind: `${kind} extended`,
  nextAfter: (instant) => nextDaily(instant, '00:40'),
  runSlice: async (tx, ctx) => {
    let units = 0;
    for (const release of await extendedAndOverdue(tx, ctx.clock.today()))
      if (await penalise(tx, ctx, 'commercial', release)) units += 1;
    return { units };
  },
};

export const lateAccounting: readonly DueWork[] = [...byProgram, extended];

/** Most environments know no goods of the rarer programs, and nothing is looked for. */
async function isUsed(on: Reader, program: Program): Promise<boolean> {
  return program === 'commercial' || program === 'clvs' || hasReleasesOf(on, program);
}

/** The earliest day whose releases may still be accounted for in time; a courier's declaration is late when it comes. */
async function firstDayInTime(ctx: Context, program: Program): Promise<string> {
  const today = ctx.clock.today();
  if (program === 'clvs') return today;
  let day = Temporal.PlainDate.from(today);
  while ((await lastDayOf(ctx, program, day)) >= today) day = day.subtract({ days: 1 });
  return dayAfter(day.toString());
}

/** The last day to account for goods whose value is not known yet. */
async function lastDayOf(ctx: Context, program: Program, releasedOn: Temporal.PlainDate): Promise<string> {
  const { accountBy } = await datesOfRelease(ctx, releasedOn.toString(), program);
  return lowValueAccountBy(program, releasedOn, accountBy);
}

/** One penalty for a release, unless it has one or its first late day is a day of relief. */
async function penalise(tx: Tx, ctx: Context, program: Program, release: OverdueRelease): Promise<boolean> {
  const { reference } = await tariffOf(ctx.store);
  const { transactionNumber, releasedOn, valueCents } = release;
  const accountBy = release.accountBy ?? (await lastDayOf(ctx, program, Temporal.PlainDate.from(releasedOn)));
  const committedOn = dayAfter(accountBy);
  const isTold = release.accountBy !== undefined && committedOn < ctx.clock.today();
  if (valueCents === undefined && !isTold) await giveNotice(tx, ctx, release, accountBy);
  if (isRelieved(reference, committedOn)) return false;
  if ((await penaltiesOn(tx, transactionNumber)).some((penalty) => penalty.kind === 'LAP')) return false;
  const today = ctx.clock.today();
  const limit = toCents(reference.parameter('clvs-limit', committedOn).value);
  const code = lateAccountingCode(program, valueCents, limit);
  const dueOn = nextStatementDue(today);
  await assessPenalty(tx, ctx, {
    kind: 'LAP',
    contravention: code,
    programAccount: release.importerBn15,
    subject: transactionNumber,
    level: 1,
    contraventions: 1,
    amountCents: contraventionOf(reference, code, today).amountCents[1],
    committedOn,
    dueOn,
    interestFrom: dayAfter(dueOn),
  });
  return true;
}

/**
 * Nobody has accounted for the goods: the importer, and a broker who sees its declarations, are told once, relief or not.
 * Where it has no effect an officer accounts for them. Source: Customs Notice 25-16 (overdue accounting notices).
 */
function giveNotice(tx: Tx, ctx: Context, release: OverdueRelease, accountBy: string): Promise<void> {
  const { transactionNumber: subject, importerBn15: onBehalfOf, releasedOn } = release;
  return record(tx, ctx, {
    action: 'release.overdue',
    subject,
    onBehalfOf,
    detail: { releasedOn, accountBy },
  });
}

/** Relief goes by the first day on which accounting is late. Source: Customs Notices 24-29, 25-02. */
export function isRelieved(reference: ReferenceData, lateOn: string): boolean {
  return reference.parameter('late-accounting-penalty-applies', lateOn).value.isZero();
}
