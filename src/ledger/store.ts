import assert from 'node:assert/strict';
import {
  and,
  asc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  sql,
  sum,
} from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import type { Cents } from '../money.ts';
import { insertInto } from '../storage/insert-into.ts';
import { nextNumber } from '../storage/next-number.ts';
import { prepared } from '../storage/prepared.ts';

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
  CLR: { en: 'Clearing', fr: 'Compensation' },
} as const;

export type DocumentCode = keyof typeof documentCodes;

/** Clearings only match, and security is held in trust: neither changes what a client owes. */
export const isBilled = (code: DocumentCode): boolean => code !== 'CLR' && code !== 'SEC';

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
export type OpenItem = typeof openItems.$inferSelect & { code: DocumentCode; clientAccount: string };
export type Clearing = typeof clearings.$inferSelect;

/** A document on its way into the ledger. Postings of nothing are left out. */
export interface Journal {
  document: Omit<Document, 'id' | 'reverses' | 'statedOn'> & { clientAccount: string; reverses?: number };
  postings: readonly Posting[];
  /** Whether it stays open until something clears it. */
  isOpenItem: boolean;
}

const insertDocument = insertInto(documents);

const insertPostings = insertInto(postings);

const insertOpenItem = insertInto(openItems);

/** Append one balanced journal. Nothing is ever updated: a mistake is undone by a reversing journal. */
export async function appendJournal(tx: Tx, journal: Journal): Promise<number> {
  const { document } = journal;
  const entries = journal.postings.filter((posting) => posting.amountCents !== 0);
  const imbalance = entries.reduce((total, posting) => total + posting.amountCents, 0);
  assert.equal(
    imbalance,
    0,
    `${document.code} ${document.reference} is out of balance by ${imbalance} cents`,
  );
  const id = await nextNumber(tx, documents, documents.id);
  await insertDocument(tx, { id, ...document });
  const { programAccount } = document;
  const rows = entries.map((posting, line) => ({ documentId: id, line, programAccount, ...posting }));
  await insertPostings(tx, ...rows);
  if (journal.isOpenItem && document.amountCents !== 0) {
    const { dueOn, amountCents } = document;
    const item = { documentId: id, programAccount, dueOn, class: clearingClass(document) };
    await insertOpenItem(tx, { ...item, remainingCents: amountCents });
  }
  return id;
}

/**
 * The order of clearing inside one due date: debts by kind, and credits by kind.
 *
 * Source: legacy offsetting fact sheet, kept as the order of CARM (assumption A-06).
 */
function clearingClass({ code, amountCents }: Pick<Document, 'code' | 'amountCents'>): number {
  const order = amountCents > 0 ? debtsInOrder : creditsInOrder;
  const found = order.findIndex((codes) => codes.includes(code));
  return found < 0 ? order.length + 1 : found + 1;
}

const debtsInOrder: readonly DocumentCode[][] = [
  ['CAD', 'CADC', 'COR', 'LAP'],
  ['ADJ'],
  ['NSF'],
  ['NPA', 'LPP'],
  ['XFR', 'DSB'],
  ['INT'],
];

const creditsInOrder: readonly DocumentCode[][] = [['PMT', 'DRD', 'COR'], ['REV'], ['REF', 'RIN', 'DRW']];

/** Found by the documents of the account: an index of their own would cost every declaration a page. */
const openItemsOfAccount = prepared((db) =>
  db
    .select({ ...getTableColumns(openItems), code: documents.code, clientAccount: documents.clientAccount })
    .from(documents)
    .innerJoin(openItems, eq(openItems.documentId, documents.id))
    .where(eq(documents.programAccount, sql.placeholder('programAccount'))),
);

export async function openItemsOf(on: Reader, programAccount: string): Promise<OpenItem[]> {
  return openItemsOfAccount(on, { programAccount });
}

