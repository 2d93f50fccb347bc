import { createRoute, z } from '@hono/zod-openapi';
import { asc, gt } from 'drizzle-orm';
import { requireScope } from './accounts/rights.ts';
import { setClock } from './clock/due-work.ts';
import { type App, json, jsonBody, problems, servedAs } from './http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from './http/paging.ts';
import type { Environment } from './open-environment.ts';
import {
  conditionAt,
  type Partner,
  type PartnerName,
  partnerNames,
  partnerOf,
  switchPartner,
} from './partners/partner.ts';
import { areDelaysShown, showDelays } from './payments/value-date.ts';
import { events } from './storage/events.ts';

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

const Conditions = {
  isDown: z.boolean().default(false),
  errorShare: z.number().min(0).max(1).default(0).openapi({ description: 'Share of requests that fail' }),
  latencyMilliseconds: z
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(0)
    .openapi({ description: 'How long whoever asks waits, in real time' }),
};

const PartnerBody = z
  .strictObject({
    ...Conditions,
    assessesWhenDown: z
      .boolean()
      .default(false)
      .openapi({ description: 'Exchange rates alone: the known defect of CES 2.0' }),
    schedule: z
      .array(z.strictObject({ from: z.string(), until: z.string(), ...Conditions }))
      .max(100)
      .default([])
      .openapi({
        description: 'Conditions between two simulated instants; they outrank the one that stands',
      }),
  })
  .openapi('Partner');

const PartnerView = z
  .object({ name: z.enum(partnerNames), now: z.object(Conditions) })
  .extend(PartnerBody.shape);

const partnersRoute = createRoute({
  method: 'get',
  path: '/partners',
  operationId: 'listPartners',
  summary: 'The outside systems, and how each answers now',
  ...servedAs(2),
  responses: { 200: json(z.object({ items: z.array(PartnerView) }), 'All of them'), ...problems(401, 403) },
});

const partnerRoute = createRoute({
  method: 'put',
  path: '/partners/{name}',
  operationId: 'switchPartner',
  summary: 'Take an outside system down or up, make it slow or faulty, now or by a schedule',
  ...servedAs(1),
  request: { params: z.object({ name: z.enum(partnerNames) }), body: jsonBody(PartnerBody) },
  responses: { 200: json(PartnerView, 'As it is now'), ...problems(400, 401, 403) },
});

const DelaysView = z
  .strictObject({
    areShown: z.boolean().openapi({ description: 'Payments take the business days that they really take' }),
  })
  .openapi('PaymentDelays');

const readDelaysRoute = createRoute({
  method: 'get',
  path: '/payment-delays',
  operationId: 'readPaymentDelays',
  summary: 'Whether payments are in transit for some days, or show at once',
  ...servedAs(1),
  responses: { 200: json(DelaysView, 'As it is'), ...problems(401, 403) },
});

const delaysRoute = createRoute({
  method: 'put',
  path: '/payment-delays',
  operationId: 'setPaymentDelays',
  summary: 'Let payments be in transit for some days, as they really are, or show at once',
  ...servedAs(1),
  request: { body: jsonBody(DelaysView) },
  responses: { 200: json(DelaysView, 'As it is now'), ...problems(400, 401, 403) },
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

/** What a trainer does to an environment: its time, its outside systems, its journal. */
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

  app.openapi(partnersRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const items = [];
    for (const name of partnerNames)
      items.push(partnerView(name, await partnerOf(store.read, name), clock.now()));
    return c.json({ items }, 200);
  });

  app.openapi(partnerRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const { name } = c.req.valid('param');
    const change = c.req.valid('json');
    const partner = await store.inTransaction((tx) => switchPartner(tx, c.var.ctx, name, change));
    return c.json(partnerView(name, partner, clock.now()), 200);
  });

  app.openapi(readDelaysRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    return c.json({ areShown: await areDelaysShown(store.read) }, 200);
  });

  app.openapi(delaysRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const { areShown } = c.req.valid('json');
    await store.inTransaction((tx) => showDelays(tx, c.var.ctx, areShown));
    return c.json({ areShown }, 200);
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

function partnerView(name: PartnerName, partner: Partner, now: string) {
  const { isDown, errorShare, latencyMilliseconds } = conditionAt(partner, now);
  return { name, now: { isDown, errorShare, latencyMilliseconds }, ...partner };
}
