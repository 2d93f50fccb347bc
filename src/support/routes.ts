import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { askForHelp, TicketInput } from './open-ticket.ts';
import { giveInformation, reopenOwn, stepsInSight, ticketInSight } from './own-tickets.ts';
import { knownErrors } from './problem-store.ts';
import { ticketsBefore } from './store.ts';
import { priorities, statuses } from './types.ts';
import {
  KnownErrorView,
  TicketView,
  TicketWithSteps,
  toKnownErrorView,
  toStepView,
  toTicketView,
} from './views.ts';

export const ofTicket = { params: z.object({ number: z.string().max(20) }) };

export const TicketText = z.strictObject({ text: z.string().min(1).max(10_000) });

const openRoute = createRoute({
  method: 'post',
  path: '/tickets',
  operationId: 'openTicket',
  summary: 'Ask for help; the facts of an incident decide its priority',
  ...servedAs(1),
  request: { body: jsonBody(TicketInput) },
  responses: { 201: json(TicketView, 'Opened'), ...problems(400, 401, 403) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/tickets',
  operationId: 'listTickets',
  summary: 'Tickets of your business, or for the support desk all of them, newest first',
  ...servedAs(2),
  request: {
    query: PageQuery.extend({
      status: z.enum(statuses).optional(),
      priority: z.enum(priorities).optional(),
    }),
  },
  responses: { 200: json(pageSchema(TicketView), 'A page'), ...problems(400, 401, 403) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/tickets/{number}',
  operationId: 'readTicket',
  summary: 'A ticket and what happened to it',
  ...servedAs(1),
  request: ofTicket,
  responses: { 200: json(TicketWithSteps, 'The ticket'), ...problems(401, 403, 404) },
});

const informationRoute = createRoute({
  method: 'post',
  path: '/tickets/{number}/information',
  operationId: 'giveTicketInformation',
  summary: 'Tell the desk more; what waited for it goes on',
  ...servedAs(1),
  request: { ...ofTicket, body: jsonBody(TicketText) },
  responses: { 200: json(TicketView, 'Told'), ...problems(400, 401, 403, 404, 409) },
});

const reopeningRoute = createRoute({
  method: 'post',
  path: '/tickets/{number}/reopening',
  operationId: 'reopenTicket',
  summary: 'It was not resolved after all',
  ...servedAs(1),
  request: { ...ofTicket, body: jsonBody(TicketText) },
  responses: { 200: json(TicketView, 'Open again'), ...problems(400, 401, 403, 404, 409) },
});

const knownErrorsRoute = createRoute({
  method: 'get',
  path: '/known-errors',
  operationId: 'listKnownErrors',
  summary: 'Known problems that are not fixed yet, with their work-arounds',
  ...servedAs(2),
  responses: {
    200: json(z.object({ items: z.array(KnownErrorView) }), 'All of them'),
    ...problems(401, 403),
  },
});

/** Help for partners. */
export function ticketRoutes(app: App): void {
  app.openapi(openRoute, async (c) => {
    return c.json(toTicketView(await askForHelp(c.var.ctx, c.req.valid('json'), 'api')), 201);
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    const isDesk = ctx.actor.scopes.has('support:handle');
    if (!isDesk) requireScope(ctx, 'support:ask');
    const { status, priority, ...page } = c.req.valid('query');
    // Nobody's business has the empty number.
    const filter = { status, priority, bn9: isDesk ? undefined : (ctx.actor.bn9 ?? '') };
    const found = await pageOf(
      page,
      ({ after, limit }) => ticketsBefore(ctx.store.read, filter, { before: numberAfter(after), limit }),
      (ticket) => String(ticket.id),
    );
    return c.json({ ...found, items: found.items.map(toTicketView) }, 200);
  });

  app.openapi(readRoute, async (c) => {
    const { ctx } = c.var;
    const ticket = await ticketInSight(ctx, ctx.store.read, c.req.valid('param').number);
    const steps = await stepsInSight(ctx, ctx.store.read, ticket);
    return c.json({ ...toTicketView(ticket), steps: steps.map(toStepView) }, 200);
  });

  app.openapi(informationRoute, async (c) => {
    const { number } = c.req.valid('param');
    return c.json(toTicketView(await giveInformation(c.var.ctx, number, c.req.valid('json').text)), 200);
  });

  app.openapi(reopeningRoute, async (c) => {
    const { number } = c.req.valid('param');
    return c.json(toTicketView(await reopenOwn(c.var.ctx, number, c.req.valid('json').text)), 200);
  });

  app.openapi(knownErrorsRoute, async (c) => {
    requireScope(c.var.ctx, 'support:ask');
    return c.json({ items: (await knownErrors(c.var.ctx.store.read)).map(toKnownErrorView) }, 200);
  });
}