/** Accounts with a credit to clear debts with, by number. */
export async function accountsWithCredit(on: Reader, after: string, limit: number): Promise<string[]> {
  const rows = await on.db
    .selectDistinct({ account: openItems.programAccount })
    .from(openItems)
    .where(and(lt(openItems.remainingCents, 0), gt(openItems.programAccount, after)))
    .orderBy(asc(openItems.programAccount))
    .limit(limit);
  return rows.map((row) => row.account);
}

/** What is left of an open item; one that is cleared in full is open no more. */
export async function reduceOpenItem(tx: Tx, item: OpenItem, remainingCents: Cents): Promise<void> {
  const isThis = eq(openItems.documentId, item.documentId);
  if (remainingCents === 0) await tx.db.delete(openItems).where(isThis);
  else await tx.db.update(openItems).set({ remainingCents }).where(isThis);
}

export async function insertClearing(tx: Tx, clearing: Omit<Clearing, 'id'>): Promise<void> {
  await tx.db.insert(clearings).values({ id: await nextNumber(tx, clearings, clearings.id), ...clearing });
}

/** Documents of an account that no statement shows yet and that belong to a period ended by then. */
export async function unstatedDocuments(
  on: Reader,
  programAccount: string,
  periodEnd: string,
): Promise<Document[]> {
  const rows = await on.db
    .select()
    .from(documents)
    .where(and(eq(documents.programAccount, programAccount), isNull(documents.statedOn)))
    .orderBy(asc(documents.id));
  return rows.filter((row) => isBilled(row.code) && (row.periodEnd === null || row.periodEnd <= periodEnd));
}

/** Note which statement shows these documents. No amount of a document ever changes. */
export async function markStated(tx: Tx, ids: readonly number[], issuedOn: string): Promise<void> {
  if (ids.length > 0)
    await tx.db
      .update(documents)
      .set({ statedOn: issuedOn })
      .where(inArray(documents.id, [...ids]));
}

export async function documentsStatedOn(
  on: Reader,
  programAccount: string,
  issuedOn: string,
): Promise<Document[]> {
  return on.db
    .select()
    .from(documents)
    .where(and(eq(documents.programAccount, programAccount), eq(documents.statedOn, issuedOn)))
    .orderBy(asc(documents.id));
}

export async function documentsOfAccount(
  on: Reader,
  programAccount: string,
  page: { after: number; limit: number },
): Promise<Document[]> {
  return on.db
    .select()
    .from(documents)
    .where(and(eq(documents.programAccount, programAccount), gt(documents.id, page.after)))
    .orderBy(asc(documents.id))
    .limit(page.limit);
}

/** Documents posted to an account on one day: what a daily notice lists. */
export async function documentsPostedOn(
  on: Reader,
  programAccount: string,
  date: string,
): Promise<Document[]> {
  return on.db
    .select()
    .from(documents)
    .where(and(eq(documents.postedOn, date), eq(documents.programAccount, programAccount)))
    .orderBy(asc(documents.id));
}

/** Documents posted on one day in their order, after a given one. */
export async function documentsOfDay(
  on: Reader,
  date: string,
  after: number,
  limit: number,
): Promise<Document[]> {
  return on.db
    .select()
    .from(documents)
    .where(and(eq(documents.postedOn, date), gt(documents.id, after)))
    .orderBy(asc(documents.id))
    .limit(limit);
}

/** What the ledger says an account owes: debts less unapplied credits, in cents. */
export async function balanceOf(on: Reader, programAccount: string): Promise<Cents> {
  const [row] = await on.db
    .select({ total: sum(documents.amountCents) })
    .from(documents)
    .where(eq(documents.programAccount, programAccount));
  return Number(row?.total ?? 0);
}

/** Sum of open debts due by a date, and of open credits, in cents. */
export function dueAndCredit(items: readonly OpenItem[], dueOn: string): { due: Cents; credit: Cents } {
  let [due, credit] = [0, 0];
  for (const item of items) {
    if (item.remainingCents < 0) credit -= item.remainingCents;
    else if (item.dueOn <= dueOn) due += item.remainingCents;
  }
  return { due, credit };
}

