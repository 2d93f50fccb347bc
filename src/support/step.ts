import type { Context, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { changeTicket, insertStep, type Ticket, type TicketStep } from './store.ts';
import { tellOpener } from './tell-opener.ts';

/** What a step changes of its ticket, and what it says. */
export interface Step {
  kind: TicketStep['kind'];
  change?: Partial<Ticket>;
  text?: string;
  escalatedTo?: TicketStep['escalatedTo'];
  isInternal?: boolean;
  /** What the journal tells beside it. */
  detail?: Record<string, unknown>;
}

/** Take one step with a ticket: its row, its history and the journal in one. */
export async function takeStep(tx: Tx, ctx: Context, ticket: Ticket, step: Step): Promise<Ticket> {
  const { kind, change = {}, text = '', escalatedTo = null, isInternal = false, detail } = step;
  const changed = { ...ticket, ...change };
  const { number, status, priority } = changed;
  if (Object.keys(change).length > 0) await changeTicket(tx, number, change);
  await insertStep(tx, {
    ...{ ticket: number, at: ctx.clock.now(), by: ctx.actor.id, kind, status, priority },
    ...{ escalatedTo, text, isInternal },
  });
  await record(tx, ctx, {
    action: `ticket.${kind}`,
    subject: number,
    outcome: status,
    detail: { kind: ticket.kind, priority, status, ...detail },
  });
  if (!isInternal) await tellOpener(tx, ctx, changed, { kind, text });
  return changed;
}

/** Whatever the desk does first is its response. */
export function asResponse(ctx: Context, { respondedAt, status }: Ticket): Partial<Ticket> {
  if (respondedAt !== null) return {};
  return { respondedAt: ctx.clock.now(), ...(status === 'New' ? { status: 'Open' as const } : {}) };
}
