import { createRoute, z } from '@hono/zod-openapi';
import { NotFound } from '../errors.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { setHeader } from '../http/set-header.ts';
import { compareVersions } from './compare-versions.ts';
import { correctCad } from './correct.ts';
import { readVersions } from './read-cad.ts';
import type { StoredCad } from './store.ts';
import { CadInput } from './types.ts';
import { CadView, toCadView } from './views.ts';
import { withdrawCad } from './withdraw.ts';

const transactionParam = z.object({ transactionNumber: z.string() });
const versionParam = transactionParam.extend({ version: z.coerce.number().int().min(1).max(999) });
const ifMatch = z.object({
  'if-match': z
    .string()
    .regex(/^(W\/)?"\d{1,3}"$/)
    .openapi({ description: 'The ETag of the version that is changed, such as "1"' }),
});

const VersionView = CadView.extend({
  change: z.string(),
  reasons: z.array(z.string()),
  document: z.number().int(),
}).openapi('CadVersion');

const ChangesView = z
  .object({
    fields: z.array(
      z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
    ),
    amounts: z.record(z.string(), z.string()),
  })
  .openapi('VersionChanges');

const correctCadRoute = createRoute({
  method: 'put',
  path: '/cads/{transactionNumber}',
  operationId: 'correctCad',
  summary: 'Correct a declaration until its payment due date; send it whole',
  ...servedAs(1),
  request: { params: transactionParam, headers: ifMatch, body: jsonBody(CadInput) },
  responses: {
    200: json(CadView, 'The new version, accepted and posted'),
    ...problems(400, 401, 403, 404, 412, 422),
  },
});

const withdrawCadRoute = createRoute({
  method: 'delete',
  path: '/cads/{transactionNumber}',
  operationId: 'withdrawCad',
  summary: 'Withdraw a declaration that is neither paid nor due',
  ...servedAs(1),
  request: { params: transactionParam, headers: ifMatch },
  responses: { 200: json(CadView, 'The last version, without lines'), ...problems(401, 403, 404, 412, 422) },
});

const listVersionsRoute = createRoute({
  method: 'get',
  path: '/cads/{transactionNumber}/versions',
  operationId: 'listCadVersions',
  summary: 'Every version of a declaration, the first one first',
  ...servedAs(1),
  request: { params: transactionParam },
  responses: { 200: json(z.array(VersionView), 'The versions'), ...problems(401, 403, 404) },
});

const changesRoute = createRoute({
  method: 'get',
  path: '/cads/{transactionNumber}/versions/{version}/changes',
  operationId: 'readCadChanges',
  summary: 'What a version changed: fields declared otherwise, and the difference in each amount',
  ...servedAs(1),
  request: {
    params: versionParam,
    query: z.object({
      since: z.coerce.number().int().min(1).max(999).optional().openapi({
        description: 'The version to compare with; the one before where left out',
      }),
    }),
  },
  responses: { 200: json(ChangesView, 'The changes'), ...problems(400, 401, 403, 404) },
});

export function versionRoutes(app: App): void {
  app.openapi(correctCadRoute, async (c) => {
    const { transactionNumber } = c.req.valid('param');
    const version = versionOf(c.req.valid('header')['if-match']);
    const cad = await correctCad(c.var.ctx, transactionNumber, version, c.req.valid('json'));
    setHeader(c, 'etag', `"${cad.version}"`);
    return c.json(toCadView(cad), 200);
  });

  app.openapi(withdrawCadRoute, async (c) => {
    const { transactionNumber } = c.req.valid('param');
    const cad = await withdrawCad(c.var.ctx, transactionNumber, versionOf(c.req.valid('header')['if-match']));
    setHeader(c, 'etag', `"${cad.version}"`);
    return c.json(toCadView(cad), 200);
  });

  app.openapi(listVersionsRoute, async (c) => {
    const versions = await readVersions(c.var.ctx, c.req.valid('param').transactionNumber);
    return c.json(versions.map(toVersionView), 200);
  });

  app.openapi(changesRoute, async (c) => {
    const { transactionNumber, version } = c.req.valid('param');
    const { since = version - 1 } = c.req.valid('query');
    const versions = await readVersions(c.var.ctx, transactionNumber);
    const [earlier, later] = [since, version].map((wanted) => versions.find((v) => v.version === wanted));
    if (earlier === undefined || later === undefined) {
      throw new NotFound({ en: 'Version', fr: 'La version' }, `${transactionNumber} ${since}–${version}`);
    }
    return c.json(compareVersions(earlier, later), 200);
  });
}

function versionOf(etag: string): number {
  return Number(etag.replaceAll(/[^\d]/g, ''));
}

function toVersionView(version: StoredCad) {
  return {
    ...toCadView(version),
    change: version.change,
    reasons: version.reasons,
    document: version.documentId,
  };
}
