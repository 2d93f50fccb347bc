import { agencyAccount } from '../accounts/agency.ts';
import { bn9Of } from '../accounts/identifiers.ts';
import { businesses } from '../accounts/store.ts';
import { type Environment, system } from '../open-environment.ts';
import { giveRole } from '../users/access.ts';
import { hashPassword } from '../users/passwords.ts';
import { freshProfile } from '../users/profile.ts';
import { insertUser } from '../users/store.ts';
import { switchTraining } from '../users/training.ts';

/** Give each business of a scenario somebody who manages it, whom whoever does the exercise takes on. */
export async function bringInPlayers(environment: Environment, language: 'en' | 'fr'): Promise<void> {
  const { store, clock } = environment;
  const passwordHash = await hashPassword(crypto.randomUUID());
  const today = clock.today();
  await store.inTransaction(async (tx) => {
    for (const { bn9, legalName } of await tx.db.select().from(businesses)) {
      if (bn9 === bn9Of(agencyAccount)) continue;
      const user = await insertUser(tx, {
        ...{ name: legalName, kind: 'partner', language, passwordHash, email: `${bn9}@exercise.example` },
        ...{ registeredOn: today, lastSignInOn: today, ...freshProfile, isCast: true },
      });
      await giveRole(tx, user.id, bn9, { role: 'BAM', programs: [] });
    }
  });
  await switchTraining(environment.as(system), true);
}
