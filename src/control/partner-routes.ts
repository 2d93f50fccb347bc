import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import type { Environment } from '../open-environment.ts';
import {
  conditionAt,
  type Partner,
  type PartnerName,
  partnerNames,
  partnerOf,
  withoutRate,
} from '../partners/partner.ts';
import { areDelaysShown, showDelays } from '../payments/value-date.ts';
import { switchSystem } from '../support/monitors.ts';

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
    withoutRate: z.enum(withoutRate).default('refuse').openapi({
      description: 'Exchange rates alone: a declaration that lacks one is refused, or waits',
    }),
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

/** What a trainer does to the outside systems of an environment. */
export function partnerRoutes(app: App, { clock, store }: Environment): void {
  app.openapi(partnersRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const items = [];
    for (const name of partnerNames) items.push(partnerView(name, await partnerOf(store, name), clock.now()));
    return c.json({ items }, 200);
  });

  app.openapi(partnerRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const { name } = c.req.valid('param');
    const change = c.req.valid('json');
    const partner = await store.inTransaction((tx) => switchSystem(tx, c.var.ctx, name, change));
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
}

function partnerView(name: PartnerName, partner: Partner, now: string) {
  const { isDown, errorShare, latencyMilliseconds } = conditionAt(partner, now);
  return { name, now: { isDown, errorShare, latencyMilliseconds }, ...partner };
}
