import type { z } from '@hono/zod-openapi';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { TrieRouter } from 'hono/router/trie-router';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { DomainError } from '../errors.ts';
import { type App, newApp, type Variables } from '../http/app-type.ts';
import { statusOf } from '../http/problem.ts';
import { RateLimited } from '../http/rate-limit.ts';
import { broadcastOf } from '../notices/broadcast.ts';
import type { Environment } from '../open-environment.ts';
import { enterBy } from '../partners/ask-partner.ts';
import { noteSight } from '../users/sights.ts';
import { assetRoutes } from './assets.ts';
import { errorsOfRefusal, errorsOfSchema, type FormState, filledIn, untouched, type Values } from './form.ts';
import { type Guard, SignInFirst } from './guards.ts';
import { type Html, html } from './html.ts';
import { layout, type MenuItem, openTo, type Page } from './layout.ts';
import { to, type Visit } from './visit.ts';
import { accountChoice, sessionCookie, visitOf } from './visits.ts';
import { inBoth, languages } from './words.ts';

/** Parts of an address that vary, such as the number of a declaration. */
export type Params = Record<string, string>;

/** What a page shows, or where it leads instead. */
export type Show<V> = (visit: V, params: Params, state: FormState) => Page | string | Promise<Page | string>;

/** A file to keep, such as a statement as CSV. */
export interface Download {
  name: string;
  type: string;
  content: string | Uint8Array<ArrayBuffer>;
}

export interface Site {
  environment: Environment;
  /** A page to look at. */
  page<V extends Visit>(path: string, guard: Guard<V>, show: Show<V>): void;
  /** A page with a form: what is typed is checked, done, and leads on; what is wrong is told where it was typed. */
  form<V extends Visit, S extends z.ZodType>(
    path: string,
    guard: Guard<V>,
    form: {
      show: Show<V>;
      schema: S;
      /** From what was typed to what the schema checks, where they differ. */
      read?: (values: Values) => unknown;
      act: (visit: V, input: z.infer<S>, params: Params) => Promise<Outcome>;
      /** How often it may be sent from one address. @throws RateLimited */
      limit?: (address: string) => void;
    },
  ): void;
  /** What a script asks for: a refusal is answered like everything else, in the language of the page. */
  answer<V extends Visit>(
    path: string,
    guard: Guard<V>,
    act: (visit: V, values: Values, params: Params) => Promise<{ text: string } & Record<string, unknown>>,
  ): void;
  /** Part of a page that is sent anew whenever it is another, for as long as somebody looks. */
  stream<V extends Visit>(path: string, guard: Guard<V>, part: (visit: V) => Promise<Html>): void;
  download<V extends Visit>(
    path: string,
    guard: Guard<V>,
    give: (visit: V, params: Params) => Promise<Download>,
  ): void;
}

/** Where a form leads: to another page, or to one that is shown this once. */
export type Outcome =
  | string
  | Page
  | { cookie: string | null; path: string }
  | { environment: string; path: string };

const words = inBoth({
  problem: ['This did not work', 'Cela n’a pas fonctionné'],
  missing: ['Page not found', 'Page introuvable'],
  nothingHere: ['There is no page at this address.', 'Il n’y a pas de page à cette adresse.'],
  ours: [
    'Something went wrong on our side; nothing of this request was kept.',
    'Une erreur s’est produite de notre côté; rien de cette requête n’a été conservé.',
  ],
  back: ['Back to the start page', 'Retour à la page d’accueil'],
});

/** In which of the environments of a server somebody is. */
const environmentCookie = 'carm-environment';

const streamMilliseconds = 2000;

