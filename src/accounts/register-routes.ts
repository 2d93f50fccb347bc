import { createRoute, z } from '@hono/zod-openapi';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { enterInRegister, entriesOf, RegistrationInput, registerNames } from './registers.ts';
import { requireScope } from './rights.ts';

const RegistrationView = z
  .object({
    register: z.enum(registerNames),
    number: z.string(),
    holder: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
  })
  .openapi('Registration');

const registerParam = z.object({ register: z.enum(registerNames) });

const enterRoute = createRoute({
  method: 'put',
  path: '/registers/{register}/{number}',
  operationId: 'enterInRegister',
  summary:
    'Enter a number in a register: couriers (clvs) and National Defence (defence) by BN15, bonded warehouses, CSA carriers and drivers',
  ...servedAs(1),
  request: {
    params: registerParam.extend({ number: z.string() }),
    body: jsonBody(RegistrationInput.openapi('RegistrationInput')),
  },
  responses: { 200: json(RegistrationView, 'As it is now'), ...problems(400, 401, 403) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/registers/{register}',
  operationId: 'listRegister',
  summary: 'Who or what is on a register of the CBSA',
  ...servedAs(2),
  request: { params: registerParam, query: PageQuery },
  responses: { 200: json(pageSchema(RegistrationView), 'A page'), ...problems(400, 401, 403) },
});

export function registerRoutes(app: App): void {
  app.openapi(enterRoute, async (c) => {
    const { register, number } = c.req.valid('param');
    return c.json(await enterInRegister(c.var.ctx, register, number, c.req.valid('json')), 200);
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'reference:read');
    const { register } = c.req.valid('param');
    const page = await pageOf(
      c.req.valid('query'),
      (p) => entriesOf(ctx.store.read, register, p),
      (entry) => entry.number,
    );
    return c.json(page, 200);
  });
}
