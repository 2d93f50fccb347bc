import type { Context as HonoContext } from 'hono';
import { stopwatch } from '../stopwatch.ts';
import { problemReply } from './problem.ts';
import { setHeader } from './set-header.ts';

/** So many requests in a window for each credential; the headers tell what is left of them. */
export function rateLimit(limit: number, windowSeconds = 60) {
  const windows = new Map<string, { endsAt: number; used: number }>();
  return (c: HonoContext, actor: string): Response | undefined => {
    const now = stopwatch();
    let window = windows.get(actor);
    if (window === undefined || window.endsAt <= now) {
      window = { endsAt: now + windowSeconds * 1000, used: 0 };
      windows.set(actor, window);
    }
    window.used += 1;
    const secondsLeft = Math.ceil((window.endsAt - now) / 1000);
    setHeader(c, 'ratelimit-limit', String(limit));
    setHeader(c, 'ratelimit-remaining', String(Math.max(0, limit - window.used)));
    setHeader(c, 'ratelimit-reset', String(secondsLeft));
    if (window.used <= limit) return undefined;
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
