import { and, asc, eq, gt, inArray, ne, sum } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';
import type { Drawback, DrawbackPurpose } from './drawback-rules.ts';

export const drawbackClaims = sqliteTable(
  'drawback_claims',
  {
    id: integer('id').primaryKey(),
    claimant: text('claimant').notNull(),
    state: text('state').$type<'UNDER_REVIEW' | 'APPROVED' | 'REJECTED'>().notNull(),
    filedOn: text('filed_on').notNull(),
    filedBy: text('filed_by').notNull(),
    purpose: text('purpose').$type<DrawbackPurpose>().notNull(),
    destination: text('destination').notNull(),
    exportedOn: text('exported_on').notNull(),
    /** Proof of export, and of processing where there was any. */
    evidence: text('evidence', { mode: 'json' }).$type<string[]>().notNull(),
    decidedOn: text('decided_on'),
    decidedBy: text('decided_by'),
    rationale: text('rationale').notNull(),
    totalCents: integer('total_cents').notNull(),
    documentId: integer('document_id'),
    hasWaiver: integer('has_waiver', { mode: 'boolean' }).notNull(),
  },
  (table) => [index('drawback_claims_claimant').on(table.claimant, table.id)],
);

export const drawbackLines = sqliteTable(
  'drawback_lines',
  {
    claimId: integer('claim_id').notNull(),
    line: integer('line').notNull(),
    transactionNumber: text('transaction_number').notNull(),
    cadLine: integer('cad_line').notNull(),
    quantityThousandths: integer('quantity_thousandths').notNull(),
    dutyPaidAbroadCents: integer('duty_paid_abroad_cents'),
    drawbackCents: integer('drawback_cents').notNull(),
    /** The same by kind of duty, as the declaration was when it was decided or changed last. */
    given: text('given', { mode: 'json' }).$type<Drawback>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.line] }),
    index('drawback_lines_transaction').on(table.transactionNumber, table.cadLine),
  ],
);

export type DrawbackClaim = typeof drawbackClaims.$inferSelect;
export type DrawbackLine = typeof drawbackLines.$inferSelect;

export async function insertClaim(
  tx: Tx,
  claim: DrawbackClaim,
  lines: readonly DrawbackLine[],
): Promise<void> {
  await tx.db.insert(drawbackClaims).values(claim);
  await tx.db.insert(drawbackLines).values([...lines]);
}

export async function updateClaim(tx: Tx, { id, ...change }: Partial<DrawbackClaim> & { id: number }) {
  await tx.db.update(drawbackClaims).set(change).where(eq(drawbackClaims.id, id));
}

/** What a line of a claim comes to when it is decided, or when its declaration changes. */
export async function setDrawback(
  tx: Tx,
  { claimId, line, given, drawbackCents }: DrawbackLine,
): Promise<void> {
  const isThis = and(eq(drawbackLines.claimId, claimId), eq(drawbackLines.line, line));
  await tx.db.update(drawbackLines).set({ given, drawbackCents }).where(isThis);
}

/** @throws NotFound */
export async function claimOf(on: Reader, id: number): Promise<DrawbackClaim> {
  const [found] = await on.db.select().from(drawbackClaims).where(eq(drawbackClaims.id, id));
  if (found === undefined)
    throw new NotFound({ en: 'Drawback claim', fr: 'La demande de drawback' }, String(id));
  return found;
}

export async function linesOfClaim(on: Reader, claimId: number): Promise<DrawbackLine[]> {
  return on.db
    .select()
    .from(drawbackLines)
    .where(eq(drawbackLines.claimId, claimId))
    .orderBy(asc(drawbackLines.line));
}

/** Claims of accounts; without accounts, those of all: an officer's queue. */
export async function claimsAfter(
  on: Reader,
  accounts: readonly string[] | undefined,
  page: { after: number; limit: number },
): Promise<DrawbackClaim[]> {
  const whose = accounts === undefined ? undefined : inArray(drawbackClaims.claimant, [...accounts]);
  return on.db
    .select()
    .from(drawbackClaims)
    .where(and(whose, gt(drawbackClaims.id, page.after)))
    .orderBy(asc(drawbackClaims.id))
    .limit(page.limit);
}

/** How much of a line was claimed before, but for claims that were refused, in thousandths of its unit. */
export async function claimedBefore(
  on: Reader,
  transactionNumber: string,
  cadLine: number,
  exceptClaim = 0,
): Promise<number> {
  const [row] = await on.db
    .select({ claimed: sum(drawbackLines.quantityThousandths) })
    .from(drawbackLines)
    .innerJoin(drawbackClaims, eq(drawbackClaims.id, drawbackLines.claimId))
    .where(
      and(
        eq(drawbackLines.transactionNumber, transactionNumber),
        eq(drawbackLines.cadLine, cadLine),
        ne(drawbackClaims.state, 'REJECTED'),
        ne(drawbackClaims.id, exceptClaim),
      ),
    );
  return Number(row?.claimed ?? 0);
}

/** What was given back on a declaration, line by line, with the claim that asked for it. */
export async function givenOn(on: Reader, transactionNumber: string) {
  return on.db
    .select({ line: drawbackLines, claim: drawbackClaims })
    .from(drawbackLines)
    .innerJoin(drawbackClaims, eq(drawbackClaims.id, drawbackLines.claimId))
    .where(and(eq(drawbackLines.transactionNumber, transactionNumber), eq(drawbackClaims.state, 'APPROVED')))
    .orderBy(asc(drawbackLines.claimId), asc(drawbackLines.line));
}

/** Claims that wait for an officer, the oldest first. */
export async function claimsWaiting(on: Reader, limit: number): Promise<DrawbackClaim[]> {
  return on.db
    .select()
    .from(drawbackClaims)
    .where(eq(drawbackClaims.state, 'UNDER_REVIEW'))
    .orderBy(asc(drawbackClaims.id))
    .limit(limit);
}
