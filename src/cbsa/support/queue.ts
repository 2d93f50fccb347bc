import { numberAfter, pageOf } from '../../http/paging.ts';
import { button, selectField, untouched } from '../../pages/form.ts';
import { officer } from '../../pages/guards.ts';
import { html } from '../../pages/html.ts';
import { tabs } from '../../pages/layout.ts';
import { link, paging, table } from '../../pages/parts.ts';
import type { Site } from '../../pages/site.ts';
import { minute, optionsOf, statusTag } from '../../pages/ticket.ts';
import { ticketWords } from '../../pages/ticket-words.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { type Ticket, type TicketFilter, ticketsBefore } from '../../support/store.ts';
import { priorities, statuses, ticketKinds } from '../../support/types.ts';
import { functionalAreas, namesOf } from '../../support/vocabulary.ts';

export const desk = officer('support:handle');

const words = inBoth({
  title: ['Support desk', 'Bureau de soutien'],
  queue: ['Tickets', 'Billets'],
  enter: ['Take down a ticket', 'Consigner un billet'],
  problems: ['Problems and known errors', 'Problèmes et erreurs connues'],
  filter: ['Filter', 'Filtrer'],
});

export function supportTabs(visit: SignedIn) {
  const w = words[visit.language];
  return tabs(visit, w.title, [
    { path: '/cbsa/support', title: w.queue },
    { path: '/cbsa/support/new', title: w.enter },
    { path: '/cbsa/support/problems', title: w.problems },
  ]);
}

/** All tickets, by what is chosen of them. */
export function supportQueuePages(site: Site): void {
  site.page('/cbsa/support', desk, show);
}

async function show(visit: SignedIn) {
  const { ctx, language, path, query } = visit;
  const [w, own] = [ticketWords[language], words[language]];
  const filter = filterOf(query);
  const { items, next } = await pageOf(
    { limit: 100, cursor: query.get('after') ?? undefined },
    ({ after, limit }) => ticketsBefore(ctx.store.read, filter, { before: numberAfter(after), limit }),
    ({ id }) => String(id),
  );
  const body = html`${supportTabs(visit)}${filterForm(visit, filter)}
${table<Ticket>(
  own.queue,
  [
    { title: w.ticket, cell: ({ number }) => link(to(visit, `/cbsa/support/tickets/${number}`), number) },
    { title: w.priority, cell: ({ priority }) => priority ?? '' },
    { title: w.status, cell: ({ status }) => statusTag(language, status) },
    { title: w.title, cell: ({ title }) => title },
    { title: w.area, cell: ({ functionalArea }) => functionalAreas[functionalArea][language] },
    { title: w.openedAt, cell: ({ openedAt }) => minute(openedAt) ?? '' },
    { title: w.respondedAt, cell: ({ respondedAt }) => minute(respondedAt) ?? '' },
  ],
  items,
  w.noTickets,
)}${paging(language, path, query, next)}`;
  return { title: own.title, body };
}

function filterOf(query: URLSearchParams): TicketFilter {
  const chosen = <T extends string>(name: string, values: readonly T[]) =>
    values.find((value) => value === query.get(name));
  return {
    status: chosen('status', statuses),
    priority: chosen('priority', priorities),
    kind: chosen('kind', ticketKinds),
    functionalArea: chosen('area', namesOf(functionalAreas)),
  };
}

function filterForm({ language }: SignedIn, { status, priority, kind, functionalArea }: TicketFilter) {
  const w = ticketWords[language];
  const choice = (
    name: string,
    label: string,
    value: string | undefined,
    options: readonly (readonly [string, string])[],
  ) => selectField(language, untouched, { name, label, value, options, isOptional: true });
  return html`<form method="get" class="fields">${choice(
    'status',
    w.status,
    status,
    statuses.map((each) => [each, w[each]] as const),
  )}${choice(
    'priority',
    w.priority,
    priority,
    priorities.map((each) => [each, each] as const),
  )}${choice(
    'kind',
    w.kind,
    kind,
    ticketKinds.map((each) => [each, w[each]] as const),
  )}${choice('area', w.area, functionalArea, optionsOf(functionalAreas, language))}<div class="field">${button(words[language].filter, { isSecondary: true })}</div></form>`;
}
