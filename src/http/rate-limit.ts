import type { Context as HonoContext } from 'hono';
import { DomainError } from '../errors.ts';
import { stopwatch } from '../stopwatch.ts';
import { problemReply, statusOf } from './problem.ts';
import { setHeader } from './set-header.ts';

/** Too much was asked in too short a time. */
export class RateLimited extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'RATE_LIMITED';
  readonly secondsLeft: number;

  constructor({ limit, windowSeconds, secondsLeft }: Used) {
    super({
      en: `More than ${limit} requests in ${spell(windowSeconds, 'second')}; wait ${spell(secondsLeft, 'second')}`,
      fr: `Plus de ${limit} requêtes en ${spell(windowSeconds, 'seconde')}; attendez ${spell(secondsLeft, 'seconde')}`,
    });
    this.secondsLeft = secondsLeft;
  }
}

/** Beyond two minutes nobody counts in seconds. */
function spell(seconds: number, word: 'second' | 'seconde'): string {
  if (seconds > 120) return `${Math.ceil(seconds / 60)} minutes`;
  return `${seconds} ${word}${seconds === 1 ? '' : 's'}`;
}

/** What somebody used of a window. */
interface Used {
  limit: number;
  windowSeconds: number;
  used: number;
  secondsLeft: number;
}

/** So many requests in a window for each credential; the headers tell what is left of them. */
export function rateLimit(limit: number, windowSeconds = 60) {
  const use = windows(limit, windowSeconds);
  return (c: HonoContext, actor: string): Response | undefined => {
    const window = use(actor);
    setHeader(c, 'ratelimit-limit', String(limit));
    setHeader(c, 'ratelimit-remaining', String(Math.max(0, limit - window.used)));
    setHeader(c, 'ratelimit-reset', String(window.secondsLeft));
    if (window.used <= limit) return undefined;
    const { kind, code, text, secondsLeft } = new RateLimited(window);
    c.header('retry-after', String(secondsLeft));
    return problemReply(c, { status: statusOf[kind], code, text });
  };
}

/** So many tries in a window from each address, where there is no credential yet. @throws RateLimited */
export function limitOfTries(limit: number, windowSeconds = 60): (address: string) => void {
  const use = windows(limit, windowSeconds);
  return (address) => {
    const window = use(address);
    if (window.used > limit) throw new RateLimited(window);
  };
}

/** Windows that are over are swept out once there are so many: addresses are without number. */
const sweptAt = 10_000;

function windows(limit: number, windowSeconds: number): (who: string) => Used {
  const open = new Map<string, { endsAt: number; used: number }>();
  return (who) => {
    const now = stopwatch();
    let window = open.get(who);
    if (window === undefined || window.endsAt <= now) {
      if (open.size >= sweptAt) for (const [each, { endsAt }] of open) if (endsAt <= now) open.delete(each);
      window = { endsAt: now + windowSeconds * 1000, used: 0 };
      open.set(who, window);
    }
    window.used += 1;
    const secondsLeft = Math.ceil((window.endsAt - now) / 1000);
    return { limit, windowSeconds, used: window.used, secondsLeft };
  };
}
