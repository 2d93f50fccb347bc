import { and, asc, desc, eq, gt, gte, inArray, isNotNull, lte, ne, sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { LineAssessment } from '../assessment/types.ts';
import type { Channel, Reader, Tx } from '../context.ts';
import { documents } from '../ledger/tables.ts';
import { releases } from '../release/store.ts';
import { findBy } from '../storage/find-by.ts';
import { insertInto } from '../storage/insert-into.ts';
import { prepared } from '../storage/prepared.ts';
import { contentHash } from './content-hash.ts';
import type { Finding } from './findings.ts';
import { assessmentOf, othersOf } from './line-row.ts';
import type { AssessedCad, Cad, CadInput, CadStatus, Change } from './types.ts';
import { findFiled } from './waiting-store.ts';

export const cads = sqliteTable(
  'cads',
  {
    transactionNumber: text('transaction_number').notNull(),
    version: integer('version').notNull(),
    cadType: text('cad_type').$type<CadInput['cadType']>().notNull(),
    importerBn15: text('importer_bn15').notNull(),
    filedBy: text('filed_by').notNull(),
    channel: text('channel').notNull(),
    office: text('office').notNull(),
    status: text('status').$type<CadStatus>().notNull(),
    releasedOn: text('released_on'),
    accountedOn: text('accounted_on').notNull(),
    accountBy: text('account_by'),
    periodEnd: text('period_end'),
    dueOn: text('due_on').notNull(),
    isLate: integer('is_late', { mode: 'boolean' }).notNull(),
    hasProvisionalRate: integer('has_provisional_rate', { mode: 'boolean' }).notNull(),
    vfdCents: integer('vfd_cents').notNull(),
    dutiesCents: integer('duties_cents').notNull(),
    gstCents: integer('gst_cents').notNull(),
    totalCents: integer('total_cents').notNull(),
    documentId: integer('document_id').notNull(),
    declared: text('declared', { mode: 'json' }).$type<CadInput>().notNull(),
    warnings: text('warnings', { mode: 'json' }).$type<Finding[]>().notNull(),
    change: text('change').$type<Change>().notNull().default('ORIGINAL'),
    reasons: text('reasons', { mode: 'json' }).$type<string[]>().notNull().default([]),
    gstKeptCents: integer('gst_kept_cents').notNull().default(0),
    /** Of a first version. */
    contentHash: text('content_hash'),
  },
  (table) => [
    primaryKey({ columns: [table.transactionNumber, table.version] }),
    index('cads_content').on(table.contentHash).where(sql`${table.contentHash} is not null`),
  ],
);

export const cadLines = sqliteTable(
  'cad_lines',
  {
    documentId: integer('document_id').notNull(),
    line: integer('line').notNull(),
    classification: text('classification').notNull(),
    origin: text('origin').notNull(),
    treatment: text('treatment').notNull(),
    vfdCents: integer('vfd_cents').notNull(),
    dutyCents: integer('duty_cents').notNull(),
    gstCents: integer('gst_cents').notNull(),
    totalCents: integer('total_cents').notNull(),
    /** What is not among the columns and not nil. */
    other: text('other', { mode: 'json' }).$type<Partial<LineAssessment>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.line] })],
);

const insertCadRow = insertInto(cads);

const insertLineRows = insertInto(cadLines);

export async function insertCad(tx: Tx, { lines, ...cad }: AssessedCad, documentId: number): Promise<void> {
  const isFirst = cad.change === 'ORIGINAL';
  const content = isFirst ? contentHash(cad.declared, cad.accountedOn) : null;
  await insertCadRow(tx, { ...cad, documentId, contentHash: content });
  const rows = lines.map(({ line, classification, origin, assessment }) => ({
    documentId,
    line,
    classification,
    origin,
    treatment: assessment.appliedTreatment,
    vfdCents: assessment.vfd,
    dutyCents: assessment.duty,
    gstCents: assessment.gst,
    totalCents: assessment.total,
    other: othersOf(assessment),
  }));
  await insertLineRows(tx, ...rows);
}

const anyVersion = findBy(cads, cads.transactionNumber);

export async function isNumberInUse(on: Reader, transactionNumber: string): Promise<boolean> {
  if ((await anyVersion(on, transactionNumber)) !== undefined) return true;
  return (await findFiled(on, transactionNumber))?.status === 'WAITING_FOR_RATE';
}

const withSameContent = findBy(cads, cads.contentHash);

/** A declaration of that day that says the same, unless it was withdrawn since. */
export async function acceptedWithSameContent(
  on: Reader,
  input: CadInput,
  day: string,
): Promise<string | undefined> {
  const first = await withSameContent(on, contentHash(input, day));
  if (first === undefined) return undefined;
  const newest = (await newestVersion(on, { transactionNumber: first.transactionNumber }))[0];
  return newest?.status === 'WITHDRAWN' ? undefined : first.transactionNumber;
}

const newestVersion = prepared((db) =>
  db
    .select()
    .from(cads)
    .where(eq(cads.transactionNumber, sql.placeholder('transactionNumber')))
    .orderBy(desc(cads.version))
    .limit(1),
);

const linesOfVersion = prepared((db) =>
  db
    .select()
    .from(cadLines)
    .where(eq(cadLines.documentId, sql.placeholder('documentId')))
    .orderBy(asc(cadLines.line)),
);

