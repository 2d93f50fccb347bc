import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { accountsInView } from '../accounts/view.ts';
import { CadInput } from '../cad/types.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { approveAdjustment, readCase, rejectAdjustment, requestAdjustment } from './adjust.ts';
import { openAppeal } from './appeal.ts';
import { decideDispute, grantExtension, refuseExtension } from './decide-dispute.ts';
import { openDispute } from './dispute.ts';
import { redetermine } from './redetermine.ts';
import { casesAfter, type RecourseCase } from './store.ts';

const CaseView = z
  .object({
    id: z.string(),
    kind: z.string(),
    transactionNumber: z.string(),
    importer: z.string(),
    baseVersion: z.number().int(),
    state: z.string(),
    openedOn: z.string(),
    reasons: z.array(z.string()),
    rationale: z.string(),
    decidedOn: z.string().nullable(),
    resultVersion: z.number().int().nullable(),
    reasonToBelieveOn: z.string().nullable(),
    correctBy: z.string().nullable(),
    isLate: z.boolean().openapi({ description: 'A correction that came after the day to correct by' }),
    perishableNoticedOn: z.string().nullable(),
  })
  .openapi('Case');

const rationale = z.string().min(1).max(2000);
const ChangeInput = z.strictObject({
  version: z.number().int().min(1).max(999).openapi({ description: 'The version that is changed' }),
  declared: CadInput,
  reasons: z.array(z.string().max(20)).max(10),
  rationale,
});

const AdjustmentInput = ChangeInput.extend({
  reasonToBelieveOn: z.iso.date().optional().openapi({
    description:
      'When you had reason to believe the declaration wrong; a correction comes within ninety days of it',
  }),
  perishableNoticedOn: z.iso.date().optional().openapi({
    description: 'When the CBSA was told of perishable goods that came damaged or of lesser quality',
  }),
});

const transactionParam = z.object({ transactionNumber: z.string() });
const caseParam = z.object({ id: z.string() });

const adjustRoute = createRoute({
  method: 'post',
  path: '/cads/{transactionNumber}/adjustments',
  operationId: 'requestAdjustment',
  summary: 'Ask for a change after the payment due date',
  ...servedAs(1),
  request: { params: transactionParam, body: jsonBody(AdjustmentInput.openapi('AdjustmentRequest')) },
  responses: { 201: json(CaseView, 'Under review'), ...problems(400, 401, 403, 404, 409, 412, 422) },
});

const redetermineRoute = createRoute({
  method: 'post',
  path: '/cads/{transactionNumber}/redeterminations',
  operationId: 'redetermineCad',
  summary: 'Re-determine origin, tariff classification or value (an officer)',
  ...servedAs(1),
  request: { params: transactionParam, body: jsonBody(ChangeInput.openapi('ChangeRequest')) },
  responses: { 201: json(CaseView, 'Decided and posted'), ...problems(400, 401, 403, 404, 409, 412, 422) },
});

const disputeRoute = createRoute({
  method: 'post',
  path: '/cads/{transactionNumber}/disputes',
  operationId: 'openDispute',
  summary: 'Dispute a decision within ninety days, once it is paid or secured',
  ...servedAs(1),
  request: {
    params: transactionParam,
    body: jsonBody(
      z.strictObject({
        rationale,
        wantsExtension: z.boolean().optional(),
        isSecured: z.boolean().optional().openapi({
          description: 'Set security of the account aside for what is open, in place of paying it',
        }),
      }),
    ),
  },
  responses: { 201: json(CaseView, 'Under review'), ...problems(400, 401, 403, 404, 409, 422) },
});

const listCasesRoute = createRoute({
  method: 'get',
  path: '/cases',
  operationId: 'listCases',
  summary: 'Adjustments, re-determinations and disputes of your accounts; all of them for an officer',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(CaseView), 'A page'), ...problems(400, 401, 403) },
});

const readCaseRoute = createRoute({
  method: 'get',
  path: '/cases/{id}',
  operationId: 'readCase',
  summary: 'One case',
  ...servedAs(1),
  request: { params: caseParam },
  responses: { 200: json(CaseView, 'The case'), ...problems(401, 403, 404) },
});

const approveRoute = createRoute({
  method: 'post',
  path: '/cases/{id}/approve',
  operationId: 'approveAdjustment',
  summary: 'Approve an adjustment (an officer)',
  ...servedAs(1),
  request: { params: caseParam },
  responses: { 200: json(CaseView, 'Approved and posted'), ...problems(401, 403, 404, 409, 412, 422) },
});

