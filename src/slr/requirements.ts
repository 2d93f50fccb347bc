import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { seedsFolder } from '../reference/seeds.ts';

const Named = { id: z.string(), name: z.object({ en: z.string(), fr: z.string() }) };

const Requirement = z.discriminatedUnion('kind', [
  z.object({
    ...Named,
    kind: z.literal('response-time'),
    serviceClass: z.number().int(),
    /** Fewer transactions than this say nothing about a percentage. */
    minimumSample: z.number().int(),
    targets: z.array(z.object({ percent: z.number(), withinSeconds: z.number() })),
  }),
  z.object({
    ...Named,
    kind: z.literal('availability'),
    limits: z.object({ singleEventMinutes: z.number(), monthMinutes: z.number() }),
  }),
]);

export type Requirement = z.infer<typeof Requirement>;

/** The service level requirements, as data. Source: CARM briefing, March 2024. */
export function requirements(): Requirement[] {
  return z.array(Requirement).parse(parse(readFileSync(join(seedsFolder, 'slr.yaml'), 'utf8')));
}
