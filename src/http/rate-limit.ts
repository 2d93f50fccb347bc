import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { stopwatch } from '../stopwatch.ts';
import type { Variables } from './app-type.ts';
import { problemReply } from './problem.ts';

/** So many requests in a window for each credential; the headers tell what is left of them. */
export function rateLimit(limit: number, windowSeconds = 60): MiddlewareHandler<{ Variables: Variables }> {
  const windows = new Map<string, { endsAt: number; used: number }>();
  return async (c, next) => {
    const now = stopwatch();
    const actor = c.var.ctx.actor.id;
    let window = windows.get(actor);
    if (window === undefined || window.endsAt <= now) {
      window = { endsAt: now + windowSeconds * 1000, used: 0 };
      windows.set(actor, window);
    }
    window.used += 1;
    const secondsLeft = Math.ceil((window.endsAt - now) / 1000);
    setHeader(c, 'ratelimit-limit', limit);
    setHeader(c, 'ratelimit-remaining', Math.max(0, limit - window.used));
    setHeader(c, 'ratelimit-reset', secondsLeft);
    if (window.used <= limit) return next();
    c.header('retry-after', String(secondsLeft));
    return problemReply(c, {
      status: 429,
      code: 'RATE_LIMITED',
      text: {
        en: `More than ${limit} requests in ${windowSeconds} seconds; wait ${secondsLeft} seconds`,
        fr: `Plus de ${limit} requêtes en ${windowSeconds} secondes; attendez ${secondsLeft} secondes`,
      },
    });
  };
}

/** On Node the header goes straight to the reply: made by the framework it would slow every reply down. */
function setHeader(c: HonoContext, name: string, value: number): void {
  const outgoing = (c.env as Partial<HttpBindings> | undefined)?.outgoing;
  if (outgoing === undefined) c.header(name, String(value));
  else outgoing.setHeader(name, value);
}