/** Totals by account of the chart, of everything posted. */
export async function trialBalance(on: Reader): Promise<{ glAccount: string; amountCents: Cents }[]> {
  const rows = await on.db
    .select({ glAccount: postings.glAccount, amountCents: sum(postings.amountCents) })
    .from(postings)
    .groupBy(postings.glAccount)
    .orderBy(asc(postings.glAccount));
  return rows.map((row) => ({ glAccount: row.glAccount, amountCents: Number(row.amountCents) }));
}

/** What a credit cleared, and when. */
export async function creditClearings(on: Reader, creditDocumentId: number): Promise<Clearing[]> {
  const account = on.db
    .select({ account: documents.programAccount })
    .from(documents)
    .where(eq(documents.id, creditDocumentId));
  const isOurs = eq(clearings.creditDocumentId, creditDocumentId);
  return on.db
    .select()
    .from(clearings)
    .where(and(inArray(clearings.programAccount, account), isOurs))
    .orderBy(asc(clearings.id));
}

/** Documents of the same account that undo a given one. */
export async function documentsReversing(on: Reader, documentId: number): Promise<Document[]> {
  const account = on.db
    .select({ account: documents.programAccount })
    .from(documents)
    .where(eq(documents.id, documentId));
  return on.db
    .select()
    .from(documents)
    .where(and(inArray(documents.programAccount, account), eq(documents.reverses, documentId)));
}

/** A debt that bore interest for some days, and what cleared it when. */
export type Outstanding = Pick<
  Document,
  'id' | 'code' | 'amountCents' | 'postedOn' | 'effectiveOn' | 'interestFrom'
> & { clearings: Pick<Clearing, 'clearedOn' | 'amountCents'>[] };

const debtsBearingInterest = prepared((db) =>
  db
    .select({
      id: documents.id,
      code: documents.code,
      amountCents: documents.amountCents,
      postedOn: documents.postedOn,
      effectiveOn: documents.effectiveOn,
      interestFrom: documents.interestFrom,
    })
    .from(documents)
    .leftJoin(openItems, eq(openItems.documentId, documents.id))
    .where(
      and(
        eq(documents.programAccount, sql.placeholder('programAccount')),
        gt(documents.amountCents, 0),
        lte(documents.interestFrom, sql.placeholder('lastDay')),
        or(
          isNotNull(openItems.documentId),
          sql`exists (select 1 from clearings c where c.debit_document_id = ${documents.id} and c.cleared_on >= ${sql.placeholder('since')})`,
        ),
      ),
    )
    .orderBy(asc(documents.id)),
);

/** Debts of an account that were unpaid on some day since a date and bore interest by the last one. */
export async function outstandingDebts(
  on: Reader,
  days: { programAccount: string; since: string; lastDay: string },
): Promise<Outstanding[]> {
  const debts = await debtsBearingInterest(on, days);
  if (debts.length === 0) return [];
  const ids = debts.map((debt) => debt.id);
  const paid = await on.db.select().from(clearings).where(inArray(clearings.debitDocumentId, ids));
  const byDebt = Map.groupBy(paid, (clearing) => clearing.debitDocumentId);
  return debts.map((debt) => ({ ...debt, clearings: byDebt.get(debt.id) ?? [] }));
}

/** The day on which the last of these documents was cleared; nothing where none of them was. */
export async function clearedOn(on: Reader, documentIds: readonly number[]): Promise<string | undefined> {
  const rows = await on.db
    .select({ clearedOn: clearings.clearedOn })
    .from(clearings)
    .where(inArray(clearings.debitDocumentId, [...documentIds]));
  return rows
    .map((row) => row.clearedOn)
    .sort()
    .at(-1);
}

export async function findDocument(on: Reader, id: number): Promise<Document | undefined> {
  return (await on.db.select().from(documents).where(eq(documents.id, id)))[0];
}
