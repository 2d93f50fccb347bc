import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Context, Reader } from '../context.ts';
import type { DueDates } from '../release/due-dates.ts';
import { datesOf } from '../release/report-release.ts';
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

export interface DueRelease extends DueDates {
  release: Release;
}

/** Where a list of them by their deadlines goes on: after this one. */
export function deadlineOf({ accountBy, release }: DueRelease): string {
  return `${accountBy} ${placeOf(release)}`;
}

/** The same by the day until which they are to be accounted for, which the program and extensions of time tell. */
export async function releasesByDeadline(
  ctx: Context,
  accounts: readonly string[],
  { after, limit }: { after: string; limit: number },
): Promise<DueRelease[]> {
  const all = { after: '', limit: Number.MAX_SAFE_INTEGER };
  const found = await unaccountedReleases(ctx.store.read, accounts, all);
  const due = await Promise.all(
    found.map(async (release) => ({ release, ...(await datesOf(ctx, release)) })),
  );
  const inOrder = due
    .map((each) => ({ each, deadline: deadlineOf(each) }))
    .filter(({ deadline }) => deadline > after)
    .sort((a, b) => (a.deadline < b.deadline ? -1 : 1));
  return inOrder.slice(0, limit).map(({ each }) => each);
}
