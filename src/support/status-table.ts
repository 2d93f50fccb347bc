import { type Bilingual, DomainError } from '../errors.ts';
import { type Priority, priorities, type Status, statuses } from './types.ts';

type Counts = Record<Priority | 'total', number>;

/** Incidents by status and priority, as the briefing prints them. */
export interface StatusTable {
  rows: (Counts & { status: Status })[];
  totals: Counts;
}

/** A table whose figures contradict each other: reported, never printed as it is. */
export class TableDoesNotAddUp extends DomainError {
  readonly kind = 'refused';
  readonly code = 'TABLE_DOES_NOT_ADD_UP';

  constructor(faults: readonly Bilingual[]) {
    super(
      { en: faults.map(({ en }) => en).join('; '), fr: faults.map(({ fr }) => fr).join('; ') },
      { faults },
    );
  }
}

interface Row {
  number: string;
  status: Status;
  /** Nothing where it is no incident: then it does not count. */
  priority: Priority | null;
  resolvedAt: string | null;
}

/**
 * Count incidents by status and priority, and check that the figures add up to the incidents.
 *
 * @throws TableDoesNotAddUp
 */
export function statusTable(register: readonly Row[]): StatusTable {
  const incidents = register.filter(({ priority }) => priority !== null);
  const countOf = (own: readonly Row[]): Counts => ({
    ...(Object.fromEntries(
      priorities.map((priority) => [priority, own.filter((row) => row.priority === priority).length]),
    ) as Record<Priority, number>),
    total: own.length,
  });
  const rows = statuses.map((status) => ({
    status,
    ...countOf(incidents.filter((row) => row.status === status)),
  }));
  const table = { rows, totals: countOf(incidents) };
  const faults = [...registerFaults(incidents), ...tableFaults(table)];
  if (faults.length > 0) throw new TableDoesNotAddUp(faults);
  return table;
}

/** Everything in a table that does not add up, whoever made it: rows across, columns down. */
export function tableFaults({ rows, totals }: StatusTable): Bilingual[] {
  const across = [...rows.map((row) => ({ name: row.status, row })), { name: 'Total', row: totals }];
  return [
    ...across.flatMap(({ name, row }) =>
      mismatch(
        name,
        priorities.reduce((sum, each) => sum + row[each], 0),
        row.total,
      ),
    ),
    ...[...priorities, 'total' as const].flatMap((each) =>
      mismatch(
        each,
        rows.reduce((sum, row) => sum + row[each], 0),
        totals[each],
      ),
    ),
  ];
}

function mismatch(name: string, sum: number, told: number): Bilingual[] {
  if (sum === told) return [];
  return [
    {
      en: `${name} adds up to ${sum}, and ${told} is told`,
      fr: `${name} donne ${sum}, et ${told} est indiqué`,
    },
  ];
}

function registerFaults(incidents: readonly Row[]): Bilingual[] {
  const numbers = new Set<string>();
  return incidents.flatMap(({ number, status, resolvedAt }) => {
    const faults: Bilingual[] = [];
    if (numbers.has(number)) faults.push({ en: `${number} comes twice`, fr: `${number} figure deux fois` });
    numbers.add(number);
    const isDone = status === 'Resolved' || status === 'Closed';
    if (isDone !== (resolvedAt !== null)) {
      faults.push({
        en: `${number} is ${status} ${isDone ? 'without' : 'with'} a resolution`,
        fr: `${number} est ${status} ${isDone ? 'sans' : 'avec'} résolution`,
      });
    }
    return faults;
  });
}
