import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { NotFound } from '../errors.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import { markText } from '../reference/reference.ts';
import { ParameterInput, setParameter } from './set-parameter.ts';
import { tariffOf } from './tariff-of.ts';

const RecordView = z
  .object({
    key: z.string(),
    effectiveFrom: z.string(),
    effectiveTo: z.string().nullable(),
    data: z.record(z.string(), z.string()),
    source: z.string(),
    mark: z.string(),
    markMeaning: z.string(),
  })
  .openapi('ReferenceRecord');

const ItemView = RecordView.extend({
  labelEn: z.string().nullable(),
  labelFr: z.string().nullable(),
}).openapi('TariffItem');

const RateView = z
  .object({
    currency: z.string(),
    on: z.string(),
    rate: z.string(),
    publishedOn: z.string(),
    basis: z.string(),
  })
  .openapi('ExchangeRate');

const onQuery = z.object({ on: z.iso.date().optional() });

const itemRoute = createRoute({
  method: 'get',
  path: '/tariff/items/{classification}',
  operationId: 'readTariffItem',
  summary: 'A classification number with its rates on a date',
  ...servedAs(1),
  request: { params: z.object({ classification: z.string().regex(/^\d{10}$/) }), query: onQuery },
  responses: { 200: json(ItemView, 'The item'), ...problems(400, 401, 403, 404) },
});

const exchangeRoute = createRoute({
  method: 'get',
  path: '/exchange-rates/{currency}',
  operationId: 'readExchangeRate',
  summary: 'The exchange rate that prevails on a date',
  ...servedAs(1),
  request: { params: z.object({ currency: z.string().regex(/^[A-Z]{3}$/) }), query: onQuery },
  responses: { 200: json(RateView, 'The rate'), ...problems(400, 401, 403, 404) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/reference/{list}',
  operationId: 'listReference',
  summary: 'A code list, rates or parameters, each with source and verification mark',
  ...servedAs(2),
  request: { params: z.object({ list: z.string() }), query: PageQuery },
  responses: { 200: json(pageSchema(RecordView), 'A page'), ...problems(400, 401, 403, 404) },
});

const parameterRoute = createRoute({
  method: 'put',
  path: '/parameters/{name}/{from}',
  operationId: 'setParameter',
  summary: 'Give a parameter of the law another value from a day on, in this environment (the trainer)',
  ...servedAs(1),
  request: {
    params: z.object({ name: z.string().max(60), from: z.iso.date() }),
    body: jsonBody(ParameterInput.openapi('ParameterInput')),
  },
  responses: { 200: json(RecordView, 'In force from that day'), ...problems(400, 401, 403, 404) },
});

export function tariffRoutes(app: App): void {
  app.openapi(parameterRoute, async (c) => {
    const asked = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(toView(await setParameter(c.var.ctx, asked)), 200);
  });

  app.openapi(itemRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'reference:read');
    const { classification } = c.req.valid('param');
    const tariff = await tariffOf(ctx.store);
    const item = tariff.item(classification, c.req.valid('query').on ?? ctx.clock.today());
    if (item === undefined)
      throw new NotFound({ en: 'Classification number', fr: 'Le numéro de classement' }, classification);
    const label = tariff.labelOf(classification);
    return c.json({ ...toView(item.record), labelEn: label?.en ?? null, labelFr: label?.fr ?? null }, 200);
  });

  app.openapi(exchangeRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'reference:read');
    const { currency } = c.req.valid('param');
    const on = c.req.valid('query').on ?? ctx.clock.today();
    // What will be published is not known before it is.
    const rate = on > ctx.clock.today() ? undefined : (await tariffOf(ctx.store)).exchange(currency, on);
    if (rate === undefined)
      throw new NotFound({ en: 'Exchange rate', fr: 'Le taux de change' }, `${currency} ${on}`);
    return c.json(
      { currency, on, rate: rate.value.toString(), publishedOn: rate.publishedOn, basis: rate.basis },
      200,
    );
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'reference:read');
    const { list } = c.req.valid('param');
    const records = (await tariffOf(ctx.store)).reference.all(list);
    if (records.length === 0) throw new NotFound({ en: 'Reference list', fr: 'La liste de référence' }, list);
    const place = (record: ReferenceRecord) => `${record.key} ${record.effectiveFrom}`;
    const sorted = records.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
    const read = async ({ after, limit }: { after: string; limit: number }) =>
      sorted.filter((record) => place(record) > after).slice(0, limit);
    const page = await pageOf(c.req.valid('query'), read, place);
    return c.json({ ...page, items: page.items.map(toView) }, 200);
  });
}

function toView({ key, effectiveFrom, effectiveTo, data, source, mark }: ReferenceRecord) {
  return { key, effectiveFrom, effectiveTo, data, source, mark, markMeaning: markText(mark) };
}
