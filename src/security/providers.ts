import { findBusiness } from '../accounts/store.ts';
import type { Context, Reader } from '../context.ts';
import { DomainError, Forbidden, NotFound } from '../errors.ts';
import { type Agreement, findAgreement } from './store.ts';

/** Only those whom the law lets give security may. */
export class NotAProvider extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOT_A_SECURITY_PROVIDER';

  constructor(bn9: string) {
    super(
      {
        en: `${bn9} is no provider of security; name an approved surety or financial institution`,
        fr: `${bn9} n’est pas un fournisseur de garanties; nommez une caution ou une institution agréée`,
      },
      { provider: bn9 },
    );
  }
}

/** Law: SOR/2024-42 s. 4(2): who may give security. @throws NotAProvider */
export async function requireSurety(on: Reader, bn9: string): Promise<void> {
  if ((await findBusiness(on, bn9))?.kind !== 'surety') throw new NotAProvider(bn9);
}

/** A provider acts on its own agreements alone. @throws Forbidden */
export function requireProvider(ctx: Context, bn9: string): void {
  const { scopes, kind, bn9: own } = ctx.actor;
  const isIts = kind !== 'partner' || own === bn9;
  if (!scopes.has('security:provide') || !isIts) throw new Forbidden('security:provide', bn9);
}

/** @throws NotFound */
export async function agreementOf(on: Reader, id: number): Promise<Agreement> {
  const agreement = await findAgreement(on, id);
  if (agreement !== undefined) return agreement;
  throw new NotFound({ en: 'Security agreement', fr: 'La convention de garantie' }, String(id));
}
