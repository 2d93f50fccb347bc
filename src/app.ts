import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { authenticator } from './accounts/authenticate.ts';
import { numberRoutes } from './accounts/number-routes.ts';
import { registerRoutes } from './accounts/register-routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { accountViewRoutes } from './billing/account-routes.ts';
import { ledgerRoutes } from './billing/ledger-routes.ts';
import { noticeRoutes } from './billing/notice-routes.ts';
import { reconcileRoutes } from './billing/reconcile-routes.ts';
import { reliefRoutes } from './billing/relief-routes.ts';
import { statementRoutes } from './billing/statement-routes.ts';
import { amendmentRoutes } from './cad/amendment-routes.ts';
import { b3Routes } from './cad/b3-routes.ts';
import { draftRoutes } from './cad/draft-routes.ts';
import { cadRoutes } from './cad/routes.ts';
import { versionRoutes } from './cad/version-routes.ts';
import { warehouseRoutes } from './cad/warehouse-routes.ts';
import { officerMenu } from './cbsa/menu.ts';
import { officerPages } from './cbsa/pages.ts';
import { collectionRoutes } from './collections/routes.ts';
import { writeOffRoutes } from './collections/write-off-routes.ts';
import { version } from './config.ts';
import { changeRoutes } from './control/change-routes.ts';
import { defectRoutes } from './control/defect-routes.ts';
import { controlRoutes } from './control/environment-routes.ts';
import type { Keeper } from './control/keeper.ts';
import { controlMenu, controlPages } from './control/pages.ts';
import { partnerRoutes } from './control/partner-routes.ts';
import { disbursementRoutes } from './disbursements/routes.ts';
import { docsPage } from './docs-page.ts';
import { certificationRoutes } from './edi/certification-routes.ts';
import { outboxRoutes } from './edi/outbox-routes.ts';
import { ediRoutes } from './edi/routes.ts';
import { type App, newApp, type ServiceClass, type Variables } from './http/app-type.ts';
import { clientAddress } from './http/client-address.ts';
import { onceOnly } from './http/idempotency.ts';
import { metricsText } from './http/metrics.ts';
import { problemReply, replyToError } from './http/problem.ts';
import { rateLimit } from './http/rate-limit.ts';
import { ResponseTimeRecorder } from './http/response-times.ts';
import { webhookRoutes } from './notices/routes.ts';
import type { Environment } from './open-environment.ts';
import { siteOver } from './pages/site.ts';
import type { Visit } from './pages/visit.ts';
import { enterBy } from './partners/ask-partner.ts';
import { bankRoutes } from './payments/bank-routes.ts';
import { creditRoutes } from './payments/credit-routes.ts';
import { debitRoutes } from './payments/debit-routes.ts';
import { depositRoutes } from './payments/deposit-routes.ts';
import { paymentRoutes } from './payments/routes.ts';
import { redressRoutes } from './penalties/redress-routes.ts';
import { penaltyRoutes } from './penalties/routes.ts';
import { exercisePage } from './portal/exercise.ts';
import { portalMenu } from './portal/menu.ts';
import { portalPages } from './portal/pages.ts';
import { drawbackRoutes } from './recourse/drawback-routes.ts';
import { massAdjustmentRoutes } from './recourse/mass-routes.ts';
import { recalculationRoutes } from './recourse/recalculation-routes.ts';
import { recourseRoutes } from './recourse/routes.ts';
import { releaseRoutes } from './release/routes.ts';
import { magicReplyOf, replyByMagic } from './sandbox/magic-replies.ts';
import { sandboxOf } from './sandbox/sandbox.ts';
import { securityAgreementRoutes } from './security/agreement-routes.ts';
import { securityDemandRoutes } from './security/demand-routes.ts';
import { securityRoutes } from './security/routes.ts';
import { deskRoutes } from './support/desk-routes.ts';
import { ticketRoutes } from './support/routes.ts';
import { tariffRoutes } from './tariff/routes.ts';
import { suggestionRoutes } from './tariff/suggestion-routes.ts';

export interface WebApplication {
  app: App;
  recorder: ResponseTimeRecorder;
}

export interface AppOptions {
  /** Requests a minute for each credential. */
  requestsPerMinute?: number;
  /** Whether a proxy stands before it that tells who asks. */
  isBehindProxy?: boolean;
  /** Who keeps this environment among others; none where it is a file by itself. */
  keeper?: Keeper;
}

/** A declaration of 9,999 lines is some 5 MB. */
const largestBody = 16 * 1024 * 1024;

