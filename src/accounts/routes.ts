import { createRoute, z } from '@hono/zod-openapi';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import {
  AccountInput,
  BusinessInput,
  DelegationInput,
  delegate,
  openAccount,
  registerBusiness,
} from './open-account.ts';
import { enterSelfAssessment } from './self-assessment.ts';

const businessRoute = createRoute({
  method: 'post',
  path: '/businesses',
  operationId: 'registerBusiness',
  summary: 'Register a business of the rehearsal: importer, broker, trade consultant or surety',
  ...servedAs(1),
  request: { body: jsonBody(BusinessInput.openapi('BusinessInput')) },
  responses: { 201: json(BusinessInput, 'Registered'), ...problems(400, 401, 403, 409, 422, 503) },
});

const accountRoute = createRoute({
  method: 'post',
  path: '/accounts',
  operationId: 'openAccount',
  summary: 'Open an import program account of a registered business',
  ...servedAs(1),
  request: { body: jsonBody(AccountInput.openapi('AccountInput')) },
  responses: {
    201: json(z.object({ bn15: z.string(), profile: z.string(), hasRpp: z.boolean() }), 'Opened'),
    ...problems(400, 401, 403, 404, 409),
  },
});

const delegationRoute = createRoute({
  method: 'post',
  path: '/delegations',
  operationId: 'delegateAuthority',
  summary: 'Give a broker, or a trade consultant, authority to act for an importer',
  ...servedAs(1),
  request: { body: jsonBody(DelegationInput.openapi('DelegationInput')) },
  responses: { 201: json(DelegationInput, 'Given'), ...problems(400, 401, 403, 404) },
});

const selfAssessmentRoute = createRoute({
  method: 'put',
  path: '/accounts/{bn15}/self-assessment',
  operationId: 'enterSelfAssessment',
  summary: 'Enter an importer’s account in customs self-assessment (CSA) with its option of billing period',
  ...servedAs(1),
  request: {
    params: z.object({ bn15: z.string() }),
    body: jsonBody(
      z.strictObject({
        option: z.literal([1, 2], { error: '1, the calendar month, or 2, the 18th to the 17th' }),
      }),
    ),
  },
  responses: {
    200: json(z.object({ bn15: z.string(), option: z.number().int() }), 'Entered'),
    ...problems(400, 401, 403, 404, 409),
  },
});

export function accountRoutes(app: App): void {
  app.openapi(businessRoute, async (c) =>
    c.json(await registerBusiness(c.var.ctx, c.req.valid('json')), 201),
  );

  app.openapi(accountRoute, async (c) => {
    const { bn15, profile, hasRpp } = await openAccount(c.var.ctx, c.req.valid('json'));
    return c.json({ bn15, profile, hasRpp }, 201);
  });

  app.openapi(delegationRoute, async (c) => c.json(await delegate(c.var.ctx, c.req.valid('json')), 201));

  app.openapi(selfAssessmentRoute, async (c) => {
    const { bn15 } = c.req.valid('param');
    const { option } = c.req.valid('json');
    await enterSelfAssessment(c.var.ctx, bn15, option);
    return c.json({ bn15, option }, 200);
  });
}
