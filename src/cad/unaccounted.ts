import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Reader } from '../context.ts';
import { type Release, releases } from '../release/store.ts';
import { cads } from './store.ts';
import { waitingCads } from './waiting-store.ts';

/** Where a list of releases goes on: after this one. */
export function placeOf({ releasedAt, transactionNumber }: Release): string {
  return `${releasedAt} ${transactionNumber}`;
}

/** Goods of accounts that were released and not accounted for yet, the earliest release first. */
export async function unaccountedReleases(
  on: Reader,
  accounts: readonly string[],
  page: { after: string; limit: number },
): Promise<Release[]> {
  const place = sql`${releases.releasedAt} || ' ' || ${releases.transactionNumber}`;
  const rows = await on.db
    .select({ release: releases })
    .from(releases)
    .leftJoin(cads, and(eq(cads.transactionNumber, releases.transactionNumber), eq(cads.version, 1)))
    .leftJoin(waitingCads, eq(waitingCads.transactionNumber, releases.transactionNumber))
    .where(
      and(
        inArray(releases.importerBn15, [...accounts]),
        isNull(cads.transactionNumber),
        isNull(waitingCads.transactionNumber),
        gt(place, page.after),
      ),
    )
    .orderBy(asc(releases.releasedAt), asc(releases.transactionNumber))
    .limit(page.limit);
  return rows.map(({ release }) => release);
}
