import { Secret, TOTP } from 'otpauth';
import type { Context } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { record } from '../storage/events.ts';
import { hashOfSecret, newRecoveryCodes } from './secrets.ts';
import { changeUser, type User } from './store.ts';

/** One-time codes by time. Source: RFC 6238 (six digits, thirty seconds, SHA-1, as authenticators expect). */
function codesOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: 'CARM Experience Simulation', label, secret: Secret.fromBase32(secret) });
}

/** Whether the code is of now, or of the half minute before or after. */
export function isFromAuthenticator(secret: string, code: string, realNow: string): boolean {
  const timestamp = Temporal.Instant.from(realNow).epochMilliseconds;
  return codesOf(secret).validate({ token: code, timestamp, window: 1 }) !== null;
}

/** A secret to enter in an authenticator, by hand or by its address. */
export function offerAuthenticator(user: User): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: codesOf(secret, user.email).toString() };
}

/** The code of an authenticator at an instant: what a person would read off it. */
export function codeAt(secret: string, realNow: string): string {
  return codesOf(secret).generate({ timestamp: Temporal.Instant.from(realNow).epochMilliseconds });
}

/**
 * Use an authenticator from now on, once it showed a right code.
 *
 * @returns ten recovery codes, shown this once
 * @throws InvalidInput
 */
export async function useAuthenticator(
  ctx: Context,
  user: User,
  { secret, code }: { secret: string; code: string },
): Promise<string[]> {
  if (!/^[A-Z2-7]{32}$/.test(secret) || !isFromAuthenticator(secret, code.trim(), ctx.clock.realNow())) {
    throw new InvalidInput({
      en: 'The code is not the one that the authenticator shows for this key',
      fr: 'Le code n’est pas celui que l’authentificateur affiche pour cette clé',
    });
  }
  return keepCodes(ctx, user, { authenticator: secret }, 'user.authenticator-chosen');
}

/** Go back to passcodes by mail. */
export async function useMail(ctx: Context, user: User): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    await changeUser(tx, user.id, { authenticator: null });
    await record(tx, ctx, { action: 'user.passcodes-by-mail-chosen', subject: user.id });
  });
}

/** New recovery codes; the old ones no longer count. */
export async function renewRecoveryCodes(ctx: Context, user: User): Promise<string[]> {
  return keepCodes(ctx, user, {}, 'user.recovery-codes-renewed');
}

async function keepCodes(ctx: Context, user: User, change: Partial<User>, action: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await ctx.store.inTransaction(async (tx) => {
    await changeUser(tx, user.id, { ...change, recoveryCodes: codes.map(hashOfSecret) });
    await record(tx, ctx, { action, subject: user.id });
  });
  return codes;
}
