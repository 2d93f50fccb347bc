import type { CsaOption } from '../accounts/store.ts';
import { addBusinessDays, addWeekdays } from '../clock/calendar.ts';
import type { ReferenceData } from '../reference/reference.ts';

export const programs = ['commercial', 'csa-1', 'csa-2', 'clvs', 'ctc'] as const;

/** commercial: release prior to payment; csa-1, csa-2: customs self-assessment; clvs: courier low value; ctc: continuous transmission commodities. */
export type Program = (typeof programs)[number];

/** The program of an importer's goods, by its option of customs self-assessment. Law: SOR/86-1062 s. 10.3. */
export function programOfOption(csaOption: CsaOption | null): Program {
  return csaOption === null ? 'commercial' : `csa-${csaOption}`;
}

export interface DueDates {
  accountBy: string;
  periodStart: string;
  periodEnd: string;
  statementOn: string;
  dueOn: string;
  /** The last day on which payment is still in time. */
  graceOn: string;
}

/**
 * When goods of a release must be accounted for and paid, and on which statement they are.
 *
 * @param releasedOn           date of release: a period takes releases, not declarations
 * @param accountingDays       business days to account in (commercial), a dated parameter of the law
 *
 * Law: SOR/86-1062 ss. 7.4, 7.5 (courier), 10, 10.1 (commercial), 10.3 (CSA); Interpretation Act s. 26 (grace day).
 * Continuous transmission: trade press and the CBSA's page on statements. Statements are issued on the 25th.
 */
export function dueDates(
  program: Program,
  releasedOn: Temporal.PlainDate,
  accountingDays: number,
  reference: Pick<ReferenceData, 'holidays' | 'lastDayToPay'>,
): DueDates {
  const isMonthly = program === 'csa-1' || program === 'clvs' || program === 'ctc';
  const period = isMonthly ? calendarMonth(releasedOn) : monthFromThe18th(releasedOn);
  const billedIn = isMonthly ? period.end.add({ days: 1 }) : period.end;
  const dueOn = addWeekdays(billedIn.with({ day: 17 }), 10);
  return {
    accountBy: accountBy().toString(),
    periodStart: period.start.toString(),
    periodEnd: period.end.toString(),
    statementOn: billedIn.with({ day: 25 }).toString(),
    dueOn: dueOn.toString(),
    graceOn: reference.lastDayToPay(dueOn.toString()),
  };

  function accountBy(): Temporal.PlainDate {
    if (program === 'commercial') return addBusinessDays(releasedOn, accountingDays, reference.holidays);
    return program === 'clvs' || program === 'ctc' ? billedIn.with({ day: 24 }) : dueOn;
  }
}

/**
 * The last day to account for goods of low value: under self-assessment they may have until the 24th of the month after
 * their release where that is later.
 *
 * Law: SOR/86-1062 s. 10.31.
 */
export function lowValueAccountBy(
  program: Program,
  releasedOn: Temporal.PlainDate,
  accountBy: string,
): string {
  if (program !== 'csa-1' && program !== 'csa-2') return accountBy;
  const the24th = releasedOn.add({ months: 1 }).with({ day: 24 }).toString();
  return the24th < accountBy ? accountBy : the24th;
}

/** The billing period that a statement of a day closes: the one that ended on the 17th before. */
export function periodClosedBy(statementOn: Temporal.PlainDate): {
  start: string;
  end: string;
  dueOn: string;
} {
  const end = statementOn.with({ day: 17 });
  const start = end.subtract({ months: 1 }).with({ day: 18 });
  return { start: start.toString(), end: end.toString(), dueOn: addWeekdays(end, 10).toString() };
}

function monthFromThe18th(date: Temporal.PlainDate) {
  const start = date.day >= 18 ? date.with({ day: 18 }) : date.subtract({ months: 1 }).with({ day: 18 });
  return { start, end: start.add({ months: 1 }).with({ day: 17 }) };
}

function calendarMonth(date: Temporal.PlainDate) {
  return { start: date.with({ day: 1 }), end: date.with({ day: date.daysInMonth }) };
}