/** All pages over one environment, in both languages. */
export function siteOver(
  environment: Environment,
  menuFor: (visit: Visit) => readonly MenuItem[],
  measured: MiddlewareHandler<{ Variables: Variables }>,
  addressOf: (c: HonoContext) => string,
): { app: App; site: Site; missing: (c: HonoContext) => Promise<Response> } {
  const app = newApp();
  assetRoutes(app);
  for (const language of languages) {
    app.use(`/${language}`, measured, protect());
    app.use(`/${language}/*`, measured, protect(), csrf());
  }

  const guards = new TrieRouter<Guard<Visit>>();
  const lets: Visit['lets'] = async (visit, path) => {
    const [[first] = []] = guards.match('GET', path);
    if (first === undefined) return false;
    try {
      await first[0](visit);
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  };

  const reply = async (c: HonoContext, visit: Visit, page: Page, status: ContentfulStatusCode = 200) => {
    const accounts = await accountChoice(visit);
    const menu = await openTo(visit, menuFor(visit));
    c.header('cache-control', 'no-store');
    const broadcast = await broadcastOf(environment.store);
    return c.html(layout(visit, page, { menu, accounts, broadcast }), status);
  };

  const failed = async (c: HonoContext, visit: Visit, error: unknown) => {
    const w = words[visit.language];
    const isRefusal = error instanceof DomainError;
    if (!isRefusal) console.error(error);
    if (error instanceof RateLimited) c.header('retry-after', String(error.secondsLeft));
    const text = isRefusal ? error.text[visit.language] : w.ours;
    // A terminal stays one, whatever was refused.
    const isKiosk = visit.path.startsWith('/kiosk');
    const body = html`<p>${text}</p><p><a href="${to(visit, isKiosk ? '/kiosk' : '/')}">${w.back}</a></p>`;
    return reply(c, visit, { title: w.problem, body, isKiosk }, isRefusal ? statusOf[error.kind] : 500);
  };

  const guarded = async <V extends Visit>(
    c: HonoContext,
    guard: Guard<V>,
    work: (visit: V) => Promise<Response>,
  ): Promise<Response> => {
    const visit = await visitOf(environment, lets, c);
    try {
      const admitted = await guard(visit);
      await throughPortal(visit);
      return await work(admitted);
    } catch (error) {
      if (!(error instanceof SignInFirst)) return failed(c, visit, error);
      const back = c.req.method === 'GET' ? `?back=${encodeURIComponent(visit.path)}` : '';
      return c.redirect(to(visit, `/sign-in${back}`), 303);
    }
  };

  const lead = async (c: HonoContext, visit: Visit, outcome: Outcome, status?: 422): Promise<Response> => {
    if (typeof outcome === 'string') return c.redirect(to(visit, outcome), 303);
    if ('title' in outcome) return reply(c, visit, outcome, status);
    if ('environment' in outcome)
      setCookie(c, environmentCookie, outcome.environment, { path: '/', httpOnly: true, sameSite: 'Lax' });
    else if (outcome.cookie === null) deleteCookie(c, sessionCookie, { path: '/' });
    else {
      const secure = new URL(c.req.url).protocol === 'https:';
      setCookie(c, sessionCookie, outcome.cookie, { path: '/', httpOnly: true, sameSite: 'Lax', secure });
    }
    return c.redirect(to(visit, outcome.path), 303);
  };

  const inEach = (path: string) => languages.map((language) => `/${language}${path === '/' ? '' : path}`);

  const site: Site = {
    environment,
    page: (path, guard, show) => {
      guards.add('GET', path, guard);
      for (const address of inEach(path)) {
        app.get(address, (c) =>
          guarded(c, guard, async (visit) => {
            const page = await show(visit, c.req.param() as Params, untouched);
            await noteIfSeen(visit);
            return lead(c, visit, page);
          }),
        );
      }
    },
    form: (path, guard, { show, schema, read, act, limit }) => {
      site.page(path, guard, show);
      for (const address of inEach(path)) {
        app.post(address, (c) =>
          guarded(c, guard, async (visit) => {
            limit?.(addressOf(c));
            const params = c.req.param() as Params;
            const values = (await c.req.parseBody({ all: true })) as Values;
            const again = async (state: FormState) => lead(c, visit, await show(visit, params, state), 422);
            const parsed = schema.safeParse(read === undefined ? filledIn(values) : read(filledIn(values)));
            if (!parsed.success) return again({ values, errors: errorsOfSchema(parsed.error) });
            let outcome: Outcome;
            try {
              outcome = await act(visit, parsed.data, params);
            } catch (error) {
              return again({ values, errors: errorsOfRefusal(error) });
            }
            return lead(c, visit, outcome);
          }),
        );
      }
    },
    answer: (path, guard, act) => {
      for (const address of inEach(path)) {
        app.post(address, async (c) => {
          const visit = await visitOf(environment, lets, c);
          try {
            const values = filledIn((await c.req.parseBody()) as Values);
            const admitted = await guard(visit);
            await throughPortal(visit);
            return c.json(await act(admitted, values, c.req.param() as Params));
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            return c.json({ text: error.text[visit.language] }, statusOf[error.kind]);
          }
        });
      }
    },
    stream: (path, guard, part) => {
      guards.add('GET', path, guard);
      for (const address of inEach(path)) {
        app.get(address, (c) =>
          guarded(c, guard, async () =>
            streamSSE(c, async (stream) => {
              const goesOn = () => !stream.aborted && environment.isOpen();
              for (let last = ''; goesOn(); await stream.sleep(streamMilliseconds)) {
                // Whoever was signed out meanwhile sees no more.
                const visit = await guard(await visitOf(environment, lets, c));
                const now = String(await part(visit));
                if (now !== last) await stream.writeSSE({ data: now });
                last = now;
              }
            }),
          ),
        );
      }
    },
    download: (path, guard, give) => {
      for (const address of inEach(path)) {
        app.get(address, (c) =>
          guarded(c, guard, async (visit) => {
            const { name, type, content } = await give(visit, c.req.param() as Params);
            await noteIfSeen(visit);
            c.header('content-disposition', `attachment; filename="${name}"`);
            c.header('cache-control', 'no-store');
            return c.body(content, 200, { 'content-type': type });
          }),
        );
      }
    },
  };
  /** Where there is no page, in the language asked for. */
  const missing = async (c: HonoContext) => {
    const visit = await visitOf(environment, lets, c);
    const w = words[visit.language];
    const body = html`<p>${w.nothingHere}</p><p><a href="${to(visit, '/')}">${w.back}</a></p>`;
    return reply(c, visit, { title: w.missing, body }, 404);
  };
  return { app, site, missing };
}

/** The portal may be down or slow; the pages of the CBSA and of the trainer are not among it. */
async function throughPortal({ ctx, path }: Visit): Promise<void> {
  if (/^\/(portal|kiosk)(\/|$)/.test(path)) await enterBy(ctx, 'portal');
}

/** Kept for the audit: who saw what of which account. */
async function noteIfSeen({ ctx, user, account, path }: Visit): Promise<void> {
  if (user === undefined) return;
  await noteSight(ctx, { programAccount: account?.bn15 ?? null, path });
}

/** Nothing is loaded from outside, nothing runs that is not ours, and no page is shown inside another. */
function protect() {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    xFrameOptions: 'DENY',
    // It is served at loopback; who puts it behind TLS says so there.
    strictTransportSecurity: false,
    referrerPolicy: 'same-origin',
  });
}
