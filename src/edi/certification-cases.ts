import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CadLineInput } from '../cad/types.ts';
import { seedsFolder } from '../reference/seeds.ts';
import type { CertifiedChannel } from './certification-store.ts';

/** From the easy to the hard: a package opens once all cases before it are passed. Assumption A-46. */
export const packages = ['valid', 'invalid', 'correction', 'volume'] as const;

const both = z.strictObject({ en: z.string(), fr: z.string() });

const CertificationCase = z.strictObject({
  key: z.string(),
  package: z.enum(packages),
  title: both,
  send: both,
  /** How the goods differ from the ordinary ones. */
  line: CadLineInput.partial().optional(),
  lines: z.number().int().optional(),
  invoiceValue: z.string().optional(),
  number: z.literal('wrong check digit').optional(),
  released: z.literal('long ago').optional(),
  /** Accepted as a B3 by the systems before CARM: nothing is released. */
  isB3: z.boolean().optional(),
  volume: z.boolean().optional(),
  /** A field that a line of the accepted declaration must have. */
  declares: z.enum(['sima', 'surtaxCode', 'excise']).optional(),
  steps: z.array(z.string()).min(1),
});

export type CertificationCase = z.infer<typeof CertificationCase>;

const cases = z
  .array(CertificationCase)
  .parse(parse(readFileSync(join(seedsFolder, 'edi', 'certification-cases.yaml'), 'utf8')));

/** Every case, by its position from 1. */
export const certificationCases: readonly CertificationCase[] = cases;

export function caseAt(position: number): CertificationCase | undefined {
  return certificationCases[position - 1];
}

/** What must be received, in order, such as "cad.rejected CAD-E200". */
export function stepsOf({ steps }: CertificationCase, channel: CertifiedChannel): string[] {
  const duplicate = channel === 'EDI' ? 'edi.duplicate' : 'cad.rejected CAD-E050';
  return steps.map((step) => (step === 'duplicate' ? duplicate : step));
}
