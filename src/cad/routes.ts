import { createRoute, z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { accountsInView } from '../accounts/view.ts';
import { amountsToWire, assessLine } from '../assessment/assess-line.ts';
import { resolveLines } from '../assessment/resolve.ts';
import type { Amounts, Explanation } from '../assessment/types.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { type App, json, jsonBody, problems, servedAs } from '../http/app-type.ts';
import { numberAfter, PageQuery, pageOf, pageSchema } from '../http/paging.ts';
import { setHeader } from '../http/set-header.ts';
import { toWire } from '../money.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { declaredLines, factsOf } from './declared-lines.ts';
import {
  type CadDraft,
  changeDraft,
  discardDraft,
  draftsOf,
  readDraft,
  saveDraft,
  submitDraft,
} from './drafts.ts';
import { cadsOf, findCad } from './store.ts';
import { submitCad, validateCad } from './submit.ts';
import { type AssessedCad, type Cad, CadInput } from './types.ts';

const FindingView = z
  .object({
    code: z.string(),
    severity: z.enum(['F', 'W']),
    pointer: z.string(),
    messageEn: z.string(),
    messageFr: z.string(),
  })
  .openapi('Finding');

const CadSummary = z
  .object({
    transactionNumber: z.string(),
    version: z.number().int(),
    cadType: z.string(),
    importer: z.string(),
    status: z.string(),
    releasedOn: z.string().nullable(),
    accountedOn: z.string(),
    dueOn: z.string(),
    valueForDuty: z.string(),
    gst: z.string(),
    total: z.string(),
  })
  .openapi('CadSummary');

const CadView = CadSummary.extend({
  office: z.string(),
  channel: z.string(),
  accountBy: z.string().nullable(),
  periodEnd: z.string().nullable(),
  isLate: z.boolean(),
  lines: z.array(
    z.object({
      line: z.number().int(),
      classification: z.string(),
      countryOfOrigin: z.string(),
      appliedTariffTreatment: z.string(),
      simaCode: z.string(),
      calculated: z
        .record(z.string(), z.string())
        .openapi({ description: 'Amounts in dollars by name; special duties that are nil are left out' }),
    }),
  ),
  warnings: z.array(FindingView),
}).openapi('Cad');

const ExplanationView = z.object({
  line: z.number().int(),
  explanations: z.array(
    z.object({
      amount: z.string(),
      value: z.string(),
      rule: z.object({ en: z.string(), fr: z.string() }),
      arithmetic: z.string(),
      source: z.string(),
      basis: z.string().optional(),
    }),
  ),
});

const ValidationView = z.object({
  isAcceptable: z.boolean(),
  findings: z.array(FindingView),
  total: z.string().nullable(),
});

const DraftView = z
  .object({
    id: z.string(),
    importer: z.string(),
    revision: z.number().int(),
    declared: z.record(z.string(), z.unknown()),
  })
  .openapi('CadDraft');

const DraftInput = z.strictObject({ importer: z.string(), declared: z.record(z.string(), z.unknown()) });
const specialAmounts = [
  'antiDumping',
  'countervailing',
  'surtax',
  'safeguard',
  'exciseDuty',
  'exciseTax',
  'luxuryTax',
  'provincialTax',
] as const;

const transactionParam = z.object({ transactionNumber: z.string() });
const draftParam = z.object({ id: z.string() });
const ifMatch = z.object({ 'if-match': z.string().optional() });

const submitCadRoute = createRoute({
  method: 'post',
  path: '/cads',
  operationId: 'submitCad',
  summary: 'Submit a Commercial Accounting Declaration',
  ...servedAs(1),
  request: { body: jsonBody(CadInput.openapi('CadInput')) },
  responses: { 201: json(CadView, 'Accepted, assessed and posted'), ...problems(400, 401, 403, 409, 422) },
});

const validateCadRoute = createRoute({
  method: 'post',
  path: '/cads/validate',
  operationId: 'validateCad',
  summary: 'Tell all findings and the amount of a declaration, without submitting it',
  ...servedAs(1),
  request: { body: jsonBody(CadInput) },
  responses: { 200: json(ValidationView, 'What would happen'), ...problems(400, 401, 403) },
});

const listCadsRoute = createRoute({
  method: 'get',
  path: '/cads',
  operationId: 'listCads',
  summary: 'Declarations of your accounts, as they were accepted',
  ...servedAs(2),
  request: { query: PageQuery.extend({ importer: z.string().optional() }) },
  responses: { 200: json(pageSchema(CadSummary), 'A page'), ...problems(400, 401, 403) },
});

const readCadRoute = createRoute({
  method: 'get',
  path: '/cads/{transactionNumber}',
  operationId: 'readCad',
  summary: 'One declaration, its newest version',
  ...servedAs(1),
  request: { params: transactionParam },
  responses: { 200: json(CadView, 'The declaration'), ...problems(401, 403, 404) },
});

const explainCadRoute = createRoute({
  method: 'get',
  path: '/cads/{transactionNumber}/explanations',
  operationId: 'explainCad',
  summary: 'Why each amount is what it is: rule, rate, source and arithmetic',
  ...servedAs(1),
  request: { params: transactionParam },
  responses: { 200: json(z.array(ExplanationView), 'Explanations by line'), ...problems(401, 403, 404) },
});

const saveDraftRoute = createRoute({
  method: 'post',
  path: '/cad-drafts',
  operationId: 'saveCadDraft',
  summary: 'Keep an unfinished declaration',
  ...servedAs(1),
  request: { body: jsonBody(DraftInput) },
  responses: { 201: json(DraftView, 'Kept'), ...problems(400, 401, 403) },
});

const listDraftsRoute = createRoute({
  method: 'get',
  path: '/cad-drafts',
  operationId: 'listCadDrafts',
  summary: 'Drafts of your accounts',
  ...servedAs(2),
  request: { query: PageQuery },
  responses: { 200: json(pageSchema(DraftView), 'A page'), ...problems(400, 401) },
});

const readDraftRoute = createRoute({
  method: 'get',
  path: '/cad-drafts/{id}',
  operationId: 'readCadDraft',
  summary: 'One draft; its ETag is its revision',
  ...servedAs(1),
  request: { params: draftParam },
  responses: { 200: json(DraftView, 'The draft'), ...problems(401, 403, 404) },
});

const changeDraftRoute = createRoute({
  method: 'put',
  path: '/cad-drafts/{id}',
  operationId: 'changeCadDraft',
  summary: 'Replace what a draft holds; If-Match refuses a change made over somebody else’s',
  ...servedAs(1),
  request: {
    params: draftParam,
    headers: ifMatch,
    body: jsonBody(z.strictObject({ declared: z.record(z.string(), z.unknown()) })),
  },
  responses: { 200: json(DraftView, 'Changed'), ...problems(400, 401, 403, 404, 412) },
});

const discardDraftRoute = createRoute({
  method: 'delete',
  path: '/cad-drafts/{id}',
  operationId: 'discardCadDraft',
  summary: 'Throw a draft away',
  ...servedAs(1),
  request: { params: draftParam, headers: ifMatch },
  responses: { 204: { description: 'Discarded' }, ...problems(401, 403, 404, 412) },
});

const submitDraftRoute = createRoute({
  method: 'post',
  path: '/cad-drafts/{id}/submit',
  operationId: 'submitCadDraft',
  summary: 'Submit what a draft holds',
  ...servedAs(1),
  request: { params: draftParam },
  responses: { 201: json(CadView, 'Accepted, assessed and posted'), ...problems(400, 401, 403, 404, 422) },
});

export function cadRoutes(app: App): void {
  app.openapi(submitCadRoute, async (c) => {
    const cad = await submitCad(c.var.ctx, c.req.valid('json'));
    setHeader(c, 'etag', `"${cad.version}"`);
    return c.json(toCadView(cad), 201);
  });

  app.openapi(validateCadRoute, async (c) => {
    const { cad, findings } = await validateCad(c.var.ctx, c.req.valid('json'));
    const total = cad === undefined ? null : toWire(cad.totalCents);
    return c.json({ isAcceptable: cad !== undefined, findings, total }, 200);
  });

  app.openapi(listCadsRoute, async (c) => {
    const query = c.req.valid('query');
    const accounts = await accountsInView(c.var.ctx, 'cad:read', query.importer);
    const page = await pageOf(
      query,
      (p) => cadsOf(c.var.ctx.store.read, accounts, { ...p, after: numberAfter(p.after) }),
      (cad) => String(cad.documentId),
    );
    return c.json({ ...page, items: page.items.map(toCadSummary) }, 200);
  });

  app.openapi(readCadRoute, async (c) => {
    const cad = await readableCad(c.var.ctx, c.req.valid('param').transactionNumber);
    return c.json(toCadView(cad), 200, { etag: `"${cad.version}"` });
  });

  app.openapi(explainCadRoute, async (c) => {
    const cad = await readableCad(c.var.ctx, c.req.valid('param').transactionNumber);
    return c.json(await explanationsOf(c.var.ctx, cad), 200);
  });

  draftRoutes(app);
}

function draftRoutes(app: App): void {
  app.openapi(saveDraftRoute, async (c) => {
    const { importer, declared } = c.req.valid('json');
    const draft = await saveDraft(c.var.ctx, importer, declared);
    return c.json(toDraftView(draft), 201, { etag: `"${draft.revision}"` });
  });

  app.openapi(listDraftsRoute, async (c) => {
    const accounts = await accountsInView(c.var.ctx, 'cad:read', undefined);
    const page = await pageOf(
      c.req.valid('query'),
      (p) => draftsOf(c.var.ctx.store.read, accounts, p),
      (d) => d.id,
    );
    return c.json({ ...page, items: page.items.map(toDraftView) }, 200);
  });

  app.openapi(readDraftRoute, async (c) => {
    const draft = await readDraft(c.var.ctx, c.req.valid('param').id);
    return c.json(toDraftView(draft), 200, { etag: `"${draft.revision}"` });
  });

  app.openapi(changeDraftRoute, async (c) => {
    const expected = revisionOf(c.req.valid('header')['if-match']);
    const draft = await changeDraft(
      c.var.ctx,
      c.req.valid('param').id,
      expected,
      c.req.valid('json').declared,
    );
    return c.json(toDraftView(draft), 200, { etag: `"${draft.revision}"` });
  });

  app.openapi(discardDraftRoute, async (c) => {
    await discardDraft(c.var.ctx, c.req.valid('param').id, revisionOf(c.req.valid('header')['if-match']));
    return c.body(null, 204);
  });

  app.openapi(submitDraftRoute, async (c) => {
    const cad = await submitDraft(c.var.ctx, c.req.valid('param').id);
    setHeader(c, 'etag', `"${cad.version}"`);
    return c.json(toCadView(cad), 201);
  });
}

async function readableCad(ctx: Context, transactionNumber: string): Promise<AssessedCad> {
  const cad = await findCad(ctx.store.read, transactionNumber);
  if (cad === undefined) throw new NotFound({ en: 'Declaration', fr: 'La déclaration' }, transactionNumber);
  await requireRight(ctx, ctx.store.read, 'cad:read', cad.importerBn15);
  return cad;
}

/** Explanations are worked out again, from what was declared and the reference data of the accounting date. */
async function explanationsOf(ctx: Context, cad: AssessedCad) {
  const tariff = await tariffOf(ctx.store);
  const options = { useLastKnownExchange: cad.hasProvisionalRate, isExchangeDown: cad.hasProvisionalRate };
  const resolved = resolveLines(
    factsOf(cad.declared, cad.accountedOn),
    declaredLines(cad.declared),
    tariff,
    options,
  );
  return resolved.map(({ line }, index) => {
    const explanations: Explanation[] = [];
    if (line !== undefined) assessLine(line, (explanation) => explanations.push(explanation));
    return { line: index + 1, explanations };
  });
}

function revisionOf(etag: string | undefined): number | undefined {
  if (etag === undefined || etag === '*') return undefined;
  return Number(etag.replace(/^W\//, '').replaceAll('"', ''));
}

function toDraftView(draft: CadDraft) {
  const { id, importerBn15, revision, declared } = draft;
  return { id, importer: importerBn15, revision, declared };
}

function toCadSummary(cad: Cad) {
  return {
    transactionNumber: cad.transactionNumber,
    version: cad.version,
    cadType: cad.cadType,
    importer: cad.importerBn15,
    status: cad.status,
    releasedOn: cad.releasedOn,
    accountedOn: cad.accountedOn,
    dueOn: cad.dueOn,
    valueForDuty: toWire(cad.vfdCents),
    gst: toWire(cad.gstCents),
    total: toWire(cad.totalCents),
  };
}

function toCadView(cad: AssessedCad) {
  return {
    ...toCadSummary(cad),
    office: cad.office,
    channel: cad.channel,
    accountBy: cad.accountBy,
    periodEnd: cad.periodEnd,
    isLate: cad.isLate,
    lines: cad.lines.map(({ line, classification, origin, assessment }) => {
      const { appliedTreatment, simaCode, systemCalculated, luxuryTaxableAmount, securedByBond, ...amounts } =
        assessment;
      return {
        line,
        classification,
        countryOfOrigin: origin,
        appliedTariffTreatment: appliedTreatment,
        simaCode,
        calculated: amountsToWire(withoutNil(amounts)),
      };
    }),
    warnings: cad.warnings,
  };
}

/** Special duties are nil on most lines; what every line has is shown even where it is nothing. */
function withoutNil(amounts: Amounts): Partial<Amounts> {
  const { vfd, duty, vft, gst, total } = amounts;
  const shown: Partial<Amounts> = { vfd, duty, vft, gst, total };
  for (const name of specialAmounts) if (amounts[name] !== 0) shown[name] = amounts[name];
  return shown;
}
