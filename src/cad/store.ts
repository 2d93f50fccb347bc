import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { prepared } from '../storage/prepared.ts';
import type { Finding } from './findings.ts';
import type { AssessedCad, Cad, CadInput, CadStatus } from './types.ts';

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
    declared: text('declared', { mode: 'json' }).$type<CadInput>().notNull(),
    warnings: text('warnings', { mode: 'json' }).$type<Finding[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.transactionNumber, table.version] }),
    index('cads_importer').on(table.importerBn15, table.transactionNumber),
  ],
);

export const cadLines = sqliteTable(
  'cad_lines',
  {
    transactionNumber: text('transaction_number').notNull(),
    version: integer('version').notNull(),
    line: integer('line').notNull(),
    classification: text('classification').notNull(),
    origin: text('origin').notNull(),
    treatment: text('treatment').notNull(),
    vfdCents: integer('vfd_cents').notNull(),
    dutyCents: integer('duty_cents').notNull(),
    simaCents: integer('sima_cents').notNull(),
    surtaxCents: integer('surtax_cents').notNull(),
    exciseCents: integer('excise_cents').notNull(),
    gstCents: integer('gst_cents').notNull(),
    totalCents: integer('total_cents').notNull(),
    assessed: text('assessed', { mode: 'json' })
      .$type<AssessedCad['lines'][number]['assessment']>()
      .notNull(),
  },
  (table) => [primaryKey({ columns: [table.transactionNumber, table.version, table.line] })],
);

const insertCadRow = prepared((db) =>
  db.insert(cads).values({
    transactionNumber: sql.placeholder('transactionNumber'),
    version: sql.placeholder('version'),
    cadType: sql.placeholder('cadType'),
    importerBn15: sql.placeholder('importerBn15'),
    filedBy: sql.placeholder('filedBy'),
    channel: sql.placeholder('channel'),
    office: sql.placeholder('office'),
    status: sql.placeholder('status'),
    releasedOn: sql.placeholder('releasedOn'),
    accountedOn: sql.placeholder('accountedOn'),
    accountBy: sql.placeholder('accountBy'),
    periodEnd: sql.placeholder('periodEnd'),
    dueOn: sql.placeholder('dueOn'),
    isLate: sql.placeholder('isLate'),
    hasProvisionalRate: sql.placeholder('hasProvisionalRate'),
    vfdCents: sql.placeholder('vfdCents'),
    dutiesCents: sql.placeholder('dutiesCents'),
    gstCents: sql.placeholder('gstCents'),
    totalCents: sql.placeholder('totalCents'),
    declared: sql.placeholder('declared'),
    warnings: sql.placeholder('warnings'),
  }),
);

const insertLineRow = prepared((db) =>
  db.insert(cadLines).values({
    transactionNumber: sql.placeholder('transactionNumber'),
    version: sql.placeholder('version'),
    line: sql.placeholder('line'),
    classification: sql.placeholder('classification'),
    origin: sql.placeholder('origin'),
    treatment: sql.placeholder('treatment'),
    vfdCents: sql.placeholder('vfdCents'),
    dutyCents: sql.placeholder('dutyCents'),
    simaCents: sql.placeholder('simaCents'),
    surtaxCents: sql.placeholder('surtaxCents'),
    exciseCents: sql.placeholder('exciseCents'),
    gstCents: sql.placeholder('gstCents'),
    totalCents: sql.placeholder('totalCents'),
    assessed: sql.placeholder('assessed'),
  }),
);

export async function insertCad(tx: Tx, { lines, ...cad }: AssessedCad): Promise<void> {
  await insertCadRow(tx, { ...cad });
  const { transactionNumber, version } = cad;
  for (const { line, classification, origin, assessment } of lines) {
    await insertLineRow(tx, {
      transactionNumber,
      version,
      line,
      classification,
      origin,
      treatment: assessment.appliedTreatment,
      vfdCents: assessment.vfd,
      dutyCents: assessment.duty,
      simaCents: assessment.antiDumping + assessment.countervailing,
      surtaxCents: assessment.surtax + assessment.safeguard,
      exciseCents: assessment.exciseDuty + assessment.exciseTax + assessment.luxuryTax,
      gstCents: assessment.gst,
      totalCents: assessment.total,
      assessed: assessment,
    });
  }
}

const numberInUse = prepared((db) =>
  db
    .select({ version: cads.version })
    .from(cads)
    .where(eq(cads.transactionNumber, sql.placeholder('transactionNumber')))
    .limit(1),
);

export async function isNumberInUse(on: Reader, transactionNumber: string): Promise<boolean> {
  return (await numberInUse(on, { transactionNumber })).length > 0;
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
    .where(
      and(
        eq(cadLines.transactionNumber, sql.placeholder('transactionNumber')),
        eq(cadLines.version, sql.placeholder('version')),
      ),
    )
    .orderBy(asc(cadLines.line)),
);

/** The newest version of a declaration with its lines. */
export async function findCad(on: Reader, transactionNumber: string): Promise<AssessedCad | undefined> {
  const cad = (await newestVersion(on, { transactionNumber }))[0];
  if (cad === undefined) return undefined;
  const rows = await linesOfVersion(on, { transactionNumber, version: cad.version });
  const lines = rows.map(({ line, classification, origin, assessed }) => ({
    line,
    classification,
    origin,
    assessment: assessed,
  }));
  return { ...cad, lines };
}

export async function cadsOf(
  on: Reader,
  accounts: readonly string[],
  page: { after: string; limit: number },
): Promise<Cad[]> {
  return on.db
    .select()
    .from(cads)
    .where(and(inArray(cads.importerBn15, [...accounts]), gt(cads.transactionNumber, page.after)))
    .orderBy(asc(cads.transactionNumber), asc(cads.version))
    .limit(page.limit);
}

export async function setCadStatus(tx: Tx, cad: Cad, status: CadStatus): Promise<void> {
  await tx.db
    .update(cads)
    .set({ status })
    .where(and(eq(cads.transactionNumber, cad.transactionNumber), eq(cads.version, cad.version)));
}
