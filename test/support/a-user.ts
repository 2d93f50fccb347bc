import type { Actor } from '../../src/context.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { giveRole } from '../../src/users/access.ts';
import { mailTo } from '../../src/users/mailbox.ts';
import { hashPassword } from '../../src/users/passwords.ts';
import { freshProfile } from '../../src/users/profile.ts';
import { insertUser, type Role, type User } from '../../src/users/store.ts';

export const password = 'correct horse battery';

let hashed: Promise<string> | undefined;

/** Somebody with a profile, who may work for a business. */
export async function aUser(
  { store, clock }: Environment,
  name: string,
  options: { kind?: Actor['kind']; works?: { bn9: string; role: Role; programs?: string[] } } = {},
): Promise<User> {
  hashed ??= hashPassword(password);
  const passwordHash = await hashed;
  const { kind = 'partner', works } = options;
  const today = clock.today();
  return store.inTransaction(async (tx) => {
    const user = await insertUser(tx, {
      ...{ name, kind, passwordHash, email: `${name}@test.example`, language: 'en' },
      ...{ registeredOn: today, lastSignInOn: today, ...freshProfile },
    });
    if (works !== undefined) {
      const { bn9, role, programs = [] } = works;
      await giveRole(tx, user.id, bn9, { role, programs });
    }
    return user;
  });
}

/** The newest passcode that was mailed to somebody. */
export async function passcodeOf({ store }: Environment, { email }: User): Promise<string> {
  const [letter] = await mailTo(store.read, email);
  return /\d{6}/.exec(letter!.body)![0];
}

/** A context of nobody in particular, as a page has it before somebody signs in. */
export const atTheDoor = (environment: Environment) =>
  environment.as({ ...system, id: 'visitor', kind: 'partner', scopes: new Set() });
