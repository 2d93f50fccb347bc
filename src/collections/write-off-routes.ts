import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { toWire } from '../money.ts';
import { type WriteOff, writeOffsAfter } from './store.ts';
import { approveWriteOff, refuseWriteOff, requestWriteOff, reverseWriteOff } from './write-off.ts';

const WriteOffInput = z
  .strictObject({
    reason: z.string().min(1).max(1000),
    documents: z
      .array(z.number().int().positive())
      .min(1)
      .max(500)
      .optional()
      .openapi({ description: 'All overdue debt when left out' }),
  })
  .openapi('WriteOffInput');

const WriteOffView = z
  .object({
    id: z.number().int(),
    programAccount: z.string(),
    documents: z.array(z.number().int()),
    amount: z.string(),
    reason: z.string(),
    requestedBy: z.string(),
    requestedOn: z.string(),
    status: z.enum(['REQUESTED', 'APPROVED', 'REFUSED', 'REVERSED']),
    decidedBy: z.string().nullable(),
    decidedOn: z.string().nullable(),
  })
  .openapi('WriteOff');

const requestRoute = createRoute({
  method: 'post',
  path: '/accounts/{bn15}/write-offs',
  operationId: 'requestWriteOff',
  summary: 'Ask another officer to write off overdue debt (the CBSA)',
  ...servedAs(1),
  request: { params: z.object({ bn15: z.string() }), body: jsonBody(WriteOffInput) },
  responses: { 201: json(WriteOffView, 'Requested'), ...problems(400, 401, 403, 404, 422) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/write-offs',
  operationId: 'listWriteOffs',
  summary: 'Write-offs requested and decided (the CBSA)',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(WriteOffView), 'A page'), ...problems(400, 401, 403) },
});

/** A step of a write-off, by its last word in the path. */
const step = <P extends string>(path: P, operationId: string, summary: string) =>
  createRoute({
    method: 'post',
    path: `/write-offs/{id}/${path}` as const,
    operationId,
    summary,
    ...servedAs(1),
    request: { params: z.object({ id: z.coerce.number().int().positive() }) },
    responses: { 200: json(WriteOffView, 'As it is now'), ...problems(400, 401, 403, 404, 409, 422) },
  });

const approveRoute = step('approval', 'approveWriteOff', 'Approve, as another officer than asked (the CBSA)');
const refuseRoute = step('refusal', 'refuseWriteOff', 'Refuse (the CBSA)');
const reverseRoute = step(
  'reversal',
  'reverseWriteOff',
  'The client paid after all: owe it again (the CBSA)',
);

export function writeOffRoutes(app: App): void {
  app.openapi(requestRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    return c.json(toView(await requestWriteOff(c.var.ctx, bn15, c.req.valid('json'))), 201);
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'collection:decide');
    const read = ({ after, limit }: { after: string; limit: number }) =>
      writeOffsAfter(ctx.store.read, { after: numberAfter(after), limit });
    const page = await pageOf(c.req.valid('query'), read, (each) => String(each.id));
    return c.json({ ...page, items: page.items.map(toView) }, 200);
  });

  app.openapi(approveRoute, async (c) =>
    c.json(toView(await approveWriteOff(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(refuseRoute, async (c) =>
    c.json(toView(await refuseWriteOff(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(reverseRoute, async (c) =>
    c.json(toView(await reverseWriteOff(c.var.ctx, c.req.valid('param').id)), 200),
  );
}

function toView({ amountCents, documentId: _, ...writeOff }: WriteOff) {
  return { ...writeOff, amount: toWire(amountCents) };
}
