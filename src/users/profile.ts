import { z } from '@hono/zod-openapi';
import type { Context, Reader } from '../context.ts';
import { DomainError } from '../errors.ts';
import { record } from '../storage/events.ts';
import { hashPassword } from './passwords.ts';
import { endSessionsOf } from './sessions.ts';
import { changeUser, findUser, insertUser, type User, userByEmail } from './store.ts';

export const ProfileInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(200),
  language: z.enum(['en', 'fr']),
  /** Source: NIST SP 800-63B (length counts; no rules of composition). Assumption A-87: twelve characters. */
  password: z.string().min(12).max(200),
});

export type ProfileInput = z.infer<typeof ProfileInput>;

/** Somebody has a profile under this address. */
export class AddressTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'ADDRESS_TAKEN';

  constructor(email: string) {
    super({
      en: `There is a profile for ${email} already; sign in instead`,
      fr: `Il existe déjà un profil pour ${email}; ouvrez plutôt une session`,
    });
  }
}

/** What a profile begins with. */
export const freshProfile = {
  status: 'ACTIVE',
  wantsMail: true,
  authenticator: null,
  recoveryCodes: [],
  failedTries: 0,
  lockedUntil: null,
  isCast: false,
} satisfies Partial<User>;

/** A person creates its own profile. It may do nothing yet: it registers a business, or asks one for access. */
export async function createProfile(ctx: Context, input: ProfileInput): Promise<User> {
  const passwordHash = await hashPassword(input.password);
  const email = input.email.toLowerCase();
  return ctx.store.inTransaction(async (tx) => {
    await requireFree(tx, email);
    const today = ctx.clock.today();
    const { name, language } = input;
    const user = await insertUser(tx, {
      ...{ name, language, email, passwordHash, kind: 'partner' },
      ...{ registeredOn: today, lastSignInOn: today, ...freshProfile },
    });
    await record(tx, ctx, { action: 'user.registered', subject: user.id });
    return user;
  });
}

/** @throws AddressTaken */
export async function requireFree(on: Reader, email: string): Promise<void> {
  if ((await userByEmail(on, email.toLowerCase())) !== undefined) throw new AddressTaken(email);
}

/** Change what a person wants of its own profile: language, and mail beside the inbox. */
export async function changePreferences(
  ctx: Context,
  userId: string,
  change: Pick<User, 'language' | 'wantsMail' | 'name'>,
): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    await changeUser(tx, userId, change);
    await record(tx, ctx, { action: 'user.preferences-changed', subject: userId });
  });
}

/** Nobody used the profile for too long: it cannot sign in until the CBSA brings it back. */
export async function setStatus(ctx: Context, userId: string, status: User['status']): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const isThere = (await findUser(tx, userId)) !== undefined;
    if (!isThere) return;
    // Brought back, a profile has its 180 days again.
    const lastSignInOn = ctx.clock.today();
    await changeUser(tx, userId, status === 'ACTIVE' ? { status, lastSignInOn } : { status });
    if (status === 'DEACTIVATED') await endSessionsOf(tx, userId);
    const action = status === 'ACTIVE' ? 'user.reactivated' : 'user.deactivated';
    await record(tx, ctx, { action, subject: userId });
  });
}
