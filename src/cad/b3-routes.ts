import { createRoute, z } from '@hono/zod-openapi';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { toWire } from '../money.ts';
import { B3Input, convertB3, readB3 } from './b3.ts';
import type { B3 } from './b3-store.ts';

const B3View = B3Input.openapi('B3');

const convertRoute = createRoute({
  method: 'post',
  path: '/b3s',
  operationId: 'convertB3',
  summary: 'Take over a B3 accepted before CARM, as the conversion does',
  ...servedAs(1),
  request: { body: jsonBody(B3View) },
  responses: { 201: json(B3View, 'Taken over'), ...problems(400, 401, 403, 404, 409) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/b3s/{transactionNumber}',
  operationId: 'readB3',
  summary: 'A B3 accepted before CARM, to declare it as it was before it is adjusted',
  ...servedAs(1),
  request: { params: z.object({ transactionNumber: z.string() }) },
  responses: { 200: json(B3View, 'The B3'), ...problems(401, 403, 404) },
});

export function b3Routes(app: App): void {
  app.openapi(convertRoute, async (c) =>
    c.json(toView(await convertB3(c.var.ctx, c.req.valid('json'))), 201),
  );

  app.openapi(readRoute, async (c) =>
    c.json(toView(await readB3(c.var.ctx, c.req.valid('param').transactionNumber)), 200),
  );
}

function toView({ importerBn15, lines, totalCents, ...b3 }: B3) {
  return {
    ...b3,
    importer: importerBn15,
    lines: lines.map(({ classification, vfdCents }) => ({ classification, valueForDuty: toWire(vfdCents) })),
    total: toWire(totalCents),
  };
}
