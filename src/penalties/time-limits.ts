import { addWeekdays, dayAfter, type Holidays, nextNonHoliday } from '../clock/calendar.ts';
import type { ReferenceData } from '../reference/reference.ts';

/** Last days, each included, counted from the service of a penalty. */
export interface TimeLimits {
  payWithoutInterestUntil: string;
  correctiveMeasureUntil: string;
  redressUntil: string;
  extensionUntil: string;
}

/**
 * Until when a penalty is paid without interest, corrected by an officer, and brought before the Minister.
 *
 * Where the last day of what the client may do is a holiday, the next day that is none is still in time.
 *
 * @param servedOn date of service, day 0
 *
 * Law: Customs Act ss. 109.5(2) (30 days), 127.1 (90 days), 129 (90 days), 129.1 (one year more);
 * Interpretation Act s. 26. Assumption A-37: which of them a holiday prolongs.
 */
export function timeLimits(servedOn: string, holidays: Holidays): TimeLimits {
  const served = Temporal.PlainDate.from(servedOn);
  const days90 = served.add({ days: 90 });
  return {
    payWithoutInterestUntil: inTime(served.add({ days: 30 }), holidays),
    correctiveMeasureUntil: days90.toString(),
    redressUntil: inTime(days90, holidays),
    extensionUntil: inTime(days90.add({ years: 1 }), holidays),
  };
}

/** Until when evidence may be given. Law: Customs Act s. 130 (30 days after the notice of reasons). */
export function evidenceUntil(reasonsOn: string, holidays: Holidays): string {
  return inTime(Temporal.PlainDate.from(reasonsOn).add({ days: 30 }), holidays);
}

/** Until when a decision may be taken to the Federal Court. Law: Customs Act s. 135 (90 days). */
export function courtUntil(decidedOn: string, holidays: Holidays): string {
  return inTime(Temporal.PlainDate.from(decidedOn).add({ days: 90 }), holidays);
}

/** When the statement issued next asks for payment. Statements are issued on the 25th, after penalties are posted. */
export function nextStatementDue(today: string): string {
  const date = Temporal.PlainDate.from(today);
  const issuedIn = date.day <= 25 ? date : date.add({ months: 1 });
  return statementDueIn(issuedIn).toString();
}

/** No bulletin has deferred a due date for longer. */
const monthsOfDeferral = [0, 1, 2, 3];

/**
 * The due date of the statement that became overdue today: yesterday was the last day to pay it in time.
 *
 * Law: SOR/86-1062 s. 10.1; Interpretation Act s. 26.
 */
export function statementOverdueSince(today: string, reference: ReferenceData): string | undefined {
  const date = Temporal.PlainDate.from(today);
  return monthsOfDeferral
    .map((months) => statementDueIn(date.subtract({ months })).toString())
    .find((dueOn) => dayAfter(reference.lastDayToPay(dueOn)) === today);
}

/** When the statement of a month asks for payment. */
function statementDueIn(month: Temporal.PlainDate): Temporal.PlainDate {
  return addWeekdays(month.with({ day: 17 }), 10);
}

function inTime(lastDay: Temporal.PlainDate, holidays: Holidays): string {
  return nextNonHoliday(lastDay, holidays).toString();
}
