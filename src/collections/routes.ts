import { createRoute, z } from '@hono/zod-openapi';
import { requireRight, requireScope } from '../accounts/rights.ts';
import { type App, json, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { toWire } from '../money.ts';
import { overdueOf } from './collect.ts';
import { type Collection, collectionSteps, collectionsOf, openCollections } from './store.ts';

const CollectionView = z
  .object({
    programAccount: z.string(),
    openedOn: z.string(),
    step: z.enum(collectionSteps),
    stepOn: z.string(),
    overdue: z.string().openapi({ description: 'As the last step told it' }),
    closedOn: z.string().nullable().openapi({ description: 'Withdrawn: nothing is overdue any more' }),
  })
  .openapi('Collection');

const accountRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/collections',
  operationId: 'readCollections',
  summary: 'What is overdue, and what was told of it: reminder, notice, referral',
  ...servedAs(1),
  request: { params: z.object({ bn15: z.string() }) },
  responses: {
    200: json(z.object({ overdue: z.string(), items: z.array(CollectionView) }), 'Newest first'),
    ...problems(401, 403),
  },
});

const listRoute = createRoute({
  method: 'get',
  path: '/collections',
  operationId: 'listCollections',
  summary: 'Collections that go on (the CBSA)',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(CollectionView), 'A page'), ...problems(400, 401, 403) },
});

export function collectionRoutes(app: App): void {
  app.openapi(accountRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const overdue = toWire(await overdueOf(ctx.store.read, bn15, ctx.clock.today()));
    return c.json({ overdue, items: (await collectionsOf(ctx.store.read, bn15)).map(toView) }, 200);
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'collection:decide');
    const page = await pageOf(
      c.req.valid('query'),
      (p) => openCollections(ctx.store.read, p),
      (each) => each.programAccount,
    );
    return c.json({ ...page, items: page.items.map(toView) }, 200);
  });
}

function toView({ overdueCents, ...collection }: Collection) {
  return { ...collection, overdue: toWire(overdueCents) };
}
