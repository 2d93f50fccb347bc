import type { Incident } from '../support/types.ts';
import { monthOf } from './elapsed.ts';
import type { Verdict } from './evaluate.ts';
import { monthsBetween, type RegisterRow } from './evaluate-register.ts';
import { type ChangeRequirement, requirements } from './requirements.ts';

/** A change that was deployed, and backed out where it had to be. */
export interface DeployedChange {
  reference: string;
  deployedAt: string;
  backedOutAt: string | null;
}

interface Counted {
  number: string;
  month: string;
  at: string;
  isMissed: boolean;
}

/**
 * Judge incidents by the changes that caused them, in the month of their opening, and changes by whether they were backed
 * out, in the month of their deployment. The count stands beside the share; too few say nothing.
 *
 * Source: CARM briefing, March 2024, SLR 1.5-1 and 1.5-2, which give no figure. Assumption A-102: 5 % and 2 %.
 */
export function evaluateChanges(
  incidents: readonly Incident[],
  changes: readonly DeployedChange[],
): RegisterRow[] {
  const counted: Record<ChangeRequirement['share'], Counted[]> = {
    'incidents-caused': incidents.map(({ number, openedAt, causedByChange }) => ({
      ...{ number, at: openedAt, month: monthOf(openedAt), isMissed: causedByChange !== null },
    })),
    'changes-backed-out': changes.map(({ reference, deployedAt, backedOutAt }) => ({
      ...{ number: reference, at: deployedAt, month: monthOf(deployedAt), isMissed: backedOutAt !== null },
    })),
  };
  const months = monthsBetween(Object.values(counted).flatMap((each) => each.map(({ month }) => month)));
  return requirements()
    .filter((each) => each.kind === 'change-share')
    .flatMap((each) =>
      months.map((month) =>
        rowOf(
          each,
          month,
          counted[each.share].filter((one) => one.month === month),
        ),
      ),
    );
}

function rowOf(requirement: ChangeRequirement, month: string, own: readonly Counted[]): RegisterRow {
  const missed = own.filter(({ isMissed }) => isMissed);
  return {
    slr: requirement.id,
    month,
    total: own.length,
    met: own.length - missed.length,
    missed: missed.length,
    result: verdictOf(requirement, own.length, missed.length),
    misses: missed.map(({ number, at }) => ({
      ...{ number, priority: null, openedAt: at, respondedAt: null, resolvedAt: null },
      ...{ waitedMinutes: 0, limitMinutes: 0, tookMinutes: 0, overMinutes: 0, isForgiven: false },
      ...texts(requirement, number),
    })),
  };
}

function verdictOf(
  { maximumPercent, minimumSample }: ChangeRequirement,
  total: number,
  missed: number,
): Verdict {
  if (total === 0) return 'no-data';
  if (total < minimumSample) return 'too-few';
  return (100 * missed) / total <= maximumPercent ? 'pass' : 'fail';
}

function texts({ share }: ChangeRequirement, number: string) {
  return share === 'incidents-caused'
    ? { en: `${number} was caused by a change`, fr: `${number} a été causé par un changement` }
    : { en: `${number} was backed out`, fr: `${number} a été annulé` };
}
