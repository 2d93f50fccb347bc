import { NotFound } from '../errors.ts';
import { type Cents, fromWire } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';

/** The first, the second, and the third or a later penalty of one client for one contravention. */
export type Level = 1 | 2 | 3;

/** What the Master Penalty Document says of one contravention. */
export interface Contravention {
  code: string;
  name: { en: string; fr: string };
  amountCents: Record<Level, Cents>;
  /** How long a penalty raises the level of the next; where it was not found, see assumption A-31. */
  retentionMonths: number;
  /** The same amount however often. */
  isFlat: boolean;
  /** The second level waits for 30 days after the first notice. */
  isDelayed: boolean;
  /** Most for one issue at the first level. */
  issueCapCents?: Cents;
  /** Most for everything found on one occasion, by level. */
  capCents: Partial<Record<Level, Cents>>;
  /** Most for a slip of the keyboard repeated, at the first level. */
  keystrokeCapCents?: Cents;
  /** Only errors that are related to earlier ones raise the level. */
  isRelatedOnly: boolean;
  /** Not applied to a correction that gives nothing but a refund. */
  isNotForRefund: boolean;
  /** The contravention that is not penalised together with this one. */
  notWith?: string;
}

const unknownRetentionMonths = 12;

/** @throws NotFound for a code that the reference data do not hold */
export function contraventionOf(reference: ReferenceData, code: string, on: string): Contravention {
  const found = reference.inForce('contraventions', code, on);
  if (found === undefined) throw new NotFound({ en: 'Contravention', fr: 'L’infraction' }, code);
  const { data } = found;
  const cents = (column: string) => (data[column] === undefined ? undefined : fromWire(data[column]));
  return {
    code,
    name: { en: data.name_en!, fr: data.name_fr! },
    amountCents: { 1: cents('level1')!, 2: cents('level2')!, 3: cents('level3')! },
    retentionMonths: Number(data.retention_months ?? unknownRetentionMonths),
    isFlat: data.flat === 'Y',
    isDelayed: data.delayed === 'Y',
    isRelatedOnly: data.related_only === 'Y',
    isNotForRefund: data.not_for_refund === 'Y',
    ...given('issueCapCents', cents('cap1_issue')),
    capCents: { ...given(1, cents('cap1')), ...given(2, cents('cap2')), ...given(3, cents('cap3')) },
    ...given('keystrokeCapCents', cents('keystroke_cap')),
    ...given('notWith', data.not_with),
  };
}

function given<K extends string | number, V>(name: K, value: V | undefined): { [name in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [name in K]?: V });
}
