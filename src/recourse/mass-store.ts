import { and, asc, eq, gt } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';
import type { MassChange } from './mass-change.ts';
import { type RecourseCase, recourseCases } from './store.ts';

/** What is APPROVING, REFUSING or UNDOING goes on where it was. */
export type MassState =
  | 'UNDER_REVIEW'
  | 'APPROVING'
  | 'APPROVED'
  | 'REFUSING'
  | 'REFUSED'
  | 'UNDOING'
  | 'UNDONE';

export const massAdjustments = sqliteTable(
  'mass_adjustments',
  {
    id: text('id').primaryKey(),
    importerBn15: text('importer_bn15').notNull(),
    change: text('change', { mode: 'json' }).$type<MassChange>().notNull(),
    reasons: text('reasons', { mode: 'json' }).$type<string[]>().notNull(),
    rationale: text('rationale').notNull(),
    state: text('state').$type<MassState>().notNull(),
    askedOn: text('asked_on').notNull(),
    askedBy: text('asked_by').notNull(),
    declarations: integer('declarations').notNull(),
    /** What it adds to what is owed in all, as previewed. */
    changeCents: integer('change_cents').notNull(),
    decidedOn: text('decided_on'),
    decidedBy: text('decided_by'),
    /** The last case that was gone through. */
    resumeAfter: text('resume_after').notNull(),
  },
  (table) => [index('mass_adjustments_importer').on(table.importerBn15, table.id)],
);

export type MassAdjustment = typeof massAdjustments.$inferSelect;

export async function insertMassAdjustment(tx: Tx, row: MassAdjustment): Promise<void> {
  await tx.db.insert(massAdjustments).values(row);
}

export async function updateMassAdjustment(
  tx: Tx,
  { id, ...change }: Partial<MassAdjustment> & { id: string },
): Promise<void> {
  await tx.db.update(massAdjustments).set(change).where(eq(massAdjustments.id, id));
}

/** @throws NotFound */
export async function massAdjustmentOf(on: Reader, id: string): Promise<MassAdjustment> {
  const [found] = await on.db.select().from(massAdjustments).where(eq(massAdjustments.id, id));
  if (found === undefined) throw new NotFound({ en: 'Mass adjustment', fr: 'Le rajustement en masse' }, id);
  return found;
}

export async function massAdjustmentCount(on: Reader): Promise<number> {
  return (await on.db.select({ id: massAdjustments.id }).from(massAdjustments)).length;
}

export async function massAdjustmentsOf(
  on: Reader,
  importerBn15: string,
  page: { after: string; limit: number },
): Promise<MassAdjustment[]> {
  return on.db
    .select()
    .from(massAdjustments)
    .where(and(eq(massAdjustments.importerBn15, importerBn15), gt(massAdjustments.id, page.after)))
    .orderBy(asc(massAdjustments.id))
    .limit(page.limit);
}

/** Mass adjustments that wait for an officer, the oldest first. */
export async function massAdjustmentsWaiting(on: Reader, limit: number): Promise<MassAdjustment[]> {
  return on.db
    .select()
    .from(massAdjustments)
    .where(eq(massAdjustments.state, 'UNDER_REVIEW'))
    .orderBy(asc(massAdjustments.id))
    .limit(limit);
}

/** The cases of a mass adjustment, a page at a time. */
export async function casesOfMass(
  on: Reader,
  massId: string,
  page: { after: string; limit: number },
): Promise<RecourseCase[]> {
  return on.db
    .select()
    .from(recourseCases)
    .where(and(eq(recourseCases.massId, massId), gt(recourseCases.id, page.after)))
    .orderBy(asc(recourseCases.id))
    .limit(page.limit);
}
