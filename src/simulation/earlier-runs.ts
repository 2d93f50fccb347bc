import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { summaryOf } from '../debrief/summary.ts';
import { type Debrief, debriefFormat, type EarlierRun, scenarioKey } from '../debrief/types.ts';
import { isComplete } from './run-folder.ts';

/** As many as a reader compares at a glance. */
const atMost = 4;

/** Complete runs of the same plan, the newest last. */
export function earlierRuns(plan: string, reports: string): EarlierRun[] {
  return completeRuns(reports)
    .map(({ name, file }) => ({ name, debrief: read(file) }))
    .filter(({ debrief }) => debrief.plan === plan && debrief.format === debriefFormat)
    .slice(-atMost)
    .map(({ name, debrief }) => summaryOf(name, debrief));
}

/** What became of a scenario in the newest run that had it. */
export interface LastResult {
  status: Debrief['business']['scenarios'][number]['status'];
  run: string;
}

/** The last result of each scenario, by its feature and name. */
export function lastResults(reports: string): Map<string, LastResult> {
  const results = new Map<string, LastResult>();
  for (const { name, file } of completeRuns(reports)) {
    const { format, business } = read(file);
    if (format !== debriefFormat) continue;
    for (const { status, ...scenario } of business.scenarios)
      results.set(scenarioKey(scenario), { status, run: name });
  }
  return results;
}

/** Complete runs with the files of each, the oldest first. */
export function runsIn(reports: string): { name: string; files: string[] }[] {
  return completeRuns(reports).map(({ name }) => ({ name, files: readdirSync(join(reports, name)) }));
}

/** The oldest first. */
function completeRuns(reports: string) {
  if (!existsSync(reports)) return [];
  return readdirSync(reports)
    .map((name) => ({ name, file: join(reports, name, 'debrief.json') }))
    .filter(({ name, file }) => existsSync(file) && isComplete(join(reports, name)))
    .map((run) => ({ ...run, at: statSync(run.file).mtimeMs }))
    .sort((a, b) => a.at - b.at);
}

function read(file: string): Debrief {
  return JSON.parse(readFileSync(file, 'utf8')) as Debrief;
}
