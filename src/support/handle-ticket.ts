import { requireScope } from '../accounts/rights.ts';
import { addBusinessDays } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { classify } from './classify.ts';
import { TicketNotThere } from './refusals.ts';
import { asResponse, takeStep } from './step.ts';
import { type Ticket, ticketBy } from './store.ts';
import { type Facts, isResolved, type Status, type TicketKind } from './types.ts';
import type { EscalationTarget, TicketNature } from './vocabulary.ts';

/** Statuses in which a ticket is worked on, or waits. */
export const openStatuses = [
  'Open',
  'Awaiting Change',
  'Awaiting Vendor',
  'Awaiting Info',
  'Awaiting OGD',
] as const satisfies readonly Status[];

export type OpenStatus = (typeof openStatuses)[number];

/** An act of the desk on one ticket, in a transaction of its own. @throws Forbidden */
export async function byDesk(ctx: Context, act: (tx: Tx, ctx: Context) => Promise<Ticket>): Promise<Ticket> {
  requireScope(ctx, 'support:handle');
  return ctx.store.inTransaction((tx) => act(tx, ctx));
}

/** Answer whoever asks; the first answer is the response. */
export async function respond(tx: Tx, ctx: Context, number: string, text: string): Promise<Ticket> {
  const ticket = await unresolved(tx, number);
  return takeStep(tx, ctx, ticket, { kind: 'responded', change: asResponse(ctx, ticket), text });
}

/** Note something that is the desk's alone. */
export async function addNote(tx: Tx, ctx: Context, number: string, text: string): Promise<Ticket> {
  return takeStep(tx, ctx, await ticketBy(tx, number), { kind: 'note', text, isInternal: true });
}

/** Work on it, or wait: for a change, a vendor, information or another department. */
export async function setStatus(
  tx: Tx,
  ctx: Context,
  number: string,
  { status, text = '' }: { status: OpenStatus; text?: string | undefined },
): Promise<Ticket> {
  const ticket = await unresolved(tx, number);
  return takeStep(tx, ctx, ticket, {
    kind: 'status',
    change: { ...asResponse(ctx, ticket), status },
    text,
    detail: { from: ticket.status },
  });
}

/** Hand it to managed services or to a vendor. How long it took from its opening is what a debrief counts. */
export async function escalate(
  tx: Tx,
  ctx: Context,
  number: string,
  { to, text = '' }: { to: EscalationTarget; text?: string | undefined },
): Promise<Ticket> {
  const ticket = await unresolved(tx, number);
  return takeStep(tx, ctx, ticket, {
    kind: 'escalated',
    change: {
      ...asResponse(ctx, ticket),
      ...(to === 'vendor' ? { status: 'Awaiting Vendor' as const } : {}),
    },
    escalatedTo: to,
    text,
    isInternal: true,
    detail: { to },
  });
}

/** Decide kind and priority anew from better facts. What was claimed stays, and so does all time since its opening. */
export async function reclassify(
  tx: Tx,
  ctx: Context,
  number: string,
  { kind, facts, text = '' }: { kind?: TicketKind | undefined; facts: Facts; text?: string | undefined },
): Promise<Ticket> {
  const ticket = await unresolved(tx, number);
  const decided = classify({
    ...facts,
    kind: kind ?? ticket.kind,
    claimedPriority: ticket.claimedPriority,
  });
  const { priority, rule } = decided;
  return takeStep(tx, ctx, ticket, {
    kind: 'priority',
    change: { kind: decided.kind, facts, priority, rule: rule.id },
    text,
    detail: { from: ticket.priority, rule: rule.id, supportsClaim: decided.supportsClaim },
  });
}

export interface Resolution {
  text: string;
  /** What it turned out to be. */
  nature: TicketNature;
  fixedByChange?: string | undefined;
}

/**
 * Resolve it. It is watched for some business days, and closed when nobody opens it again.
 *
 * Source: CARM briefing, March 2024 (five business days; elsewhere two).
 */
export async function resolve(
  tx: Tx,
  ctx: Context,
  number: string,
  { text, nature, fixedByChange }: Resolution,
): Promise<Ticket> {
  const ticket = await unresolved(tx, number);
  const today = ctx.clock.today();
  const { reference } = await tariffOf(ctx.store);
  const days = reference.parameter('support-monitoring-days', today).value.toNumber();
  const closeOn = addBusinessDays(Temporal.PlainDate.from(today), days, reference.holidays)
    .add({ days: 1 })
    .toString();
  const now = ctx.clock.now();
  const change = { status: 'Resolved' as const, resolvedAt: now, closeOn, nature };
  return takeStep(tx, ctx, ticket, {
    kind: 'resolved',
    change: {
      ...{ ...asResponse(ctx, ticket), ...change },
      ...(fixedByChange === undefined ? {} : { fixedByChange }),
    },
    text,
    detail: { nature, fixedByChange },
  });
}

/** Close what is resolved and was watched. */
export async function closeTicket(tx: Tx, ctx: Context, number: string): Promise<Ticket> {
  const ticket = await ticketBy(tx, number);
  if (ticket.status !== 'Resolved') throw new TicketNotThere(ticket);
  const change = { status: 'Closed' as const, closedAt: ctx.clock.now(), closeOn: null };
  return takeStep(tx, ctx, ticket, { kind: 'closed', change });
}

/** It was not resolved after all: its clock has been running since it was first opened. Assumption A-101. */
export async function reopen(tx: Tx, ctx: Context, number: string, text: string): Promise<Ticket> {
  const ticket = await ticketBy(tx, number);
  if (!isResolved(ticket)) throw new TicketNotThere(ticket);
  const change = { status: 'Open' as const, resolvedAt: null, closedAt: null, closeOn: null };
  return takeStep(tx, ctx, ticket, { kind: 'reopened', change, text });
}

/** Say by which change it was caused or is fixed. */
export async function linkChange(
  tx: Tx,
  ctx: Context,
  number: string,
  link: { causedByChange?: string | undefined; fixedByChange?: string | undefined },
): Promise<Ticket> {
  const change = Object.fromEntries(Object.entries(link).filter(([, reference]) => reference !== undefined));
  const ticket = await ticketBy(tx, number);
  return takeStep(tx, ctx, ticket, { kind: 'linked', change, isInternal: true, detail: change });
}

/** @throws TicketNotThere when it is Resolved or Closed */
async function unresolved(tx: Tx, number: string): Promise<Ticket> {
  const ticket = await ticketBy(tx, number);
  if (isResolved(ticket)) throw new TicketNotThere(ticket);
  return ticket;
}
