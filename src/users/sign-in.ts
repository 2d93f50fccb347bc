import type { Clock, Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { record } from '../storage/events.ts';
import { isFromAuthenticator } from './authenticator.ts';
import { sendMail } from './mailbox.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { hashOfSecret, newPasscode } from './secrets.ts';
import { beginSession, changeSession, endSession, minutesAfter, type Session } from './sessions.ts';
import { changeUser, findUser, type User, userByEmail } from './store.ts';

/** Assumption A-87: a passcode holds for ten minutes; after five wrong tries an account is locked for fifteen. */
const terms = { codeMinutes: 10, tries: 5, lockMinutes: 15 };

/** The address or the password is wrong. Which of them is not told. */
export class WrongCredentials extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'WRONG_CREDENTIALS';

  constructor() {
    super({
      en: 'The email address or the password is wrong',
      fr: 'L’adresse de courriel ou le mot de passe est incorrect',
    });
  }
}

/** Too many wrong tries: nobody signs in for a while. */
export class AccountLocked extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'ACCOUNT_LOCKED';

  constructor() {
    super({
      en: `After ${terms.tries} wrong tries, signing in is locked for ${terms.lockMinutes} minutes`,
      fr: `Après ${terms.tries} essais incorrects, l’ouverture de session est bloquée pendant ${terms.lockMinutes} minutes`,
    });
  }
}

/** The profile was not used for too long. */
export class ProfileDeactivated extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'PROFILE_DEACTIVATED';

  constructor() {
    super({
      en: 'Your profile was deactivated because it was not used for 180 days; ask for it to be reactivated',
      fr: 'Votre profil a été désactivé parce qu’il n’a pas servi pendant 180 jours; demandez sa réactivation',
    });
  }
}

/** The one-time passcode is wrong or no longer valid. */
export class WrongPasscode extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'WRONG_PASSCODE';

  constructor() {
    super({
      en: 'The code is wrong, or its time is over; enter the newest one, or ask for another',
      fr: 'Le code est incorrect ou n’est plus valide; entrez le plus récent ou demandez-en un autre',
    });
  }
}

/** Checked where nobody has the address, so that the reply takes as long as for one that somebody has. */
let nobodysHash: Promise<string> | undefined;

/**
 * The first step: address and password. Unless the user has an authenticator, a passcode is mailed.
 *
 * @returns the token of a session that is still half way
 * @throws WrongCredentials, AccountLocked, ProfileDeactivated
 */
export async function signIn(ctx: Context, email: string, password: string): Promise<string> {
  const user = await userByEmail(ctx.store.read, email);
  if (user !== undefined && isLocked(user, ctx.clock)) throw new AccountLocked();
  nobodysHash ??= hashPassword('nobody');
  const isRight = await isPassword(password, user?.passwordHash ?? (await nobodysHash));
  if (user === undefined || !isRight) {
    if (user !== undefined) await ctx.store.inTransaction((tx) => countFailure(tx, ctx, user.id));
    throw new WrongCredentials();
  }
  if (user.status === 'DEACTIVATED') throw new ProfileDeactivated();
  return ctx.store.inTransaction(async (tx) => {
    const code = user.authenticator === null ? await sendPasscode(tx, ctx, user) : {};
    return beginSession(tx, ctx.clock, { userId: user.id, stage: 'PASSCODE', ...code });
  });
}

/**
 * The second step: the passcode of the mail, the authenticator's, or a recovery code. The session gets a new token,
 * so that nobody who knew the old one is signed in.
 *
 * @throws WrongPasscode, AccountLocked
 */
export async function enterPasscode(ctx: Context, session: Session, given: string): Promise<string> {
  const code = given.replaceAll(/\s/g, '');
  const opened = await ctx.store.inTransaction(async (tx) => {
    const user = (await findUser(tx, session.userId))!;
    if (isLocked(user, ctx.clock)) return 'locked';
    if (await isSecondFactor(tx, ctx, user, session, code)) return open(tx, ctx, user, session);
    await countFailure(tx, ctx, user.id);
    return undefined;
  });
  if (opened === 'locked') throw new AccountLocked();
  if (opened === undefined) throw new WrongPasscode();
  return opened;
}

