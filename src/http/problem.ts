import { z } from '@hono/zod-openapi';
import type { Context as HonoContext } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { locales } from 'zod';
import { type Bilingual, DomainError, type Kind } from '../errors.ts';

export const statusOf: Record<Kind, ContentfulStatusCode> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  refused: 422,
  unavailable: 503,
};

/** An RFC 9457 problem, its text in both languages. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.object({ en: z.string(), fr: z.string() }),
  })
  .catchall(z.unknown())
  .openapi('Problem');

interface ProblemBody {
  status: ContentfulStatusCode;
  code: string;
  text: Bilingual;
  more?: Record<string, unknown>;
}

export function problemReply(c: HonoContext, { status, code, text, more }: ProblemBody): Response {
  const body = {
    type: `urn:carm-simulation:problem:${code}`,
    title: text.en,
    status,
    code,
    detail: text,
    ...more,
  };
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json; charset=utf-8' });
}

/** The one place where what went wrong becomes a reply. A fault of ours says nothing about our insides. */
export function replyToError(error: Error, c: HonoContext): Response {
  if (error instanceof DomainError) {
    return problemReply(c, {
      status: statusOf[error.kind],
      code: error.code,
      text: error.text,
      more: error.details,
    });
  }
  // What the framework refuses, such as malformed JSON, it refuses with a status of its own.
  if ('status' in error && typeof error.status === 'number' && error.status < 500) {
    return problemReply(c, { status: error.status as ContentfulStatusCode, ...unreadable(error.status) });
  }
  console.error(error);
  return problemReply(c, {
    status: 500,
    code: 'INTERNAL',
    text: {
      en: 'Something went wrong on our side; nothing of this request was kept',
      fr: 'Une erreur s’est produite de notre côté; rien de cette requête n’a été conservé',
    },
  });
}

function unreadable(status: number): { code: string; text: Bilingual } {
  if (status === 413) {
    return { code: 'TOO_LARGE', text: { en: 'The request is too large', fr: 'La requête est trop grande' } };
  }
  if (status === 415) {
    return {
      code: 'UNSUPPORTED_MEDIA_TYPE',
      text: {
        en: 'Send the body with the content type that the API describes: application/json',
        fr: 'Envoyez le corps avec le type de contenu que décrit l’API : application/json',
      },
    };
  }
  return {
    code: 'MALFORMED',
    text: {
      en: 'The request cannot be read: its body is not well-formed JSON',
      fr: 'La requête ne peut être lue : son corps n’est pas du JSON bien formé',
    },
  };
}

const french = locales.frCA().localeError;
const english = locales.en().localeError;

/** What does not have the shape asked for: every field at once, in both languages. */
export function replyToInvalid(c: HonoContext, error: z.ZodError): Response {
  const errors = error.issues
    .slice(0, 100)
    .map((issue) => ({ pointer: `/${issue.path.join('/')}`, ...issueText(issue) }));
  return problemReply(c, {
    status: 400,
    code: 'INVALID_INPUT',
    text: {
      en: `${error.issues.length} field(s) of the request are not as the API describes them`,
      fr: `${error.issues.length} champ(s) de la requête ne sont pas conformes à la description de l’API`,
    },
    more: { errors },
  });
}

/** What does not fit a schema, in both languages. */
export function issueText(issue: z.core.$ZodIssue): Bilingual {
  const isOurs = 'message' in issue && issue.code === 'custom';
  return {
    en: isOurs ? issue.message : (textOf(english, issue) ?? issue.message),
    fr: textOf(french, issue) ?? issue.message,
  };
}

function textOf(localeError: typeof english, issue: z.core.$ZodIssue): string | undefined {
  const text = localeError(issue as z.core.$ZodRawIssue);
  return typeof text === 'string' ? text : text?.message;
}
