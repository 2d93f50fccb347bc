import { and, desc, eq, lt, ne, sql } from 'drizzle-orm';
import type { Channel, Reader } from '../context.ts';
import { numberAfter } from '../http/paging.ts';
import { documents } from '../ledger/tables.ts';
import { cads } from './store.ts';
import type { Cad } from './types.ts';

/** Declarations of an account by their newest versions, those accepted last first. */
export async function recentCads(
  on: Reader,
  programAccount: string,
  { after, limit, notFrom }: { after: string; limit: number; notFrom?: Channel | undefined },
): Promise<(Cad & { documentId: number })[]> {
  const before = numberAfter(after) || Number.MAX_SAFE_INTEGER;
  const isNewest = sql`not exists (
    select 1 from cads as later where later.transaction_number = ${cads.transactionNumber} and later.version > ${cads.version}
  )`;
  const rows = await on.db
    .select({ cad: cads })
    .from(documents)
    .innerJoin(cads, and(eq(cads.transactionNumber, documents.reference), eq(cads.documentId, documents.id)))
    .where(
      and(
        eq(documents.programAccount, programAccount),
        lt(documents.id, before),
        isNewest,
        notFrom === undefined ? undefined : ne(cads.channel, notFrom),
      ),
    )
    .orderBy(desc(documents.id))
    .limit(limit);
  return rows.map((row) => row.cad);
}
