import { and, eq, gte, lt, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Clock, Reader, Store, Tx } from '../context.ts';
import { prepared } from '../storage/prepared.ts';
import { hashOfSecret, newSessionToken } from './secrets.ts';

/** Who is signed in, or half way: the password was right and the second factor is asked for. */
export const sessions = sqliteTable('sessions', {
  tokenHash: text('token_hash').primaryKey(),
  userId: text('user_id').notNull(),
  stage: text('stage').$type<'PASSCODE' | 'OPEN'>().notNull(),
  /** The machine's time, in UTC, as all of a session's. */
  begunAt: text('begun_at').notNull(),
  seenAt: text('seen_at').notNull(),
  /** The program account or business chosen last. */
  actingFor: text('acting_for'),
  codeHash: text('code_hash'),
  codeUntil: text('code_until'),
  codeTries: integer('code_tries').notNull(),
});

export type Session = typeof sessions.$inferSelect;

/** Assumption A-87: 20 minutes without a request end a session, 8 hours in any case; a kiosk's after 3 minutes. */
export const sessionMinutes = { idle: 20, whole: 8 * 60, kiosk: 3 };

const byToken = prepared((db) =>
  db
    .select()
    .from(sessions)
    .where(eq(sessions.tokenHash, sql.placeholder('tokenHash'))),
);

/** Begin a session. @returns the token for the cookie, which is kept nowhere else */
export async function beginSession(
  tx: Tx,
  clock: Clock,
  session: Pick<Session, 'userId' | 'stage'> & Partial<Session>,
): Promise<string> {
  const token = newSessionToken();
  const now = clock.realNow();
  await tx.db.delete(sessions).where(lt(sessions.begunAt, minutesBefore(now, sessionMinutes.whole)));
  await tx.db.insert(sessions).values({
    actingFor: null,
    codeHash: null,
    codeUntil: null,
    codeTries: 0,
    ...session,
    tokenHash: hashOfSecret(token),
    begunAt: now,
    seenAt: now,
  });
  return token;
}

/** The session of a cookie, unless it ended. */
export async function findSession(
  on: Reader,
  clock: Clock,
  token: string,
  idleMinutes = sessionMinutes.idle,
): Promise<Session | undefined> {
  const [session] = await byToken(on, { tokenHash: hashOfSecret(token) });
  if (session === undefined) return undefined;
  const now = clock.realNow();
  const isOver =
    session.seenAt < minutesBefore(now, idleMinutes) ||
    session.begunAt < minutesBefore(now, sessionMinutes.whole);
  return isOver ? undefined : session;
}

/** Note that a session is in use: once a minute is enough, for the idle limit counts in minutes. */
export async function touchSession(store: Store, clock: Clock, session: Session): Promise<void> {
  const now = clock.realNow();
  if (session.seenAt > minutesBefore(now, 1)) return;
  await store.inTransaction((tx) => changeSession(tx, session.tokenHash, { seenAt: now }));
}

/** The users of sessions that somebody used in the last five minutes of the machine. */
export async function sessionsInUse(on: Reader, clock: Clock): Promise<string[]> {
  const rows = await on.db
    .selectDistinct({ userId: sessions.userId })
    .from(sessions)
    .where(and(eq(sessions.stage, 'OPEN'), gte(sessions.seenAt, minutesBefore(clock.realNow(), 5))));
  return rows.map(({ userId }) => userId);
}

export async function changeSession(tx: Tx, tokenHash: string, change: Partial<Session>): Promise<void> {
  await tx.db.update(sessions).set(change).where(eq(sessions.tokenHash, tokenHash));
}

export async function endSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

/** End all sessions of a user, such as when it is deactivated. */
export async function endSessionsOf(tx: Tx, userId: string): Promise<void> {
  await tx.db.delete(sessions).where(eq(sessions.userId, userId));
}

export function minutesBefore(instant: string, minutes: number): string {
  return Temporal.Instant.from(instant).subtract({ minutes }).toString({ smallestUnit: 'millisecond' });
}

export function minutesAfter(instant: string, minutes: number): string {
  return minutesBefore(instant, -minutes);
}
