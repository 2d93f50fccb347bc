import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';
import { nextNumber } from '../storage/next-number.ts';
import { prepared } from '../storage/prepared.ts';

/** What is behind tickets. One that is published is a known error: everybody is told of it, and of its work-around. */
export const problems = sqliteTable('problems', {
  id: integer('id').primaryKey(),
  /** Under which it is known, such as CS0016355. */
  reference: text('reference').notNull(),
  application: text('application').notNull(),
  titleEn: text('title_en').notNull(),
  titleFr: text('title_fr').notNull(),
  workaroundEn: text('workaround_en').notNull(),
  workaroundFr: text('workaround_fr').notNull(),
  isPublished: integer('is_published', { mode: 'boolean' }).notNull(),
  openedAt: text('opened_at').notNull(),
  closedAt: text('closed_at'),
  fixedByChange: text('fixed_by_change'),
});

export type SupportProblem = typeof problems.$inferSelect;

export async function insertProblem(tx: Tx, problem: Omit<SupportProblem, 'id'>): Promise<SupportProblem> {
  const kept = { id: await nextNumber(tx, problems, problems.id), ...problem };
  await tx.db.insert(problems).values(kept);
  return kept;
}

export async function changeProblem(tx: Tx, id: number, change: Partial<SupportProblem>): Promise<void> {
  await tx.db.update(problems).set(change).where(eq(problems.id, id));
}

/** @throws NotFound */
export async function problemBy(on: Reader, id: number): Promise<SupportProblem> {
  const [problem] = await on.db.select().from(problems).where(eq(problems.id, id));
  if (problem === undefined) throw new NotFound({ en: 'Problem', fr: 'Le problème' }, String(id));
  return problem;
}

export async function openProblemBy(on: Reader, reference: string): Promise<SupportProblem | undefined> {
  return (await openByReference(on, { reference }))[0];
}

const openByReference = prepared((db) =>
  db
    .select()
    .from(problems)
    .where(and(eq(problems.reference, sql.placeholder('reference')), isNull(problems.closedAt))),
);

/** All problems, in the order in which they were found. */
export async function allProblems(on: Reader): Promise<SupportProblem[]> {
  return on.db.select().from(problems).orderBy(asc(problems.id));
}

/** Known errors that are not fixed yet: what the portal tells everybody. */
export async function knownErrors(on: Reader): Promise<SupportProblem[]> {
  return on.db
    .select()
    .from(problems)
    .where(and(eq(problems.isPublished, true), isNull(problems.closedAt)))
    .orderBy(asc(problems.id));
}
