import { hash, randomBytes, randomInt } from 'node:crypto';

// What must not be guessed comes from the machine, not from the seed: no result of a rehearsal depends on it.

/** Identifies a session in a cookie; the database keeps its hash alone. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Six digits, sent by mail. */
export function newPasscode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** Ten codes, each good for one sign-in without a second factor. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () =>
    randomBytes(5)
      .toString('hex')
      .replace(/(.{5})/, '$1-'),
  );
}

export function hashOfSecret(secret: string): string {
  return hash('sha256', secret);
}
