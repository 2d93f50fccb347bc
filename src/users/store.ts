import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Actor, Reader, Tx } from '../context.ts';
import { hasText } from '../storage/has-text.ts';
import { nextNumber } from '../storage/next-number.ts';
import { prepared } from '../storage/prepared.ts';

/** A person. Credentials are personal: one for each, never shared. */
export const users = sqliteTable('users', {
  id: text('id').primaryKey(),
  /** Lower case; what the person signs in with, and where its mail goes. */
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  kind: text('kind').$type<Actor['kind']>().notNull(),
  language: text('language').$type<'en' | 'fr'>().notNull(),
  passwordHash: text('password_hash').notNull(),
  status: text('status').$type<'ACTIVE' | 'DEACTIVATED'>().notNull(),
  registeredOn: text('registered_on').notNull(),
  /** Simulated: who has not signed in for 180 days is deactivated. */
  lastSignInOn: text('last_sign_in_on').notNull(),
  wantsMail: integer('wants_mail', { mode: 'boolean' }).notNull(),
  /** The shared secret of an authenticator, for those who chose one. */
  authenticator: text('authenticator'),
  /** Hashes of the codes that are left. */
  recoveryCodes: text('recovery_codes', { mode: 'json' }).$type<string[]>().notNull(),
  failedTries: integer('failed_tries').notNull(),
  /** The machine's time: a password is not guessed faster where simulated time flies. */
  lockedUntil: text('locked_until'),
  /** A member of the cast, whom a trainee takes on with one click. */
  isCast: integer('is_cast', { mode: 'boolean' }).notNull(),
  /** The newest event of the journal when the person last looked at its notifications. */
  readUpTo: integer('read_up_to').notNull().default(0),
  /** The newest event when the person was last told of notifications by mail. */
  mailedUpTo: integer('mailed_up_to').notNull().default(0),
});

export const roles = ['BAM', 'PAM', 'EDITOR', 'READER'] as const;

export type Role = (typeof roles)[number];

/** What a user may do for a business, in all its program accounts ('*') or in one. */
export const memberships = sqliteTable(
  'memberships',
  {
    userId: text('user_id').notNull(),
    bn9: text('bn9').notNull(),
    program: text('program').notNull(),
    role: text('role').$type<Role>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.bn9, table.program] }),
    index('memberships_bn9').on(table.bn9),
  ],
);

export const everyProgram = '*';

/** A person asks to work for a business. */
export const accessRequests = sqliteTable(
  'access_requests',
  {
    id: integer('id').primaryKey(),
    userId: text('user_id').notNull(),
    bn9: text('bn9').notNull(),
    comment: text('comment').notNull(),
    askedOn: text('asked_on').notNull(),
    status: text('status').$type<'PENDING' | 'APPROVED' | 'REJECTED'>().notNull(),
    decidedBy: text('decided_by'),
    decidedOn: text('decided_on'),
  },
  (table) => [index('access_requests_bn9').on(table.bn9, table.status)],
);

export type User = typeof users.$inferSelect;
export type Membership = typeof memberships.$inferSelect;
export type AccessRequest = typeof accessRequests.$inferSelect;

export async function findUser(on: Reader, id: string): Promise<User | undefined> {
  return (await userById(on, { id }))[0];
}

const userById = prepared((db) =>
  db
    .select()
    .from(users)
    .where(eq(users.id, sql.placeholder('id'))),
);

export async function userByEmail(on: Reader, email: string): Promise<User | undefined> {
  return (await on.db.select().from(users).where(eq(users.email, email.trim().toLowerCase())))[0];
}

export async function usersAmong(on: Reader, ids: readonly string[]): Promise<User[]> {
  return on.db
    .select()
    .from(users)
    .where(inArray(users.id, [...ids]))
    .orderBy(asc(users.name));
}

export async function castOf(on: Reader): Promise<User[]> {
  return on.db.select().from(users).where(eq(users.isCast, true)).orderBy(asc(users.id));
}

export async function insertUser(tx: Tx, user: Omit<User, 'id' | 'readUpTo' | 'mailedUpTo'>): Promise<User> {
  const [last] = await tx.db.select({ id: users.id }).from(users).orderBy(desc(users.id)).limit(1);
  const serial = Number(last?.id.slice(1) ?? 0) + 1;
  const created = { id: `U${String(serial).padStart(6, '0')}`, readUpTo: 0, mailedUpTo: 0, ...user };
  await tx.db.insert(users).values(created);
  return created;
}

export async function changeUser(tx: Tx, id: string, change: Partial<User>): Promise<void> {
  await tx.db.update(users).set(change).where(eq(users.id, id));
}

export async function membershipsOf(on: Reader, userId: string): Promise<Membership[]> {
  return membershipsByUser(on, { userId });
}

const membershipsByUser = prepared((db) =>
  db
    .select()
    .from(memberships)
    .where(eq(memberships.userId, sql.placeholder('userId')))
    .orderBy(asc(memberships.bn9), asc(memberships.program)),
);

export async function membersOf(on: Reader, bn9: string): Promise<Membership[]> {
  return on.db
    .select()
    .from(memberships)
    .where(eq(memberships.bn9, bn9))
    .orderBy(asc(memberships.userId), asc(memberships.program));
}

export async function insertMembership(tx: Tx, membership: Membership): Promise<void> {
  await tx.db.insert(memberships).values(membership);
}

/** Take a user out of a business: all roles at once. */
export async function removeMemberships(tx: Tx, userId: string, bn9: string): Promise<void> {
  await tx.db.delete(memberships).where(and(eq(memberships.userId, userId), eq(memberships.bn9, bn9)));
}

export async function insertAccessRequest(
  tx: Tx,
  request: Omit<AccessRequest, 'id'>,
): Promise<AccessRequest> {
  const created = { id: await nextNumber(tx, accessRequests, accessRequests.id), ...request };
  await tx.db.insert(accessRequests).values(created);
  return created;
}

export async function findAccessRequest(on: Reader, id: number): Promise<AccessRequest | undefined> {
  return (await on.db.select().from(accessRequests).where(eq(accessRequests.id, id)))[0];
}

/** Newest first. */
export async function accessRequestsTo(on: Reader, bn9: string): Promise<AccessRequest[]> {
  return on.db
    .select()
    .from(accessRequests)
    .where(eq(accessRequests.bn9, bn9))
    .orderBy(desc(accessRequests.id));
}

export async function accessRequestsBy(on: Reader, userId: string): Promise<AccessRequest[]> {
  return on.db
    .select()
    .from(accessRequests)
    .where(eq(accessRequests.userId, userId))
    .orderBy(desc(accessRequests.id));
}

export async function changeAccessRequest(tx: Tx, id: number, change: Partial<AccessRequest>): Promise<void> {
  await tx.db.update(accessRequests).set(change).where(eq(accessRequests.id, id));
}

/** Users whose number, name or address has what somebody types, by name. */
export async function usersLike(on: Reader, typed: string, limit: number): Promise<User[]> {
  return on.db
    .select()
    .from(users)
    .where(or(hasText(users.name, typed), hasText(users.email, typed), eq(users.id, typed.toUpperCase())))
    .orderBy(asc(users.name), asc(users.id))
    .limit(limit);
}
