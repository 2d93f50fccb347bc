import { createRoute, z } from '@hono/zod-openapi';
import { requireRight, requireScope } from '../accounts/rights.ts';
import { accountsInView } from '../accounts/view.ts';
import { fromThousandths } from '../cad/quantity.ts';
import type { Context } from '../context.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { toWire } from '../money.ts';
import { approveDrawback, rejectDrawback } from './decide-drawback.ts';
import { claimDrawback, DrawbackInput } from './drawback.ts';
import { claimOf, claimsAfter, type DrawbackClaim, linesOfClaim } from './drawback-store.ts';

const ClaimView = z
  .object({
    id: z.number().int(),
    claimant: z.string(),
    state: z.string(),
    purpose: z.string(),
    destination: z.string(),
    exportedOn: z.string(),
    evidence: z.array(z.string()),
    filedOn: z.string(),
    decidedOn: z.string().nullable(),
    rationale: z.string(),
    total: z.string(),
  })
  .openapi('DrawbackClaim');

const ClaimWithLines = ClaimView.extend({
  lines: z.array(
    z.object({
      transactionNumber: z.string(),
      line: z.number().int(),
      quantity: z.string(),
      drawback: z.string(),
    }),
  ),
}).openapi('DrawbackClaimWithLines');

const idParam = z.object({ id: z.coerce.number().int().min(1) });

const claimRoute = createRoute({
  method: 'post',
  path: '/drawbacks',
  operationId: 'claimDrawback',
  summary: 'Claim drawback of duties on exported goods (K32)',
  ...servedAs(1),
  request: { body: jsonBody(DrawbackInput.openapi('DrawbackInput')) },
  responses: { 201: json(ClaimWithLines, 'Worked out, under review'), ...problems(400, 401, 403, 422) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/drawbacks',
  operationId: 'listDrawbacks',
  summary: 'Drawback claims of your accounts; all of them for the CBSA',
  ...servedAs(2),
  request: { query: PageQuery.extend({ claimant: z.string().optional() }) },
  responses: { 200: json(pageSchema(ClaimView), 'A page'), ...problems(400, 401, 403) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/drawbacks/{id}',
  operationId: 'readDrawback',
  summary: 'One drawback claim with its lines',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(ClaimWithLines, 'The claim'), ...problems(400, 401, 403, 404) },
});

const approveRoute = createRoute({
  method: 'post',
  path: '/drawbacks/{id}/approve',
  operationId: 'approveDrawback',
  summary: 'Approve a drawback claim and post its credit (an officer)',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(ClaimView, 'Approved'), ...problems(400, 401, 403, 404, 409, 422) },
});

const rejectRoute = createRoute({
  method: 'post',
  path: '/drawbacks/{id}/reject',
  operationId: 'rejectDrawback',
  summary: 'Refuse a drawback claim (an officer)',
  ...servedAs(1),
  request: {
    params: idParam,
    body: jsonBody(z.strictObject({ rationale: z.string().min(1).max(2000) })),
  },
  responses: { 200: json(ClaimView, 'Refused'), ...problems(400, 401, 403, 404, 409) },
});

export function drawbackRoutes(app: App): void {
  app.openapi(claimRoute, async (c) => {
    const claim = await claimDrawback(c.var.ctx, c.req.valid('json'));
    return c.json(await withLines(c.var.ctx, claim), 201);
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    const { claimant, ...query } = c.req.valid('query');
    requireScope(ctx, 'cad:read');
    const isOfficer = ctx.actor.kind !== 'partner' && claimant === undefined;
    const accounts = isOfficer ? undefined : await accountsInView(ctx, 'cad:read', claimant);
    const page = await pageOf(
      query,
      (p) => claimsAfter(ctx.store.read, accounts, { ...p, after: numberAfter(p.after) }),
      (claim) => String(claim.id),
    );
    return c.json({ ...page, items: page.items.map(toView) }, 200);
  });

  app.openapi(readRoute, async (c) => {
    const { ctx } = c.var;
    const claim = await claimOf(ctx.store.read, c.req.valid('param').id);
    await requireRight(ctx, ctx.store.read, 'cad:read', claim.claimant);
    return c.json(await withLines(ctx, claim), 200);
  });

  app.openapi(approveRoute, async (c) =>
    c.json(toView(await approveDrawback(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(rejectRoute, async (c) => {
    const { rationale } = c.req.valid('json');
    return c.json(toView(await rejectDrawback(c.var.ctx, c.req.valid('param').id, rationale)), 200);
  });
}

function toView({ filedBy, decidedBy, documentId, totalCents, ...claim }: DrawbackClaim) {
  return { ...claim, total: toWire(totalCents) };
}

async function withLines(ctx: Context, claim: DrawbackClaim) {
  const lines = await linesOfClaim(ctx.store.read, claim.id);
  return {
    ...toView(claim),
    lines: lines.map(({ transactionNumber, cadLine, quantityThousandths, drawbackCents }) => ({
      transactionNumber,
      line: cadLine,
      quantity: fromThousandths(quantityThousandths),
      drawback: toWire(drawbackCents),
    })),
  };
}
