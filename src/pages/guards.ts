import { mayDo, type Right, requireScope } from '../accounts/rights.ts';
import { rightsToView } from '../accounts/sight.ts';
import { DomainError, Forbidden } from '../errors.ts';
import type { AtAccount, SignedIn, Visit } from './visit.ts';

/** Lets a visit in as what it has to be, or refuses it. */
export type Guard<V extends Visit> = (visit: Visit) => V | Promise<V>;

/** Nobody is signed in, or no longer: a page leads to signing in, and a script is told. */
export class SignInFirst extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'SIGN_IN_FIRST';

  constructor() {
    super({
      en: 'Your session has ended; sign in again',
      fr: 'Votre session est terminée; ouvrez-en une autre',
    });
  }
}

export const anyone: Guard<Visit> = (visit) => visit;

export const signedIn: Guard<SignedIn> = (visit) => {
  if (visit.user === undefined || visit.session === undefined) throw new SignInFirst();
  return visit as SignedIn;
};

/** Somebody who may do this for the account in view. */
export function atAccount(right: Right): Guard<AtAccount> {
  return async (visit) => {
    const { ctx, account, business } = await signedIn(visit);
    if (account === undefined || business === undefined) throw new Forbidden(right);
    const { store, actor, clock } = ctx;
    if (!(await mayDo(store.read, actor, right, account.bn15, clock.today()))) {
      throw new Forbidden(right, account.bn15);
    }
    return visit as AtAccount;
  };
}

/** Somebody who may see what is declared for the account in view, or at least file for it. */
export const filing: Guard<AtAccount> = async (visit) => {
  const { ctx, account, business } = await signedIn(visit);
  const { store, actor, clock } = ctx;
  for (const right of rightsToView) {
    if (account === undefined || business === undefined) break;
    if (await mayDo(store.read, actor, right, account.bn15, clock.today())) return visit as AtAccount;
  }
  throw new Forbidden('cad:read', account?.bn15);
};

/** Somebody who may ask for help for the business it works for. */
export const asking: Guard<SignedIn> = async (visit) => {
  const inside = await signedIn(visit);
  if (inside.ctx.actor.bn9 === undefined) throw new Forbidden('support:ask');
  requireScope(inside.ctx, 'support:ask');
  return inside;
};

/** An officer of the CBSA, or a trainer in the place of one. */
export function officer(right: Right): Guard<SignedIn> {
  return async (visit) => {
    const inside = await signedIn(visit);
    if (inside.ctx.actor.kind === 'partner') throw new Forbidden(right);
    requireScope(inside.ctx, right);
    return inside;
  };
}

export const trainer: Guard<SignedIn> = async (visit) => {
  const inside = await signedIn(visit);
  requireScope(inside.ctx, 'clock:move');
  return inside;
};
