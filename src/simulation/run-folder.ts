import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plan } from './plan.ts';

const incompleteMark = 'INCOMPLETE.txt';

/** `reports/<plan>-<seed>-<n>/`, n being the first number that is free; marked incomplete until all of it is written. */
export function newRunFolder(plan: Plan, reports: string): string {
  mkdirSync(reports, { recursive: true });
  const stem = `${plan.name}-${plan.seed}-`;
  const taken = readdirSync(reports)
    .filter((name) => name.startsWith(stem))
    .map((name) => Number(basename(name).slice(stem.length)));
  const folder = join(reports, `${stem}${Math.max(0, ...taken.filter(Number.isInteger)) + 1}`);
  mkdirSync(folder);
  writeFileSync(
    join(folder, incompleteMark),
    'This run did not finish; run the plan again.\nCette exécution ne s’est pas terminée; relancez le plan.\n',
  );
  return folder;
}

export function markComplete(folder: string): void {
  rmSync(join(folder, incompleteMark));
}

/** Whether a run went to its end. */
export function isComplete(folder: string): boolean {
  return existsSync(join(folder, 'debrief.json')) && !existsSync(join(folder, incompleteMark));
}
