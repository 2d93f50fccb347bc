import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One measured figure, and what it is judged by. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** What it is compared with, measured in the same run. */
  limit: number | null;
  ratio: number | null;
  target: number | null;
  met: boolean | null;
  how: string;
}

/** A figure compared with another of the same run. */
export function compared(
  row: Pick<Row, 'name' | 'value' | 'unit' | 'how'>,
  limit: number,
  target: number,
): Row {
  const ratio = row.value / limit;
  return { ...row, limit, ratio, target, met: ratio >= target };
}

/** A figure that has to reach or, where less is better, not to pass a target. */
export function against(
  row: Pick<Row, 'name' | 'value' | 'unit' | 'how'>,
  target: number,
  isLessBetter = false,
): Row {
  return {
    ...row,
    limit: null,
    ratio: null,
    target,
    met: isLessBetter ? row.value <= target : row.value >= target,
  };
}

/** A figure that is only told. */
export function told(row: Pick<Row, 'name' | 'value' | 'unit' | 'how'>): Row {
  return { ...row, limit: null, ratio: null, target: null, met: null };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function print(rows: readonly Row[]): void {
  const cells = rows.map((row) => [
    row.name,
    `${round(row.value)} ${row.unit}`,
    row.ratio === null ? '' : `${row.ratio.toFixed(2)} × ${round(row.limit!)}`,
    row.target === null ? '' : String(row.target),
    row.met === null ? '' : row.met ? 'met' : 'NOT MET',
  ]);
  const table = [['figure', 'value', 'ratio × limit', 'target', ''], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
}

export function save(root: string, rows: readonly Row[]): void {
  const folder = join(root, 'reports', 'bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(rows, null, 2)}\n`);
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toString() : value.toPrecision(3);
}
