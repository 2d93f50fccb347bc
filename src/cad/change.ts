import { requireRight } from '../accounts/rights.ts';
import type { Context, Reader } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { findCad, type StoredCad } from './store.ts';

/** The version named is not the newest one: somebody changed the declaration meanwhile. */
export class VersionNotCurrent extends DomainError {
  readonly kind = 'stale';
  readonly code = 'VERSION_NOT_CURRENT';

  constructor(transactionNumber: string, version: number) {
    super(
      {
        en: `158 – Declaration ${transactionNumber} is at version ${version} now; read it again and repeat the change`,
        fr: `158 – La déclaration ${transactionNumber} est maintenant à la version ${version}; relisez-la et refaites le changement`,
      },
      { transactionNumber, version },
    );
  }
}

/** What is withdrawn is accounted for no more: a new declaration takes its place. */
export class CadWithdrawn extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CAD_WITHDRAWN';

  constructor(transactionNumber: string) {
    super(
      {
        en: `Declaration ${transactionNumber} was withdrawn and cannot be changed; account for the goods anew`,
        fr: `La déclaration ${transactionNumber} a été retirée et ne peut être modifiée; déclarez de nouveau les marchandises`,
      },
      { transactionNumber },
    );
  }
}

/** The newest version of a declaration, which the actor may change and knows by its number. */
export async function changeable(
  tx: Reader,
  ctx: Context,
  transactionNumber: string,
  expectedVersion: number,
  right: 'cad:submit' | 'cad:adjust' = 'cad:submit',
): Promise<StoredCad> {
  const cad = await findCad(tx, transactionNumber);
  if (cad === undefined) throw new NotFound({ en: 'Declaration', fr: 'La déclaration' }, transactionNumber);
  await requireRight(ctx, tx, right, cad.importerBn15);
  if (cad.status === 'WITHDRAWN') throw new CadWithdrawn(transactionNumber);
  if (cad.version !== expectedVersion) throw new VersionNotCurrent(transactionNumber, cad.version);
  return cad;
}
