/** Each kind maps to one HTTP status, in `http/problem.ts` and nowhere else. */
export type Kind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'refused'
  | 'too-many'
  | 'unavailable';

/** A sentence in both official languages. */
export interface Bilingual {
  en: string;
  fr: string;
}

/** A refusal that a person can act on: it names the thing, the rule it met and the way out. */
export abstract class DomainError extends Error {
  abstract readonly kind: Kind;
  abstract readonly code: string;
  readonly text: Bilingual;
  readonly details: Record<string, unknown>;

  constructor(text: Bilingual, details: Record<string, unknown> = {}) {
    super(text.en);
    this.text = text;
    this.details = details;
  }
}

/** What was given cannot be read: a wrong date, an unknown option, a file that is not what it says. */
export class InvalidInput extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_INPUT';
}

/** No such thing, or none that this actor may know of. */
export class NotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'NOT_FOUND';

  constructor(what: Bilingual, id: string) {
    super({ en: `${what.en} ${id} was not found`, fr: `${what.fr} ${id} est introuvable` }, { id });
  }
}

/** The actor lacks the right; the right and the account it would concern are named. */
export class Forbidden extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'FORBIDDEN';

  constructor(right: string, account?: string) {
    const forAccount = account === undefined ? ['', ''] : [` for ${account}`, ` pour ${account}`];
    super(
      {
        en: `This needs the right ${right}${forAccount[0]}; ask the account's manager to delegate it`,
        fr: `Il faut le droit ${right}${forAccount[1]}; demandez au gestionnaire du compte de le déléguer`,
      },
      { right, account },
    );
  }
}
