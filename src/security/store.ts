import { and, asc, between, desc, eq, getTableColumns, gt, inArray, lt, sql, sum } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import type { Cents } from '../money.ts';
import { findBy } from '../storage/find-by.ts';
import { nextNumber } from '../storage/next-number.ts';
import { prepared } from '../storage/prepared.ts';
import type { Utilisation } from './rules.ts';
import type { AgreementStatus, DemandStatus } from './states.ts';
import type { DepositChannel, SecuredProgram } from './types.ts';

export const rppEnrolments = sqliteTable('rpp_enrolments', {
  programAccount: text('program_account').primaryKey(),
  enrolledOn: text('enrolled_on').notNull(),
  /** What a new importer expects of its highest month. */
  estimateCents: integer('estimate_cents'),
  /** The highest month that security is asked for. */
  highestMonthCents: integer('highest_month_cents').notNull(),
  /** What the annual review found, where it is more; asked for from the day after `complyBy`. */
  nextHighestMonthCents: integer('next_highest_month_cents'),
  complyBy: text('comply_by'),
  /** Since when the account keeps the indicator with less security than is required. */
  belowSince: text('below_since'),
  /** What the account was last told of the use of its security. */
  utilisation: text('utilisation').$type<Utilisation>().notNull(),
});

export const securityAgreements = sqliteTable(
  'security_agreements',
  {
    id: integer('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    providerBn9: text('provider_bn9').notNull(),
    /** The provider's own number. */
    agreementNumber: text('agreement_number').notNull(),
    /** Act or regulation under which the security is given. */
    authority: text('authority').notNull(),
    amountCents: integer('amount_cents').notNull(),
    validFrom: text('valid_from').notNull(),
    /** The last day in force; none for a continuous agreement. */
    validTo: text('valid_to'),
    status: text('status').$type<AgreementStatus>().notNull(),
    program: text('program').$type<SecuredProgram>().notNull().default('importation'),
  },
  (table) => [
    index('security_agreements_account').on(table.programAccount, table.id),
    index('security_agreements_ending').on(table.validTo),
    uniqueIndex('security_agreements_number').on(
      table.providerBn9,
      table.agreementNumber,
      table.programAccount,
    ),
  ],
);

/** Movements of cash held in trust: more than zero comes in. */
export const cashSecurity = sqliteTable(
  'cash_security',
  {
    documentId: integer('document_id').primaryKey(),
    programAccount: text('program_account').notNull(),
    amountCents: integer('amount_cents').notNull(),
    movedOn: text('moved_on').notNull(),
    reason: text('reason').$type<'deposited' | 'returned' | 'applied'>().notNull(),
    /** How it was deposited. */
    channel: text('channel').$type<DepositChannel>(),
  },
  (table) => [index('cash_security_account').on(table.programAccount, table.documentId)],
);

export const securityDemands = sqliteTable(
  'security_demands',
  {
    id: integer('id').primaryKey(),
    agreementId: integer('agreement_id').notNull(),
    programAccount: text('program_account').notNull(),
    amountCents: integer('amount_cents').notNull(),
    demandedOn: text('demanded_on').notNull(),
    /** The last day on which the provider pays or rebuts in time. */
    answerBy: text('answer_by').notNull(),
    status: text('status').$type<DemandStatus>().notNull(),
    /** Why the provider rebuts. */
    grounds: text('grounds'),
    /** The document that posted the claim. */
    documentId: integer('document_id').notNull(),
  },
  (table) => [index('security_demands_account').on(table.programAccount, table.id)],
);

export type Enrolment = typeof rppEnrolments.$inferSelect;
export type Agreement = typeof securityAgreements.$inferSelect;
export type CashMovement = typeof cashSecurity.$inferSelect;
export type Demand = typeof securityDemands.$inferSelect;

export async function insertEnrolment(tx: Tx, enrolment: Enrolment): Promise<void> {
  await tx.db.insert(rppEnrolments).values(enrolment);
}

export const findEnrolment = findBy(rppEnrolments, rppEnrolments.programAccount);

export async function changeEnrolment(
  tx: Tx,
  programAccount: string,
  change: Partial<Enrolment>,
): Promise<void> {
  await tx.db.update(rppEnrolments).set(change).where(eq(rppEnrolments.programAccount, programAccount));
}

/** Enrolments by program account, a page at a time. */
export async function enrolmentsAfter(on: Reader, after: string, limit: number): Promise<Enrolment[]> {
  return on.db
    .select()
    .from(rppEnrolments)
    .where(gt(rppEnrolments.programAccount, after))
    .orderBy(asc(rppEnrolments.programAccount))
    .limit(limit);
}

export async function insertAgreement(tx: Tx, agreement: Omit<Agreement, 'id'>): Promise<Agreement> {
  const id = await nextNumber(tx, securityAgreements, securityAgreements.id);
  await tx.db.insert(securityAgreements).values({ id, ...agreement });
  return { id, ...agreement };
}

export async function findAgreement(on: Reader, id: number): Promise<Agreement | undefined> {
  return (await on.db.select().from(securityAgreements).where(eq(securityAgreements.id, id)))[0];
}

/** The accounts over which an agreement of a provider is apportioned. */
export async function accountsOfAgreement(on: Reader, provider: string, number: string): Promise<string[]> {
  const isThis = and(
    eq(securityAgreements.providerBn9, provider),
    eq(securityAgreements.agreementNumber, number),
  );
  const rows = await on.db
    .select({ account: securityAgreements.programAccount })
    .from(securityAgreements)
    .where(isThis);
  return rows.map((row) => row.account);
}

export async function changeAgreement(
  tx: Tx,
  agreement: Agreement,
  change: Partial<Agreement>,
): Promise<Agreement> {
  await tx.db.update(securityAgreements).set(change).where(eq(securityAgreements.id, agreement.id));
  return { ...agreement, ...change };
}

const agreementsOfAccount = prepared((db) =>
  db
    .select()
    .from(securityAgreements)
    .where(eq(securityAgreements.programAccount, sql.placeholder('programAccount')))
    .orderBy(asc(securityAgreements.id)),
);

export async function agreementsOf(on: Reader, programAccount: string): Promise<Agreement[]> {
  return agreementsOfAccount(on, { programAccount });
}

export async function agreementsOfProvider(
  on: Reader,
  providerBn9: string,
  page: { after: number; limit: number },
): Promise<Agreement[]> {
  return on.db
    .select()
    .from(securityAgreements)
    .where(and(eq(securityAgreements.providerBn9, providerBn9), gt(securityAgreements.id, page.after)))
    .orderBy(asc(securityAgreements.id))
    .limit(page.limit);
}

/** What all agreements that are given come to. */
export async function bondsHeld(on: Reader): Promise<Cents> {
  const [row] = await on.db
    .select({ total: sum(securityAgreements.amountCents) })
    .from(securityAgreements)
    .where(inArray(securityAgreements.status, ['ACTIVE', 'TERMINATION_NOTICED']));
  return Number(row?.total ?? 0);
}

/** Agreements in force whose last day has passed, by number. */
export async function agreementsPast(on: Reader, today: string, limit: number): Promise<Agreement[]> {
  const isPast = and(
    lt(securityAgreements.validTo, today),
    inArray(securityAgreements.status, ['ACTIVE', 'TERMINATION_NOTICED']),
  );
  return on.db
    .select()
    .from(securityAgreements)
    .where(isPast)
    .orderBy(asc(securityAgreements.id))
    .limit(limit);
}

export async function insertCashMovement(tx: Tx, movement: CashMovement): Promise<void> {
  await tx.db.insert(cashSecurity).values(movement);
}

const cashOfAccount = prepared((db) =>
  db
    .select({ total: sum(cashSecurity.amountCents) })
    .from(cashSecurity)
    .where(eq(cashSecurity.programAccount, sql.placeholder('programAccount'))),
);

/** Cash security that an account has in trust, in cents. */
export async function cashHeld(on: Reader, programAccount: string): Promise<Cents> {
  const [row] = await cashOfAccount(on, { programAccount });
  return Number(row?.total ?? 0);
}

/** What an account deposited by a channel between two dates, in cents. */
export async function depositedBy(
  on: Reader,
  programAccount: string,
  channel: DepositChannel,
  period: { start: string; end: string },
): Promise<Cents> {
  const isInPeriod = between(cashSecurity.movedOn, period.start, period.end);
  const [row] = await on.db
    .select({ total: sum(cashSecurity.amountCents) })
    .from(cashSecurity)
    .where(
      and(eq(cashSecurity.programAccount, programAccount), eq(cashSecurity.channel, channel), isInPeriod),
    );
  return Number(row?.total ?? 0);
}

/** Movements of cash that an account has or had in trust, newest first. */
export async function cashMovementsOf(on: Reader, programAccount: string): Promise<CashMovement[]> {
  return on.db
    .select()
    .from(cashSecurity)
    .where(eq(cashSecurity.programAccount, programAccount))
    .orderBy(desc(cashSecurity.documentId));
}

export async function insertDemand(tx: Tx, demand: Omit<Demand, 'id'>): Promise<Demand> {
  const id = await nextNumber(tx, securityDemands, securityDemands.id);
  await tx.db.insert(securityDemands).values({ id, ...demand });
  return { id, ...demand };
}

export async function findDemand(on: Reader, id: number): Promise<Demand | undefined> {
  return (await on.db.select().from(securityDemands).where(eq(securityDemands.id, id)))[0];
}

export async function changeDemand(tx: Tx, demand: Demand, change: Partial<Demand>): Promise<Demand> {
  await tx.db.update(securityDemands).set(change).where(eq(securityDemands.id, demand.id));
  return { ...demand, ...change };
}

export async function demandsOf(on: Reader, programAccount: string): Promise<Demand[]> {
  return on.db
    .select()
    .from(securityDemands)
    .where(eq(securityDemands.programAccount, programAccount))
    .orderBy(asc(securityDemands.id));
}

/** Demands on a provider, newest first. */
export async function demandsOnProvider(on: Reader, providerBn9: string): Promise<Demand[]> {
  return on.db
    .select(getTableColumns(securityDemands))
    .from(securityDemands)
    .innerJoin(securityAgreements, eq(securityAgreements.id, securityDemands.agreementId))
    .where(eq(securityAgreements.providerBn9, providerBn9))
    .orderBy(desc(securityDemands.id));
}

/** Demands that their providers rebut and that wait for a ruling, the oldest first. */
export async function demandsRebutted(on: Reader, limit: number): Promise<Demand[]> {
  return on.db
    .select()
    .from(securityDemands)
    .where(eq(securityDemands.status, 'REBUTTED'))
    .orderBy(asc(securityDemands.id))
    .limit(limit);
}

/** The same by number, a page at a time. */
export async function demandsOnProviderAfter(
  on: Reader,
  providerBn9: string,
  page: { after: number; limit: number },
): Promise<Demand[]> {
  return on.db
    .select(getTableColumns(securityDemands))
    .from(securityDemands)
    .innerJoin(securityAgreements, eq(securityAgreements.id, securityDemands.agreementId))
    .where(and(eq(securityAgreements.providerBn9, providerBn9), gt(securityDemands.id, page.after)))
    .orderBy(asc(securityDemands.id))
    .limit(page.limit);
}
