import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { chart } from '../ledger/chart.ts';
import { findBy } from '../storage/find-by.ts';
import type { Level } from './contraventions.ts';

/** Where each kind of penalty stands in the ledger: late accounting, administrative, late payment. */
export const receivableOf = {
  LAP: chart.receivable.lateAccounting,
  NPA: chart.receivable.administrative,
  LPP: chart.receivable.latePayment,
} as const;

export type PenaltyKind = keyof typeof receivableOf;

export const penalties = sqliteTable(
  'penalties',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<PenaltyKind>().notNull(),
    contravention: text('contravention').notNull(),
    bn9: text('bn9').notNull(),
    programAccount: text('program_account').notNull(),
    /** What is penalised: a transaction number, the due date of a statement, what the officer names. */
    subject: text('subject').notNull(),
    level: integer('level').$type<Level>().notNull(),
    contraventions: integer('contraventions').notNull(),
    assessedCents: integer('assessed_cents').notNull(),
    /** What is left of it after corrective measures, waiver and redress. Paid or not is the ledger's business. */
    owedCents: integer('owed_cents').notNull(),
    committedOn: text('committed_on').notNull(),
    servedOn: text('served_on').notNull(),
    issuedBy: text('issued_by').notNull(),
    /** What the officer says; the system's own penalties say it all by their contravention and subject. */
    reason: text('reason'),
    status: text('status').$type<'STANDS' | 'CANCELLED' | 'WAIVED'>().notNull(),
    documentId: integer('document_id').notNull(),
  },
  (table) => [
    index('penalties_client').on(table.bn9, table.contravention),
    index('penalties_account').on(table.programAccount, table.id),
    index('penalties_subject').on(table.subject),
  ],
);

export type RedressStep =
  | 'EXTENSION_ASKED'
  | 'EXTENSION_REFUSED'
  | 'REQUESTED'
  | 'REASONS_GIVEN'
  | 'DECIDED'
  | 'IN_COURT'
  | 'COURT_DECIDED';

export type Decision = 'CANCELLED' | 'REMITTED' | 'UPHELD' | 'INCREASED';

export const redresses = sqliteTable('redresses', {
  penaltyId: text('penalty_id').primaryKey(),
  step: text('step').$type<RedressStep>().notNull(),
  grounds: text('grounds').notNull(),
  askedOn: text('asked_on').notNull(),
  askedBy: text('asked_by').notNull(),
  reasons: text('reasons'),
  evidenceUntil: text('evidence_until'),
  evidence: text('evidence'),
  decision: text('decision').$type<Decision>(),
  decidedOn: text('decided_on'),
  courtUntil: text('court_until'),
  courtFile: text('court_file'),
  courtOn: text('court_on'),
  courtDecision: text('court_decision').$type<Decision>(),
  courtDecidedOn: text('court_decided_on'),
});

export type Penalty = typeof penalties.$inferSelect;
export type Redress = typeof redresses.$inferSelect;

export const findPenalty = findBy(penalties, penalties.id);

export const findRedress = findBy(redresses, redresses.penaltyId);

export async function insertPenalty(tx: Tx, penalty: Penalty): Promise<void> {
  await tx.db.insert(penalties).values(penalty);
}

export async function updatePenalty(
  tx: Tx,
  id: string,
  change: Partial<Pick<Penalty, 'owedCents' | 'status'>>,
): Promise<void> {
  await tx.db.update(penalties).set(change).where(eq(penalties.id, id));
}

/** Keep a redress as it is now. */
export async function putRedress(tx: Tx, redress: Redress): Promise<void> {
  await tx.db
    .insert(redresses)
    .values(redress)
    .onConflictDoUpdate({ target: redresses.penaltyId, set: redress });
}

/** The client's penalties for a contravention that were not undone, earliest notice first. */
export async function standingPenalties(on: Reader, bn9: string, contravention: string): Promise<Penalty[]> {
  return on.db
    .select()
    .from(penalties)
    .where(
      and(eq(penalties.bn9, bn9), eq(penalties.contravention, contravention), eq(penalties.status, 'STANDS')),
    )
    .orderBy(asc(penalties.servedOn), asc(penalties.documentId));
}

export async function penaltiesOn(on: Reader, subject: string): Promise<Penalty[]> {
  return on.db.select().from(penalties).where(eq(penalties.subject, subject));
}

export async function penaltiesOf(
  on: Reader,
  programAccount: string,
  page: { after: string; limit: number },
): Promise<Penalty[]> {
  return on.db
    .select()
    .from(penalties)
    .where(and(eq(penalties.programAccount, programAccount), gt(penalties.id, page.after)))
    .orderBy(asc(penalties.id))
    .limit(page.limit);
}

/** Redress at some of its steps, the oldest first. */
export async function redressesAt(on: Reader, steps: readonly RedressStep[], limit: number) {
  return on.db
    .select({ redress: redresses, penalty: penalties })
    .from(redresses)
    .innerJoin(penalties, eq(penalties.id, redresses.penaltyId))
    .where(inArray(redresses.step, [...steps]))
    .orderBy(asc(redresses.askedOn), asc(redresses.penaltyId))
    .limit(limit);
}
