import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { sum, toWire } from '../money.ts';
import { previewRecalculation, runRecalculation, undoRecalculation } from './recalculate.ts';
import { changesByImporter, recalculationOf } from './store.ts';

const RuleInput = z.strictObject({
  provisionalRateOnly: z.boolean().optional(),
  accountedFrom: z.iso.date().optional(),
  accountedTo: z.iso.date().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  importer: z.string().max(15).optional(),
  transactions: z
    .array(z.string().regex(/^\d{14}$/, { error: 'fourteen digits are expected' }))
    .min(1)
    .max(5000)
    .optional(),
});

const RecalculationView = z
  .object({
    id: z.string(),
    rule: RuleInput,
    state: z.string(),
    reason: z.string(),
    createdOn: z.string(),
    declarations: z.number().int(),
    change: z.string().openapi({ description: 'What it changes in all, in dollars' }),
    byImporter: z.array(
      z.object({ importer: z.string(), declarations: z.number().int(), change: z.string() }),
    ),
  })
  .openapi('Recalculation');

const idParam = z.object({ id: z.string() });

const previewRoute = createRoute({
  method: 'post',
  path: '/recalculations',
  operationId: 'previewRecalculation',
  summary: 'Choose declarations by rule and preview what assessing them anew would change (an officer)',
  ...servedAs(3),
  request: { body: jsonBody(z.strictObject({ rule: RuleInput, reason: z.string().min(1).max(500) })) },
  responses: { 201: json(RecalculationView, 'The preview'), ...problems(400, 401, 403) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/recalculations/{id}',
  operationId: 'readRecalculation',
  summary: 'A recalculation: its state, totals, and totals by importer',
  ...servedAs(2),
  request: { params: idParam },
  responses: { 200: json(RecalculationView, 'The recalculation'), ...problems(401, 403, 404) },
});

const runRoute = createRoute({
  method: 'post',
  path: '/recalculations/{id}/run',
  operationId: 'runRecalculation',
  summary: 'Approve and run a previewed recalculation (another officer than the one who previewed it)',
  ...servedAs(3),
  request: { params: idParam },
  responses: { 200: json(RecalculationView, 'Done'), ...problems(401, 403, 404, 409, 422) },
});

const undoRoute = createRoute({
  method: 'post',
  path: '/recalculations/{id}/undo',
  operationId: 'undoRecalculation',
  summary: 'Undo a recalculation by versions that are as before',
  ...servedAs(3),
  request: { params: idParam },
  responses: { 200: json(RecalculationView, 'Undone'), ...problems(401, 403, 404, 409) },
});

export function recalculationRoutes(app: App): void {
  app.openapi(previewRoute, async (c) => {
    const { rule, reason } = c.req.valid('json');
    const { id } = await previewRecalculation(c.var.ctx, rule, reason);
    return c.json(await viewOf(c.var.ctx, id), 201);
  });

  app.openapi(readRoute, async (c) => {
    requireScope(c.var.ctx, 'recourse:decide');
    return c.json(await viewOf(c.var.ctx, c.req.valid('param').id), 200);
  });

  app.openapi(runRoute, async (c) => {
    const { id } = await runRecalculation(c.var.ctx, c.req.valid('param').id);
    return c.json(await viewOf(c.var.ctx, id), 200);
  });

  app.openapi(undoRoute, async (c) => {
    const { id } = await undoRecalculation(c.var.ctx, c.req.valid('param').id);
    return c.json(await viewOf(c.var.ctx, id), 200);
  });
}

async function viewOf(ctx: Context, id: string) {
  const { rule, state, reason, createdOn } = await recalculationOf(ctx.store.read, id);
  const byImporter = await changesByImporter(ctx.store.read, id);
  return {
    ...{ id, rule, state, reason, createdOn },
    declarations: sum(byImporter.map((each) => each.declarations)),
    change: toWire(sum(byImporter.map((each) => each.changeCents))),
    byImporter: byImporter.map(({ changeCents, ...each }) => ({ ...each, change: toWire(changeCents) })),
  };
}
