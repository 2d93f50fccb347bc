import type { Context, Reader, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { record } from '../storage/events.ts';
import { giveRole } from './access.ts';
import { membersOf } from './store.ts';

/** The business has a manager in the portal. */
export class ManagedAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'MANAGED_ALREADY';

  constructor(bn9: string) {
    super({
      en: `Business ${bn9} is registered in the portal; ask its business account manager for access`,
      fr: `L’entreprise ${bn9} est inscrite au portail; demandez l’accès à son gestionnaire de compte d’entreprise`,
    });
  }
}

/** @throws ManagedAlready */
export async function requireUnmanaged(on: Reader, bn9: string): Promise<void> {
  if ((await membersOf(on, bn9)).some(({ role }) => role === 'BAM')) throw new ManagedAlready(bn9);
}

/** The first of a business in the portal manages it. */
export async function makeManager(tx: Tx, ctx: Context, userId: string, bn9: string): Promise<void> {
  await giveRole(tx, userId, bn9, { role: 'BAM', programs: [] });
  await record(tx, ctx, { action: 'business.registered-in-portal', subject: bn9, detail: { userId } });
}
