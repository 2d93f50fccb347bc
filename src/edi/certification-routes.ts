import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { CadInput } from '../cad/types.ts';
import type { Context } from '../context.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { magicValues } from '../sandbox/magic-values.ts';
import { sandboxOf } from '../sandbox/sandbox.ts';
import { applyForCertification } from './apply.ts';
import { certificatePage, toCertificate } from './certificate.ts';
import { certified, type Followed, goLive, readCertification, retryCase } from './certification.ts';
import { caseAt, certificationCases, packages, stepsOf } from './certification-cases.ts';
import { attemptsOf, type CaseAttempt, certificationsOf } from './certification-store.ts';
import { newestAttempts, passedOf } from './follow.ts';
import { partyInView } from './party.ts';
import { exampleOf } from './prepare.ts';

const both = z.object({ en: z.string(), fr: z.string() });

const CertificationSummary = z
  .object({
    id: z.string(),
    party: z.string(),
    channel: z.enum(['EDI', 'API']),
    state: z.string(),
    appliedAt: z.string(),
    certifiedAt: z.string().nullable(),
    progress: z.object({ passed: z.number().int(), of: z.number().int() }),
  })
  .openapi('CertificationSummary');

const CaseView = z.object({
  position: z.number().int(),
  case: z.string(),
  title: both,
  send: both,
  expects: z.array(z.string()).openapi({ description: 'What must be received, in order' }),
  state: z.enum(['PENDING', 'PASSED', 'FAILED']),
  attempt: z.number().int(),
  stepsDone: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  reason: both.nullable(),
  data: z.array(CadInput).openapi({ description: 'Still to be sent: as data, not as a message' }),
});

const CertificationView = CertificationSummary.extend({
  testAccount: z.string().openapi({ description: 'The test client: act on its behalf' }),
  securityNumber: z.string().openapi({ description: 'Begins its transaction numbers' }),
  packages: z.array(
    z.object({ package: z.string(), isOpen: z.boolean(), titles: z.array(both), cases: z.array(CaseView) }),
  ),
  failed: z.array(z.object({ position: z.number().int(), case: z.string(), reason: both })),
}).openapi('Certification');

const CertificateView = z
  .object({
    simulation: both,
    environment: z.string(),
    certification: z.string(),
    holder: z.string(),
    channel: z.string(),
    certifiedAt: z.string(),
    cases: z.array(z.looseObject({ position: z.number().int(), case: z.string(), title: both })),
  })
  .openapi('Certificate');

const idParam = z.object({ id: z.string() });

const applyRoute = createRoute({
  method: 'post',
  path: '/certifications',
  operationId: 'applyForCertification',
  summary: 'Have your software certified: a test client, numbers and the first package are prepared at once',
  ...servedAs(1),
  request: { body: jsonBody(z.strictObject({ channel: z.enum(['EDI', 'API']) })) },
  responses: { 201: json(CertificationView, 'What to send'), ...problems(400, 401, 403) },
});

const listRoute = createRoute({
  method: 'get',
  path: '/certifications',
  operationId: 'listCertifications',
  summary: 'Your certifications; all of them for the trainer',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(CertificationSummary), 'A page'), ...problems(400, 401, 403) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/certifications/{id}',
  operationId: 'readCertification',
  summary: 'What to send, what was received and how it was graded',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(CertificationView, 'As it stands now'), ...problems(401, 403, 404) },
});

const retryRoute = createRoute({
  method: 'post',
  path: '/certifications/{id}/cases/{position}/retry',
  operationId: 'retryCertificationCase',
  summary: 'Try a case that failed once more, with new numbers',
  ...servedAs(1),
  request: { params: idParam.extend({ position: z.coerce.number().int().min(1).max(100) }) },
  responses: { 200: json(CertificationView, 'What to send'), ...problems(400, 401, 403, 404, 409) },
});

const liveRoute = createRoute({
  method: 'post',
  path: '/certifications/{id}/production',
  operationId: 'goLive',
  summary: 'Go live with certified software',
  ...servedAs(1),
  request: { params: idParam },
  responses: { 200: json(CertificationView, 'In production'), ...problems(401, 403, 404, 422) },
});

const certificateRoute = createRoute({
  method: 'get',
  path: '/certifications/{id}/certificate',
  operationId: 'readCertificate',
  summary: 'The certificate, as a page or as JSON; else what failed and why',
  ...servedAs(1),
  request: { params: idParam },
  responses: {
    200: {
      description: 'The certificate',
      content: { 'text/html': { schema: z.string() }, 'application/json': { schema: CertificateView } },
    },
    ...problems(401, 403, 404, 422),
  },
});

