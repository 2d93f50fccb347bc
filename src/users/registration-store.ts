import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { bn9Of } from '../accounts/identifiers.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import { nextNumber } from '../storage/next-number.ts';

/** Registrations that an officer looks at. */
export const businessRegistrations = sqliteTable(
  'business_registrations',
  {
    id: integer('id').primaryKey(),
    userId: text('user_id').notNull(),
    bn9: text('bn9').notNull(),
    program: text('program').notNull(),
    legalName: text('legal_name').notNull(),
    address: text('address').notNull(),
    isResident: integer('is_resident', { mode: 'boolean' }).notNull(),
    askedOn: text('asked_on').notNull(),
    status: text('status').$type<'PENDING' | 'APPROVED' | 'REFUSED'>().notNull(),
    decidedBy: text('decided_by'),
    decidedOn: text('decided_on'),
    reason: text('reason').notNull(),
  },
  (table) => [index('business_registrations_status').on(table.status, table.id)],
);

export type BusinessRegistration = typeof businessRegistrations.$inferSelect;

/** How often somebody's answers about a business were wrong. */
export const registrationTries = sqliteTable(
  'registration_tries',
  {
    userId: text('user_id').notNull(),
    bn9: text('bn9').notNull(),
    wrong: integer('wrong').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.bn9] })],
);

/** How many sets of answers of a user about a business were wrong. */
export async function wrongTries(on: Reader, userId: string, bn9: string): Promise<number> {
  const [tries] = await on.db
    .select({ wrong: registrationTries.wrong })
    .from(registrationTries)
    .where(and(eq(registrationTries.userId, userId), eq(registrationTries.bn9, bn9)));
  return tries?.wrong ?? 0;
}

/** Count one more. */
export async function countWrongTry(tx: Tx, userId: string, bn9: string): Promise<void> {
  await tx.db
    .insert(registrationTries)
    .values({ userId, bn9, wrong: 1 })
    .onConflictDoUpdate({
      target: [registrationTries.userId, registrationTries.bn9],
      set: { wrong: sql`${registrationTries.wrong} + 1` },
    });
}

/** @throws NotFound */
export async function registrationBy(on: Reader, id: number): Promise<BusinessRegistration> {
  const [request] = await on.db.select().from(businessRegistrations).where(eq(businessRegistrations.id, id));
  if (request === undefined) throw new NotFound({ en: 'Registration', fr: 'L’inscription' }, String(id));
  return request;
}

/** What waits for an officer, oldest first; or all of a user's, newest first. */
export async function registrationsWaiting(on: Reader): Promise<BusinessRegistration[]> {
  return on.db
    .select()
    .from(businessRegistrations)
    .where(eq(businessRegistrations.status, 'PENDING'))
    .orderBy(asc(businessRegistrations.id));
}

export async function registrationsBy(on: Reader, userId: string): Promise<BusinessRegistration[]> {
  return on.db
    .select()
    .from(businessRegistrations)
    .where(eq(businessRegistrations.userId, userId))
    .orderBy(desc(businessRegistrations.id));
}

/** Put a registration in the queue of the officers. */
export async function keepRequest(
  tx: Tx,
  ctx: Context,
  asked: Pick<BusinessRegistration, 'userId' | 'program' | 'legalName' | 'address' | 'isResident'>,
): Promise<BusinessRegistration> {
  const request: BusinessRegistration = {
    id: await nextNumber(tx, businessRegistrations, businessRegistrations.id),
    ...{ ...asked, bn9: bn9Of(asked.program), askedOn: ctx.clock.today() },
    ...{ status: 'PENDING', decidedBy: null, decidedOn: null, reason: '' },
  };
  await tx.db.insert(businessRegistrations).values(request);
  await record(tx, ctx, {
    action: 'business.registration-asked',
    subject: request.bn9,
    detail: { request: request.id },
  });
  return request;
}