/** Send the passcode once more; the earlier one no longer counts. */
export async function resendPasscode(ctx: Context, session: Session): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const user = (await findUser(tx, session.userId))!;
    if (isLocked(user, ctx.clock)) throw new AccountLocked();
    await changeSession(tx, session.tokenHash, await sendPasscode(tx, ctx, user));
  });
}

/** Take on a member of the cast: one click, no password. Only where the environment is for training. */
export async function takeOn(ctx: Context, userId: string): Promise<string> {
  return ctx.store.inTransaction(async (tx) => {
    const user = await findUser(tx, userId);
    if (user === undefined || !user.isCast) throw new WrongCredentials();
    return open(tx, ctx, user);
  });
}

export async function signOut(ctx: Context, session: Session): Promise<void> {
  await ctx.store.inTransaction((tx) => endSession(tx, session.tokenHash));
}

async function open(tx: Tx, ctx: Context, user: User, before?: Session): Promise<string> {
  if (before !== undefined) await endSession(tx, before.tokenHash);
  const lastSignInOn = ctx.clock.today();
  await changeUser(tx, user.id, { lastSignInOn, failedTries: 0, lockedUntil: null });
  await record(tx, ctx, { action: 'user.signed-in', subject: user.id });
  return beginSession(tx, ctx.clock, { userId: user.id, stage: 'OPEN' });
}

async function isSecondFactor(
  tx: Tx,
  ctx: Context,
  user: User,
  session: Session,
  code: string,
): Promise<boolean> {
  const hashed = hashOfSecret(code);
  if (user.recoveryCodes.includes(hashed)) {
    const left = user.recoveryCodes.filter((each) => each !== hashed);
    await changeUser(tx, user.id, { recoveryCodes: left });
    await record(tx, ctx, { action: 'user.recovery-code-used', subject: user.id });
    return true;
  }
  if (user.authenticator !== null) return isFromAuthenticator(user.authenticator, code, ctx.clock.realNow());
  const isInTime = session.codeUntil !== null && ctx.clock.realNow() <= session.codeUntil;
  return isInTime && session.codeHash === hashed;
}

async function sendPasscode(tx: Tx, ctx: Context, user: User): Promise<Partial<Session>> {
  const code = newPasscode();
  await sendMail(tx, ctx, { address: user.email, ...letters[user.language](code) });
  const codeUntil = minutesAfter(ctx.clock.realNow(), terms.codeMinutes);
  return { codeHash: hashOfSecret(code), codeUntil };
}

const letters = {
  en: (code: string) => ({
    subject: 'Your one-time passcode',
    body: `Your one-time passcode is ${code}. It is valid for ${terms.codeMinutes} minutes. (Simulation)`,
  }),
  fr: (code: string) => ({
    subject: 'Votre code d’accès à usage unique',
    body: `Votre code d’accès à usage unique est ${code}. Il est valide pendant ${terms.codeMinutes} minutes. (Simulation)`,
  }),
};

/** Wrong passwords and wrong codes count together. */
async function countFailure(tx: Tx, ctx: Context, userId: string): Promise<void> {
  const { failedTries } = (await findUser(tx, userId))!;
  const isLast = failedTries + 1 >= terms.tries;
  const lockedUntil = isLast ? minutesAfter(ctx.clock.realNow(), terms.lockMinutes) : null;
  await changeUser(tx, userId, { failedTries: isLast ? 0 : failedTries + 1, lockedUntil });
  await record(tx, ctx, { action: isLast ? 'user.locked' : 'user.sign-in-failed', subject: userId });
}

function isLocked({ lockedUntil }: User, clock: Clock): boolean {
  return lockedUntil !== null && clock.realNow() < lockedUntil;
}
