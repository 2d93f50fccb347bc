import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  max,
  notInArray,
  sql,
  sum,
} from 'drizzle-orm';
import type { Reader, Tx } from '../context.ts';
import type { Cents } from '../money.ts';
import { prepared } from '../storage/prepared.ts';
import { chart } from './chart.ts';
import { type Document, type DocumentCode, documents, isBilled, type Posting, postings } from './tables.ts';

const notStated = prepared((db) =>
  db
    .select()
    .from(documents)
    .where(and(eq(documents.programAccount, sql.placeholder('programAccount')), isNull(documents.statedOn)))
    .orderBy(asc(documents.id)),
);

/** Documents of an account that no statement shows yet and that belong to a period ended by then. */
export async function unstatedDocuments(
  on: Reader,
  programAccount: string,
  periodEnd: string,
): Promise<Document[]> {
  const rows = await notStated(on, { programAccount });
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

/** The newest documents of an account, so many, newest first. */
export async function newestDocuments(
  on: Reader,
  programAccount: string,
  count: number,
): Promise<Document[]> {
  return on.db
    .select()
    .from(documents)
    .where(eq(documents.programAccount, programAccount))
    .orderBy(desc(documents.id))
    .limit(count);
}

/** Which documents of an account somebody looks for; what is left out does not matter. */
export interface Sought {
  codes: readonly DocumentCode[];
  from?: string | undefined;
  to?: string | undefined;
  reference?: string | undefined;
  /** One document alone. */
  id?: number | undefined;
}

/** Documents of an account that somebody looks for, newest first, from before a given one on. */
export async function soughtDocuments(
  on: Reader,
  programAccount: string,
  { codes, from, to, reference, id }: Sought,
  page: { before: number; limit: number },
): Promise<Document[]> {
  return on.db
    .select()
    .from(documents)
    .where(
      and(
        eq(documents.programAccount, programAccount),
        inArray(documents.code, [...codes]),
        page.before === 0 ? undefined : lt(documents.id, page.before),
        from === undefined ? undefined : gte(documents.postedOn, from),
        to === undefined ? undefined : lte(documents.postedOn, to),
        reference === undefined ? undefined : eq(documents.reference, reference),
        id === undefined ? undefined : eq(documents.id, id),
      ),
    )
    .orderBy(desc(documents.id))
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

/** Totals by account of the chart, of everything posted. */
export async function trialBalance(on: Reader): Promise<{ glAccount: string; amountCents: Cents }[]> {
  const rows = await on.db
    .select({ glAccount: postings.glAccount, amountCents: sum(postings.amountCents) })
    .from(postings)
    .groupBy(postings.glAccount)
    .orderBy(asc(postings.glAccount));
  return rows.map((row) => ({ glAccount: row.glAccount, amountCents: Number(row.amountCents) }));
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

/** Documents of an account under one reference, the earliest first. */
export async function documentsUnder(
  on: Reader,
  programAccount: string,
  reference: string,
): Promise<Document[]> {
  return on.db
    .select()
    .from(documents)
    .where(and(eq(documents.programAccount, programAccount), eq(documents.reference, reference)))
    .orderBy(asc(documents.id));
}

/** The postings of a document, in their order. */
export async function postingsOf(on: Reader, documentId: number): Promise<Posting[]> {
  return on.db
    .select({ glAccount: postings.glAccount, amountCents: postings.amountCents })
    .from(postings)
    .where(eq(postings.documentId, documentId))
    .orderBy(asc(postings.line));
}

/** What a document posted to some accounts of the chart, in cents. */
export async function postedTo(
  on: Reader,
  documentId: number,
  glAccounts: readonly string[],
): Promise<Cents> {
  const [row] = await on.db
    .select({ total: sum(postings.amountCents) })
    .from(postings)
    .where(and(eq(postings.documentId, documentId), inArray(postings.glAccount, [...glAccounts])));
  return Number(row?.total ?? 0);
}

export async function findDocument(on: Reader, id: number): Promise<Document | undefined> {
  return (await on.db.select().from(documents).where(eq(documents.id, id)))[0];
}

const sumInTransit = prepared((db) =>
  db
    .select({ total: sum(postings.amountCents) })
    .from(documents)
    .innerJoin(postings, eq(postings.documentId, documents.id))
    .where(
      and(
        eq(documents.programAccount, sql.placeholder('programAccount')),
        // Declarations and clearings, which most documents are, never stand there.
        notInArray(documents.code, ['CAD', 'COR', 'CLR']),
        eq(postings.glAccount, chart.inTransit),
        lte(documents.effectiveOn, sql.placeholder('valueBy')),
      ),
    ),
);

/** Payments of an account that are on their way with a value of a day or before, in cents. */
export async function onTheWay(on: Reader, programAccount: string, valueBy: string): Promise<Cents> {
  const [row] = await sumInTransit(on, { programAccount, valueBy });
  return -Number(row?.total ?? 0);
}

const newestStated = prepared((db) =>
  db
    .select({ statedOn: max(documents.statedOn) })
    .from(documents)
    .where(eq(documents.programAccount, sql.placeholder('programAccount'))),
);

/** The day of the newest statement that shows a document of the account. */
export async function lastStatedOn(on: Reader, programAccount: string): Promise<string | undefined> {
  const [row] = await newestStated(on, { programAccount });
  return row?.statedOn ?? undefined;
}
