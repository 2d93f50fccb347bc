import { requireScope } from '../accounts/rights.ts';
import type { Context, Reader } from '../context.ts';
import { Forbidden } from '../errors.ts';
import { reopen } from './handle-ticket.ts';
import { TicketNotThere } from './refusals.ts';
import { takeStep } from './step.ts';
import { stepsOf, type Ticket, type TicketStep, ticketBy } from './store.ts';
import { isResolved } from './types.ts';

/** A ticket that the actor may see: of its own business; the CBSA sees all. @throws Forbidden, NotFound */
export async function ticketInSight(ctx: Context, on: Reader, number: string): Promise<Ticket> {
  const ticket = await ticketBy(on, number);
  if (ctx.actor.scopes.has('support:handle')) return ticket;
  requireScope(ctx, 'support:ask');
  if (ticket.bn9 === null || ticket.bn9 !== ctx.actor.bn9) throw new Forbidden('support:ask', number);
  return ticket;
}

/** What happened to a ticket, without what is the desk's alone where a partner looks. */
export async function stepsInSight(ctx: Context, on: Reader, ticket: Ticket): Promise<TicketStep[]> {
  const steps = await stepsOf(on, ticket.number);
  return ctx.actor.kind === 'partner' ? steps.filter(({ isInternal }) => !isInternal) : steps;
}

/** Tell the desk more; what waited for that goes on. @throws TicketNotThere when it is resolved: then open it again */
export async function giveInformation(ctx: Context, number: string, text: string): Promise<Ticket> {
  return ctx.store.inTransaction(async (tx) => {
    const ticket = await ticketInSight(ctx, tx, number);
    if (isResolved(ticket)) throw new TicketNotThere(ticket);
    const change = ticket.status === 'Awaiting Info' ? { status: 'Open' as const } : {};
    return takeStep(tx, ctx, ticket, { kind: 'information', change, text });
  });
}

/** Open it again, for a reason. */
export async function reopenOwn(ctx: Context, number: string, text: string): Promise<Ticket> {
  return ctx.store.inTransaction(async (tx) => {
    await ticketInSight(ctx, tx, number);
    return reopen(tx, ctx, number, text);
  });
}
