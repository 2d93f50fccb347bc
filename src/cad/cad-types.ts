import { addWeekdays } from '../clock/calendar.ts';
import type { Channel } from '../context.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { type DueDates, dueDates } from '../release/due-dates.ts';

interface CadType {
  /** Whether the release system must have reported the goods, or must not have. */
  release: 'needed' | 'none';
  channels: readonly Channel[];
  /** What its dates follow: the release, payment first, liability at once, the month of a courier, the end of interim accounting. */
  billing: 'release' | 'paid first' | 'at once' | 'courier month' | 'after interim';
}

const everyChannel: readonly Channel[] = ['CCP', 'EDI', 'API'];

/**
 * The types of declaration that can be submitted.
 *
 * Law: SOR/86-1062 ss. 7.4, 7.5 (F), 10, 10.1 (AB), 12, 13 (D); Customs Act ss. 32(1) (C), 32.2 (H), 33.4(1)(b) (H, V).
 * Source: CSCB notices of 2008 (H, V: portal only for V).
 */
export const cadTypes = {
  AB: { release: 'needed', channels: everyChannel, billing: 'release' },
  C: { release: 'none', channels: everyChannel, billing: 'paid first' },
  D: { release: 'needed', channels: ['CCP', 'EDI'], billing: 'after interim' },
  F: { release: 'none', channels: ['CCP', 'EDI'], billing: 'courier month' },
  H: { release: 'none', channels: ['CCP'], billing: 'at once' },
  V: { release: 'none', channels: ['CCP'], billing: 'at once' },
} as const satisfies Record<string, CadType>;

export type CadTypeCode = keyof typeof cadTypes;

export const cadTypeCodes = Object.keys(cadTypes) as [CadTypeCode, ...CadTypeCode[]];

export interface CadDates {
  /** Nothing where no limit to account runs from a release. */
  accountBy: string | null;
  /** The billing period; nothing for what is billed as soon as it is posted. */
  periodEnd: string | null;
  dueOn: string;
}

/**
 * When a declaration must be accounted for and paid.
 *
 * @param ofRelease  dates of its release, where there is one
 * @param releasedIn month in which a courier's shipments were released, "2024-11"
 * @returns nothing where the release, or the month, that they follow is not known
 */
export function datesOf(
  type: CadTypeCode,
  given: { today: string; ofRelease: DueDates | undefined; releasedIn: string | undefined },
  reference: ReferenceData,
): CadDates | undefined {
  const { today, ofRelease, releasedIn } = given;
  switch (cadTypes[type].billing) {
    case 'release':
      return ofRelease;
    case 'paid first':
    case 'at once':
      return { accountBy: null, periodEnd: null, dueOn: today };
    case 'courier month':
      return releasedIn === undefined
        ? undefined
        : dueDates('clvs', Temporal.PlainDate.from(`${releasedIn}-01`), 0, reference.holidays);
    case 'after interim': {
      const following = Temporal.PlainDate.from(today).add({ months: 1 }).with({ day: 17 });
      return { accountBy: null, periodEnd: null, dueOn: addWeekdays(following, 10).toString() };
    }
  }
}
