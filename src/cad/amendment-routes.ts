import { createRoute, z } from '@hono/zod-openapi';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { datesOf } from '../release/report-release.ts';
import { DatedReleaseView, toReleaseView } from '../release/routes.ts';
import { amendRelease, ReleaseAmendment } from './amend-release.ts';

const amendRoute = createRoute({
  method: 'post',
  path: '/releases/{transactionNumber}/amendment',
  operationId: 'amendRelease',
  summary:
    'Amend a release before its goods are accounted for (A48), as an officer or the release system does',
  ...servedAs(1),
  request: {
    params: z.object({ transactionNumber: z.string() }),
    body: jsonBody(ReleaseAmendment.openapi('ReleaseAmendment')),
  },
  responses: { 200: json(DatedReleaseView, 'Amended'), ...problems(400, 401, 403, 404, 409, 422) },
});

/** What changes a release is here: only this room knows whether its goods are accounted for. */
export function amendmentRoutes(app: App): void {
  app.openapi(amendRoute, async (c) => {
    const { ctx } = c.var;
    const { transactionNumber } = c.req.valid('param');
    const release = await amendRelease(ctx, transactionNumber, c.req.valid('json'));
    return c.json({ ...toReleaseView(release), ...(await datesOf(ctx, release)) }, 200);
  });
}
