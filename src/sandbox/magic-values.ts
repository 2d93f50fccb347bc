import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Bilingual } from '../errors.ts';
import { seedsFolder } from '../reference/seeds.ts';
import type { Sandbox } from './sandbox.ts';

export type MagicKind = 'finding' | 'slow' | 'status' | 'lost' | 'notice-twice';

/** A value that an integrator writes as a purchase order, and the outcome that it forces. */
export interface MagicValue {
  value: string;
  kind: MagicKind;
  /** A code of a finding, milliseconds, or an HTTP status. */
  argument: string;
  outcome: Bilingual;
}

interface Row {
  value: string;
  kind: MagicKind;
  argument: string;
  name_en: string;
  name_fr: string;
}

const rows = parse(readFileSync(join(seedsFolder, 'codes', 'magic-values.csv'), 'utf8'), {
  columns: true,
}) as Row[];

const values = new Map(
  rows.map(({ name_en, name_fr, value, kind, argument }) => [
    value,
    { value, kind, argument, outcome: { en: name_en, fr: name_fr } },
  ]),
);

export const magicValues: readonly MagicValue[] = [...values.values()];

/** The first magic value of a kind among these texts; none where the trainer left magic values off. */
export function magicValueOf(
  { magicValues: isOn }: Sandbox,
  texts: () => readonly string[],
  ...kinds: readonly MagicKind[]
): MagicValue | undefined {
  if (!isOn) return undefined;
  return texts()
    .map((text) => values.get(text))
    .find((found) => found !== undefined && kinds.includes(found.kind));
}
