import { and, asc, eq, gte } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';
import { nextNumber } from '../storage/next-number.ts';
import type { Role } from './store.ts';

/** Somebody is asked to work for a business, by the address of a profile that may not be there yet. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: integer('id').primaryKey(),
    bn9: text('bn9').notNull(),
    email: text('email').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** Program accounts; none: all of them. */
    programs: text('programs', { mode: 'json' }).$type<string[]>().notNull(),
    invitedBy: text('invited_by').notNull(),
    invitedOn: text('invited_on').notNull(),
    expiresOn: text('expires_on').notNull(),
    status: text('status').$type<'OPEN' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN'>().notNull(),
    decidedOn: text('decided_on'),
  },
  (table) => [
    index('invitations_email').on(table.email, table.status),
    index('invitations_bn9').on(table.bn9, table.status),
  ],
);

export type Invitation = typeof invitations.$inferSelect;

export async function insertInvitation(tx: Tx, invitation: Omit<Invitation, 'id'>): Promise<Invitation> {
  const row = { id: await nextNumber(tx, invitations, invitations.id), ...invitation };
  await tx.db.insert(invitations).values(row);
  return row;
}

export async function changeInvitation(tx: Tx, id: number, change: Partial<Invitation>): Promise<void> {
  await tx.db.update(invitations).set(change).where(eq(invitations.id, id));
}

/** @throws NotFound */
export async function invitationBy(on: Reader, id: number): Promise<Invitation> {
  const [invitation] = await on.db.select().from(invitations).where(eq(invitations.id, id));
  if (invitation === undefined) throw new NotFound({ en: 'Invitation', fr: 'L’invitation' }, String(id));
  return invitation;
}

/** Those of a business that may still be accepted. */
export async function openInvitationsOf(on: Reader, bn9: string, today: string): Promise<Invitation[]> {
  return on.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.bn9, bn9), eq(invitations.status, 'OPEN'), gte(invitations.expiresOn, today)))
    .orderBy(asc(invitations.id));
}

/** Those to an address that may still be accepted. */
export async function openInvitationsTo(on: Reader, email: string, today: string): Promise<Invitation[]> {
  return on.db
    .select()
    .from(invitations)
    .where(
      and(eq(invitations.email, email), eq(invitations.status, 'OPEN'), gte(invitations.expiresOn, today)),
    )
    .orderBy(asc(invitations.id));
}
