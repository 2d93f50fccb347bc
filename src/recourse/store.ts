import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, sql, sum } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CadInput } from '../cad/types.ts';
import type { Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';

/** An appeal is before the Tribunal. */
export type CaseKind = 'ADJUSTMENT' | 'REDETERMINATION' | 'DISPUTE' | 'APPEAL';

/** UNDER_REVIEW waits for an officer; EXTENSION_REQUESTED waits for more time to be granted first. */
export type CaseState = 'UNDER_REVIEW' | 'EXTENSION_REQUESTED' | 'APPROVED' | 'REJECTED';

export const recourseCases = sqliteTable(
  'recourse_cases',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<CaseKind>().notNull(),
    transactionNumber: text('transaction_number').notNull(),
    importerBn15: text('importer_bn15').notNull(),
    baseVersion: integer('base_version').notNull(),
    state: text('state').$type<CaseState>().notNull(),
    openedOn: text('opened_on').notNull(),
    openedBy: text('opened_by').notNull(),
    /** What is asked for; a dispute may leave it to the officer. */
    declared: text('declared', { mode: 'json' }).$type<CadInput>(),
    reasons: text('reasons', { mode: 'json' }).$type<string[]>().notNull(),
    rationale: text('rationale').notNull(),
    decidedOn: text('decided_on'),
    decidedBy: text('decided_by'),
    resultVersion: integer('result_version'),
    /** When the partner had reason to believe its declaration wrong. */
    reasonToBelieveOn: text('reason_to_believe_on'),
    /** The last day on which it was to be corrected then. */
    correctBy: text('correct_by'),
    perishableNoticedOn: text('perishable_noticed_on'),
    /** The mass adjustment that it is part of. */
    massId: text('mass_id'),
  },
  (table) => [
    index('recourse_cases_importer').on(table.importerBn15, table.id),
    index('recourse_cases_transaction').on(table.transactionNumber),
    index('recourse_cases_mass').on(table.massId, table.id).where(sql`${table.massId} is not null`),
  ],
);

export type RecourseCase = typeof recourseCases.$inferSelect;

/** Of a case that is no late correction, not of perishable goods, and of no mass adjustment. */
export const noParticulars = {
  reasonToBelieveOn: null,
  correctBy: null,
  perishableNoticedOn: null,
  massId: null,
} as const;

export async function insertCase(tx: Tx, row: RecourseCase): Promise<void> {
  await tx.db.insert(recourseCases).values(row);
}

export async function updateCase(tx: Tx, { id, ...change }: Partial<RecourseCase> & { id: string }) {
  await tx.db.update(recourseCases).set(change).where(eq(recourseCases.id, id));
}

/** @throws NotFound */
export async function caseOf(on: Reader, id: string): Promise<RecourseCase> {
  const [found] = await on.db.select().from(recourseCases).where(eq(recourseCases.id, id));
  if (found === undefined) throw new NotFound({ en: 'Case', fr: 'Le dossier' }, id);
  return found;
}

export async function casesOfTransaction(on: Reader, transactionNumber: string): Promise<RecourseCase[]> {
  return on.db
    .select()
    .from(recourseCases)
    .where(eq(recourseCases.transactionNumber, transactionNumber))
    .orderBy(asc(recourseCases.id));
}

/** An open case asks for the same of the version that a recalculation made: what was declared is the same. */
export async function rebaseOpenCases(tx: Tx, transactionNumber: string, version: number): Promise<void> {
  const isOpen = and(
    eq(recourseCases.transactionNumber, transactionNumber),
    inArray(recourseCases.state, ['UNDER_REVIEW', 'EXTENSION_REQUESTED']),
  );
  await tx.db.update(recourseCases).set({ baseVersion: version }).where(isOpen);
}

/** Cases of accounts; without accounts, those of all: an officer's queue. */
export async function casesAfter(
  on: Reader,
  accounts: readonly string[] | undefined,
  page: { after: string; limit: number },
): Promise<RecourseCase[]> {
  const whose = accounts === undefined ? undefined : inArray(recourseCases.importerBn15, [...accounts]);
  return on.db
    .select()
    .from(recourseCases)
    .where(and(whose, gt(recourseCases.id, page.after)))
    .orderBy(asc(recourseCases.id))
    .limit(page.limit);
}

export const recalculations = sqliteTable('recalculations', {
  id: text('id').primaryKey(),
  rule: text('rule', { mode: 'json' }).$type<RecalculationRule>().notNull(),
  state: text('state').$type<RecalculationState>().notNull(),
  reason: text('reason').notNull(),
  createdOn: text('created_on').notNull(),
  createdBy: text('created_by').notNull(),
  approvedBy: text('approved_by'),
  resumeAfter: text('resume_after').notNull(),
});

export type RecalculationState = 'PREVIEWING' | 'PREVIEWED' | 'RUNNING' | 'DONE' | 'UNDOING' | 'UNDONE';

