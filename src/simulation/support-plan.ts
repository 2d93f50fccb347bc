import { z } from 'zod';
import { openStatuses } from '../support/handle-ticket.ts';
import { Facts, priorities, ticketKinds } from '../support/types.ts';
import { functionalAreas, namesOf, ticketCategories, ticketNatures } from '../support/vocabulary.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a date such as 2024-11-06' });
/** From the least to the most; a value is drawn between them. */
const range = z
  .tuple([z.number().min(0), z.number().min(0)])
  .refine(([least, most]) => least <= most, { error: 'the least first, then the most' });

/** So long of the clock, or so many days on which business is done. */
const Duration = z.union([
  z.strictObject({ minutes: range }),
  z.strictObject({ hours: range }),
  z.strictObject({ businessDays: range }),
]);

/** A lot of tickets alike: who reports them and when, what they are about, how long they take. */
const Report = z.strictObject({
  count: z.number().int().min(1).max(5000),
  title: z.strictObject({ en: z.string(), fr: z.string() }),
  by: z.enum(['project-support', 'model-cbsa', 'partner', 'monitor']),
  from: date,
  to: date,
  /** The time of day; in support hours where it is left out. */
  at: z
    .string()
    .regex(/^\d{2}:\d{2}$/, { error: 'a time such as 10:05' })
    .optional(),
  kind: z.enum(ticketKinds),
  category: z.enum(namesOf(ticketCategories)),
  area: z.enum(namesOf(functionalAreas)),
  nature: z.enum(namesOf(ticketNatures)).default('undetermined'),
  facts: Facts.strict().optional(),
  claimedPriority: z.enum(priorities).optional(),
  respondedAfter: Duration,
  /** To those who run the system, after so many days; to its vendor after so many more. */
  escalatedAfter: Duration.optional(),
  toVendorAfter: Duration.optional(),
  /** Counted from the last escalation, where there is one. */
  resolvedAfter: Duration.optional(),
  /** Not resolved: the status in which it stays. */
  stays: z.enum(['New', ...openStatuses]).optional(),
  /** Resolved, and opened again so long after, then resolved again. */
  reopenedAfter: Duration.optional(),
  /** The change that caused it. */
  causedBy: z.string().optional(),
  /** What becomes of those that stay, before going live. */
  plan: z
    .strictObject({
      disposition: z.enum(['before-go-live', 'deferred', 'backlog', 'undecided']),
      text: z.strictObject({ en: z.string(), fr: z.string() }).optional(),
    })
    .optional(),
  /** The numbers that they had, where those are known; of monitors, those of the tickets that they opened themselves. */
  tickets: z.array(z.string()).optional(),
});

export const SupportPlan = z.strictObject({
  reports: z.array(Report).default([]),
});

export type SupportPlan = z.infer<typeof SupportPlan>;
export type Report = SupportPlan['reports'][number];
export type Duration = z.infer<typeof Duration>;
