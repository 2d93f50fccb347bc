import { join, resolve } from 'node:path';

export const projectFolder = join(import.meta.dirname, '..');

/** Where environments live: CARM_HOME, or `environments/` of the working folder. */
export function environmentsFolder(): string {
  return resolve(process.env.CARM_HOME ?? 'environments');
}

/** Where rehearsals write their runs: CARM_REPORTS, or `reports/` of the working folder. */
export function reportsFolder(): string {
  return resolve(process.env.CARM_REPORTS ?? 'reports');
}

export const version = '0.1.0';
