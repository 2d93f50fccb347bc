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
  'too-many': 429,
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
    ...more,
    type: `urn:carm-simulation:problem:${code}`,
    title: text.en,
    status,
    code,
    detail: text,
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

/** What our schemas expect, in French: in English they say it themselves. */
const expectations: Record<string, string> = {
  'another value is expected': 'une autre valeur est attendue',
  'CANCELLED, REMITTED or UPHELD is expected': 'CANCELLED, REMITTED ou UPHELD est attendu',
  'a BN15 such as 123456782RM0001 is expected': 'un NE15 tel que 123456782RM0001 est attendu',
  'an amount such as "1234.50" is expected': 'un montant tel que « 1234.50 » est attendu',
  'a decimal such as "1234.50" is expected': 'un nombre décimal tel que « 1234.50 » est attendu',
  'a quantity such as "12.5" is expected': 'une quantité telle que « 12.5 » est attendue',
  'fourteen digits are expected': 'quatorze chiffres sont attendus',
  'a 14-digit transaction number is expected': 'un numéro de transaction de 14 chiffres est attendu',
  'a two-letter country code is expected': 'un code de pays de deux lettres est attendu',
  'a three-letter currency code is expected': 'un code de devise de trois lettres est attendu',
  'two letters such as ON are expected': 'deux lettres telles que ON sont attendues',
  'three digits are expected': 'trois chiffres sont attendus',
  'five digits are expected': 'cinq chiffres sont attendus',
  'seven to twelve digits are expected': 'de sept à douze chiffres sont attendus',
  'nine digits are expected': 'neuf chiffres sont attendus',
  'an email address is expected': 'une adresse de courriel est attendue',
  'a business number of nine digits is expected': 'un numéro d’entreprise de neuf chiffres est attendu',
  'ten digits are expected': 'dix chiffres sont attendus',
  'a licence such as 0453W001 is expected': 'un agrément tel que 0453W001 est attendu',
  'a date such as "2024-11-02" is expected': 'une date telle que « 2024-11-02 » est attendue',
  'a code such as C005 is expected': 'un code tel que C005 est attendu',
  'a declaration holds at most 9,999 lines': 'une déclaration compte au plus 9 999 lignes',
  'small letters, digits, hyphens and points': 'lettres minuscules, chiffres, traits d’union et points',
  'an instant such as 2024-11-06T09:00': 'un instant tel que 2024-11-06T09:00',
  '1, the calendar month, or 2, the 18th to the 17th': '1, le mois civil, ou 2, du 18 au 17',
};

/** What does not fit a schema, in both languages. */
export function issueText(issue: z.core.$ZodIssue): Bilingual {
  const ours = expectations[issue.message];
  if (ours !== undefined) return { en: issue.message, fr: ours };
  return { en: textOf(english, issue) ?? issue.message, fr: textOf(french, issue) ?? issue.message };
}

function textOf(localeError: typeof english, issue: z.core.$ZodIssue): string | undefined {
  const text = localeError(issue as z.core.$ZodRawIssue);
  return typeof text === 'string' ? text : text?.message;
}
