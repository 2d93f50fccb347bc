import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Bilingual } from '../errors.ts';
import { seedsFolder } from '../reference/seeds.ts';
import type { ScenarioResult } from './types.ts';

const Process = z.object({
  id: z.string(),
  features: z.array(z.string()),
  name: z.object({ en: z.string(), fr: z.string() }),
});

/** How far a run goes through a business process: by how many scenarios, and why not where the plan leaves it out. */
export interface Covered {
  id: string;
  process: Bilingual;
  scenarios: number;
  passed: number;
  leftOut: Bilingual | null;
}

/** The business processes of CARM. */
export function businessProcesses(): z.infer<typeof Process>[] {
  return z.array(Process).parse(parse(readFileSync(join(seedsFolder, 'processes.yaml'), 'utf8')));
}

/** What a run covers of the business processes, and what not: CES 2.0 could not simulate all, and never said which. */
export function coverageOf(
  scenarios: readonly ScenarioResult[],
  leftOut: readonly { process: string; reason: Bilingual }[],
): Covered[] {
  return businessProcesses().map(({ id, features, name }) => {
    const own = scenarios.filter((scenario) => features.includes(scenario.room));
    return {
      id,
      process: name,
      scenarios: own.length,
      passed: own.filter((scenario) => scenario.status === 'passed').length,
      leftOut: leftOut.find((each) => each.process === id)?.reason ?? null,
    };
  });
}
