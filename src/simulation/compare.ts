import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Debrief } from '../debrief/types.ts';
import { NotFound } from '../errors.ts';
import { isComplete } from './run-folder.ts';

export interface Difference {
  what: string;
  first: string;
  second: string;
}

export interface Comparison {
  isSameBusiness: boolean;
  business: Difference[];
  measured: Difference[];
}

/** What two runs differ in: business results, which the same plan and seed must share, and what was measured. */
export function compareRuns(first: string, second: string): Comparison {
  const [a, b] = [readDebrief(first), readDebrief(second)];
  const business = differences(
    flatten({ plan: a.plan, seed: a.seed, ...a.business }),
    flatten({ plan: b.plan, seed: b.seed, ...b.business }),
  );
  return {
    isSameBusiness: a.business.digest === b.business.digest,
    business,
    measured: differences(flatten(a.measured), flatten(b.measured)),
  };
}

function readDebrief(folder: string): Debrief {
  if (!isComplete(folder)) throw new NotFound({ en: 'Complete run', fr: 'L’exécution complète' }, folder);
  return JSON.parse(readFileSync(join(folder, 'debrief.json'), 'utf8')) as Debrief;
}

/** Every value by its path: `figures.accepted.value`. Members of a list go by their own name where they have one. */
function flatten(value: unknown, path = ''): Map<string, string> {
  const flat = new Map<string, string>();
  if (typeof value !== 'object' || value === null) return flat.set(path, String(value));
  for (const [key, member] of Object.entries(value)) {
    const own = Array.isArray(value) ? nameOf(member) : undefined;
    for (const [inner, text] of flatten(member, path === '' ? key : `${path}.${own ?? key}`))
      flat.set(inner, text);
  }
  return flat;
}

function nameOf(member: unknown): string | undefined {
  if (typeof member !== 'object' || member === null) return undefined;
  const { id, scope, day, code, account, issuedOn, name, feature, scenario } = member as Record<
    string,
    string
  >;
  const parts = [
    id,
    scope,
    day,
    code,
    account,
    issuedOn,
    feature,
    scenario,
    typeof name === 'string' ? name : undefined,
  ];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.join(' ');
}

function differences(first: Map<string, string>, second: Map<string, string>): Difference[] {
  const paths = [...new Set([...first.keys(), ...second.keys()])].sort();
  return paths
    .filter((path) => first.get(path) !== second.get(path))
    .map((what) => ({ what, first: first.get(what) ?? '–', second: second.get(what) ?? '–' }));
}
