import { and, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Reader } from '../context.ts';
import { prepared } from '../storage/prepared.ts';
import { chart } from './chart.ts';
import { type Document, type DocumentCode, documents } from './tables.ts';

/** What assesses duties and taxes, and what undoes it. */
const assessing: readonly DocumentCode[] = ['CAD', 'CADC', 'COR', 'ADJ', 'REV'];

/** Duties and taxes charged to an account since a day, GST included, by the day and the period of their posting. */
export async function dutiesCharged(
  on: Reader,
  programAccount: string,
  since: string,
): Promise<Pick<Document, 'postedOn' | 'periodEnd' | 'amountCents'>[]> {
  const rows = await chargedByDay(on, { programAccount, since });
  // PostgreSQL gives a sum as text.
  return rows.map((row) => ({ ...row, amountCents: Number(row.amountCents) }));
}

const chargedByDay = prepared((db) =>
  db
    .select({
      postedOn: documents.postedOn,
      periodEnd: documents.periodEnd,
      amountCents: sql<number | string>`sum(${documents.amountCents})`,
    })
    .from(documents)
    .where(
      and(
        eq(documents.programAccount, sql.placeholder('programAccount')),
        eq(documents.clientAccount, chart.receivable.duties),
        inArray(documents.code, [...assessing]),
        gte(documents.postedOn, sql.placeholder('since')),
      ),
    )
    .groupBy(documents.postedOn, documents.periodEnd),
);
