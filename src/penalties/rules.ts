import { type Cents, sum } from '../money.ts';
import type { Program } from '../release/due-dates.ts';
import type { Contravention, Level } from './contraventions.ts';

/** Days that a delayed contravention stays at its first level. */
const daysOfDelay = 30;

/**
 * The level of a penalty served today: one more than the penalties that still count, at most the third.
 *
 * A penalty counts until the retention period after its notice is over; on the day on which it is over it counts no
 * more. For a contravention with delayed escalation, penalties served in the 30 days after the first one stay at the
 * first level and raise nothing.
 *
 * @param servedOn dates of notice of the client's earlier penalties for this code that stand, earliest first
 * @param today    date of notice of the new one
 *
 * Source: CBSA, Master Penalty Document (retention, levels); Customs Notice 10-002 (delayed escalation).
 * Assumption A-30: retention runs from the notice, and the client is the business, whichever of its accounts.
 * Assumption A-31: where no retention period was found it is 12 months; a penalty inside the delay raises nothing.
 */
export function levelOf(contravention: Contravention, servedOn: readonly string[], today: string): Level {
  if (contravention.isFlat) return 1;
  const retained = servedOn.filter((date) => today < plusMonths(date, contravention.retentionMonths));
  const first = retained[0];
  if (!contravention.isDelayed || first === undefined) return leveled(1 + retained.length);
  const delayEnds = plusDays(first, daysOfDelay);
  if (today < delayEnds) return 1;
  return leveled(2 + retained.slice(1).filter((date) => date >= delayEnds).length);
}

/** What was found on one occasion. */
export interface Found {
  /** For each issue, the contraventions found under it; most penalties have one issue of one contravention. */
  issues: readonly number[];
  /** One slip of the keyboard made all of them, and it was corrected within 90 days. */
  isKeystroke: boolean;
}

/**
 * What a penalty costs, in cents: the amount of the level for each contravention, within the caps published for one
 * issue and for one occasion, and within what the Act allows for one contravention.
 *
 * @param statutoryMaximum most for one contravention, in cents
 *
 * Law: Customs Act s. 109.1. Source: CBSA, Master Penalty Document C080 to C083, C350 to C353 (caps).
 */
export function amountOf(
  contravention: Contravention,
  level: Level,
  { issues, isKeystroke }: Found,
  statutoryMaximum: Cents,
): Cents {
  const each = Math.min(contravention.amountCents[level], statutoryMaximum);
  const issueCap = level === 1 ? (contravention.issueCapCents ?? Infinity) : Infinity;
  const total = sum(issues.map((contraventions) => Math.min(each * contraventions, issueCap)));
  const keystrokeCap = isKeystroke && level === 1 ? (contravention.keystrokeCapCents ?? Infinity) : Infinity;
  return Math.min(total, contravention.capCents[level] ?? Infinity, keystrokeCap);
}

/**
 * The code of a late accounting penalty.
 *
 * C292 is for low-value goods that have until the 24th of the next month: of couriers, and under self-assessment.
 * All other commercial goods have five business days whatever they are worth, and C288 is for them.
 *
 * @param valueCents value for duty where it is known; goods nobody has accounted for have none
 * @param limitCents the limit of a low-value shipment, itself included
 *
 * Law: SOR/86-1062 ss. 7.4, 10, 10.31. Source: CBSA, Master Penalty Document C288, C292.
 */
export function lateAccountingCode(
  program: Program,
  valueCents: Cents | undefined,
  limitCents: Cents,
): 'C288' | 'C292' {
  const hasLowValueTerm = program === 'clvs' || program === 'csa-1' || program === 'csa-2';
  return hasLowValueTerm && valueCents !== undefined && valueCents <= limitCents ? 'C292' : 'C288';
}

function leveled(count: number): Level {
  return count >= 3 ? 3 : count === 2 ? 2 : 1;
}

function plusMonths(date: string, months: number): string {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

function plusDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}
