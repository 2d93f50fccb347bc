import type { MiddlewareHandler } from 'hono';
import { stopwatch } from '../clock/real-time.ts';
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
    c.header('ratelimit-limit', String(limit));
    c.header('ratelimit-remaining', String(Math.max(0, limit - window.used)));
    c.header('ratelimit-reset', String(secondsLeft));
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
