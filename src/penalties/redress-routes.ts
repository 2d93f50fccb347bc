import { createRoute, z } from '@hono/zod-openapi';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { decideExtension } from './decide-extension.ts';
import { DecisionInput, decideRedress } from './decide-redress.ts';
import { JudgmentInput, recordJudgment } from './judgment.ts';
import { giveEvidence, giveReasons } from './reasons-and-evidence.ts';
import { applyForExtension, requestRedress } from './request-redress.ts';
import { takeToCourt } from './take-to-court.ts';
import { RedressView, toRedressView } from './views.ts';

const params = z.object({ penalty: z.string() });
const words = z.string().min(1).max(10_000);
const GroundsInput = z.strictObject({ grounds: words }).openapi('RedressGroundsInput');
const ExtensionDecisionInput = z
  .strictObject({ isGranted: z.boolean(), reason: words })
  .openapi('ExtensionDecisionInput');

/** A step of redress: a POST on the penalty, answered with the redress as it is then. */
function step<P extends string, T extends z.ZodType>(
  path: P,
  operationId: string,
  summary: string,
  body: ReturnType<typeof jsonBody<T>>,
) {
  return createRoute({
    method: 'post',
    path: `/penalties/{penalty}/${path}` as const,
    operationId,
    summary,
    ...servedAs(1),
    request: { params, body },
    responses: { 200: json(RedressView, 'As it is now'), ...problems(400, 401, 403, 404, 409, 422) },
  });
}

const requestRoute = step(
  'redress',
  'requestRedress',
  'Request a decision of the Minister, within 90 days of service',
  jsonBody(GroundsInput),
);
const extensionRoute = step(
  'redress/extension',
  'applyForExtension',
  'Apply for an extension of the 90 days, within one year more',
  jsonBody(GroundsInput),
);
const extensionDecisionRoute = step(
  'redress/extension/decision',
  'decideExtension',
  'Grant an extension, which makes the application the request, or refuse it',
  jsonBody(ExtensionDecisionInput),
);
const reasonsRoute = step(
  'redress/reasons',
  'giveReasons',
  'Give the client the reasons for the penalty; evidence is taken for 30 days',
  jsonBody(z.strictObject({ reasons: words })),
);
const evidenceRoute = step(
  'redress/evidence',
  'giveEvidence',
  'Give evidence, within 30 days of the reasons',
  jsonBody(z.strictObject({ evidence: words })),
);
const decisionRoute = step(
  'redress/decision',
  'decideRedress',
  'Decide: cancel, remit part, uphold, or demand more up to the maximum',
  jsonBody(DecisionInput.openapi('RedressDecisionInput')),
);
const courtRoute = step(
  'redress/court-action',
  'takeToCourt',
  'Record that the client takes the decision to the Federal Court, within 90 days of it',
  jsonBody(z.strictObject({ courtFile: z.string().min(1).max(50) })),
);
const judgmentRoute = step(
  'redress/court-decision',
  'recordJudgment',
  'Record what the Federal Court decided, and carry it out',
  jsonBody(JudgmentInput.openapi('JudgmentInput')),
);

export function redressRoutes(app: App): void {
  app.openapi(requestRoute, async (c) => {
    const { grounds } = c.req.valid('json');
    return c.json(toRedressView(await requestRedress(c.var.ctx, c.req.valid('param').penalty, grounds)), 200);
  });

  app.openapi(extensionRoute, async (c) => {
    const { grounds } = c.req.valid('json');
    return c.json(
      toRedressView(await applyForExtension(c.var.ctx, c.req.valid('param').penalty, grounds)),
      200,
    );
  });

  app.openapi(extensionDecisionRoute, async (c) => {
    const decision = c.req.valid('json');
    return c.json(
      toRedressView(await decideExtension(c.var.ctx, c.req.valid('param').penalty, decision)),
      200,
    );
  });

  app.openapi(reasonsRoute, async (c) => {
    const { reasons } = c.req.valid('json');
    return c.json(toRedressView(await giveReasons(c.var.ctx, c.req.valid('param').penalty, reasons)), 200);
  });

  app.openapi(evidenceRoute, async (c) => {
    const { evidence } = c.req.valid('json');
    return c.json(toRedressView(await giveEvidence(c.var.ctx, c.req.valid('param').penalty, evidence)), 200);
  });

  app.openapi(decisionRoute, async (c) => {
    const decision = c.req.valid('json');
    return c.json(toRedressView(await decideRedress(c.var.ctx, c.req.valid('param').penalty, decision)), 200);
  });

  app.openapi(courtRoute, async (c) => {
    const { courtFile } = c.req.valid('json');
    return c.json(toRedressView(await takeToCourt(c.var.ctx, c.req.valid('param').penalty, courtFile)), 200);
  });
  app.openapi(judgmentRoute, async (c) => {
    const judgment = c.req.valid('json');
    return c.json(
      toRedressView(await recordJudgment(c.var.ctx, c.req.valid('param').penalty, judgment)),
      200,
    );
  });
}
