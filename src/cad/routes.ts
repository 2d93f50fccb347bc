import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { accountsInView } from '../accounts/view.ts';
import type { Context } from '../context.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { setHeader } from '../http/set-header.ts';
import { toWire } from '../money.ts';
import { fileCad, isWaiting } from './file.ts';
import { hiddenFrom } from './hidden.ts';
import { explainCad, readCad } from './read-cad.ts';
import { cadsOf, findCad } from './store.ts';
import { validateCad } from './submit.ts';
import { CadInput, type WaitingCad } from './types.ts';
import {
  CadSummary,
  CadView,
  ExplanationView,
  FindingView,
  toCadSummary,
  toCadView,
  toWaitingView,
  WaitingCadView,
} from './views.ts';
import { findFiled, waitingAfter } from './waiting-store.ts';

const ValidationView = z.object({
  isAcceptable: z.boolean(),
  findings: z.array(FindingView),
  total: z.string().nullable(),
});

const transactionParam = z.object({ transactionNumber: z.string() });

const submitCadRoute = createRoute({
  method: 'post',
  path: '/cads',
  operationId: 'submitCad',
  summary: 'Submit a Commercial Accounting Declaration',
  ...servedAs(1),
  request: { body: jsonBody(CadInput.openapi('CadInput')) },
  responses: {
    201: json(CadView, 'Accepted, assessed and posted'),
    202: json(WaitingCadView, 'Filed: it waits for its exchange rate'),
    ...problems(400, 401, 403, 409, 422),
  },
});

const validateCadRoute = createRoute({
  method: 'post',
  path: '/cads/validate',
  operationId: 'validateCad',
  summary: 'Tell all findings and the amount of a declaration, without submitting it',
  ...servedAs(1),
  request: { body: jsonBody(CadInput) },
  responses: { 200: json(ValidationView, 'What would happen'), ...problems(400, 401, 403) },
});

const listCadsRoute = createRoute({
  method: 'get',
  path: '/cads',
  operationId: 'listCads',
  summary: 'Declarations of your accounts, as they were accepted',
  ...servedAs(2),
  request: { query: PageQuery.extend({ importer: z.string().optional() }) },
  responses: { 200: json(pageSchema(CadSummary), 'A page'), ...problems(400, 401, 403) },
});

const readCadRoute = createRoute({
  method: 'get',
  path: '/cads/{transactionNumber}',
  operationId: 'readCad',
  summary: 'One declaration, its newest version',
  ...servedAs(1),
  request: { params: transactionParam },
  responses: {
    200: json(
      z.union([CadView, WaitingCadView]),
      'The declaration, also one that waits for its exchange rate',
    ),
    ...problems(401, 403, 404),
  },
});

const listWaitingRoute = createRoute({
  method: 'get',
  path: '/waiting-cads',
  operationId: 'listWaitingCads',
  summary: 'Declarations of your accounts that were filed and wait for their exchange rates',
  ...servedAs(2),
  request: { query: PageQuery.extend({ importer: z.string().optional() }) },
  responses: { 200: json(pageSchema(WaitingCadView), 'A page'), ...problems(400, 401, 403) },
});

const explainCadRoute = createRoute({
  method: 'get',
  path: '/cads/{transactionNumber}/explanations',
  operationId: 'explainCad',
  summary: 'Why each amount is what it is: rule, rate, source and arithmetic',
  ...servedAs(1),
  request: { params: transactionParam },
  responses: { 200: json(z.array(ExplanationView), 'Explanations by line'), ...problems(401, 403, 404) },
});

export function cadRoutes(app: App): void {
  app.openapi(submitCadRoute, async (c) => {
    const cad = await fileCad(c.var.ctx, c.req.valid('json'));
    if (isWaiting(cad)) return c.json(toWaitingView(cad), 202);
    setHeader(c, 'etag', `"${cad.version}"`);
    return c.json(toCadView(cad), 201);
  });

  app.openapi(validateCadRoute, async (c) => {
    const { cad, findings } = await validateCad(c.var.ctx, c.req.valid('json'));
    const total = cad === undefined ? null : toWire(cad.totalCents);
    return c.json({ isAcceptable: cad !== undefined, findings, total }, 200);
  });

  app.openapi(listCadsRoute, async (c) => {
    const query = c.req.valid('query');
    const accounts = await accountsInView(c.var.ctx, 'cad:read', query.importer);
    const notFrom = await hiddenFrom(c.var.ctx);
    const page = await pageOf(
      query,
      (p) => cadsOf(c.var.ctx.store.read, accounts, { ...p, after: numberAfter(p.after), notFrom }),
      (cad) => String(cad.documentId),
    );
    return c.json({ ...page, items: page.items.map(toCadSummary) }, 200);
  });

  app.openapi(readCadRoute, async (c) => {
    const { transactionNumber } = c.req.valid('param');
    const filed = await readableFiled(c.var.ctx, transactionNumber);
    if (filed !== undefined) return c.json(toWaitingView(filed), 200);
    const cad = await readCad(c.var.ctx, transactionNumber);
    return c.json(toCadView(cad), 200, { etag: `"${cad.version}"` });
  });

  app.openapi(listWaitingRoute, async (c) => {
    const query = c.req.valid('query');
    const accounts = await accountsInView(c.var.ctx, 'cad:read', query.importer);
    const page = await pageOf(
      query,
      (p) => waitingAfter(c.var.ctx.store.read, p, accounts),
      (each) => each.transactionNumber,
    );
    return c.json({ ...page, items: page.items.map(toWaitingView) }, 200);
  });

  app.openapi(explainCadRoute, async (c) => {
    const cad = await readCad(c.var.ctx, c.req.valid('param').transactionNumber);
    return c.json(await explainCad(c.var.ctx, cad), 200);
  });
}

/** What waits for its rate, or was refused once there was one, and is no declaration yet. */
async function readableFiled(ctx: Context, transactionNumber: string): Promise<WaitingCad | undefined> {
  const { read } = ctx.store;
  const filed = await findFiled(read, transactionNumber);
  if (filed === undefined || (await findCad(read, transactionNumber)) !== undefined) return undefined;
  await requireRight(ctx, read, 'cad:read', filed.importerBn15);
  return filed;
}
