import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { FindingView } from '../cad/views.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { toWire } from '../money.ts';
import {
  approveMassAdjustment,
  readMassAdjustment,
  refuseMassAdjustment,
  undoMassAdjustment,
} from './decide-mass.ts';
import {
  MassAdjustmentInput,
  type MassPreview,
  previewMassAdjustment,
  requestMassAdjustment,
} from './mass-adjust.ts';
import { MassChange } from './mass-change.ts';
import { type MassAdjustment, massAdjustmentsOf } from './mass-store.ts';

const MassAdjustmentView = z
  .object({
    id: z.string(),
    importer: z.string(),
    change: MassChange,
    reasons: z.array(z.string()),
    rationale: z.string(),
    state: z.string(),
    askedOn: z.string(),
    declarations: z.number().int(),
    total: z.string().openapi({ description: 'What it adds to what is owed, in dollars' }),
    decidedOn: z.string().nullable(),
  })
  .openapi('MassAdjustment');

const PreviewView = z
  .object({
    declarations: z.number().int(),
    total: z.string(),
    proposed: z.array(
      z.object({ transactionNumber: z.string(), version: z.number().int(), total: z.string() }),
    ),
    refused: z.array(z.object({ transactionNumber: z.string(), findings: z.array(FindingView) })),
  })
  .openapi('MassAdjustmentPreview');

const idParam = z.object({ id: z.string() });
const body = jsonBody(MassAdjustmentInput.openapi('MassAdjustmentInput'));

const previewRoute = createRoute({
  method: 'post',
  path: '/mass-adjustments/preview',
  operationId: 'previewMassAdjustment',
  summary: 'What one change in many declarations past their due date would come to',
  ...servedAs(3),
  request: { body },
  responses: { 200: json(PreviewView, 'Nothing is changed'), ...problems(400, 401, 403) },
});

const requestRoute = createRoute({
  method: 'post',
  path: '/mass-adjustments',
  operationId: 'requestMassAdjustment',
  summary: 'Ask for one change in many declarations: a case for each, decided together',
  ...servedAs(3),
  request: { body },
  responses: { 201: json(MassAdjustmentView, 'Under review'), ...problems(400, 401, 403, 409, 422) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/mass-adjustments',
  operationId: 'listMassAdjustments',
  summary: 'Mass adjustments of a program account',
  ...servedAs(2),
  request: { params: z.object({ bn15: z.string() }), query: PageQuery },
  responses: { 200: json(pageSchema(MassAdjustmentView), 'A page'), ...problems(400, 401, 403) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/mass-adjustments/{id}',
  operationId: 'readMassAdjustment',
  summary: 'A mass adjustment',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(MassAdjustmentView, 'As it is'), ...problems(401, 403, 404) },
});

const step = (name: string, operationId: string, summary: string) =>
  createRoute({
    method: 'post',
    path: `/mass-adjustments/{id}/${name}`,
    operationId,
    summary,
    ...servedAs(3),
    request: { params: idParam },
    responses: { 200: json(MassAdjustmentView, 'Done'), ...problems(401, 403, 404, 409, 412, 422) },
  });

const approveRoute = step('approve', 'approveMassAdjustment', 'Approve a mass adjustment (an officer)');
const undoRoute = step('undo', 'undoMassAdjustment', 'Undo a mass adjustment by reversal (an officer)');

const refuseRoute = createRoute({
  method: 'post',
  path: '/mass-adjustments/{id}/refuse',
  operationId: 'refuseMassAdjustment',
  summary: 'Refuse a mass adjustment (an officer)',
  ...servedAs(3),
  request: { params: idParam, body: jsonBody(z.strictObject({ rationale: z.string().min(1).max(2000) })) },
  responses: { 200: json(MassAdjustmentView, 'Refused'), ...problems(400, 401, 403, 404, 409) },
});

export function massAdjustmentRoutes(app: App): void {
  app.openapi(previewRoute, async (c) =>
    c.json(toPreviewView(await previewMassAdjustment(c.var.ctx, c.req.valid('json'))), 200),
  );

  app.openapi(requestRoute, async (c) =>
    c.json(toView(await requestMassAdjustment(c.var.ctx, c.req.valid('json'))), 201),
  );

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'cad:read', bn15);
    const read = (page: { after: string; limit: number }) => massAdjustmentsOf(ctx.store.read, bn15, page);
    const page = await pageOf(c.req.valid('query'), read, ({ id }) => id);
    return c.json({ ...page, items: page.items.map(toView) }, 200);
  });

  app.openapi(readRoute, async (c) =>
    c.json(toView(await readMassAdjustment(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(approveRoute, async (c) =>
    c.json(toView(await approveMassAdjustment(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(undoRoute, async (c) =>
    c.json(toView(await undoMassAdjustment(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(refuseRoute, async (c) => {
    const { rationale } = c.req.valid('json');
    return c.json(toView(await refuseMassAdjustment(c.var.ctx, c.req.valid('param').id, rationale)), 200);
  });
}

function toView({ importerBn15, changeCents, ...row }: MassAdjustment) {
  const { id, change, reasons, rationale, state, askedOn, declarations, decidedOn } = row;
  const told = { id, change, reasons, rationale, state, askedOn, declarations, decidedOn };
  return { ...told, importer: importerBn15, total: toWire(changeCents) };
}

function toPreviewView({ proposed, refused, changeCents }: MassPreview) {
  return {
    declarations: proposed.length,
    total: toWire(changeCents),
    proposed: proposed.map(({ transactionNumber, version, changeCents: cents }) => ({
      ...{ transactionNumber, version, total: toWire(cents) },
    })),
    refused,
  };
}
