import { agencyAccount } from '../accounts/agency.ts';
import { bn9Of } from '../accounts/identifiers.ts';
import { businesses } from '../accounts/store.ts';
import { type Environment, system } from '../open-environment.ts';
import { giveRole } from '../users/access.ts';
import { hashPassword } from '../users/passwords.ts';
import { freshProfile } from '../users/profile.ts';
import { insertUser } from '../users/store.ts';
import { switchTraining } from '../users/training.ts';

const onlooker = { en: 'Onlooker', fr: 'Témoin' };

/**
 * Give each business of a scenario somebody who manages it, whom whoever does the exercise takes on; and where there is
 * no business, somebody to look on.
 */
export async function bringInPlayers(environment: Environment, language: 'en' | 'fr'): Promise<void> {
  const { store, clock } = environment;
  const passwordHash = await hashPassword(crypto.randomUUID());
  const today = clock.today();
  await store.inTransaction(async (tx) => {
    const person = (name: string, mailbox: string) =>
      insertUser(tx, {
        ...{ name, kind: 'partner', language, passwordHash, email: `${mailbox}@exercise.example` },
        ...{ registeredOn: today, lastSignInOn: today, ...freshProfile, isCast: true },
      });
    const traders = (await tx.db.select().from(businesses)).filter(({ bn9 }) => bn9 !== bn9Of(agencyAccount));
    for (const { bn9, legalName } of traders) {
      const { id } = await person(legalName, bn9);
      await giveRole(tx, id, bn9, { role: 'BAM', programs: [] });
    }
    if (traders.length === 0) await person(onlooker[language], 'onlooker');
  });
  await switchTraining(environment.as(system), true);
}
