import { amountsToWire } from '../assessment/assess-line.ts';
import { changeOf } from './post.ts';
import type { AssessedCad } from './types.ts';

/** A field that differs between two versions; absent on one side where it was added or taken away. */
export interface FieldChange {
  /** As in the declaration: invoices[0].lines[2].quantity. */
  field: string;
  before?: unknown;
  after?: unknown;
}

export interface VersionChanges {
  fields: FieldChange[];
  /** Differences in dollars by name; what did not change is left out. */
  amounts: Record<string, string>;
}

/** Two versions of a declaration side by side: what was declared otherwise, and what it did to each amount. */
export function compareVersions(earlier: AssessedCad, later: AssessedCad): VersionChanges {
  return {
    fields: [...fieldChanges('', earlier.declared, later.declared)],
    amounts: amountsToWire(changeOf(earlier, later)),
  };
}

function* fieldChanges(field: string, before: unknown, after: unknown): Generator<FieldChange> {
  if (before === after) return;
  if (!isTree(before) || !isTree(after)) {
    yield {
      field,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
    return;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const name = Array.isArray(before) ? `${field}[${key}]` : field === '' ? key : `${field}.${key}`;
    yield* fieldChanges(name, before[key], after[key]);
  }
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