const rejectRoute = createRoute({
  method: 'post',
  path: '/cases/{id}/reject',
  operationId: 'rejectAdjustment',
  summary: 'Refuse an adjustment, with the reason (an officer)',
  ...servedAs(1),
  request: { params: caseParam, body: jsonBody(z.strictObject({ rationale })) },
  responses: { 200: json(CaseView, 'Refused'), ...problems(400, 401, 403, 404, 409) },
});

const extendRoute = createRoute({
  method: 'post',
  path: '/cases/{id}/extend',
  operationId: 'grantExtension',
  summary: 'Grant more time for a dispute (an officer)',
  ...servedAs(1),
  request: { params: caseParam },
  responses: { 200: json(CaseView, 'Under review'), ...problems(401, 403, 404, 409) },
});

const refuseExtensionRoute = createRoute({
  method: 'post',
  path: '/cases/{id}/refuse-extension',
  operationId: 'refuseExtension',
  summary: 'Refuse more time for a dispute (an officer)',
  ...servedAs(1),
  request: { params: caseParam, body: jsonBody(z.strictObject({ rationale })) },
  responses: { 200: json(CaseView, 'Refused'), ...problems(400, 401, 403, 404, 409) },
});

const appealRoute = createRoute({
  method: 'post',
  path: '/cases/{id}/appeal',
  operationId: 'openAppeal',
  summary: 'Appeal a decision within ninety days: to the Tribunal, then to the Federal Court of Appeal',
  ...servedAs(1),
  request: { params: caseParam, body: jsonBody(z.strictObject({ rationale })) },
  responses: { 201: json(CaseView, 'Before the Tribunal'), ...problems(400, 401, 403, 404, 409, 422) },
});

const decideRoute = createRoute({
  method: 'post',
  path: '/cases/{id}/decide',
  operationId: 'decideDispute',
  summary:
    'Decide a dispute, or enter the Tribunal’s decision: without a declaration the decision stands (an officer)',
  ...servedAs(1),
  request: {
    params: caseParam,
    body: jsonBody(z.strictObject({ rationale, declared: CadInput.optional() })),
  },
  responses: { 200: json(CaseView, 'Decided'), ...problems(400, 401, 403, 404, 409, 412, 422) },
});

export function recourseRoutes(app: App): void {
  app.openapi(adjustRoute, async (c) => {
    const { transactionNumber } = c.req.valid('param');
    const { version, ...asked } = c.req.valid('json');
    const proposed = { transactionNumber, expectedVersion: version, ...asked };
    return c.json(toCaseView(await requestAdjustment(c.var.ctx, proposed)), 201);
  });

  app.openapi(redetermineRoute, async (c) => {
    const { transactionNumber } = c.req.valid('param');
    const { version, ...decided } = c.req.valid('json');
    const proposed = { transactionNumber, expectedVersion: version, ...decided };
    return c.json(toCaseView(await redetermine(c.var.ctx, proposed)), 201);
  });

  app.openapi(disputeRoute, async (c) => {
    const { transactionNumber } = c.req.valid('param');
    const dispute = await openDispute(c.var.ctx, { transactionNumber, ...c.req.valid('json') });
    return c.json(toCaseView(dispute), 201);
  });

  app.openapi(listCasesRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'cad:read');
    const accounts =
      ctx.actor.kind === 'partner' ? await accountsInView(ctx, 'cad:read', undefined) : undefined;
    const page = await pageOf(
      c.req.valid('query'),
      (p) => casesAfter(ctx.store.read, accounts, p),
      (found) => found.id,
    );
    return c.json({ ...page, items: page.items.map(toCaseView) }, 200);
  });

  app.openapi(readCaseRoute, async (c) =>
    c.json(toCaseView(await readCase(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(approveRoute, async (c) =>
    c.json(toCaseView(await approveAdjustment(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(rejectRoute, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(toCaseView(await rejectAdjustment(c.var.ctx, id, c.req.valid('json').rationale)), 200);
  });

  app.openapi(extendRoute, async (c) =>
    c.json(toCaseView(await grantExtension(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(refuseExtensionRoute, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(toCaseView(await refuseExtension(c.var.ctx, id, c.req.valid('json').rationale)), 200);
  });

  app.openapi(appealRoute, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(toCaseView(await openAppeal(c.var.ctx, id, c.req.valid('json').rationale)), 201);
  });

  app.openapi(decideRoute, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(toCaseView(await decideDispute(c.var.ctx, id, c.req.valid('json'))), 200);
  });
}

function toCaseView({ importerBn15, openedBy, decidedBy, declared, ...shown }: RecourseCase) {
  const isLate = shown.correctBy !== null && shown.openedOn > shown.correctBy;
  return { ...shown, importer: importerBn15, isLate };
}