/** The newest version of a declaration with its lines. */
export async function findCad(on: Reader, transactionNumber: string): Promise<StoredCad | undefined> {
  const cad = (await newestVersion(on, { transactionNumber }))[0];
  return cad === undefined ? undefined : withLines(on, cad);
}

/** A version as it is kept, with the document that posted it. */
export type StoredCad = AssessedCad & { documentId: number };

/** Every version of a declaration, the first one first. */
export async function versionsOf(on: Reader, transactionNumber: string): Promise<StoredCad[]> {
  const rows = await on.db
    .select()
    .from(cads)
    .where(eq(cads.transactionNumber, transactionNumber))
    .orderBy(asc(cads.version));
  return Promise.all(rows.map((cad) => withLines(on, cad)));
}

async function withLines(on: Reader, cad: typeof cads.$inferSelect): Promise<StoredCad> {
  const rows = await linesOfVersion(on, { documentId: cad.documentId });
  const lines = rows.map((row) => ({
    line: row.line,
    classification: row.classification,
    origin: row.origin,
    assessment: assessmentOf(row),
  }));
  return { ...cad, lines };
}

const isNewestVersion = sql`not exists (
  select 1 from cads as later where later.transaction_number = ${cads.transactionNumber} and later.version > ${cads.version}
)`;

/** Declarations of accounts, their newest versions, in the order in which those were accepted. */
export async function cadsOf(
  on: Reader,
  accounts: readonly string[],
  page: { after: number; limit: number; notFrom?: Channel | undefined },
): Promise<(Cad & { documentId: number })[]> {
  const rows = await on.db
    .select({ cad: cads })
    .from(documents)
    .innerJoin(cads, and(eq(cads.transactionNumber, documents.reference), eq(cads.documentId, documents.id)))
    .where(
      and(
        inArray(documents.programAccount, [...accounts]),
        gt(documents.id, page.after),
        isNewestVersion,
        page.notFrom === undefined ? undefined : ne(cads.channel, page.notFrom),
      ),
    )
    .orderBy(asc(documents.id))
    .limit(page.limit);
  return rows.map((row) => row.cad);
}

/** Transaction numbers of declarations, by their newest versions, that a rule chooses; in their order, a slice at a time. */
export async function matchingCads(
  on: Reader,
  rule: {
    provisionalRateOnly?: boolean | undefined;
    accountedFrom?: string | undefined;
    accountedTo?: string | undefined;
    importer?: string | undefined;
    currency?: string | undefined;
    transactions?: readonly string[] | undefined;
  },
  slice: { after: string; limit: number },
): Promise<{ chosen: string[]; next: string | undefined }> {
  const rows = await on.db
    .select({ transactionNumber: cads.transactionNumber, declared: cads.declared })
    .from(cads)
    .where(
      and(
        isNewestVersion,
        gt(cads.transactionNumber, slice.after),
        rule.provisionalRateOnly === true ? eq(cads.hasProvisionalRate, true) : undefined,
        rule.accountedFrom === undefined ? undefined : gte(cads.accountedOn, rule.accountedFrom),
        rule.accountedTo === undefined ? undefined : lte(cads.accountedOn, rule.accountedTo),
        rule.importer === undefined ? undefined : eq(cads.importerBn15, rule.importer),
        rule.transactions === undefined ? undefined : inArray(cads.transactionNumber, [...rule.transactions]),
      ),
    )
    .orderBy(asc(cads.transactionNumber))
    .limit(slice.limit);
  const hasCurrency = (declared: CadInput) =>
    rule.currency === undefined || declared.invoices.some((invoice) => invoice.currency === rule.currency);
  const chosen = rows.filter((row) => hasCurrency(row.declared)).map((row) => row.transactionNumber);
  return { chosen, next: rows.length < slice.limit ? undefined : rows.at(-1)!.transactionNumber };
}

export async function setCadStatus(tx: Tx, cad: Cad, status: CadStatus): Promise<void> {
  await tx.db
    .update(cads)
    .set({ status })
    .where(and(eq(cads.transactionNumber, cad.transactionNumber), eq(cads.version, cad.version)));
}

const inExtendedTime = prepared((db) =>
  db
    .select({ transactionNumber: cads.transactionNumber })
    .from(releases)
    .innerJoin(cads, and(eq(cads.transactionNumber, releases.transactionNumber), eq(cads.version, 1)))
    .where(
      and(
        eq(releases.importerBn15, sql.placeholder('importerBn15')),
        isNotNull(releases.extendedTo),
        eq(cads.isLate, false),
      ),
    ),
);

/** Declarations of an account that came in a time extended in writing (Customs Act s. 33.7). */
export async function accountedInExtendedTime(on: Reader, importerBn15: string): Promise<Set<string>> {
  const rows = await inExtendedTime(on, { importerBn15 });
  return new Set(rows.map((row) => row.transactionNumber));
}

/** The documents that the versions of a declaration posted. */
export async function documentIdsOf(on: Reader, transactionNumber: string): Promise<number[]> {
  const rows = await on.db
    .select({ id: cads.documentId })
    .from(cads)
    .where(eq(cads.transactionNumber, transactionNumber));
  return rows.map((row) => row.id);
}
