import type { Cents } from '../money.ts';
import type { chart } from './chart.ts';
import type { Posting } from './tables.ts';

type Duty =
  | 'duty'
  | 'antiDumping'
  | 'countervailing'
  | 'surtax'
  | 'safeguard'
  | 'exciseDuty'
  | 'exciseTax'
  | 'luxuryTax';

/** Amounts of duty in cents, by kind. What is left out is nothing. */
export type Duties = Partial<Readonly<Record<Duty, Cents>>>;

/**
 * Credit each kind of duty to its account: to revenue when it is charged, to refunds, which mirror revenue, when it is
 * given back. Source: chart of accounts of the sub-ledger.
 */
export function dutyPostings(
  accounts: typeof chart.revenue | typeof chart.refunds,
  duties: Duties,
): Posting[] {
  const { duty = 0, antiDumping = 0, countervailing = 0, surtax = 0, safeguard = 0 } = duties;
  const { exciseDuty = 0, exciseTax = 0, luxuryTax = 0 } = duties;
  return [
    { glAccount: accounts.customsDuty, amountCents: -duty },
    { glAccount: accounts.antiDumping, amountCents: -antiDumping },
    { glAccount: accounts.countervailing, amountCents: -countervailing },
    { glAccount: accounts.surtaxAndSafeguard, amountCents: -(surtax + safeguard) },
    { glAccount: accounts.excise, amountCents: -(exciseDuty + exciseTax) },
    { glAccount: accounts.luxury, amountCents: -luxuryTax },
  ];
}
