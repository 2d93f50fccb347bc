import { z } from '@hono/zod-openapi';
import { asc, desc, eq } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { issueBusinessNumber } from '../accounts/business-numbers.ts';
import { bn9Of, isBusinessNumber, programAccountFrom } from '../accounts/identifiers.ts';
import { openAccount, registerBusiness } from '../accounts/open-account.ts';
import { requireScope } from '../accounts/rights.ts';
import { findAccount, findBusiness, insertAccount, insertBusiness } from '../accounts/store.ts';
import { latestStatement } from '../billing/store.ts';
import { findCad } from '../cad/store.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError, InvalidInput, NotFound } from '../errors.ts';
import { toWire } from '../money.ts';
import { newestPayments } from '../payments/store.ts';
import { record } from '../storage/events.ts';
import { nextNumber } from '../storage/next-number.ts';
import { giveRole, NothingToDecide } from './access.ts';
import { membersOf } from './store.ts';

const amount = z.string().regex(/^\d{1,13}(\.\d{1,2})?$/);

/** A client that has a program account registers it in the portal. */
export const ExistingClient = z.strictObject({
  program: z.string().regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' }),
  legalName: z.string().min(1).max(100),
  address: z.string().min(1).max(200),
  transactionNumber: z
    .string()
    .regex(/^\d{14}$/)
    .optional(),
  transactionTotal: amount.optional(),
  lastPayment: amount.optional(),
  statementBalance: z
    .string()
    .regex(/^-?\d{1,13}(\.\d{1,2})?$/)
    .optional(),
});

/** A client that is new to importing. A resident gets a business number here; a non-resident brings one. */
export const NewClient = z.strictObject({
  legalName: z.string().min(1).max(100),
  address: z.string().min(1).max(200),
  province: z.string().regex(/^[A-Z]{2}$/, { error: 'two letters such as ON are expected' }),
  language: z.enum(['en', 'fr']),
  isResident: z.boolean(),
  bn9: z.string().optional(),
});

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

/** What was given does not agree with the CBSA's records. Which part is not told: it is what a stranger would guess at. */
export class RegistrationDiffers extends DomainError {
  readonly kind = 'refused';
  readonly code = 'REGISTRATION_DIFFERS';

  constructor() {
    super({
      en: 'This does not agree with our records: name and address as registered, and two of the three answers; or ask for manual registration',
      fr: 'Cela ne concorde pas avec nos dossiers : nom et adresse comme inscrits, et deux des trois réponses; ou demandez une inscription manuelle',
    });
  }
}

/** The business has a manager in the portal. */
export class ManagedAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'MANAGED_ALREADY';

  constructor(bn9: string) {
    super({
      en: `Business ${bn9} is registered in the portal; ask its business account manager for access`,
      fr: `L’entreprise ${bn9} est inscrite au portail; demandez l’accès à son gestionnaire de compte d’entreprise`,
    });
  }
}

/**
 * Register a client that has a program account: whoever does it becomes its business account manager. Its other program
 * accounts come along.
 *
 * Source: CARM video 2; canaantransport.com (name and address exactly, and two of three shared secrets).
 *
 * @throws RegistrationDiffers, ManagedAlready
 */
export async function registerExistingClient(
  ctx: Context,
  userId: string,
  input: z.infer<typeof ExistingClient>,
): Promise<string> {
  const bn9 = bn9Of(input.program);
  const isRight = await agrees(ctx.store.read, input);
  await ctx.store.inTransaction(async (tx) => {
    await requireUnmanaged(tx, bn9);
    if (isRight) await makeManager(tx, ctx, userId, bn9);
    else await record(tx, ctx, { action: 'business.registration-failed', subject: bn9, detail: { userId } });
  });
  if (!isRight) throw new RegistrationDiffers();
  return bn9;
}

/** Have an officer register the client, where the answers are not at hand. */
export async function askForRegistration(
  ctx: Context,
  userId: string,
  { program, legalName, address }: z.infer<typeof ExistingClient>,
): Promise<BusinessRegistration> {
  return ctx.store.inTransaction(async (tx) => {
    await requireUnmanaged(tx, bn9Of(program));
    return keepRequest(tx, ctx, { userId, program, legalName, address, isResident: true });
  });
}

/**
 * Register a client that is new. A resident gets its number and its importer account at once; a non-resident waits for
 * an officer.
 *
 * Source: Customs Notice 24-37; willsonintl.com (non-residents have a number from the CRA first).
 *
 * @param asCarm the context in which CARM itself issues the number and opens the account
 */
