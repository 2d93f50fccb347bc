import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { seedsFolder } from '../reference/seeds.ts';
import { priorities } from '../support/types.ts';

export const requirementIds = [
  '1.4-1',
  '1.4-2',
  '1.4-4a',
  '1.4-4b',
  '1.4-5a',
  '1.4-5b',
  '1.5-1',
  '1.5-2',
] as const;

const Named = {
  id: z.enum(requirementIds),
  name: z.object({ en: z.string(), fr: z.string() }),
  source: z.string(),
  mark: z.string(),
};

const Limit = z.union([
  z.strictObject({ minutes: z.number() }),
  z.strictObject({ hours: z.number() }),
  z.strictObject({ businessDays: z.number() }),
]);

export type Limit = z.infer<typeof Limit>;

/** When the clock of an incident runs: always, in support hours, or on business days after the one of its opening. */
const Calendar = z.enum(['always', 'support-hours', 'business-days']);

export type Calendar = z.infer<typeof Calendar>;

const OfIncidents = {
  ...Named,
  /** Which severities it is about, and how long each may take. */
  limits: z.partialRecord(z.enum(priorities), Limit),
  calendar: Calendar,
  /** Whether one miss is forgiven that is the only one of its month, of any severity. */
  forgivesSingleMiss: z.boolean(),
};

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
  z.object({ ...OfIncidents, kind: z.literal('incident-response') }),
  z.object({ ...OfIncidents, kind: z.literal('incident-resolution') }),
  z.object({
    ...Named,
    kind: z.literal('change-share'),
    share: z.enum(['incidents-caused', 'changes-backed-out']),
    maximumPercent: z.number(),
    minimumSample: z.number().int(),
  }),
]);

export type Requirement = z.infer<typeof Requirement>;

export type IncidentRequirement = Extract<Requirement, { kind: 'incident-response' | 'incident-resolution' }>;

export type ChangeRequirement = Extract<Requirement, { kind: 'change-share' }>;

/** The service level requirements, as data. Source: CARM briefing, March 2024. */
export function requirements(): Requirement[] {
  return z.array(Requirement).parse(parse(readFileSync(join(seedsFolder, 'slr.yaml'), 'utf8')));
}
