import { createRoute, z } from '@hono/zod-openapi';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { checkBusinessNumber, issueBusinessNumber, NumberRequest } from './business-numbers.ts';

const checkRoute = createRoute({
  method: 'get',
  path: '/business-numbers/{bn9}',
  operationId: 'checkBusinessNumber',
  summary: 'Whether a business number is valid, and the legal name that the register has for it',
  ...servedAs(1),
  request: { params: z.object({ bn9: z.string().regex(/^\d{9}$/) }) },
  responses: {
    200: json(
      z.object({ bn9: z.string(), isValid: z.boolean(), legalName: z.string().nullable() }),
      'As the register answers',
    ),
    ...problems(400, 401, 403, 503),
  },
});

const issueRoute = createRoute({
  method: 'post',
  path: '/business-numbers',
  operationId: 'issueBusinessNumber',
  summary: 'Have a business number issued to a resident',
  ...servedAs(1),
  request: { body: jsonBody(NumberRequest.openapi('BusinessNumberRequest')) },
  responses: {
    201: json(z.object({ bn9: z.string(), legalName: z.string(), issuedOn: z.string() }), 'Issued'),
    ...problems(400, 401, 403, 503),
  },
});

export function numberRoutes(app: App): void {
  app.openapi(checkRoute, async (c) =>
    c.json(await checkBusinessNumber(c.var.ctx, c.req.valid('param').bn9), 200),
  );

  app.openapi(issueRoute, async (c) =>
    c.json(await issueBusinessNumber(c.var.ctx, c.req.valid('json').legalName), 201),
  );
}
