import { z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { findBusiness } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { environmentValue } from '../storage/environment-values.ts';
import { nextNumber } from '../storage/next-number.ts';
import { classify } from './classify.ts';
import { TicketNumberTaken } from './refusals.ts';
import { takeStep } from './step.ts';
import { insertTicket, isNumberTaken, type Ticket, tickets } from './store.ts';
import { Facts, priorities, ticketKinds } from './types.ts';
import {
  functionalAreas,
  namesOf,
  type OrganisationType,
  organisationTypes,
  ticketCategories,
  ticketNatures,
  ticketSources,
} from './vocabulary.ts';

/** What whoever asks for help tells: all that a debrief counts by. */
export const TicketInput = z
  .strictObject({
    kind: z.enum(ticketKinds),
    category: z.enum(namesOf(ticketCategories)),
    functionalArea: z.enum(namesOf(functionalAreas)),
    title: z.string().min(1).max(200),
    description: z.string().min(1).max(10_000),
    process: z.string().max(100).optional().openapi({ description: 'The business process it is about' }),
    application: z.string().max(50).default('').openapi({ description: 'Such as exchange-rates or edi' }),
    claimedPriority: z.enum(priorities).nullable().default(null),
    facts: Facts.default({}),
  })
  .openapi('TicketInput');

export type TicketInput = z.input<typeof TicketInput>;

/** What the desk, or a rehearsal, tells beside it. */
export const EntryInput = TicketInput.extend({
  source: z.enum(namesOf(ticketSources)),
  /** A number from outside, such as CS0015769. */
  number: z.string().min(1).max(20).optional(),
  nature: z.enum(namesOf(ticketNatures)).optional(),
  bn9: z.string().nullable().optional(),
  organisationType: z.enum(namesOf(organisationTypes)).optional(),
  phase: z.string().max(50).optional(),
  causedByChange: z.string().max(50).nullable().optional(),
});

export type EntryInput = z.input<typeof EntryInput>;

/** Ask for help, for the business that asks. @throws Forbidden */
export async function askForHelp(
  ctx: Context,
  input: TicketInput,
  source: 'portal' | 'api',
): Promise<Ticket> {
  requireScope(ctx, 'support:ask');
  return ctx.store.inTransaction((tx) => openTicket(tx, ctx, { ...input, source }));
}

/** An officer takes down what came by phone or email. @throws Forbidden */
export async function enterTicket(ctx: Context, input: EntryInput): Promise<Ticket> {
  requireScope(ctx, 'support:handle');
  return ctx.store.inTransaction((tx) => openTicket(tx, ctx, input));
}

/**
 * Open a ticket. Its priority is decided by its facts; what was claimed is kept beside it.
 *
 * @throws TicketNumberTaken
 */
export async function openTicket(tx: Tx, ctx: Context, input: EntryInput): Promise<Ticket> {
  const { facts = {}, claimedPriority = null, kind } = input;
  const { priority, rule, supportsClaim } = classify({ ...facts, kind, claimedPriority });
  const bn9 = input.bn9 ?? ctx.actor.bn9 ?? null;
  const id = await nextNumber(tx, tickets, tickets.id);
  const ticket: Ticket = {
    ...{ id, number: await numberFor(tx, id, input.number), source: input.source, kind },
    ...{ category: input.category, functionalArea: input.functionalArea },
    ...{ nature: input.nature ?? 'undetermined', title: input.title, description: input.description },
    ...{ application: input.application ?? '', bn9, openedBy: ctx.actor.id },
    organisationType: input.organisationType ?? (await organisationOf(tx, ctx, bn9)),
    process: input.process ?? input.functionalArea,
    phase: input.phase ?? (await environmentValue(tx, phaseKey)) ?? '',
    ...{ facts, claimedPriority, priority, rule: rule.id, status: 'New', openedAt: ctx.clock.now() },
    ...{ respondedAt: null, resolvedAt: null, closedAt: null, closeOn: null, problemId: null },
    ...{ causedByChange: input.causedByChange ?? null, fixedByChange: null },
  };
  await insertTicket(tx, ticket);
  const { source, functionalArea, phase } = ticket;
  const detail = { source, functionalArea, phase, claimedPriority, rule: rule.id, supportsClaim };
  return takeStep(tx, ctx, ticket, { kind: 'opened', text: ticket.description, detail });
}

/** Where a rehearsal stands, such as the name of a sprint, for tickets that do not say so themselves. */
export const phaseKey = 'support phase';

async function numberFor(tx: Tx, id: number, given: string | undefined): Promise<string> {
  const number = given ?? `T${String(id).padStart(7, '0')}`;
  if (await isNumberTaken(tx, number)) throw new TicketNumberTaken(number);
  return number;
}

async function organisationOf(tx: Tx, ctx: Context, bn9: string | null): Promise<OrganisationType> {
  if (bn9 === null) return ctx.actor.kind === 'partner' ? 'other' : 'cbsa';
  const kind = (await findBusiness(tx, bn9))?.kind ?? 'other';
  return kind === 'agency' ? 'cbsa' : kind;
}