const magicRoute = createRoute({
  method: 'get',
  path: '/magic-values',
  operationId: 'listMagicValues',
  summary: 'Purchase orders that force an outcome, and whether they do so in this environment',
  ...servedAs(2),
  responses: {
    200: json(
      z.object({
        isOn: z.boolean(),
        values: z.array(
          z.object({ value: z.string(), kind: z.string(), argument: z.string(), outcome: both }),
        ),
      }),
      'The values',
    ),
    ...problems(401, 403),
  },
});

export function certificationRoutes(app: App): void {
  app.openapi(applyRoute, async (c) => {
    const { id } = await applyForCertification(c.var.ctx, c.req.valid('json').channel);
    return c.json(toView(c.var.ctx, await readCertification(c.var.ctx, id)), 201);
  });

  app.openapi(listRoute, async (c) => {
    const { ctx } = c.var;
    requireScope(ctx, 'certification:take');
    const page = await pageOf(
      c.req.valid('query'),
      (p) => certificationsOf(ctx.store.read, partyInView(ctx), p),
      (found) => found.id,
    );
    const items = await Promise.all(
      page.items.map(async (certification) =>
        toSummary({ certification, attempts: await attemptsOf(ctx.store.read, certification.id) }),
      ),
    );
    return c.json({ ...page, items }, 200);
  });

  app.openapi(readRoute, async (c) =>
    c.json(toView(c.var.ctx, await readCertification(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(retryRoute, async (c) => {
    const { id, position } = c.req.valid('param');
    return c.json(toView(c.var.ctx, await retryCase(c.var.ctx, id, position)), 200);
  });

  app.openapi(liveRoute, async (c) =>
    c.json(toView(c.var.ctx, await goLive(c.var.ctx, c.req.valid('param').id)), 200),
  );

  app.openapi(certificateRoute, async (c) => {
    const certificate = toCertificate(c.var.ctx, await certified(c.var.ctx, c.req.valid('param').id));
    if (/html/.test(c.req.header('accept') ?? '')) return c.html(certificatePage(certificate));
    return c.json(certificate, 200);
  });

  app.openapi(magicRoute, async (c) => {
    requireScope(c.var.ctx, 'reference:read');
    const { magicValues: isOn } = await sandboxOf(c.var.ctx.store);
    return c.json({ isOn, values: [...magicValues] }, 200);
  });
}

function toSummary({ certification, attempts }: Followed) {
  const { id, party, channel, state, appliedAt, certifiedAt } = certification;
  return { id, party, channel, state, appliedAt, certifiedAt, progress: passedOf(attempts) };
}

function toView(ctx: Context, followed: Followed) {
  const { certification, attempts } = followed;
  const newest = newestAttempts(attempts);
  return {
    ...toSummary(followed),
    testAccount: certification.testAccount,
    securityNumber: certification.securityNumber,
    packages: packages.map((name) => {
      const cases = newest.filter((attempt) => caseAt(attempt.position)!.package === name);
      return {
        package: name,
        isOpen: cases.length > 0,
        titles: certificationCases.filter((each) => each.package === name).map((each) => each.title),
        cases: cases.map((attempt) => toCaseView(ctx, followed, attempt)),
      };
    }),
    failed: newest
      .filter((attempt) => attempt.state === 'FAILED')
      .map((attempt) => ({ position: attempt.position, case: attempt.caseKey, reason: reasonOf(attempt)! })),
  };
}

function toCaseView(ctx: Context, { certification }: Followed, attempt: CaseAttempt) {
  const definition = caseAt(attempt.position)!;
  const { position, caseKey, state, stepsDone, accepted, rejected, numbers } = attempt;
  const toSend = state === 'PENDING' ? numbers : [];
  return {
    ...{ position, case: caseKey, title: definition.title, send: definition.send },
    expects: stepsOf(definition, certification.channel),
    ...{ state, attempt: attempt.attempt, stepsDone, accepted, rejected, reason: reasonOf(attempt) },
    data: toSend.map((number) => exampleOf(definition, certification, number, ctx.clock.today())),
  };
}

function reasonOf({ reasonEn, reasonFr }: CaseAttempt) {
  return reasonEn === null || reasonFr === null ? null : { en: reasonEn, fr: reasonFr };
}
