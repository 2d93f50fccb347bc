import { createRoute, z } from '@hono/zod-openapi';
import { accountsInView } from '../accounts/view.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { setHeader } from '../http/set-header.ts';
import {
  type CadDraft,
  changeDraft,
  discardDraft,
  draftsOf,
  readDraft,
  saveDraft,
  submitDraft,
} from './drafts.ts';
import { isWaiting } from './file.ts';
import { CadView, toCadView, toWaitingView, WaitingCadView } from './views.ts';

const DraftView = z
  .object({
    id: z.string(),
    importer: z.string(),
    revision: z.number().int(),
    declared: z.record(z.string(), z.unknown()),
  })
  .openapi('CadDraft');

const DraftInput = z.strictObject({ importer: z.string(), declared: z.record(z.string(), z.unknown()) });
const draftParam = z.object({ id: z.string() });
const ifMatch = z.object({ 'if-match': z.string().optional() });

const saveDraftRoute = createRoute({
  method: 'post',
  path: '/cad-drafts',
  operationId: 'saveCadDraft',
  summary: 'Keep an unfinished declaration',
  ...servedAs(1),
  request: { body: jsonBody(DraftInput) },
  responses: { 201: json(DraftView, 'Kept'), ...problems(400, 401, 403) },
});

const listDraftsRoute = createRoute({
  method: 'get',
  path: '/cad-drafts',
  operationId: 'listCadDrafts',
  summary: 'Drafts of your accounts',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(DraftView), 'A page'), ...problems(400, 401) },
});

const readDraftRoute = createRoute({
  method: 'get',
  path: '/cad-drafts/{id}',
  operationId: 'readCadDraft',
  summary: 'One draft; its ETag is its revision',
  ...servedAs(1),
  request: { params: draftParam },
  responses: { 200: json(DraftView, 'The draft'), ...problems(401, 403, 404) },
});

const changeDraftRoute = createRoute({
  method: 'put',
  path: '/cad-drafts/{id}',
  operationId: 'changeCadDraft',
  summary: 'Replace what a draft holds; If-Match refuses a change made over somebody else’s',
  ...servedAs(1),
  request: {
    params: draftParam,
    headers: ifMatch,
    body: jsonBody(z.strictObject({ declared: z.record(z.string(), z.unknown()) })),
  },
  responses: { 200: json(DraftView, 'Changed'), ...problems(400, 401, 403, 404, 412) },
});

const discardDraftRoute = createRoute({
  method: 'delete',
  path: '/cad-drafts/{id}',
  operationId: 'discardCadDraft',
  summary: 'Throw a draft away',
  ...servedAs(1),
  request: { params: draftParam, headers: ifMatch },
  responses: { 204: { description: 'Discarded' }, ...problems(401, 403, 404, 412) },
});

const submitDraftRoute = createRoute({
  method: 'post',
  path: '/cad-drafts/{id}/submit',
  operationId: 'submitCadDraft',
  summary: 'Submit what a draft holds',
  ...servedAs(1),
  request: { params: draftParam },
  responses: {
    201: json(CadView, 'Accepted, assessed and posted'),
    202: json(WaitingCadView, 'Filed: it waits for its exchange rate'),
    ...problems(400, 401, 403, 404, 422),
  },
});

export function draftRoutes(app: App): void {
  app.openapi(saveDraftRoute, async (c) => {
    const { importer, declared } = c.req.valid('json');
    const draft = await saveDraft(c.var.ctx, importer, declared);
    return c.json(toDraftView(draft), 201, { etag: `"${draft.revision}"` });
  });

  app.openapi(listDraftsRoute, async (c) => {
    const accounts = await accountsInView(c.var.ctx, 'cad:read', undefined);
    const page = await pageOf(
      c.req.valid('query'),
      (p) => draftsOf(c.var.ctx.store.read, accounts, p),
      (d) => d.id,
    );
    return c.json({ ...page, items: page.items.map(toDraftView) }, 200);
  });

  app.openapi(readDraftRoute, async (c) => {
    const draft = await readDraft(c.var.ctx, c.req.valid('param').id);
    return c.json(toDraftView(draft), 200, { etag: `"${draft.revision}"` });
  });

  app.openapi(changeDraftRoute, async (c) => {
    const expected = revisionOf(c.req.valid('header')['if-match']);
    const draft = await changeDraft(
      c.var.ctx,
      c.req.valid('param').id,
      expected,
      c.req.valid('json').declared,
    );
    return c.json(toDraftView(draft), 200, { etag: `"${draft.revision}"` });
  });

  app.openapi(discardDraftRoute, async (c) => {
    await discardDraft(c.var.ctx, c.req.valid('param').id, revisionOf(c.req.valid('header')['if-match']));
    return c.body(null, 204);
  });

  app.openapi(submitDraftRoute, async (c) => {
    const cad = await submitDraft(c.var.ctx, c.req.valid('param').id);
    if (isWaiting(cad)) return c.json(toWaitingView(cad), 202);
    setHeader(c, 'etag', `"${cad.version}"`);
    return c.json(toCadView(cad), 201);
  });
}

function revisionOf(etag: string | undefined): number | undefined {
  if (etag === undefined || etag === '*') return undefined;
  return Number(etag.replace(/^W\//, '').replaceAll('"', ''));
}

function toDraftView(draft: CadDraft) {
  const { id, importerBn15, revision, declared } = draft;
  return { id, importer: importerBn15, revision, declared };
}
