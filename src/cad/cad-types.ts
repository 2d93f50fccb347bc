import type { RegisterName } from '../accounts/registers.ts';
import type { ProgramAccount } from '../accounts/store.ts';
import { addWeekdays } from '../clock/calendar.ts';
import type { Channel } from '../context.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { type DueDates, dueDates, type Program, programOfOption } from '../release/due-dates.ts';
import type { B3 } from './b3-store.ts';
import type { CadInput } from './types.ts';

interface CadType {
  /** Whether the release system must have reported the goods, or must not have. */
  release: 'needed' | 'none';
  channels: readonly Channel[];
  /**
   * What its dates follow: the release, payment first, liability at once, the month of a courier, the end of interim
   * accounting, the withdrawal from a warehouse, the year after goods were used.
   */
  billing:
    | 'release'
    | 'paid first'
    | 'at once'
    | 'courier month'
    | 'after interim'
    | 'withdrawal'
    | 'year after use';
  /** The register on which an account must be to use it. */
  members?: RegisterName;
  warehouse?: { isIn?: true; isOut?: true; draws?: true };
}

const everyChannel: readonly Channel[] = ['CCP', 'EDI', 'API'];
const portalAndEdi: readonly Channel[] = ['CCP', 'EDI'];

const leavingBond: CadType = {
  release: 'none',
  channels: portalAndEdi,
  billing: 'at once',
  warehouse: { isOut: true, draws: true },
};

/**
 * The types of declaration that can be submitted.
 *
 * Law: SOR/86-1062 ss. 7.4, 7.5 (F), 10, 10.1 (AB), 10.3 (TT), 12, 13 (D), 14, 15 (M); Customs Act ss. 32(1) (C),
 * 32.2 (H), 33.4(1)(b) (H, V). Source: CSCB notices of 2008 (H, V: portal only for V); Memorandum D7-4-4 (10 to 30).
 */
export const cadTypes = {
  AB: { release: 'needed', channels: everyChannel, billing: 'release' },
  C: { release: 'none', channels: everyChannel, billing: 'paid first' },
  D: { release: 'needed', channels: portalAndEdi, billing: 'after interim' },
  F: { release: 'none', channels: portalAndEdi, billing: 'courier month', members: 'clvs' },
  H: { release: 'none', channels: ['CCP'], billing: 'at once' },
  M: { release: 'none', channels: ['CCP'], billing: 'year after use', members: 'defence' },
  TT: { release: 'needed', channels: everyChannel, billing: 'release' },
  V: { release: 'none', channels: ['CCP'], billing: 'at once' },
  10: { release: 'none', channels: portalAndEdi, billing: 'at once', warehouse: { isIn: true } },
  13: { release: 'none', channels: portalAndEdi, billing: 'at once', warehouse: { isIn: true, draws: true } },
  20: { ...leavingBond, billing: 'withdrawal' },
  21: leavingBond,
  22: leavingBond,
  30: leavingBond,
} as const satisfies Record<string, CadType>;

export type CadTypeCode = `${keyof typeof cadTypes}`;

export const cadTypeCodes = Object.keys(cadTypes) as [CadTypeCode, ...CadTypeCode[]];

export const ofCadType = (code: CadTypeCode): CadType => cadTypes[code];

export interface CadDates {
  /** Nothing where no limit to account runs from a release. */
  accountBy: string | null;
  /** The billing period; nothing for what is billed as soon as it is posted. */
  periodEnd: string | null;
  dueOn: string;
  /** The goods are released once this is paid. */
  isPaidFirst?: true;
}

/** What the dates of a declaration depend on. */
export interface Dating {
  today: string;
  ofRelease: DueDates | undefined;
  account: ProgramAccount | undefined;
  b3: B3 | undefined;
}

/**
 * When a declaration must be accounted for and paid.
 *
 * @returns nothing where the release, the month or the day that they follow is not known
 *
 * Law: see `cadTypes`. Assumption A-60: goods withdrawn from a warehouse are billed like goods released that day.
 */
export function datesOf(input: CadInput, dating: Dating, reference: ReferenceData): CadDates | undefined {
  const { today, ofRelease, account, b3 } = dating;
  if (input.preCarm === 'AS_DECLARED') return b3 === undefined ? undefined : datesOfB3(b3);
  if (input.preCarm === 'AS_ADJUSTED') return atOnce(today);
  switch (ofCadType(input.cadType).billing) {
    case 'release':
      return ofRelease;
    case 'paid first':
      return { ...atOnce(today), isPaidFirst: true };
    case 'at once':
      return atOnce(today);
    case 'courier month': {
      const month = input.releasedIn;
      return month === undefined ? undefined : ofProgram('clvs', `${month}-01`, reference);
    }
    case 'after interim':
      return { accountBy: null, ...inNextMonth(today) };
    case 'year after use':
      return input.interimEndedOn === undefined
        ? undefined
        : yearAfter(input.interimEndedOn, today, account?.csaOption != null);
    case 'withdrawal':
      if (account?.hasRpp !== true) return { ...atOnce(today), isPaidFirst: true };
      return { ...ofProgram(programOfOption(account.csaOption), today, reference), accountBy: null };
  }
}

function ofProgram(program: Program, releasedOn: string, reference: ReferenceData): DueDates {
  return dueDates(program, Temporal.PlainDate.from(releasedOn), 0, reference);
}

function atOnce(today: string): CadDates {
  return { accountBy: null, periodEnd: null, dueOn: today };
}

/** The tenth weekday after the 17th of the next month, which is when the statement of that month asks for payment. */
function inNextMonth(today: string): Pick<CadDates, 'periodEnd' | 'dueOn'> {
  const following = Temporal.PlainDate.from(today).add({ months: 1 }).with({ day: 17 });
  return { periodEnd: following.toString(), dueOn: addWeekdays(following, 10).toString() };
}

/** Law: SOR/86-1062 s. 15: twelve months after the goods' use ended; under self-assessment paid in the next month. */
function yearAfter(endedOn: string, today: string, isCsa: boolean): CadDates {
  const accountBy = Temporal.PlainDate.from(endedOn).add({ months: 12 }).toString();
  return { accountBy, ...(isCsa ? inNextMonth(today) : { periodEnd: null, dueOn: today }) };
}

/** What was due under the systems before CARM: the last day of the month in which the period of the 25th to the 24th ended. */
function datesOfB3({ accountedOn }: B3): CadDates {
  const day = Temporal.PlainDate.from(accountedOn);
  const month = day.day <= 24 ? day : day.add({ months: 1 });
  return { accountBy: null, periodEnd: null, dueOn: month.with({ day: month.daysInMonth }).toString() };
}
