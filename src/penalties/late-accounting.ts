import { dayAfter } from '../clock/calendar.ts';
import type { DueWork } from '../clock/due-work.ts';
import type { Context, Tx } from '../context.ts';
import { toCents } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { datesOfRelease } from '../release/report-release.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { assessPenalty } from './assess-penalty.ts';
import { contraventionOf } from './contraventions.ts';
import { isWhole, lookForOverdue, type OverdueRelease } from './overdue-releases.ts';
import { lateAccountingCode } from './rules.ts';
import { penaltiesOn } from './store.ts';
import { nextStatementDue } from './time-limits.ts';

const bookmark = 'late accounting looked up to event';

/**
 * Late accounting penalties, made by the system for each release that was not accounted for in time: declared late,
 * or not at all. A release is looked at when one of the day on which it was reported would be late, and once.
 *
 * Law: Customs Act ss. 32(3), 109.1; SOR/86-1062 s. 10. Source: CBSA, Master Penalty Document C288, C292.
 * Assumption A-33: times of day. Assumption A-34: releases reported after the fact.
 */
export const lateAccounting: DueWork = {
  kind: 'late-accounting-penalties',
  nextAfter: (instant) => {
    const today = instant.withPlainTime('00:40');
    return Temporal.ZonedDateTime.compare(today, instant) > 0 ? today : today.add({ days: 1 });
  },
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const after = Number(resumeAfter || ((await environmentValue(tx, bookmark)) ?? 0));
    const look = await lookForOverdue(tx, after, await firstDayInTime(ctx));
    let units = 0;
    for (const release of look.found) if (await penalise(tx, ctx, release)) units += 1;
    if (look.upTo > after) await putValue(tx, bookmark, String(look.upTo));
    return isWhole(after, look) ? { units, resumeAfter: String(look.upTo) } : { units };
  },
};

/** The earliest day whose releases may still be accounted for in time. */
async function firstDayInTime(ctx: Context): Promise<string> {
  const today = ctx.clock.today();
  let day = Temporal.PlainDate.from(today);
  while ((await datesOfRelease(ctx, day.toString())).accountBy >= today) day = day.subtract({ days: 1 });
  return dayAfter(day.toString());
}

/** One penalty for a release, unless it has one or its first late day is a day of relief. */
async function penalise(tx: Tx, ctx: Context, release: OverdueRelease): Promise<boolean> {
  const { reference } = await tariffOf(ctx.store);
  const { accountBy } = await datesOfRelease(ctx, release.releasedOn);
  const committedOn = dayAfter(accountBy);
  if (isRelieved(reference, committedOn)) return false;
  const { transactionNumber } = release;
  if ((await penaltiesOn(tx, transactionNumber)).some((penalty) => penalty.kind === 'LAP')) return false;
  const today = ctx.clock.today();
  const limit = toCents(reference.parameter('clvs-limit', committedOn).value);
  const code = lateAccountingCode('commercial', release.valueCents, limit);
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

/** Relief goes by the first day on which accounting is late. Source: Customs Notices 24-29, 25-02. */
export function isRelieved(reference: ReferenceData, lateOn: string): boolean {
  return reference.parameter('late-accounting-penalty-applies', lateOn).value.isZero();
}
