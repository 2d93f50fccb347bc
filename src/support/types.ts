import { z } from '@hono/zod-openapi';

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;

export type Priority = (typeof priorities)[number];

/** An incident is something that does not work; a wish, a question and a request have no priority. */
export const ticketKinds = ['incident', 'enhancement', 'question', 'request'] as const;

export type TicketKind = (typeof ticketKinds)[number];

export const effects = [
  'stoppage',
  'severe-degradation',
  'degradation',
  'wrong-data',
  'security-violation',
  'planned-outage-overrun',
  'redundancy-lost',
  'failover',
  'peripheral',
] as const;

export const processes = ['primary', 'critical', 'non-critical', 'portal', 'peripheral'] as const;

export const scopes = [
  'all-internal-users',
  'line-of-business',
  'external-partners',
  'key-partner',
  'user-group',
  'single-user',
] as const;

export const workarounds = ['none', 'available', 'unsustainable'] as const;

export const Facts = z
  .strictObject({
    effect: z.enum(effects).nullish(),
    process: z.enum(processes).nullish(),
    functions: z.enum(['all', 'certain']).nullish().openapi({
      description: 'Whether all functions of the process are affected, or certain ones',
    }),
    scope: z.enum(scopes).nullish(),
    partners: z.number().int().min(0).nullish().openapi({ description: 'How many external partners' }),
    workaround: z.enum(workarounds).nullish(),
    impactNil: z.boolean().nullish().openapi({
      description: 'Of a planned outage that overruns: it is confirmed that nobody feels it',
    }),
  })
  .openapi('IncidentFacts');

/** What is known about an incident; what is not known is left out. */
export type Facts = z.infer<typeof Facts>;

/** What a ticket is claimed to be, and the facts that decide it. */
export const ToClassify = z.strictObject({
  id: z.union([z.string(), z.number()]),
  kind: z.enum(ticketKinds).nullish(),
  claimedPriority: z.enum(priorities).nullish(),
  ...Facts.shape,
});

export type ToClassify = z.infer<typeof ToClassify>;

/** The statuses of the register, in its order. Source: CARM briefing, March 2024, status of the 534 incidents. */
export const statuses = [
  'New',
  'Open',
  'Awaiting Change',
  'Awaiting Vendor',
  'Awaiting Info',
  'Awaiting OGD',
  'Resolved',
  'Closed',
] as const;

export type Status = (typeof statuses)[number];

/** From an instant up to another one; without an end it goes on. */
export interface Interval<End = string | null> {
  from: string;
  to: End;
}

/** An incident as a register has it: the shape by which service levels judge, wherever the register comes from. */
export interface Incident {
  number: string;
  priority: Priority;
  status: Status;
  openedAt: string;
  /** The first response; where there was none before it, the resolution is one. */
  respondedAt: string | null;
  /** The last resolution, of an incident that is Resolved or Closed. */
  resolvedAt: string | null;
  /** While it waited for another department. */
  waiting: Interval[];
  application: string;
  /** The change that caused it, where one did. */
  causedByChange: string | null;
}

export function isResolved({ status }: { status: Status }): boolean {
  return status === 'Resolved' || status === 'Closed';
}
