import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { broadcast, broadcastOf } from '../notices/broadcast.ts';
import type { Environment } from '../open-environment.ts';
import { allChanges, type SystemChange } from '../support/change-store.ts';
import { actOnChange, ChangeInput, changeActs, planChange, possibleActs } from '../support/changes.ts';

const ChangeView = z
  .object({
    id: z.string(),
    title: z.object({ en: z.string(), fr: z.string() }),
    touches: z.array(z.string()),
    fixes: z.array(z.string()).openapi({ description: 'Known defects that it takes out' }),
    plannedFor: z.string().nullable(),
    announcedAt: z.string().nullable(),
    deployedAt: z.string().nullable(),
    backedOutAt: z.string().nullable(),
    possible: z.array(z.enum(changeActs)).openapi({ description: 'What may be done with it now' }),
  })
  .openapi('SystemChange');

const listRoute = createRoute({
  method: 'get',
  path: '/changes',
  operationId: 'listChanges',
  summary: 'Changes to the system that is rehearsed',
  ...servedAs(2),
  responses: { 200: json(z.object({ items: z.array(ChangeView) }), 'All of them'), ...problems(401, 403) },
});

const planRoute = createRoute({
  method: 'post',
  path: '/changes',
  operationId: 'planChange',
  summary: 'Plan a change to the system, and say which known defects it takes out',
  ...servedAs(1),
  request: { body: jsonBody(ChangeInput) },
  responses: { 201: json(ChangeView, 'Planned'), ...problems(400, 401, 403, 409) },
});

const actRoute = createRoute({
  method: 'post',
  path: '/changes/{id}/{act}',
  operationId: 'actOnChange',
  summary: 'Announce a change, deploy it, or back it out',
  ...servedAs(1),
  request: { params: z.object({ id: z.string(), act: z.enum(changeActs) }) },
  responses: { 200: json(ChangeView, 'As it is now'), ...problems(400, 401, 403, 404, 409) },
});

const Line = z.string().min(1).max(500);

const Broadcast = z
  .strictObject({ text: z.strictObject({ en: Line, fr: Line }).nullable() })
  .openapi('Broadcast');

const broadcastRoute = createRoute({
  method: 'put',
  path: '/broadcast',
  operationId: 'broadcast',
  summary: 'Tell everybody who is signed in something, on every page; with null, take it back',
  ...servedAs(1),
  request: { body: jsonBody(Broadcast) },
  responses: { 200: json(Broadcast, 'What is told now'), ...problems(400, 401, 403) },
});

/** What a trainer changes in the system that is rehearsed, and tells everybody. */
export function changeRoutes(app: App, { store }: Environment): void {
  app.openapi(listRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    return c.json({ items: (await allChanges(store.read)).map(toView) }, 200);
  });

  app.openapi(planRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const input = c.req.valid('json');
    return c.json(toView(await store.inTransaction((tx) => planChange(tx, c.var.ctx, input))), 201);
  });

  app.openapi(actRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const { id, act } = c.req.valid('param');
    return c.json(toView(await store.inTransaction((tx) => actOnChange(tx, c.var.ctx, id, act))), 200);
  });

  app.openapi(broadcastRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const { text } = c.req.valid('json');
    await store.inTransaction((tx) => broadcast(tx, c.var.ctx, text));
    return c.json({ text: (await broadcastOf(store))?.text ?? null }, 200);
  });
}

function toView({ titleEn, titleFr, ...change }: SystemChange) {
  const possible = possibleActs({ titleEn, titleFr, ...change });
  return { ...change, title: { en: titleEn, fr: titleFr }, possible };
}
