import { and, asc, desc, eq, gt } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';

/** Source: simulated; the agency's own steps are applying, a client profile, acceptance testing, going live. */
export type CertificationState = 'APPLIED' | 'PROFILE_CREATED' | 'TESTING' | 'CERTIFIED' | 'PRODUCTION';

export type CertifiedChannel = 'EDI' | 'API';

export const certifications = sqliteTable(
  'certifications',
  {
    id: text('id').primaryKey(),
    /** The business whose software it is. */
    party: text('party').notNull(),
    channel: text('channel').$type<CertifiedChannel>().notNull(),
    state: text('state').$type<CertificationState>().notNull(),
    appliedAt: text('applied_at').notNull(),
    testAccount: text('test_account').notNull(),
    /** The first five digits of its transaction numbers, and the serial that comes next. */
    securityNumber: text('security_number').notNull(),
    nextSerial: integer('next_serial').notNull(),
    /** The event of the journal up to which it is graded. */
    afterSeq: integer('after_seq').notNull(),
    certifiedAt: text('certified_at'),
    liveAt: text('live_at'),
  },
  (table) => [index('certifications_party').on(table.party, table.id)],
);

export type Certification = typeof certifications.$inferSelect;

export type CaseState = 'PENDING' | 'PASSED' | 'FAILED';

/** One try at a case. A case that failed is tried again, with new numbers. */
export const certificationCases = sqliteTable(
  'certification_cases',
  {
    certificationId: text('certification_id').notNull(),
    position: integer('position').notNull(),
    attempt: integer('attempt').notNull(),
    caseKey: text('case_key').notNull(),
    numbers: text('numbers', { mode: 'json' }).$type<string[]>().notNull(),
    state: text('state').$type<CaseState>().notNull(),
    stepsDone: integer('steps_done').notNull(),
    /** Of a volume: declarations by the outcome of their first sending. */
    accepted: integer('accepted').notNull(),
    rejected: integer('rejected').notNull(),
    reasonEn: text('reason_en'),
    reasonFr: text('reason_fr'),
  },
  (table) => [primaryKey({ columns: [table.certificationId, table.position, table.attempt] })],
);

export type CaseAttempt = typeof certificationCases.$inferSelect;

export async function insertCertification(tx: Tx, row: Certification): Promise<void> {
  await tx.db.insert(certifications).values(row);
}

export async function updateCertification(
  tx: Tx,
  id: string,
  change: Partial<Omit<Certification, 'id'>>,
): Promise<void> {
  await tx.db.update(certifications).set(change).where(eq(certifications.id, id));
}

export async function findCertification(on: Reader, id: string): Promise<Certification | undefined> {
  return (await on.db.select().from(certifications).where(eq(certifications.id, id)))[0];
}

/** Certifications of one party, or of all, in the order in which they were applied for. */
export async function certificationsOf(
  on: Reader,
  party: string | undefined,
  page: { after: string; limit: number },
): Promise<Certification[]> {
  return on.db
    .select()
    .from(certifications)
    .where(
      and(
        gt(certifications.id, page.after),
        party === undefined ? undefined : eq(certifications.party, party),
      ),
    )
    .orderBy(asc(certifications.id))
    .limit(page.limit);
}

export async function certificationCount(on: Reader): Promise<number> {
  const [last] = await on.db
    .select({ id: certifications.id })
    .from(certifications)
    .orderBy(desc(certifications.id))
    .limit(1);
  return Number(last?.id.slice(1) ?? 0);
}

export async function putAttempt(tx: Tx, row: CaseAttempt): Promise<void> {
  const { certificationId, position, attempt } = certificationCases;
  await tx.db
    .insert(certificationCases)
    .values(row)
    .onConflictDoUpdate({ target: [certificationId, position, attempt], set: row });
}

export async function attemptsOf(on: Reader, certificationId: string): Promise<CaseAttempt[]> {
  return on.db
    .select()
    .from(certificationCases)
    .where(eq(certificationCases.certificationId, certificationId))
    .orderBy(asc(certificationCases.position), asc(certificationCases.attempt));
}
