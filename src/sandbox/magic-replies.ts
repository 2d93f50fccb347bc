import { setTimeout as sleep } from 'node:timers/promises';
import type { Context as HonoContext } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Variables } from '../http/app-type.ts';
import { problemReply } from '../http/problem.ts';
import { type MagicValue, magicValueOf } from './magic-values.ts';
import type { Sandbox } from './sandbox.ts';

/** Where declarations come in. */
const paths = /^\/api\/v1\/(cads(\/\d{14})?|edi\/interchanges)$/;

/** The reply that a magic value asks for, in whatever way the declaration is written. Nothing where it asks for none. */
export async function magicReplyOf(
  c: HonoContext<{ Variables: Variables }>,
  sandbox: Sandbox,
): Promise<MagicValue | undefined> {
  if (!paths.test(c.req.path)) return undefined;
  const words = (await c.req.text()).match(/SIM-[A-Z0-9-]+/g) ?? [];
  return magicValueOf(sandbox, () => words, 'slow', 'status', 'lost');
}

/** Reply as the magic value says: with a status and nothing done, late, or with what was done lost on the way. */
export async function replyByMagic(
  c: HonoContext,
  { value, kind, argument }: MagicValue,
  go: () => Promise<Response | undefined>,
): Promise<Response | undefined> {
  if (kind === 'status') return forced(c, Number(argument), value);
  if (kind === 'slow') await sleep(Number(argument));
  const reply = await go();
  if (kind === 'lost') {
    const { ok, headers } = reply ?? c.res;
    // Sent again it is answered: otherwise nobody could rehearse that.
    const wasAnswered = headers.has('idempotent-replayed') || headers.has('carm-duplicate');
    if (ok && !wasAnswered) c.res = forced(c, Number(argument), value);
  }
  return reply;
}

function forced(c: HonoContext, status: number, value: string): Response {
  return problemReply(c, {
    status: status as ContentfulStatusCode,
    code: 'MAGIC_VALUE',
    text: {
      en: `The magic value ${value} asks for this reply; see /api/v1/magic-values`,
      fr: `La valeur magique ${value} demande cette réponse; voir /api/v1/magic-values`,
    },
  });
}
