import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { type App, json, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { documentsPostedOn } from '../ledger/documents.ts';
import { isBilled } from '../ledger/tables.ts';
import { toWire } from '../money.ts';
import { EntryView, toEntry } from './entry-view.ts';
import { type DailyNotice, noticesOf } from './store.ts';

const NoticeView = z
  .object({
    programAccount: z.string(),
    postedOn: z.string(),
    issuedAt: z.string(),
    documents: z.number().int(),
    total: z.string(),
  })
  .openapi('DailyNotice');

const bn15Param = z.object({ bn15: z.string() });

const noticesRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/daily-notices',
  operationId: 'listDailyNotices',
  summary: 'Daily notices: what was posted on each day',
  ...servedAs(2),
  request: { params: bn15Param, query: PageQuery },
  responses: { 200: json(pageSchema(NoticeView), 'A page'), ...problems(400, 401, 403) },
});

const noticeRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/daily-notices/{postedOn}',
  operationId: 'readDailyNotice',
  summary: 'The documents that one daily notice lists',
  ...servedAs(1),
  request: { params: bn15Param.extend({ postedOn: z.iso.date() }) },
  responses: {
    200: json(z.object({ entries: z.array(EntryView) }), 'The notice'),
    ...problems(400, 401, 403),
  },
});

export function noticeRoutes(app: App): void {
  app.openapi(noticesRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15 } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const page = await pageOf(
      c.req.valid('query'),
      (p) => noticesOf(ctx.store.read, bn15, p),
      (n) => n.postedOn,
    );
    return c.json({ ...page, items: page.items.map(toNotice) }, 200);
  });

  app.openapi(noticeRoute, async (c) => {
    const { ctx } = c.var;
    const { bn15, postedOn } = c.req.valid('param');
    await requireRight(ctx, ctx.store.read, 'account:read', bn15);
    const documents = await documentsPostedOn(ctx.store.read, bn15, postedOn);
    return c.json({ entries: documents.filter((each) => isBilled(each.code)).map(toEntry) }, 200);
  });
}

function toNotice(notice: DailyNotice) {
  const { programAccount, postedOn, issuedAt, documents, totalCents } = notice;
  return { programAccount, postedOn, issuedAt, documents, total: toWire(totalCents) };
}