/** Which declarations are assessed anew; what is left out does not choose. */
export interface RecalculationRule {
  provisionalRateOnly?: boolean | undefined;
  accountedFrom?: string | undefined;
  accountedTo?: string | undefined;
  currency?: string | undefined;
  importer?: string | undefined;
  /** Transaction numbers; none: whatever else chooses. */
  transactions?: string[] | undefined;
}

export type Recalculation = typeof recalculations.$inferSelect;

export const recalculatedCads = sqliteTable(
  'recalculated_cads',
  {
    recalculationId: text('recalculation_id').notNull(),
    transactionNumber: text('transaction_number').notNull(),
    importerBn15: text('importer_bn15').notNull(),
    beforeCents: integer('before_cents').notNull(),
    afterCents: integer('after_cents').notNull(),
    version: integer('version'),
    undoneVersion: integer('undone_version'),
  },
  (table) => [primaryKey({ columns: [table.recalculationId, table.transactionNumber] })],
);

export type RecalculatedCad = typeof recalculatedCads.$inferSelect;

export async function recalculationOf(on: Reader, id: string): Promise<Recalculation> {
  const [found] = await on.db.select().from(recalculations).where(eq(recalculations.id, id));
  if (found === undefined) throw new NotFound({ en: 'Recalculation', fr: 'Le recalcul' }, id);
  return found;
}

export async function recalculationCount(on: Reader): Promise<number> {
  return (await on.db.select({ id: recalculations.id }).from(recalculations)).length;
}

export async function insertRecalculation(tx: Tx, row: Recalculation): Promise<void> {
  await tx.db.insert(recalculations).values(row);
}

export async function insertItems(tx: Tx, items: readonly RecalculatedCad[]): Promise<void> {
  for (const item of items) await tx.db.insert(recalculatedCads).values(item);
}

/** What a recalculation changes, importer by importer. */
export async function changesByImporter(on: Reader, recalculationId: string) {
  return on.db
    .select({
      importer: recalculatedCads.importerBn15,
      declarations: count(),
      changeCents: sum(sql`${recalculatedCads.afterCents} - ${recalculatedCads.beforeCents}`).mapWith(Number),
    })
    .from(recalculatedCads)
    .where(eq(recalculatedCads.recalculationId, recalculationId))
    .groupBy(recalculatedCads.importerBn15)
    .orderBy(asc(recalculatedCads.importerBn15));
}

export async function updateRecalculation(
  tx: Tx,
  { id, ...change }: Partial<Recalculation> & { id: string },
) {
  await tx.db.update(recalculations).set(change).where(eq(recalculations.id, id));
}

export async function itemsOf(on: Reader, recalculationId: string): Promise<RecalculatedCad[]> {
  return on.db
    .select()
    .from(recalculatedCads)
    .where(eq(recalculatedCads.recalculationId, recalculationId))
    .orderBy(asc(recalculatedCads.transactionNumber));
}

/** The next declarations of a recalculation: to do, or done and to be undone. */
export async function nextItems(
  on: Reader,
  { id, state, resumeAfter }: Recalculation,
  limit: number,
): Promise<RecalculatedCad[]> {
  const { version } = recalculatedCads;
  return on.db
    .select()
    .from(recalculatedCads)
    .where(
      and(
        eq(recalculatedCads.recalculationId, id),
        gt(recalculatedCads.transactionNumber, resumeAfter),
        state === 'UNDOING' ? isNotNull(version) : isNull(version),
      ),
    )
    .orderBy(asc(recalculatedCads.transactionNumber))
    .limit(limit);
}

export async function setItem(
  tx: Tx,
  { recalculationId, transactionNumber }: RecalculatedCad,
  change: Partial<RecalculatedCad>,
): Promise<void> {
  const isThis = and(
    eq(recalculatedCads.recalculationId, recalculationId),
    eq(recalculatedCads.transactionNumber, transactionNumber),
  );
  await tx.db.update(recalculatedCads).set(change).where(isThis);
}

/** Cases in a state, of a kind where one is told, the oldest first; those of mass adjustments are decided together. */
export async function casesIn(
  on: Reader,
  { state, kind }: { state: CaseState; kind?: CaseKind },
  limit: number,
): Promise<RecourseCase[]> {
  const isOfKind = kind === undefined ? undefined : eq(recourseCases.kind, kind);
  return on.db
    .select()
    .from(recourseCases)
    .where(and(eq(recourseCases.state, state), isNull(recourseCases.massId), isOfKind))
    .orderBy(asc(recourseCases.openedOn), asc(recourseCases.id))
    .limit(limit);
}

/** Recalculations, newest first. */
export async function newestRecalculations(on: Reader, limit: number): Promise<Recalculation[]> {
  return on.db.select().from(recalculations).orderBy(desc(recalculations.id)).limit(limit);
}

/** Recalculations that were previewed and wait for a second officer, the oldest first. */
export async function recalculationsWaiting(on: Reader, limit: number): Promise<Recalculation[]> {
  return on.db
    .select()
    .from(recalculations)
    .where(eq(recalculations.state, 'PREVIEWED'))
    .orderBy(asc(recalculations.id))
    .limit(limit);
}