export async function registerNewClient(
  ctx: Context,
  asCarm: Context,
  userId: string,
  { legalName, address, province, language, isResident, bn9: given }: z.infer<typeof NewClient>,
): Promise<{ bn9: string; isRegistered: boolean }> {
  if (!isResident) {
    if (given === undefined || !isBusinessNumber(given)) throw wrongNumber(given ?? '');
    const program = programAccountFrom(given, 1);
    await ctx.store.inTransaction(async (tx) => {
      await requireUnmanaged(tx, given);
      await keepRequest(tx, ctx, { userId, program, legalName, address, isResident });
    });
    return { bn9: given, isRegistered: false };
  }
  const { bn9 } = await issueBusinessNumber(asCarm, legalName);
  await registerBusiness(asCarm, { bn9, legalName, kind: 'importer', language, province, address });
  await openAccount(asCarm, {
    ...{ bn15: `${bn9}RM0001`, profile: 'IMPORTER' },
    ...{ hasRpp: false, offsetting: 'PROGRAM_ONLY' },
  });
  await ctx.store.inTransaction((tx) => makeManager(tx, ctx, userId, bn9));
  return { bn9, isRegistered: true };
}

/** An officer decides on a registration; approved, the account is there and the person manages it. */
export async function decideRegistration(
  ctx: Context,
  id: number,
  { isApproved, reason }: { isApproved: boolean; reason: string },
): Promise<void> {
  requireScope(ctx, 'account:open');
  await ctx.store.inTransaction(async (tx) => {
    const request = await registrationBy(tx, id);
    if (request.status !== 'PENDING') throw new NothingToDecide();
    const status = isApproved ? 'APPROVED' : 'REFUSED';
    const decided = { status, decidedBy: ctx.actor.id, decidedOn: ctx.clock.today(), reason } as const;
    await tx.db.update(businessRegistrations).set(decided).where(eq(businessRegistrations.id, id));
    if (isApproved) {
      await openWhereMissing(tx, ctx, request);
      await makeManager(tx, ctx, request.userId, request.bn9);
    }
    await record(tx, ctx, {
      action: isApproved ? 'business.registration-approved' : 'business.registration-refused',
      subject: request.bn9,
      detail: { request: id, reason },
    });
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

async function agrees(on: Reader, input: z.infer<typeof ExistingClient>): Promise<boolean> {
  const business = await findBusiness(on, bn9Of(input.program));
  const account = await findAccount(on, input.program);
  if (business === undefined || account === undefined || business.address === '') return false;
  if (business.legalName !== input.legalName || business.address !== input.address) return false;
  const cad = input.transactionNumber === undefined ? undefined : await findCad(on, input.transactionNumber);
  const [payment] = await newestPayments(on, input.program, 1);
  const statement = await latestStatement(on, input.program);
  const answers = [
    cad?.importerBn15 === input.program && isAmount(cad.totalCents, input.transactionTotal),
    payment !== undefined && isAmount(payment.amountCents, input.lastPayment),
    statement !== undefined && isAmount(statement.closingCents, input.statementBalance),
  ];
  return answers.filter((answer) => answer).length >= 2;
}

function isAmount(cents: number, given: string | undefined): boolean {
  return given !== undefined && toWire(cents) === withCents(given);
}

function withCents(amount: string): string {
  const [dollars, cents = ''] = amount.split('.');
  return `${dollars}.${cents.padEnd(2, '0')}`;
}

async function requireUnmanaged(on: Reader, bn9: string): Promise<void> {
  if ((await membersOf(on, bn9)).some(({ role }) => role === 'BAM')) throw new ManagedAlready(bn9);
}

async function makeManager(tx: Tx, ctx: Context, userId: string, bn9: string): Promise<void> {
  await giveRole(tx, userId, bn9, { role: 'BAM', programs: [] });
  await record(tx, ctx, { action: 'business.registered-in-portal', subject: bn9, detail: { userId } });
}

async function keepRequest(
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

async function openWhereMissing(tx: Tx, ctx: Context, request: BusinessRegistration): Promise<void> {
  const { bn9, legalName, address, program, isResident } = request;
  if ((await findBusiness(tx, bn9)) === undefined) {
    const kind = 'importer';
    const province = isResident ? 'ON' : 'ZZ';
    await insertBusiness(tx, { bn9, legalName, address, kind, language: 'en', province });
  }
  if ((await findAccount(tx, program)) === undefined) {
    const openedOn = ctx.clock.today();
    const terms = { profile: 'IMPORTER', hasRpp: false, offsetting: 'PROGRAM_ONLY' } as const;
    await insertAccount(tx, { bn15: program, bn9, ...terms, openedOn });
  }
}

function wrongNumber(number: string): InvalidInput {
  return new InvalidInput({
    en: `A non-resident needs a business number of the Canada Revenue Agency first; ${number} is none`,
    fr: `Un non-résident doit d’abord avoir un numéro d’entreprise de l’Agence du revenu du Canada; ${number} n’en est pas un`,
  });
}
