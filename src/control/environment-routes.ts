import { createRoute, z } from '@hono/zod-openapi';
import { asc, gt } from 'drizzle-orm';
import { requireScope } from '../accounts/rights.ts';
import { setClock } from '../clock/due-work.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import type { Environment } from '../open-environment.ts';
import { switchSandbox } from '../sandbox/sandbox.ts';
import { events } from '../storage/events.ts';

const ClockView = z
  .object({ now: z.string(), mode: z.enum(['still', 'paced']), pace: z.number().nullable() })
  .openapi('Clock');

const readClockRoute = createRoute({
  method: 'get',
  path: '/clock',
  operationId: 'readClock',
  summary: 'The simulated time of this environment',
  ...servedAs(1),
  responses: { 200: json(ClockView, 'The clock'), ...problems(401) },
});

const setClockRoute = createRoute({
  method: 'put',
  path: '/clock',
  operationId: 'setClockMode',
  summary: 'Let the clock stand still or run at a pace (simulated seconds a second)',
  ...servedAs(1),
  request: {
    body: jsonBody(
      z.discriminatedUnion('mode', [
        z.strictObject({ mode: z.literal('still') }),
        z.strictObject({ mode: z.literal('paced'), pace: z.number().positive().max(100_000) }),
      ]),
    ),
  },
  responses: { 200: json(ClockView, 'The clock'), ...problems(400, 401, 403) },
});

const advanceRoute = createRoute({
  method: 'post',
  path: '/clock/advance',
  operationId: 'advanceClock',
  summary: 'Move time to an instant and do all work that falls due on the way',
  ...servedAs(3),
  request: { body: jsonBody(z.strictObject({ to: z.string() })) },
  responses: {
    200: json(ClockView.extend({ units: z.number().int() }), 'There'),
    ...problems(400, 401, 403),
  },
});

const SandboxView = z
  .strictObject({ requiresCertification: z.boolean(), magicValues: z.boolean() })
  .openapi('Sandbox');

const sandboxRoute = createRoute({
  method: 'put',
  path: '/sandbox',
  operationId: 'switchSandbox',
  summary: 'Require certified software for EDI and API; let magic values force outcomes',
  ...servedAs(1),
  request: { body: jsonBody(SandboxView) },
  responses: { 200: json(SandboxView, 'As it is now'), ...problems(400, 401, 403) },
});

const EventView = z
  .object({
    seq: z.number().int(),
    simulatedAt: z.string(),
    realAt: z.string(),
    actor: z.string(),
    onBehalfOf: z.string().nullable(),
    action: z.string(),
    subject: z.string(),
    outcome: z.string(),
    detail: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .openapi('Event');

const eventsRoute = createRoute({
  method: 'get',
  path: '/events',
  operationId: 'listEvents',
  summary: 'The journal: everything that happened, in order',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(EventView), 'A page'), ...problems(400, 401, 403) },
});

/** What a trainer does to an environment: its time and its journal. */
export function controlRoutes(app: App, environment: Environment): void {
  const { clock, store } = environment;
  const view = () => ({
    now: clock.now(),
    mode: clock.state.mode,
    pace: clock.state.mode === 'paced' ? clock.state.pace : null,
  });

  app.openapi(readClockRoute, (c) => c.json(view(), 200));

  app.openapi(setClockRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const mode = c.req.valid('json');
    const at = clock.now();
    const moving = environment.as(c.var.ctx.actor);
    await setClock(
      moving,
      mode.mode === 'still' ? { mode: 'still', at } : { ...mode, at, realAt: clock.realNow() },
    );
    return c.json(view(), 200);
  });

  app.openapi(advanceRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const units = await environment.advanceTo(c.req.valid('json').to);
    return c.json({ ...view(), units }, 200);
  });

  app.openapi(sandboxRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const { requiresCertification, magicValues } = await switchSandbox(c.var.ctx, c.req.valid('json'));
    return c.json({ requiresCertification, magicValues }, 200);
  });

  app.openapi(eventsRoute, async (c) => {
    requireScope(c.var.ctx, 'event:read');
    const read = ({ after, limit }: { after: string; limit: number }) =>
      store.read.db
        .select()
        .from(events)
        .where(gt(events.seq, numberAfter(after)))
        .orderBy(asc(events.seq))
        .limit(limit);
    const page = await pageOf(c.req.valid('query'), read, (event) => String(event.seq));
    const items = page.items.map(({ detail, ...event }) => ({
      ...event,
      detail: JSON.parse(detail),
    }));
    return c.json({ ...page, items }, 200);
  });
}
