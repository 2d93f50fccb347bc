import { z } from '@hono/zod-openapi';
import { numberAfter, pageOf } from '../http/paging.ts';
import {
  button,
  errorSummary,
  type FormState,
  postForm,
  selectField,
  textArea,
  textField,
} from '../pages/form.ts';
import { asking } from '../pages/guards.ts';
import { type Html, html } from '../pages/html.ts';
import { buttonLink, link, paging, table } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import {
  factsOf,
  minute,
  optionsOf,
  statusTag,
  ticketFacts,
  ticketTimeline,
  typedFacts,
} from '../pages/ticket.ts';
import { ticketWords } from '../pages/ticket-words.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { askForHelp } from '../support/open-ticket.ts';
import { giveInformation, reopenOwn, stepsInSight, ticketInSight } from '../support/own-tickets.ts';
import { type Ticket, ticketsBefore } from '../support/store.ts';
import { isResolved, priorities, ticketKinds } from '../support/types.ts';
import { functionalAreas, namesOf, ticketCategories } from '../support/vocabulary.ts';
import { namesOfActors } from '../users/actors.ts';

const words = inBoth({
  title: ['Get help', 'Obtenir de l’aide'],
  lead: [
    'Ask the support desk. Known problems and their work-arounds are listed with the notifications.',
    'Adressez-vous au soutien. Les problèmes connus et leurs solutions de rechange figurent avec les avis.',
  ],
  problems: ['Known problems and outages', 'Problèmes connus et pannes'],
  ask: ['Ask for help', 'Demander de l’aide'],
  own: ['Tickets of my business', 'Billets de mon entreprise'],
  send: ['Send', 'Envoyer'],
  decides: [
    'The facts decide the priority; the desk may ask for more of them.',
    'Les faits décident de la priorité; le soutien peut en demander d’autres.',
  ],
  answer: ['Tell the desk more', 'En dire plus au soutien'],
  reopen: ['It does not work: open it again', 'Cela ne fonctionne pas : rouvrir'],
  why: ['Why', 'Pourquoi'],
});

const text = z.object({ text: z.string().min(1).max(10_000) });

/** Where a partner asks for help and follows what becomes of it. */
export function helpPages(site: Site): void {
  site.page('/portal/help', asking, showList);

  site.form('/portal/help/new', asking, {
    show: showNew,
    schema: z.object({
      kind: z.enum(ticketKinds),
      functionalArea: z.enum(namesOf(functionalAreas)),
      category: z.enum(namesOf(ticketCategories)),
      title: z.string().min(1).max(200),
      description: z.string().min(1).max(10_000),
      claimedPriority: z.enum(priorities).optional(),
      ...{ effect: typedFacts.effect, scope: typedFacts.scope, workaround: typedFacts.workaround },
    }),
    act: async ({ ctx }, { effect, scope, workaround, claimedPriority = null, ...asked }) => {
      const facts = factsOf({ effect, scope, workaround });
      const { number } = await askForHelp(ctx, { ...asked, claimedPriority, facts }, 'portal');
      return `/portal/help/${number}`;
    },
  });

  site.page('/portal/help/:ticket', asking, showOne);

  for (const [name, act] of [
    ['information', giveInformation],
    ['reopening', reopenOwn],
  ] as const) {
    site.form(`/portal/help/:ticket/${name}`, asking, {
      show: showOne,
      schema: text,
      act: async ({ ctx }, { text: given }, { ticket }) => {
        await act(ctx, ticket!, given);
        return `/portal/help/${ticket}`;
      },
    });
  }
}

async function showList(visit: SignedIn) {
  const { ctx, language, path, query } = visit;
  const [w, own] = [ticketWords[language], words[language]];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    ({ after, limit }) =>
      ticketsBefore(ctx.store.read, { bn9: ctx.actor.bn9 ?? '' }, { before: numberAfter(after), limit }),
    ({ id }) => String(id),
  );
  const body = html`<p>${own.lead}</p>
<div class="buttons">${buttonLink(to(visit, '/portal/help/new'), own.ask)}${buttonLink(to(visit, '/portal/messages/problems'), own.problems, false)}</div>
${table<Ticket>(
  own.own,
  [
    { title: w.ticket, cell: ({ number }) => link(to(visit, `/portal/help/${number}`), number) },
    { title: w.title, cell: ({ title }) => title },
    { title: w.status, cell: ({ status }) => statusTag(language, status) },
    { title: w.priority, cell: ({ priority }) => priority ?? '' },
    { title: w.openedAt, cell: ({ openedAt }) => minute(openedAt) ?? '' },
  ],
  items,
  w.noTickets,
)}${paging(language, path, query, next)}`;
  return { title: own.title, body };
}

function showNew(visit: SignedIn, _: Params, state: FormState) {
  const { language } = visit;
  const [w, own] = [ticketWords[language], words[language]];
  const choice = (name: string, label: string, values: readonly (keyof typeof w)[]) =>
    selectField(language, state, {
      ...{ name, label, isOptional: true },
      options: values.map((value) => [value, w[value]] as const),
    });
  const fields = html`${selectField(language, state, { name: 'kind', label: w.kind, options: ticketKinds.map((kind) => [kind, w[kind]] as const), value: 'incident', isRequired: true })}
<div class="fields">${selectField(language, state, { name: 'functionalArea', label: w.area, options: optionsOf(functionalAreas, language), value: 'accounting', isRequired: true })}
${selectField(language, state, { name: 'category', label: w.category, options: optionsOf(ticketCategories, language), value: 'client-support', isRequired: true })}</div>
${textField(language, state, { name: 'title', label: w.title, isRequired: true, maxlength: 200 })}
${textArea(language, state, { name: 'description', label: w.description, rows: 6, isRequired: true })}
<p>${own.decides}</p>
<div class="fields">${choice('effect', w.effect, ['stoppage', 'severe-degradation', 'degradation', 'wrong-data', 'peripheral'])}
${choice('scope', w.scope, ['single-user', 'user-group'])}
${choice('workaround', w.workaround, ['none', 'available', 'unsustainable'])}
${selectField(language, state, { name: 'claimedPriority', label: w.claimed, isOptional: true, options: priorities.map((each) => [each, each] as const) })}</div>
<div class="buttons">${button(own.send)}</div>`;
  const body = html`${errorSummary(language, state)}${postForm(to(visit, '/portal/help/new'), fields)}`;
  return { title: own.ask, body };
}

async function showOne(visit: SignedIn, { ticket: number }: Params, state: FormState) {
  const { ctx, language } = visit;
  const { read } = ctx.store;
  const ticket = await ticketInSight(ctx, read, number!);
  const steps = await stepsInSight(ctx, read, ticket);
  const names = await namesOfActors(read, [...new Set(steps.map(({ by }) => by))]);
  const body = html`${errorSummary(language, state)}${ticketFacts(language, ticket)}
${nextStep(visit, ticket, state)}
${ticketTimeline(language, steps, names)}`;
  return { title: `${ticketWords[language].ticket} ${ticket.number}: ${ticket.title}`, body };
}

function nextStep(visit: SignedIn, ticket: Ticket, state: FormState): Html {
  const { language } = visit;
  const own = words[language];
  const [action, label, what] = isResolved(ticket)
    ? (['reopening', own.why, own.reopen] as const)
    : (['information', own.answer, own.send] as const);
  return postForm(
    to(visit, `/portal/help/${ticket.number}/${action}`),
    html`${textArea(language, state, { name: 'text', label, isRequired: true })}<div class="buttons">${button(what)}</div>`,
  );
}
