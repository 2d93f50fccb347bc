import { createRoute, z } from '@hono/zod-openapi';
import type { Context, Tx } from '../context.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import {
  addNote,
  byDesk,
  escalate,
  linkChange,
  openStatuses,
  reclassify,
  resolve,
  respond,
  setStatus,
} from './handle-ticket.ts';
import { EntryInput, enterTicket } from './open-ticket.ts';
import { closeProblem, linkProblem, onProblem, openProblem, ProblemInput } from './problems.ts';
import { ofTicket, TicketText } from './routes.ts';
import { type Ticket, ticketBy } from './store.ts';
import { Facts, ticketKinds } from './types.ts';
import { TicketView, toTicketView } from './views.ts';
import { escalationTargets, namesOf, ticketNatures } from './vocabulary.ts';

const optionalText = z.string().max(10_000).optional();
const change = z.string().min(1).max(50);

const entryRoute = createRoute({
  method: 'post',
  path: '/ticket-entries',
  operationId: 'enterTicket',
  summary: 'Take down a ticket that came by phone, email or monitoring (support desk)',
  ...servedAs(1),
  request: { body: jsonBody(EntryInput) },
  responses: { 201: json(TicketView, 'Opened'), ...problems(400, 401, 403, 409) },
});

/** An act of the desk on a ticket: what it takes, and what it does. */
function deskAct<S extends z.ZodType>(
  app: App,
  { path, operationId, summary, schema }: { path: string; operationId: string; summary: string; schema: S },
  act: (tx: Tx, ctx: Context, number: string, given: z.infer<S>) => Promise<Ticket>,
): void {
  const route = createRoute({
    ...{ method: 'post', path: `/tickets/{number}/${path}`, operationId, summary, ...servedAs(1) },
    request: { ...ofTicket, body: jsonBody(schema) },
    responses: { 200: json(TicketView, 'As it is now'), ...problems(400, 401, 403, 404, 409) },
  });
  app.openapi(route, async (c) => {
    // Path and schema are parameters here, which the types of the framework do not follow.
    const { number } = c.req.valid('param' as never) as { number: string };
    const given = c.req.valid('json' as never) as z.infer<S>;
    const ticket = await byDesk(c.var.ctx, (tx, ctx) => act(tx, ctx, number, given));
    return c.json(toTicketView(ticket), 200);
  });
}

const ProblemView = z.object({ id: z.number().int() });

const problemRoute = createRoute({
  method: 'post',
  path: '/problems',
  operationId: 'openProblem',
  summary: 'Open a problem; published, it is a known error that everybody is told of (support desk)',
  ...servedAs(1),
  request: { body: jsonBody(ProblemInput) },
  responses: { 201: json(ProblemView, 'Opened'), ...problems(400, 401, 403) },
});

const problemClosedRoute = createRoute({
  method: 'post',
  path: '/problems/{id}/closing',
  operationId: 'closeProblem',
  summary: 'A problem is gone: by a change, where one fixed it (support desk)',
  ...servedAs(1),
  request: {
    params: z.object({ id: z.coerce.number().int() }),
    body: jsonBody(z.strictObject({ fixedByChange: change.nullable().default(null) })),
  },
  responses: { 200: json(ProblemView, 'Closed'), ...problems(400, 401, 403, 404, 409) },
});

/** What the support desk does. */
export function deskRoutes(app: App): void {
  app.openapi(entryRoute, async (c) => {
    return c.json(toTicketView(await enterTicket(c.var.ctx, c.req.valid('json'))), 201);
  });

  deskAct(
    app,
    {
      path: 'response',
      operationId: 'respondToTicket',
      summary: 'Answer (support desk)',
      schema: TicketText,
    },
    (tx, ctx, number, { text }) => respond(tx, ctx, number, text),
  );
  deskAct(
    app,
    { path: 'notes', operationId: 'noteTicket', summary: 'Note for the desk alone', schema: TicketText },
    (tx, ctx, number, { text }) => addNote(tx, ctx, number, text),
  );
  deskAct(
    app,
    {
      ...{ path: 'status', operationId: 'setTicketStatus', summary: 'Work on it, or wait (support desk)' },
      schema: z.strictObject({ status: z.enum(openStatuses), text: optionalText }),
    },
    setStatus,
  );
  deskAct(
    app,
    {
      ...{ path: 'escalation', operationId: 'escalateTicket', summary: 'Hand it on (support desk)' },
      schema: z.strictObject({ to: z.enum(namesOf(escalationTargets)), text: optionalText }),
    },
    escalate,
  );
  deskAct(
    app,
    {
      ...{ path: 'facts', operationId: 'reclassifyTicket', summary: 'Decide anew by facts (support desk)' },
      schema: z.strictObject({ kind: z.enum(ticketKinds).optional(), facts: Facts, text: optionalText }),
    },
    reclassify,
  );
  deskAct(
    app,
    {
      ...{ path: 'resolution', operationId: 'resolveTicket', summary: 'Resolve it (support desk)' },
      schema: z.strictObject({
        text: z.string().min(1).max(10_000),
        nature: z.enum(namesOf(ticketNatures)),
        fixedByChange: change.optional(),
      }),
    },
    resolve,
  );
  deskAct(
    app,
    {
      ...{
        path: 'links',
        operationId: 'linkTicket',
        summary: 'Link it to changes or a problem (support desk)',
      },
      schema: z.strictObject({
        problem: z.number().int().optional(),
        causedByChange: change.optional(),
        fixedByChange: change.optional(),
      }),
    },
    async (tx, ctx, number, { problem, ...changes }) => {
      if (problem !== undefined) await linkProblem(tx, ctx, number, problem);
      return Object.keys(changes).length > 0 ? linkChange(tx, ctx, number, changes) : ticketBy(tx, number);
    },
  );

  app.openapi(problemRoute, async (c) => {
    const { id } = await onProblem(c.var.ctx, (tx, ctx) => openProblem(tx, ctx, c.req.valid('json')));
    return c.json({ id }, 201);
  });

  app.openapi(problemClosedRoute, async (c) => {
    const { id } = c.req.valid('param');
    const { fixedByChange } = c.req.valid('json');
    await onProblem(c.var.ctx, (tx, ctx) => closeProblem(tx, ctx, id, fixedByChange));
    return c.json({ id }, 200);
  });
}
