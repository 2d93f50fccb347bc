import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { partyInView } from './party.ts';
import { type Outbound, outboxOf, type Transmission } from './store.ts';
import {
  acknowledge,
  ownOutbound,
  readTransmission,
  requestTransmission,
  TransmissionInput,
} from './transmissions.ts';
import { OutboundSummary, OutboundView } from './views.ts';

const idParam = z.object({ id: z.coerce.number().int().min(1) });
const bn15Param = z.object({ bn15: z.string() });

const outboxRoute = createRoute({
  method: 'get',
  path: '/edi/outbox',
  operationId: 'listOutbox',
  summary: 'Messages for you: answers, daily notices, statements of account',
  ...servedAs(2),
  request: { query: PageQuery.extend({ onlyNew: z.enum(['true', 'false']).default('false') }) },
  responses: { 200: json(pageSchema(OutboundSummary), 'A page'), ...problems(400, 401, 403) },
});

const outboundRoute = createRoute({
  method: 'get',
  path: '/edi/outbox/{id}',
  operationId: 'readOutbound',
  summary: 'One message for you, with its text',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(OutboundView, 'The message'), ...problems(400, 401, 403, 404) },
});

const acknowledgeRoute = createRoute({
  method: 'post',
  path: '/edi/outbox/{id}/acknowledge',
  operationId: 'acknowledgeOutbound',
  summary: 'Say that you have a message',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(OutboundSummary, 'Acknowledged'), ...problems(400, 401, 403, 404) },
});

const TransmissionView = TransmissionInput.extend({
  programAccount: z.string(),
  party: z.string(),
  askedOn: z.string(),
}).openapi('EdiTransmission');

const requestRoute = createRoute({
  method: 'put',
  path: '/accounts/{bn15}/edi',
  operationId: 'requestTransmission',
  summary: 'Ask for what concerns an account to be sent by EDI',
  ...servedAs(1),
  request: { params: bn15Param, body: jsonBody(TransmissionInput.openapi('EdiTransmissionInput')) },
  responses: { 200: json(TransmissionView, 'As it is now'), ...problems(400, 401, 403, 404) },
});

const transmissionRoute = createRoute({
  method: 'get',
  path: '/accounts/{bn15}/edi',
  operationId: 'readTransmission',
  summary: 'What an account has asked to be sent by EDI',
  ...servedAs(1),
  request: { params: bn15Param },
  responses: { 200: json(TransmissionView, 'As it is'), ...problems(401, 403, 404) },
});

/** What is sent to a partner: answers, and what it asked to be sent. */
export function outboxRoutes(app: App): void {
  app.openapi(outboxRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'edi:exchange');
    const { onlyNew, ...query } = c.req.valid('query');
    const read = ({ after, limit }: { after: string; limit: number }) =>
      outboxOf(ctx.store.read, partyInView(ctx), {
        ...{ after: numberAfter(after), limit, onlyNew: onlyNew === 'true' },
      });
    const page = await pageOf(query, read, (row) => String(row.id));
    return c.json({ ...page, items: page.items.map(toOutboundSummary) }, 200);
  });

  app.openapi(outboundRoute, async (c) => {
    const row = await ownOutbound(c.var.ctx, c.req.valid('param').id);
    return c.json({ ...toOutboundSummary(row), content: row.content }, 200);
  });

  app.openapi(acknowledgeRoute, async (c) =>
    c.json(toOutboundSummary(await acknowledge(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(requestRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    return c.json(toTransmissionView(await requestTransmission(c.var.ctx, bn15, c.req.valid('json'))), 200);
  });

  app.openapi(transmissionRoute, async (c) =>
    c.json(toTransmissionView(await readTransmission(c.var.ctx, c.req.valid('param').bn15)), 200),
  );
}

function toTransmissionView({ changesAfter, ...asked }: Transmission) {
  return { ...asked, changes: changesAfter !== null };
}

function toOutboundSummary({ party, content, ...shown }: Outbound) {
  return shown;
}
