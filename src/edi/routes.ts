import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import { type App, json, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { setHeader } from '../http/set-header.ts';
import type { Syntax } from './interchange.ts';
import { mappingRows } from './mapping.ts';
import { partyInView } from './party.ts';
import { receiveInterchange } from './receive-interchange.ts';
import { findInterchange, type Interchange, interchangesOf } from './store.ts';
import { InterchangeSummary, InterchangeView } from './views.ts';

const idParam = z.object({ id: z.coerce.number().int().min(1) });

const text = z.string().openapi({ description: 'An interchange' });
const inBothSyntaxes = { 'application/edifact': { schema: text }, 'application/xml': { schema: text } };

const sendRoute = createRoute({
  method: 'post',
  path: '/edi/interchanges',
  operationId: 'sendInterchange',
  summary: 'Send an interchange of declarations: EDIFACT or XML, answered in its own syntax',
  description:
    'In the style of CUSDEC and of the WCO data model; conforms to neither (the table is at /edi/mapping). Ask for `application/json` to have the outcome in words.',
  ...servedAs(3),
  request: { body: { required: true, content: inBothSyntaxes } },
  responses: {
    200: {
      description: 'What became of it, message by message',
      content: { ...inBothSyntaxes, 'application/json': { schema: InterchangeView } },
    },
    ...problems(400, 401, 403),
  },
});

const listRoute = createRoute({
  method: 'get',
  path: '/edi/interchanges',
  operationId: 'listInterchanges',
  summary: 'Interchanges received, bad ones too',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(InterchangeSummary), 'A page'), ...problems(400, 401, 403) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/edi/interchanges/{id}',
  operationId: 'readInterchange',
  summary: 'One interchange: what was received, what was answered, and each error in words',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(InterchangeView, 'The interchange'), ...problems(400, 401, 403, 404) },
});

const mappingRoute = createRoute({
  method: 'get',
  path: '/edi/mapping',
  operationId: 'readEdiMapping',
  summary: 'Where each field stands in EDIFACT and in XML',
  ...servedAs(2),
  responses: { 200: json(z.array(z.record(z.string(), z.string())), 'The table'), ...problems(401, 403) },
});

export function ediRoutes(app: App): void {
  app.openapi(sendRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'edi:exchange');
    const syntax = syntaxOf(c.req.header('content-type') ?? '');
    const row = await receiveInterchange(ctx, syntax, await c.req.text());
    setHeader(c, 'location', `/api/v1/edi/interchanges/${row.id}`);
    // Kept with the reply itself: whoever looks at the reply before it leaves must find it.
    if (row.duplicateOf !== null) c.header('carm-duplicate', 'true');
    if (/json/.test(c.req.header('accept') ?? '')) return c.json(toView(row), 200);
    return c.body(row.answer ?? '', 200, {
      'content-type': `application/${syntax.toLowerCase()}; charset=utf-8`,
    });
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'edi:exchange');
    const page = await pageOf(
      c.req.valid('query'),
      (p) => interchangesOf(ctx.store.read, partyInView(ctx), { ...p, after: numberAfter(p.after) }),
      (row) => String(row.id),
    );
    return c.json({ ...page, items: page.items.map(toSummary) }, 200);
  });

  app.openapi(readRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'edi:exchange');
    const { id } = c.req.valid('param');
    const party = partyInView(ctx);
    const row = await findInterchange(ctx.store.read, id);
    if (row === undefined || (party !== undefined && row.party !== party)) {
      throw new NotFound({ en: 'Interchange', fr: 'L’interchange' }, String(id));
    }
    return c.json(toView(row), 200);
  });

  app.openapi(mappingRoute, (c) => {
    requireScope(c.var.ctx, 'edi:exchange');
    return c.json(
      mappingRows().map((row) => ({ ...row })),
      200,
    );
  });
}

/** @throws InvalidInput where it is neither */
function syntaxOf(contentType: string): Syntax {
  if (/^application\/edifact\b/i.test(contentType)) return 'EDIFACT';
  if (/^(application|text)\/xml\b/i.test(contentType)) return 'XML';
  throw new InvalidInput({
    en: 'Send an interchange as application/edifact or application/xml',
    fr: 'Envoyez un interchange sous le type application/edifact ou application/xml',
  });
}

function toSummary({ id, syntax, sender, reference, receivedAt, state, duplicateOf, outcomes }: Interchange) {
  const rejected = outcomes.messages.filter((message) => message.status === 'REJECTED').length;
  return {
    ...{ id, syntax, sender, reference, receivedAt, state, duplicateOf },
    isReadable: outcomes.faults.length === 0,
    messages: outcomes.messages.length,
    rejected,
  };
}

function toView(row: Interchange) {
  const { faults, messages } = row.outcomes;
  return {
    ...toSummary(row),
    faults,
    outcomes: messages,
    content: row.content,
    answer: row.answer,
  };
}
