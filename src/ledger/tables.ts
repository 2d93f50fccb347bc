import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Cents } from '../money.ts';

/** Documents that post, by the codes of the sub-ledger. */
export const documentCodes = {
  CAD: { en: 'Declaration', fr: 'Déclaration' },
  CADC: { en: 'Declaration paid before release', fr: 'Déclaration payée avant la mainlevée' },
  COR: { en: 'Correction', fr: 'Correction' },
  ADJ: { en: 'Adjustment', fr: 'Rajustement' },
  REF: { en: 'Refund of duties', fr: 'Remboursement de droits' },
  RIN: { en: 'Interest on a refund', fr: 'Intérêts sur un remboursement' },
  DRW: { en: 'Drawback', fr: 'Drawback' },
  INT: { en: 'Late payment interest', fr: 'Intérêts pour paiement tardif' },
  LAP: { en: 'Late accounting penalty', fr: 'Pénalité pour déclaration tardive' },
  NPA: { en: 'Administrative monetary penalty', fr: 'Sanction administrative pécuniaire' },
  LPP: { en: 'Late payment penalty', fr: 'Pénalité pour paiement tardif' },
  PMT: { en: 'Payment', fr: 'Paiement' },
  NSF: { en: 'Returned payment', fr: 'Paiement refusé' },
  DSB: { en: 'Disbursement', fr: 'Décaissement' },
  DRD: { en: 'Security applied to debt', fr: 'Garantie imputée à la dette' },
  WOF: { en: 'Write-off', fr: 'Radiation' },
  XFR: { en: 'Transfer between accounts', fr: 'Virement entre comptes' },
  REV: { en: 'Reversal or waiver', fr: 'Annulation ou renonciation' },
  SEC: { en: 'Security, no debt of the client', fr: 'Garantie, sans dette du client' },
  TRN: { en: 'Money in transit', fr: 'Argent en transit' },
  CLR: { en: 'Clearing', fr: 'Compensation' },
} as const;

export type DocumentCode = keyof typeof documentCodes;

/** Clearings only match, security is held in trust, a payment in transit is not posted: none changes what a client owes. */
export const isBilled = (code: DocumentCode): boolean => code !== 'CLR' && code !== 'SEC' && code !== 'TRN';

export const documents = sqliteTable(
  'documents',
  {
    id: integer('id').primaryKey(),
    code: text('code').$type<DocumentCode>().notNull(),
    programAccount: text('program_account').notNull(),
    /** A transaction number, a receipt. */
    reference: text('reference').notNull(),
    /** What it does to the client's debt: more than zero raises it. */
    amountCents: integer('amount_cents').notNull(),
    effectiveOn: text('effective_on').notNull(),
    postedOn: text('posted_on').notNull(),
    dueOn: text('due_on').notNull(),
    interestFrom: text('interest_from').notNull(),
    /** The billing period that a release belongs to; none for what is billed as soon as it is posted. */
    periodEnd: text('period_end'),
    reverses: integer('reverses'),
    /** The statement that shows it, by its date of issue. */
    statedOn: text('stated_on'),
    /** The account of the chart in which the document stands on the client's side. */
    clientAccount: text('client_account').notNull().default('1100'),
  },
  (table) => [
    index('documents_account').on(table.programAccount, table.id),
    index('documents_posted_on').on(table.postedOn),
  ],
);

export const postings = sqliteTable(
  'postings',
  {
    documentId: integer('document_id').notNull(),
    line: integer('line').notNull(),
    glAccount: text('gl_account').notNull(),
    programAccount: text('program_account').notNull(),
    amountCents: integer('amount_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.line] })],
);

export const openItems = sqliteTable(
  'open_items',
  {
    documentId: integer('document_id').primaryKey(),
    programAccount: text('program_account').notNull(),
    dueOn: text('due_on').notNull(),
    /** The order of clearing inside one due date. */
    class: integer('class').notNull(),
    /** More than zero: owed by the client; less: a credit. */
    remainingCents: integer('remaining_cents').notNull(),
  },
  (table) => [index('open_items_credit').on(table.programAccount).where(sql`${table.remainingCents} < 0`)],
);

export const clearings = sqliteTable(
  'clearings',
  {
    id: integer('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    clearedOn: text('cleared_on').notNull(),
    debitDocumentId: integer('debit_document_id').notNull(),
    creditDocumentId: integer('credit_document_id').notNull(),
    amountCents: integer('amount_cents').notNull(),
    postingDocumentId: integer('posting_document_id').notNull(),
  },
  (table) => [
    index('clearings_account').on(table.programAccount, table.id),
    index('clearings_debit').on(table.debitDocumentId),
  ],
);

export type Document = typeof documents.$inferSelect;
export type Posting = { glAccount: string; amountCents: Cents };
/** What is left of a document, with what the document says of it. */
export type OpenItem = typeof openItems.$inferSelect & {
  code: DocumentCode;
  clientAccount: string;
  reference: string;
};
export type Clearing = typeof clearings.$inferSelect;

/** A document on its way into the ledger. Postings of nothing are left out. */
export interface Journal {
  document: Omit<Document, 'id' | 'reverses' | 'statedOn'> & { clientAccount: string; reverses?: number };
  postings: readonly Posting[];
  /** Whether it stays open until something clears it. */
  isOpenItem: boolean;
}

/** Where a document bears no interest: from a day that does not come. */
export const noInterest = '9999-12-31';

/** The dates of a document that leaves what is owed as it is. */
export function nothingDue(today: string) {
  return { ...atOnce(today), interestFrom: noInterest };
}

/** The dates of a document that is payable, or at hand, on the day on which it is posted, and waits for no period. */
export function atOnce(today: string) {
  return { effectiveOn: today, postedOn: today, dueOn: today, periodEnd: null };
}
