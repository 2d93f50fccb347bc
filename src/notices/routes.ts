import { createRoute, z } from '@hono/zod-openapi';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { deliveriesOf, type Subscription } from './store.ts';
import { ownSubscription, ownSubscriptions, replay, subscribe, unsubscribe } from './subscribe.ts';
import { SubscriptionInput } from './types.ts';

const SubscriptionView = z
  .object({
    id: z.string(),
    url: z.string(),
    types: z.array(z.string()),
    createdAt: z.string(),
  })
  .openapi('WebhookSubscription');

const NewSubscriptionView = SubscriptionView.extend({
  secret: z.string().openapi({ description: 'Told this once; signs every notice (Standard Webhooks)' }),
}).openapi('NewWebhookSubscription');

const DeliveryView = z
  .object({
    event: z.number().int(),
    state: z.string(),
    attempts: z.number().int(),
    nextAttemptAt: z.string(),
    lastOutcome: z.string(),
  })
  .openapi('WebhookDelivery');

const idParam = z.object({ id: z.string() });

const subscribeRoute = createRoute({
  method: 'post',
  path: '/webhooks',
  operationId: 'subscribeWebhook',
  summary: 'Have notices sent to an address as they happen: signed CloudEvents',
  ...servedAs(1),
  request: { body: jsonBody(SubscriptionInput.openapi('WebhookInput')) },
  responses: { 201: json(NewSubscriptionView, 'Subscribed'), ...problems(400, 401, 403) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/webhooks',
  operationId: 'listWebhooks',
  summary: 'Your subscriptions',
  ...servedAs(2),
  responses: { 200: json(z.array(SubscriptionView), 'The subscriptions'), ...problems(401, 403) },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/webhooks/{id}',
  operationId: 'unsubscribeWebhook',
  summary: 'End a subscription',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 204: { description: 'Ended' }, ...problems(401, 403, 404) },
});

const deliveriesRoute = createRoute({
  method: 'get',
  path: '/webhooks/{id}/deliveries',
  operationId: 'listWebhookDeliveries',
  summary: 'What became of each notice',
  ...servedAs(2),
  request: { params: idParam },
  responses: { 200: json(z.array(DeliveryView), 'The deliveries'), ...problems(401, 403, 404) },
});

const replayRoute = createRoute({
  method: 'post',
  path: '/webhooks/{id}/replay',
  operationId: 'replayWebhook',
  summary: 'Send everything since an event of the journal again',
  ...servedAs(3),
  request: { params: idParam, body: jsonBody(z.strictObject({ since: z.number().int().min(1) })) },
  responses: {
    200: json(z.object({ notices: z.number().int() }), 'To be sent again'),
    ...problems(400, 401, 403, 404),
  },
});

export function webhookRoutes(app: App): void {
  app.openapi(subscribeRoute, async (c) => {
    const subscription = await subscribe(c.var.ctx, c.req.valid('json'));
    return c.json({ ...toView(subscription), secret: subscription.secret }, 201);
  });

  app.openapi(listRoute, async (c) =>
    c.json((await ownSubscriptions(c.var.ctx.store.read, c.var.ctx)).map(toView), 200),
  );

  app.openapi(removeRoute, async (c) => {
    await unsubscribe(c.var.ctx, c.req.valid('param').id);
    return c.body(null, 204);
  });

  app.openapi(deliveriesRoute, async (c) => {
    const { ctx } = c.var;
    const { id } = await ownSubscription(ctx.store.read, ctx, c.req.valid('param').id);
    const found = await deliveriesOf(ctx.store.read, id, 1000);
    return c.json(
      found.map(({ seq, state, attempts, nextAttemptAt, lastOutcome }) => ({
        ...{ event: seq, state, attempts, nextAttemptAt, lastOutcome },
      })),
      200,
    );
  });

  app.openapi(replayRoute, async (c) => {
    const notices = await replay(c.var.ctx, c.req.valid('param').id, c.req.valid('json').since);
    return c.json({ notices }, 200);
  });
}

function toView({ id, url, types, createdAt }: Subscription) {
  return { id, url, types, createdAt };
}
