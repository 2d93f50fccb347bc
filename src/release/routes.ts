import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { accountsInView } from '../accounts/view.ts';
import { NotFound } from '../errors.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { programs } from './due-dates.ts';
import { extendTime } from './extend-time.ts';
import { datesOf, ReleaseInput } from './report-release.ts';
import { sendRelease } from './send-release.ts';
import { findRelease, type Release, releasesOf } from './store.ts';

export const ReleaseView = z
  .object({
    transactionNumber: z.string(),
    importer: z.string(),
    brokerBn9: z.string().nullable(),
    office: z.string(),
    option: z.string(),
    mode: z.string(),
    carrierCode: z.string(),
    cargoControlNumber: z.string(),
    releasedAt: z.string(),
    program: z.enum(programs),
  })
  .openapi('Release');

export const DatedReleaseView = ReleaseView.extend({
  accountBy: z.string(),
  periodStart: z.string(),
  periodEnd: z.string(),
  statementOn: z.string(),
  dueOn: z.string(),
  graceOn: z.string(),
}).openapi('DatedRelease');

const WaitingView = z
  .object({ transactionNumber: z.string(), isWaiting: z.literal(true) })
  .openapi('WaitingRelease');

const reportRoute = createRoute({
  method: 'post',
  path: '/releases',
  operationId: 'reportRelease',
  summary: 'Report goods released at an office, as the release system does',
  ...servedAs(1),
  request: { body: jsonBody(ReleaseInput.openapi('ReleaseInput')) },
  responses: {
    201: json(ReleaseView, 'Taken'),
    202: json(WaitingView, 'The release system is down: the message waits, and comes later'),
    ...problems(400, 401, 403, 404, 409, 422),
  },
});

const listRoute = createRoute({
  method: 'get',
  path: '/releases',
  operationId: 'listReleases',
  summary: 'Releases of your accounts',
  ...servedAs(2),
  request: { query: PageQuery.extend({ importer: z.string().optional() }) },
  responses: { 200: json(pageSchema(ReleaseView), 'A page'), ...problems(400, 401, 403) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/releases/{transactionNumber}',
  operationId: 'readRelease',
  summary: 'One release, with the dates to account and to pay by',
  ...servedAs(1),
  request: { params: z.object({ transactionNumber: z.string() }) },
  responses: { 200: json(DatedReleaseView, 'The release'), ...problems(401, 403, 404) },
});

const extendRoute = createRoute({
  method: 'post',
  path: '/releases/{transactionNumber}/extension',
  operationId: 'extendTime',
  summary: 'Extend the time to account for goods, in writing (an officer)',
  ...servedAs(1),
  request: {
    params: z.object({ transactionNumber: z.string() }),
    body: jsonBody(z.strictObject({ accountBy: z.iso.date(), reason: z.string().min(1).max(2000) })),
  },
  responses: { 200: json(DatedReleaseView, 'Extended'), ...problems(400, 401, 403, 404) },
});

export function releaseRoutes(app: App): void {
  app.openapi(extendRoute, async (c) => {
    const { transactionNumber } = c.req.valid('param');
    const release = await extendTime(c.var.ctx, transactionNumber, c.req.valid('json'));
    return c.json({ ...toReleaseView(release), ...(await datesOf(c.var.ctx, release)) }, 200);
  });

  app.openapi(reportRoute, async (c) => {
    const message = c.req.valid('json');
    const release = await sendRelease(c.var.ctx, message);
    return release === undefined
      ? c.json({ transactionNumber: message.transactionNumber, isWaiting: true as const }, 202)
      : c.json(toReleaseView(release), 201);
  });

  app.openapi(listRoute, async (c) => {
    const query = c.req.valid('query');
    const accounts = await accountsInView(c.var.ctx, 'cad:read', query.importer);
    const page = await pageOf(
      query,
      (p) => releasesOf(c.var.ctx.store.read, accounts, p),
      (r) => r.transactionNumber,
    );
    return c.json({ ...page, items: page.items.map(toReleaseView) }, 200);
  });

  app.openapi(readRoute, async (c) => {
    const { ctx } = c.var;
    const { transactionNumber } = c.req.valid('param');
    const release = await findRelease(ctx.store.read, transactionNumber);
    if (release === undefined) throw new NotFound({ en: 'Release', fr: 'La mainlevée' }, transactionNumber);
    await requireRight(ctx, ctx.store.read, 'cad:read', release.importerBn15);
    const dates = await datesOf(ctx, release);
    return c.json({ ...toReleaseView(release), ...dates }, 200);
  });
}

export function toReleaseView({ importerBn15, extendedTo, ...release }: Release) {
  return { importer: importerBn15, ...release };
}
