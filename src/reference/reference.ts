import { type Holidays, nextNonHoliday } from '../clock/calendar.ts';
import { Decimal } from '../money.ts';
import type { ReferenceRecord } from './records.ts';

/** K and A facts may not be taken for official ones: whoever meets one is told. */
export function markText(mark: string): string {
  if (mark === 'A') return 'assumed for the simulation, not a published value';
  if (mark === 'K') return 'general knowledge, not verified';
  if (mark === 'C') return 'sources disagree';
  return `verified (${mark})`;
}

export function basisOf(record: ReferenceRecord, what: string): string {
  const from = record.effectiveFrom === '' ? '' : `, in force from ${record.effectiveFrom}`;
  return `${what}${from}; source ${record.source}, ${markText(record.mark)}`;
}

export interface Parameter {
  value: Decimal;
  basis: string;
}

/** All reference data of one revision, in memory. It never changes: a new revision is a new object. */
export class ReferenceData {
  readonly #lists = new Map<string, Map<string, ReferenceRecord[]>>();
  readonly #parameters = new Map<string, Parameter>();
  readonly holidays: Holidays;

  constructor(records: readonly ReferenceRecord[]) {
    for (const record of records) {
      const list = this.#lists.get(record.list) ?? new Map<string, ReferenceRecord[]>();
      this.#lists.set(record.list, list);
      const dated = list.get(record.key);
      if (dated === undefined) list.set(record.key, [record]);
      else dated.push(record);
    }
    for (const list of this.#lists.values()) {
      for (const dated of list.values()) dated.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
    }
    this.holidays = new Set(
      this.all('holidays')
        .filter((holiday) => holiday.data.statutory === 'Y')
        .flatMap((holiday) => [holiday.data.date!, holiday.data.observed_on!]),
    );
  }

  all(list: string): ReferenceRecord[] {
    return [...(this.#lists.get(list)?.values() ?? [])].flat();
  }

  has(list: string, key: string): boolean {
    return this.#lists.get(list)?.has(key) ?? false;
  }

  /** Every period of one key, earliest first. */
  history(list: string, key: string): readonly ReferenceRecord[] {
    return this.#lists.get(list)?.get(key) ?? [];
  }

  /** The record in force on a date. Of two that are, the later one. */
  inForce(list: string, key: string, on: string): ReferenceRecord | undefined {
    const dated = this.#lists.get(list)?.get(key);
    if (dated === undefined) return undefined;
    for (let i = dated.length - 1; i >= 0; i--) {
      const record = dated[i]!;
      if (record.effectiveFrom <= on) {
        return record.effectiveTo === null || record.effectiveTo >= on ? record : undefined;
      }
    }
    return undefined;
  }

  /**
   * The last day on which a debt due on a date is still paid in time: a holiday is followed by the next day that is none,
   * and the CBSA may defer a due date by bulletin.
   *
   * Law: Interpretation Act s. 26. Source: CBSA, payments (deferrals).
   */
  lastDayToPay(dueOn: string): string {
    const deferred = this.history('due-date-deferrals', dueOn).at(-1)?.data.until ?? dueOn;
    return nextNonHoliday(Temporal.PlainDate.from(deferred), this.holidays).toString();
  }

  /** A parameter of the law on a date; the seeds hold one from the first day of the simulation on. */
  parameter(name: string, on: string): Parameter {
    const key = `${name} ${on}`;
    const known = this.#parameters.get(key);
    if (known !== undefined) return known;
    const record = this.inForce('parameters', name, on);
    if (record === undefined) throw new RangeError(`no value of the parameter ${name} on ${on}`);
    const parameter = { value: new Decimal(record.data.value!), basis: basisOf(record, name) };
    this.#parameters.set(key, parameter);
    return parameter;
  }
}
