import { optionsFor } from './profiles.ts';

export { lookUp, pay, readStatement, submit } from './journeys.ts';

export const options = optionsFor(__ENV.PROFILE!);

/** All figures of the run, for the report. */
export function handleSummary(data: unknown): Record<string, string> {
  return { [__ENV.SUMMARY!]: JSON.stringify(data) };
}
