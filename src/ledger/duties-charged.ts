import { and, eq, gte, inArray } from 'drizzle-orm';
import type { Reader } from '../context.ts';
import { chart } from './chart.ts';
import { type Document, type DocumentCode, documents } from './tables.ts';

/** What assesses duties and taxes, and what undoes it. */
const assessing: readonly DocumentCode[] = ['CAD', 'CADC', 'COR', 'ADJ', 'REV'];

/** Duties and taxes charged to an account since a day, GST included. */
export async function dutiesCharged(
  on: Reader,
  programAccount: string,
  since: string,
): Promise<Pick<Document, 'postedOn' | 'periodEnd' | 'amountCents'>[]> {
  return on.db
    .select({
      postedOn: documents.postedOn,
      periodEnd: documents.periodEnd,
      amountCents: documents.amountCents,
    })
    .from(documents)
    .where(
      and(
        eq(documents.programAccount, programAccount),
        eq(documents.clientAccount, chart.receivable.duties),
        inArray(documents.code, [...assessing]),
        gte(documents.postedOn, since),
      ),
    );
}