/** Puts the rooms together into one web application over one environment. */
export function createApp(environment: Environment, options: AppOptions = {}): WebApplication {
  const app = newApp();
  app.onError(replyToError);
  app.get('/healthz', (c) =>
    c.json({ status: 'ok', environment: environment.name, simulatedAt: environment.clock.now() }),
  );
  const recorder = new ResponseTimeRecorder((method, path) => classes.of(method, path));
  app.get('/metrics', async (c) => c.text(await metricsText(recorder, environment)));
  docsPage(app);

  const api = newApp();
  api.use(recorder.middleware());
  api.use(admission(environment, options));
  const rooms = [
    accountRoutes,
    numberRoutes,
    registerRoutes,
    releaseRoutes,
    securityRoutes,
    securityAgreementRoutes,
    securityDemandRoutes,
    cadRoutes,
    amendmentRoutes,
    draftRoutes,
    ledgerRoutes,
    reliefRoutes,
    creditRoutes,
    versionRoutes,
    warehouseRoutes,
    b3Routes,
    recourseRoutes,
    recalculationRoutes,
    massAdjustmentRoutes,
    drawbackRoutes,
    penaltyRoutes,
    redressRoutes,
    paymentRoutes,
    depositRoutes,
    bankRoutes,
    debitRoutes,
    accountViewRoutes,
    statementRoutes,
    noticeRoutes,
    reconcileRoutes,
    disbursementRoutes,
    collectionRoutes,
    writeOffRoutes,
    tariffRoutes,
    suggestionRoutes,
    webhookRoutes,
    ediRoutes,
    outboxRoutes,
    certificationRoutes,
    ticketRoutes,
    deskRoutes,
  ];
  for (const addRoutes of rooms) addRoutes(api);
  controlRoutes(api, environment);
  partnerRoutes(api, environment);
  defectRoutes(api, environment);
  changeRoutes(api, environment);
  const classes = serviceClasses(api);
  app.route('/api/v1', api);
  app.get('/openapi.json', (c) => c.json(describe(app)));
  app.get('/', (c) => c.redirect(/^fr/i.test(c.req.header('accept-language') ?? '') ? '/fr' : '/en'));
  const {
    app: pages,
    site,
    missing,
  } = siteOver(environment, menuFor, recorder.middleware(), (c) =>
    clientAddress(c, options.isBehindProxy ?? false),
  );
  portalPages(site);
  exercisePage(site, options.keeper);
  controlPages(site, options.keeper);
  officerPages(site);
  app.route('/', pages);
  app.notFound((c) =>
    /^\/(en|fr)\//.test(c.req.path)
      ? missing(c)
      : problemReply(c, {
          status: 404,
          code: 'NO_SUCH_PAGE',
          text: {
            en: `There is nothing at ${c.req.path}; see /docs`,
            fr: `Il n’y a rien à ${c.req.path}; voir /docs`,
          },
        }),
  );
  return { app, recorder };
}

/** Whose menu a page has. */
function menuFor(visit: Visit) {
  switch (visit.user?.kind) {
    case 'partner':
      return portalMenu(visit);
    case 'cbsa':
      return officerMenu(visit);
    case 'control':
      // A trainer takes an officer's place.
      return visit.path.startsWith('/cbsa') ? officerMenu(visit) : controlMenu(visit);
    default:
      return [];
  }
}

/** The OpenAPI 3.1 description of everything served, made from the schemas that check it. */
export function describe(app: App) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  const description = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'CARM Experience Simulation',
      version,
      description: 'A simulation: not the real CARM. Une simulation : ce n’est pas la vraie GCRA.',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
  });
  return { ...description, paths: inGroups(description.paths ?? {}) };
}

/** What is browsed is grouped by the first name of its path, such as cads or accounts. */
function inGroups<T extends object>(paths: Record<string, T>): Record<string, T> {
  const methods = ['get', 'post', 'put', 'delete'] as const;
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => {
      const tags = [path.replace('/api/v1/', '').split('/')[0]!];
      const grouped = Object.entries(item).map(([name, operation]) =>
        methods.some((method) => method === name) ? [name, { ...operation, tags }] : [name, operation],
      );
      return [path, Object.fromEntries(grouped) as T];
    }),
  );
}

/** Who asks, how often, how large, and whether it was done before: in one step, for each costs every reply its time. */
function admission(
  environment: Environment,
  { requestsPerMinute = 600_000 }: AppOptions,
): MiddlewareHandler<{ Variables: Variables }> {
  const authenticate = authenticator(environment.store.read);
  const excess = rateLimit(requestsPerMinute);
  const once = onceOnly(environment.store);
  const counting = bodyLimit({ maxSize: largestBody, onError: tooLarge });
  return async (c, next) => {
    const ctx = environment.as(await authenticate(c.req.header('authorization')));
    c.set('ctx', ctx);
    const refusal = excess(c, ctx.actor.id);
    if (refusal !== undefined) return refusal;
    if (ctx.actor.kind === 'partner')
      await enterBy(ctx, c.req.path.startsWith('/api/v1/edi/') ? 'edi-gateway' : 'api');
    if (c.req.method === 'GET') return next();
    // A stated length is enough to judge by; only a body of unknown length is counted as it comes.
    const length = c.req.header('content-length');
    const tooMuch = length === undefined ? await counting(c, async () => {}) : undefined;
    if (tooMuch !== undefined || Number(length) > largestBody) return tooMuch ?? tooLarge(c);
    const key = c.req.method === 'POST' ? c.req.header('idempotency-key') : undefined;
    const sandbox = await sandboxOf(environment.store);
    const magic = sandbox.magicValues ? await magicReplyOf(c, sandbox) : undefined;
    if (magic === undefined) return key === undefined ? next() : once(c, next, key);
    return replyByMagic(c, magic, async () => {
      if (key !== undefined) return once(c, next, key);
      await next();
      return undefined;
    });
  };
}

function tooLarge(c: Parameters<typeof problemReply>[0]): Response {
  return problemReply(c, {
    status: 413,
    code: 'TOO_LARGE',
    text: { en: 'The request is larger than 16 MB', fr: 'La requête dépasse 16 Mo' },
  });
}

/** The class each route declares, found by the shape of a path. */
function serviceClasses(api: App) {
  const declared = api.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route'
      ? [
          {
            method: definition.route.method.toUpperCase(),
            shape: new RegExp(`^/api/v1${definition.route.path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
            serviceClass: (definition.route as { 'x-service-class'?: ServiceClass })['x-service-class'] ?? 1,
          },
        ]
      : [],
  );
  const known = new Map<string, ServiceClass>();
  return {
    of(method: string, path: string): ServiceClass {
      const exact = known.get(`${method} ${path}`);
      if (exact !== undefined) return exact;
      const route = declared.find((each) => each.method === method && each.shape.test(path));
      const serviceClass = route?.serviceClass ?? 1;
      if (known.size < 10_000) known.set(`${method} ${path}`, serviceClass);
      return serviceClass;
    },
  };
}
