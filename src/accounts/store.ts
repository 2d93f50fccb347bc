import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { findBy } from '../storage/find-by.ts';
import { hasText } from '../storage/has-text.ts';
import { prepared } from '../storage/prepared.ts';

/** The agency accounts, by its own account, for those who have no business number yet. */
export const businessKinds = ['importer', 'broker', 'consultant', 'surety', 'agency'] as const;

export const businesses = sqliteTable('businesses', {
  bn9: text('bn9').primaryKey(),
  legalName: text('legal_name').notNull(),
  kind: text('kind').$type<(typeof businessKinds)[number]>().notNull(),
  language: text('language').$type<'en' | 'fr'>().notNull(),
  province: text('province').notNull(),
  /** Exactly as the register has it; empty where it is not known. */
  address: text('address').notNull().default(''),
});

/** How credits meet debts: within an account, across those of a business, or as the business allocates them. */
export const offsettings = ['PROGRAM_ONLY', 'BUSINESS_WIDE', 'MANUAL'] as const;

export type Offsetting = (typeof offsettings)[number];

/** 1: the calendar month; 2: from the 18th to the 17th (SOR/86-1062 s. 10.3). */
export type CsaOption = 1 | 2;

export const programAccounts = sqliteTable(
  'program_accounts',
  {
    bn15: text('bn15').primaryKey(),
    bn9: text('bn9').notNull(),
    profile: text('profile').$type<'IMPORTER' | 'EXPORTER' | 'IMPORTER_EXPORTER'>().notNull(),
    hasRpp: integer('has_rpp', { mode: 'boolean' }).notNull(),
    offsetting: text('offsetting').$type<Offsetting>().notNull(),
    openedOn: text('opened_on').notNull(),
    /** Customs self-assessment: the option of billing period; none for other importers. */
    csaOption: integer('csa_option').$type<CsaOption>(),
  },
  (table) => [index('program_accounts_bn9').on(table.bn9)],
);

/** What a delegate sees: 1 what it filed itself, 2 all declarations, 3 money as well. */
export type Visibility = 1 | 2 | 3;

export const delegations = sqliteTable(
  'delegations',
  {
    brokerBn9: text('broker_bn9').notNull(),
    importerBn9: text('importer_bn9').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
    /** Program accounts; none: the whole business. */
    programs: text('programs', { mode: 'json' }).$type<string[]>().notNull().default([]),
    visibility: integer('visibility').$type<Visibility>().notNull().default(3),
  },
  (table) => [primaryKey({ columns: [table.brokerBn9, table.importerBn9, table.validFrom] })],
);

export const apiCredentials = sqliteTable('api_credentials', {
  id: text('id').primaryKey(),
  tokenHash: text('token_hash').notNull().unique(),
  name: text('name').notNull(),
  kind: text('kind').$type<'partner' | 'cbsa' | 'control'>().notNull(),
  bn9: text('bn9'),
  scopes: text('scopes').notNull(),
  revokedAt: text('revoked_at'),
});

export type Business = typeof businesses.$inferSelect;
export type ProgramAccount = typeof programAccounts.$inferSelect;
export type Delegation = typeof delegations.$inferSelect;
export type ApiCredential = typeof apiCredentials.$inferSelect;

/** Customs brokers and trade consultants act for others. */
export function isServiceProvider(kind: Business['kind']): boolean {
  return kind === 'broker' || kind === 'consultant';
}

export const findAccount = findBy(programAccounts, programAccounts.bn15);

export async function findBusiness(on: Reader, bn9: string): Promise<Business | undefined> {
  return (await on.db.select().from(businesses).where(eq(businesses.bn9, bn9)))[0];
}

export async function businessesAmong(on: Reader, bn9s: readonly string[]): Promise<Business[]> {
  if (bn9s.length === 0) return [];
  return on.db
    .select()
    .from(businesses)
    .where(inArray(businesses.bn9, [...bn9s]))
    .orderBy(asc(businesses.legalName));
}

/** All businesses of one kind, by name. */
export async function businessesOfKind(on: Reader, kind: Business['kind']): Promise<Business[]> {
  return on.db.select().from(businesses).where(eq(businesses.kind, kind)).orderBy(asc(businesses.legalName));
}

