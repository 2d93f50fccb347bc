import type { Context } from '../context.ts';
import { type Bilingual, DomainError } from '../errors.ts';

/** What moves the Crown's money takes two officers, never one. */
export class SameOfficer extends DomainError {
  readonly kind = 'refused';
  readonly code = 'SAME_OFFICER';

  constructor(what: Bilingual) {
    super({
      en: `${what.en} was asked for by the same officer; another one approves it`,
      fr: `${what.fr} : demande faite par le même agent; un autre l’approuve`,
    });
  }
}

/** @throws SameOfficer where who asked is who approves */
export function requireAnother(ctx: Context, askedBy: string, what: Bilingual): void {
  if (askedBy === ctx.actor.id) throw new SameOfficer(what);
}
