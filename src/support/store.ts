import { and, asc, desc, eq, gt, isNull, lt, lte, sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';
import { prepared } from '../storage/prepared.ts';
import type { Facts, Priority, Status, TicketKind } from './types.ts';
import type {
  EscalationTarget,
  FunctionalArea,
  OrganisationType,
  TicketCategory,
  TicketNature,
  TicketSource,
} from './vocabulary.ts';

export const tickets = sqliteTable(
  'tickets',
  {
    id: integer('id').primaryKey(),
    number: text('number').notNull(),
    source: text('source').$type<TicketSource>().notNull(),
    kind: text('kind').$type<TicketKind>().notNull(),
    category: text('category').$type<TicketCategory>().notNull(),
    functionalArea: text('functional_area').$type<FunctionalArea>().notNull(),
    nature: text('nature').$type<TicketNature>().notNull(),
    title: text('title').notNull(),
    description: text('description').notNull(),
    /** The application or interface it is about, such as exchange-rates. */
    application: text('application').notNull(),
    organisationType: text('organisation_type').$type<OrganisationType>().notNull(),
    /** The business that asks, where one does. */
    bn9: text('bn9'),
    openedBy: text('opened_by').notNull(),
    /** The business process, and the sprint or phase of a rehearsal, as whoever opened it says. */
    process: text('process').notNull(),
    phase: text('phase').notNull(),
    facts: text('facts', { mode: 'json' }).$type<Facts>().notNull(),
    claimedPriority: text('claimed_priority').$type<Priority>(),
    /** As the facts decide; of an incident alone. */
    priority: text('priority').$type<Priority>(),
    rule: text('rule').notNull(),
    status: text('status').$type<Status>().notNull(),
    openedAt: text('opened_at').notNull(),
    respondedAt: text('responded_at'),
    resolvedAt: text('resolved_at'),
    closedAt: text('closed_at'),
    /** The day on which it is closed, while it is resolved and watched. */
    closeOn: text('close_on'),
    problemId: integer('problem_id'),
    causedByChange: text('caused_by_change'),
    fixedByChange: text('fixed_by_change'),
  },
  (table) => [
    uniqueIndex('tickets_number').on(table.number),
    index('tickets_bn9').on(table.bn9, table.id),
    index('tickets_status').on(table.status, table.id),
  ],
);

export type Ticket = typeof tickets.$inferSelect;

export const stepKinds = [
  'opened',
  'responded',
  'note',
  'information',
  'status',
  'escalated',
  'priority',
  'linked',
  'recovered',
  'recurred',
  'resolved',
  'reopened',
  'closed',
] as const;

/** Everything that happened to a ticket. Rows are only ever added, so that no time is lost. */
export const ticketSteps = sqliteTable(
  'ticket_steps',
  {
    ticket: text('ticket').notNull(),
    step: integer('step').notNull(),
    at: text('at').notNull(),
    by: text('by').notNull(),
    kind: text('kind').$type<(typeof stepKinds)[number]>().notNull(),
    /** Status and priority after the step. */
    status: text('status').$type<Status>().notNull(),
    priority: text('priority').$type<Priority>(),
    escalatedTo: text('escalated_to').$type<EscalationTarget>(),
    text: text('text').notNull(),
    /** Not shown to whoever asks. */
    isInternal: integer('is_internal', { mode: 'boolean' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticket, table.step] })],
);

export type TicketStep = typeof ticketSteps.$inferSelect;

export async function insertTicket(tx: Tx, ticket: Ticket): Promise<void> {
  await tx.db.insert(tickets).values(ticket);
}

export async function changeTicket(tx: Tx, number: string, change: Partial<Ticket>): Promise<void> {
  await tx.db.update(tickets).set(change).where(eq(tickets.number, number));
}

/** Append a step; its number follows the last one of its ticket. */
export async function insertStep(tx: Tx, step: Omit<TicketStep, 'step'>): Promise<void> {
  const last = (await stepsOf(tx, step.ticket)).at(-1)?.step ?? 0;
  await tx.db.insert(ticketSteps).values({ ...step, step: last + 1 });
}

/** @throws NotFound */
export async function ticketBy(on: Reader, number: string): Promise<Ticket> {
  const [ticket] = await on.db.select().from(tickets).where(eq(tickets.number, number));
  if (ticket === undefined) throw new NotFound({ en: 'Ticket', fr: 'Le billet' }, number);
  return ticket;
}

export async function isNumberTaken(on: Reader, number: string): Promise<boolean> {
  const found = await on.db
    .select({ number: tickets.number })
    .from(tickets)
    .where(eq(tickets.number, number));
  return found.length > 0;
}

export async function stepsOf(on: Reader, number: string): Promise<TicketStep[]> {
  return on.db
    .select()
    .from(ticketSteps)
    .where(eq(ticketSteps.ticket, number))
    .orderBy(asc(ticketSteps.step));
}

export interface TicketFilter {
  bn9?: string | undefined;
  status?: Status | undefined;
  priority?: Priority | undefined;
  kind?: TicketKind | undefined;
  functionalArea?: FunctionalArea | undefined;
}

/** Tickets, newest first, those before one of them. */
export async function ticketsBefore(
  on: Reader,
  { bn9, status, priority, kind, functionalArea }: TicketFilter,
  page: { before: number; limit: number },
): Promise<Ticket[]> {
  const chosen = [
    bn9 === undefined ? undefined : eq(tickets.bn9, bn9),
    status === undefined ? undefined : eq(tickets.status, status),
    priority === undefined ? undefined : eq(tickets.priority, priority),
    kind === undefined ? undefined : eq(tickets.kind, kind),
    functionalArea === undefined ? undefined : eq(tickets.functionalArea, functionalArea),
    page.before === 0 ? undefined : lt(tickets.id, page.before),
  ];
  return on.db
    .select()
    .from(tickets)
    .where(and(...chosen))
    .orderBy(desc(tickets.id))
    .limit(page.limit);
}

/** Resolved tickets whose days of watching are over, those after one of them. */
export async function ticketsToClose(
  on: Reader,
  today: string,
  page: { after: number; limit: number },
): Promise<Ticket[]> {
  return on.db
    .select()
    .from(tickets)
    .where(and(eq(tickets.status, 'Resolved'), lte(tickets.closeOn, today), gt(tickets.id, page.after)))
    .orderBy(asc(tickets.id))
    .limit(page.limit);
}

/** What a monitor opened about an application and nobody resolved yet. */
export async function openMonitored(on: Reader, application: string): Promise<Ticket | undefined> {
  return (await newestMonitored(on, { application }))[0];
}

const newestMonitored = prepared((db) =>
  db
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.source, 'monitor'),
        eq(tickets.application, sql.placeholder('application')),
        isNull(tickets.resolvedAt),
      ),
    )
    .orderBy(desc(tickets.id))
    .limit(1),
);

export async function allTickets(on: Reader): Promise<Ticket[]> {
  return on.db.select().from(tickets).orderBy(asc(tickets.id));
}

export async function allSteps(on: Reader): Promise<TicketStep[]> {
  return on.db.select().from(ticketSteps).orderBy(asc(ticketSteps.ticket), asc(ticketSteps.step));
}