/** Program accounts by number, a page at a time. */
export async function accountsAfter(on: Reader, after: string, limit: number): Promise<ProgramAccount[]> {
  return on.db
    .select()
    .from(programAccounts)
    .where(gt(programAccounts.bn15, after))
    .orderBy(asc(programAccounts.bn15))
    .limit(limit);
}

export async function accountsOfBusiness(on: Reader, bn9: string): Promise<ProgramAccount[]> {
  return on.db
    .select()
    .from(programAccounts)
    .where(eq(programAccounts.bn9, bn9))
    .orderBy(asc(programAccounts.bn15));
}

export async function insertBusiness(tx: Tx, business: typeof businesses.$inferInsert): Promise<void> {
  await tx.db.insert(businesses).values(business);
}

export async function insertAccount(tx: Tx, account: typeof programAccounts.$inferInsert): Promise<void> {
  await tx.db.insert(programAccounts).values(account);
}

export async function setOffsettingOf(tx: Tx, bn15: string, offsetting: Offsetting): Promise<void> {
  await tx.db.update(programAccounts).set({ offsetting }).where(eq(programAccounts.bn15, bn15));
}

/** Enter an account in customs self-assessment. */
export async function setCsaOption(tx: Tx, bn15: string, csaOption: CsaOption): Promise<void> {
  await tx.db.update(programAccounts).set({ csaOption }).where(eq(programAccounts.bn15, bn15));
}

/** Give an account the indicator of release prior to payment, or take it away. */
export async function setRpp(tx: Tx, bn15: string, hasRpp: boolean): Promise<void> {
  await tx.db.update(programAccounts).set({ hasRpp }).where(eq(programAccounts.bn15, bn15));
}

export async function insertDelegation(tx: Tx, delegation: typeof delegations.$inferInsert): Promise<void> {
  await tx.db.insert(delegations).values(delegation);
}

const delegationsBetween = prepared((db) =>
  db
    .select({
      validFrom: delegations.validFrom,
      validTo: delegations.validTo,
      kind: businesses.kind,
      programs: delegations.programs,
      visibility: delegations.visibility,
    })
    .from(delegations)
    .leftJoin(businesses, eq(businesses.bn9, delegations.brokerBn9))
    .where(
      and(
        eq(delegations.brokerBn9, sql.placeholder('brokerBn9')),
        eq(delegations.importerBn9, sql.placeholder('importerBn9')),
      ),
    ),
);

/** What a delegate is, for which program accounts (none: for all), and how much of them it sees. */
export interface Authority {
  kind: Business['kind'] | null;
  programs: string[];
  visibility: Visibility;
}

/** The authority that a business holds for an importer on a date; nothing where it holds none. */
export async function authorityOf(
  on: Reader,
  brokerBn9: string,
  importerBn9: string,
  date: string,
): Promise<Authority | undefined> {
  const found = await delegationsBetween(on, { brokerBn9, importerBn9 });
  return found.find((each) => each.validFrom <= date && (each.validTo === null || each.validTo >= date));
}

/** The clients of a broker on a date. */
export async function clientsOf(on: Reader, brokerBn9: string, date: string): Promise<string[]> {
  const found = await on.db.select().from(delegations).where(eq(delegations.brokerBn9, brokerBn9));
  return found
    .filter((each) => each.validFrom <= date && (each.validTo === null || each.validTo >= date))
    .map((each) => each.importerBn9)
    .sort();
}

export async function insertCredential(tx: Tx, credential: ApiCredential): Promise<void> {
  await tx.db.insert(apiCredentials).values(credential);
}

export async function findCredential(on: Reader, tokenHash: string): Promise<ApiCredential | undefined> {
  return (await on.db.select().from(apiCredentials).where(eq(apiCredentials.tokenHash, tokenHash)))[0];
}

export async function credentialOf(on: Reader, id: string): Promise<ApiCredential | undefined> {
  return (await on.db.select().from(apiCredentials).where(eq(apiCredentials.id, id)))[0];
}

/** Businesses whose legal name has the words somebody types, however they are written. */
export async function businessesNamed(on: Reader, words: string, limit: number): Promise<Business[]> {
  return on.db
    .select()
    .from(businesses)
    .where(hasText(businesses.legalName, words))
    .orderBy(asc(businesses.legalName))
    .limit(limit);
}
