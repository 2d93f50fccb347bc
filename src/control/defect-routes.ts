import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import type { Store } from '../context.ts';
import { type DefectId, defectIds, defectsIn } from '../defects/defects.ts';
import { describe } from '../defects/descriptions.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import type { Environment } from '../open-environment.ts';
import { switchDefect } from '../support/defects.ts';

const Bilingual = z.object({ en: z.string(), fr: z.string() });

const DefectView = z
  .object({
    id: z.enum(defectIds),
    isIn: z.boolean(),
    reference: z.string(),
    incidents: z.array(z.string()),
    area: z.string(),
    title: Bilingual,
    workaround: Bilingual,
    resolution: Bilingual,
    source: z.string(),
    mark: z.string(),
  })
  .openapi('Defect');

const listRoute = createRoute({
  method: 'get',
  path: '/defects',
  operationId: 'listDefects',
  summary: 'The known defects of CES 2.0 and of the first weeks after go-live, and which of them are in',
  ...servedAs(2),
  responses: { 200: json(z.object({ items: z.array(DefectView) }), 'All of them'), ...problems(401, 403) },
});

const switchRoute = createRoute({
  method: 'put',
  path: '/defects/{id}',
  operationId: 'switchDefect',
  summary: 'Put a known defect into this environment, or take it out',
  ...servedAs(1),
  request: {
    params: z.object({ id: z.enum(defectIds) }),
    body: jsonBody(
      z.strictObject({
        isIn: z.boolean(),
        isPublished: z
          .boolean()
          .default(true)
          .openapi({ description: 'Tell everybody of it, and of its work-around, as a known error' }),
      }),
    ),
  },
  responses: { 200: json(DefectView, 'As it is now'), ...problems(400, 401, 403) },
});

/** What a trainer does about the known defects of an environment. */
export function defectRoutes(app: App, { store }: Environment): void {
  app.openapi(listRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    return c.json({ items: await Promise.all(defectIds.map((id) => defectView(store, id))) }, 200);
  });

  app.openapi(switchRoute, async (c) => {
    requireScope(c.var.ctx, 'clock:move');
    const { id } = c.req.valid('param');
    const wanted = c.req.valid('json');
    await store.inTransaction((tx) => switchDefect(tx, c.var.ctx, id, wanted));
    return c.json(await defectView(store, id), 200);
  });
}

async function defectView(store: Store, id: DefectId) {
  return { ...describe(id), isIn: (await defectsIn(store)).includes(id) };
}
