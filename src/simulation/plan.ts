import { z } from 'zod';
import { defectIds } from '../defects/defects.ts';
import { profileNames } from '../load/run-profile.ts';
import { partnerNames } from '../partners/partner.ts';
import { requirementIds } from '../slr/requirements.ts';
import { type Audience, audiences } from '../support/vocabulary.ts';
import { SupportPlan } from './support-plan.ts';

const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: 'an instant such as 2024-11-06T09:00' });
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a date such as 2024-11-06' });
const id = z.string().regex(/^[a-z0-9.-]+$/, { error: 'small letters, digits, hyphens and points' });
const bilingual = z.strictObject({ en: z.string(), fr: z.string() });
const share = z.number().min(0).max(1);

/** Whom a rehearsal has: who keeps it going, the CBSA's own users, and trade chain partners. */
export const roles = audiences;

export type Role = Audience;

/** The kinds of trade chain partner that CARM touches. */
export const partnerTypes = ['importer', 'broker', 'consultant', 'courier', 'surety'] as const;

export type PartnerType = (typeof partnerTypes)[number];

export const phaseKinds = ['kick-off', 'sprint', 'slowdown', 'wind-down'] as const;

const Phase = z.strictObject({
  id,
  kind: z.enum(phaseKinds),
  title: bilingual,
  from: date,
  to: date,
  /** Who acts in it. */
  roles: z.array(z.enum(roles)),
  /** The phase among whose its tickets are counted, where that is another one. */
  countsAs: id.optional(),
});

const Experience = z.strictObject({ novice: share, practised: share, expert: share });

const Group = z.strictObject({
  role: z.enum(roles),
  /** Of trade chain partners alone. */
  type: z.enum(partnerTypes).optional(),
  count: z.number().int().min(1).max(2000),
  experience: Experience.default({ novice: 0.4, practised: 0.4, expert: 0.2 }),
});

const Session = z.strictObject({
  kind: z.enum(['general-information', 'kick-off', 'training', 'touchpoint']),
  for: z.array(z.enum(roles)),
  count: z.number().int().min(1).max(200),
  from: date,
  to: date,
});

const Fault = z.strictObject({
  application: z.enum(partnerNames),
  from: instant,
  to: instant,
  isPlanned: z.boolean().default(false),
  /** The number of the incident that a monitor opens. */
  ticket: z.string().optional(),
  reason: z.string(),
});

/** A known defect that is in from an instant on, to the end where none is given. */
const PlannedDefect = z.strictObject({
  defect: z.enum(defectIds),
  from: instant,
  to: instant.optional(),
  /** Whether everybody is told of it as a known error. */
  isPublished: z.boolean().default(true),
});

const PlannedChange = z.strictObject({
  id,
  title: bilingual,
  /** Left out: nobody was told before. */
  announcedAt: instant.optional(),
  deployedAt: instant,
  backedOutAt: instant.optional(),
  touches: z.array(z.enum(roles)),
  /** Known defects that it takes out. */
  fixes: z.array(z.enum(defectIds)).default([]),
});

/** A rehearsal is a file: run again, it gives the same business result. */
export const Plan = z.strictObject({
  name: id,
  title: bilingual,
  seed: z.string(),
  dates: z.strictObject({ from: instant, to: instant }),
  /** How large the changes are that are rehearsed, if any: what is planned for them should fit. */
  scope: z.enum(['none', 'small', 'medium', 'large']).default('medium'),
  phases: z.array(Phase).default([]),
  cast: z.array(Group).default([]),
  sessions: z.array(Session).default([]),
  population: z.strictObject({
    importers: z.number().int().min(1).max(5000),
    brokers: z.number().int().min(0).max(200),
  }),
  trade: z.strictObject({
    /** First day of trade; from the first day of the plan where it is left out. */
    from: date.optional(),
    /** Releases on a business day. */
    releasesPerDay: z.number().int().min(1).max(5000),
    /** Share of declarations first submitted with an error, and share accounted for late. */
    errorShare: share,
    lateShare: share,
    /** Share of importers who pay too little or too late. */
    latePayerShare: share,
    /** Shares of partners who file in the portal, by EDI and by API. */
    channels: z.strictObject({ CCP: share, EDI: share, API: share }).default({ CCP: 0, EDI: 0, API: 1 }),
    /** Share of accepted declarations that are corrected within some days. */
    correctionShare: share.default(0),
  }),
  features: z.strictObject({ tags: z.string() }),
  /** Scenarios handed out by tag to those of a role, so many to each. */
  exercises: z
    .array(z.strictObject({ role: z.enum(roles), tags: z.string(), each: z.number().int().min(1).max(50) }))
    .default([]),
  /** What participants asked of the guides. */
  guides: z
    .array(
      z.strictObject({
        kind: z.enum(['internal-guide-enhancement', 'new-guide', 'external-guide-enhancement']),
        count: z.number().int().min(1),
      }),
    )
    .default([]),
  faults: z.array(Fault),
  defects: z.array(PlannedDefect).default([]),
  changes: z.array(PlannedChange).default([]),
  support: SupportPlan.optional(),
  /** How long the system takes to answer people, where their transactions are simulated. */
  answering: z
    .strictObject({
      /** How many functions there are to use. */
      functions: z.number().int().min(1).max(1000),
      warmSeconds: z.number().positive(),
      /** A function that was not used for so long answers late once. */
      idleMinutes: z.number().positive(),
      coldSeconds: z.number().positive(),
    })
    .optional(),
  load: z
    .strictObject({
      profile: z.enum(profileNames),
      rate: z.number().int().min(1).max(5000),
      seconds: z.number().int().min(4).max(3600),
    })
    .optional(),
  slr: z.array(z.enum(requirementIds)),
  /** Business processes that the run leaves out, and why. */
  leavesOut: z.array(z.strictObject({ process: id, reason: bilingual })).default([]),
  /** What a lead adds to the observations. */
  remarks: z.array(bilingual).default([]),
});

export type Plan = z.infer<typeof Plan>;
export type Phase = z.infer<typeof Phase>;
export type Group = z.infer<typeof Group>;
export type PlannedChange = z.infer<typeof PlannedChange>;
