import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { summaryOf } from '../debrief/summary.ts';
import { type Debrief, debriefFormat, type EarlierRun } from '../debrief/types.ts';
import { isComplete } from './run-folder.ts';

/** As many as a reader compares at a glance. */
const atMost = 4;

/** Complete runs of the same plan, the newest last. */
export function earlierRuns(plan: string, reports: string): EarlierRun[] {
  return readdirSync(reports)
    .map((name) => ({ name, file: join(reports, name, 'debrief.json') }))
    .filter(({ name, file }) => existsSync(file) && isComplete(join(reports, name)))
    .map(({ name, file }) => ({ name, at: statSync(file).mtimeMs, debrief: read(file) }))
    .filter(({ debrief }) => debrief.plan === plan && debrief.format === debriefFormat)
    .sort((a, b) => a.at - b.at)
    .slice(-atMost)
    .map(({ name, debrief }) => summaryOf(name, debrief));
}

function read(file: string): Debrief {
  return JSON.parse(readFileSync(file, 'utf8')) as Debrief;
}
