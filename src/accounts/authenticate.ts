import { hash } from 'node:crypto';
import type { Actor, Reader } from '../context.ts';
import { DomainError } from '../errors.ts';
import { findCredential } from './store.ts';

/** No credential, or one that is unknown or revoked. */
export class Unauthenticated extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'UNAUTHENTICATED';

  constructor() {
    super({
      en: 'Send a valid API token: "Authorization: Bearer carm_…" (see "carm token")',
      fr: 'Envoyez un jeton d’API valide : « Authorization: Bearer carm_… » (voir « carm token »)',
    });
  }
}

/** Who a bearer token stands for. Actors once recognised are remembered, for as long as this process runs. */
export function authenticator(on: Reader): (authorization: string | undefined) => Promise<Actor> {
  const known = new Map<string, Actor>();
  return async (authorization) => {
    const recognised = known.get(authorization ?? '');
    if (recognised !== undefined) return recognised;
    const token = /^Bearer (carm_[0-9a-f]{40})$/.exec(authorization ?? '')?.[1];
    const credential = token === undefined ? undefined : await findCredential(on, hash('sha256', token));
    if (credential === undefined || credential.revokedAt !== null) throw new Unauthenticated();
    const actor: Actor = {
      id: credential.id,
      name: credential.name,
      kind: credential.kind,
      ...(credential.bn9 === null ? {} : { bn9: credential.bn9 }),
      scopes: new Set(credential.scopes.split(' ')),
      channel: 'API',
    };
    known.set(authorization!, actor);
    return actor;
  };
}
