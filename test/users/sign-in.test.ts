import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Environment } from '../../src/open-environment.ts';
import { codeAt, offerAuthenticator, useAuthenticator } from '../../src/users/authenticator.ts';
import { findSession, type Session, sessions } from '../../src/users/sessions.ts';
import { enterPasscode, resendPasscode, signIn, signOut } from '../../src/users/sign-in.ts';
import { findUser, type User } from '../../src/users/store.ts';
import { aCarm } from '../support/a-carm.ts';
import { atTheDoor, aUser, passcodeOf, password } from '../support/a-user.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await aCarm();
});

afterAll(() => environment.close());

const door = () => atTheDoor(environment);

/** A user and the session that the right password began. */
async function halfWay(name: string): Promise<{ user: User; session: Session }> {
  const user = await aUser(environment, name);
  const token = await signIn(door(), user.email, password);
  return { user, session: (await findSession(environment.store.read, environment.clock, token))! };
}

describe('signing in', () => {
  it('takes a password and the passcode that is mailed', async () => {
    const { user, session } = await halfWay('both');
    expect(session.stage).toBe('PASSCODE');
    const token = await enterPasscode(door(), session, await passcodeOf(environment, user));
    const opened = await findSession(environment.store.read, environment.clock, token);
    expect(opened).toMatchObject({ stage: 'OPEN', userId: user.id });
    expect(opened!.tokenHash).not.toBe(session.tokenHash);
  });

  it('does not tell whether an address or a password is wrong', async () => {
    const user = await aUser(environment, 'secretive');
    const codes = [];
    for (const [email, given] of [
      ['nobody@test.example', password],
      [user.email, 'wrong'],
    ] as const) {
      codes.push(await signIn(door(), email, given).catch((error) => error.code));
    }
    expect(codes).toEqual(['WRONG_CREDENTIALS', 'WRONG_CREDENTIALS']);
  });

  it('locks after five wrong tries, even for the right password', async () => {
    const user = await aUser(environment, 'guessed');
    for (let i = 0; i < 5; i++) {
      await expect(signIn(door(), user.email, 'wrong')).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    }
    await expect(signIn(door(), user.email, password)).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
  });

  it('counts wrong passcodes too', async () => {
    const { session } = await halfWay('coded');
    for (let i = 0; i < 5; i++) {
      await expect(enterPasscode(door(), session, '000')).rejects.toMatchObject({ code: 'WRONG_PASSCODE' });
    }
    await expect(enterPasscode(door(), session, '000')).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
    await expect(resendPasscode(door(), session)).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
  });

  it('takes only the newest passcode', async () => {
    const { user, session } = await halfWay('resent');
    const first = await passcodeOf(environment, user);
    await resendPasscode(door(), session);
    const second = await passcodeOf(environment, user);
    const [renewed] = await environment.store.read.db
      .select()
      .from(sessions)
      .where(eq(sessions.tokenHash, session.tokenHash));
    expect(second).not.toBe(first);
    await expect(enterPasscode(door(), renewed!, first)).rejects.toMatchObject({ code: 'WRONG_PASSCODE' });
    await expect(enterPasscode(door(), renewed!, second)).resolves.toBeTypeOf('string');
  });

  it('takes the code of an authenticator, and each recovery code once', async () => {
    const user = await aUser(environment, 'modern');
    const { secret } = offerAuthenticator(user);
    const now = () => environment.clock.realNow();
    await expect(useAuthenticator(door(), user, { secret, code: '123' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    const [recovery] = await useAuthenticator(door(), user, { secret, code: codeAt(secret, now()) });
    const begin = async () => {
      const token = await signIn(door(), user.email, password);
      return (await findSession(environment.store.read, environment.clock, token))!;
    };
    await expect(enterPasscode(door(), await begin(), codeAt(secret, now()))).resolves.toBeTypeOf('string');
    await expect(enterPasscode(door(), await begin(), recovery!)).resolves.toBeTypeOf('string');
    await expect(enterPasscode(door(), await begin(), recovery!)).rejects.toMatchObject({
      code: 'WRONG_PASSCODE',
    });
  });

  it('ends with signing out', async () => {
    const { user, session } = await halfWay('leaving');
    const token = await enterPasscode(door(), session, await passcodeOf(environment, user));
    const opened = (await findSession(environment.store.read, environment.clock, token))!;
    await signOut(door(), opened);
    expect(await findSession(environment.store.read, environment.clock, token)).toBeUndefined();
  });

  it('is over after twenty minutes without a request', async () => {
    const { user, session } = await halfWay('idle');
    const token = await enterPasscode(door(), session, await passcodeOf(environment, user));
    const later = {
      realNow: () => Temporal.Instant.from(environment.clock.realNow()).add({ minutes: 21 }).toString(),
    };
    const clock = Object.assign(Object.create(environment.clock), later);
    expect(await findSession(environment.store.read, clock, token)).toBeUndefined();
  });
});

describe('a profile that is not used', () => {
  it('is deactivated after 180 simulated days, and comes back with a new 180 days', async () => {
    const own = await aCarm('2025-01-06T08:00');
    const user = await aUser(own, 'away');
    await own.advanceTo('2025-07-05T02:00');
    expect((await findUser(own.store.read, user.id))!.status).toBe('ACTIVE');
    await own.advanceTo('2025-07-07T02:00');
    expect((await findUser(own.store.read, user.id))!.status).toBe('DEACTIVATED');
    await expect(signIn(atTheDoor(own), user.email, password)).rejects.toMatchObject({
      code: 'PROFILE_DEACTIVATED',
    });
    await own.close();
  });
});
