import { and, eq, gt, isNotNull, isNull, lt, lte, max, or, sql } from 'drizzle-orm';
import { cads } from '../cad/store.ts';
import { waitingCads } from '../cad/waiting-store.ts';
import type { Reader } from '../context.ts';
import type { Cents } from '../money.ts';
import type { Program } from '../release/due-dates.ts';
import { releases } from '../release/store.ts';
import { events } from '../storage/events.ts';
import { prepared } from '../storage/prepared.ts';

/** Goods that were released and not accounted for in time. */
export interface OverdueRelease {
  transactionNumber: string;
  importerBn15: string;
  releasedOn: string;
  /** Of the late declaration; nobody may have made one yet. */
  valueCents: Cents | undefined;
  accountBy: string | undefined;
}

/** Where a look through the journal of releases got to. */
export interface Look {
  found: OverdueRelease[];
  upTo: number;
}

const eventsPerLook = 4000;

const isInPart = and(
  gt(events.seq, sql.placeholder('after')),
  lte(events.seq, sql.placeholder('last')),
  lt(events.simulatedAt, sql.placeholder('reportedBefore')),
);

const lastOfPart = prepared((db) =>
  db
    .select({ seq: max(events.seq) })
    .from(events)
    .where(isInPart),
);

/** Nobody filed a declaration in time, not even one that waits for its exchange rate (assumption A-80). */
const isNotAccountedInTime = and(
  or(isNull(cads.isLate), eq(cads.isLate, true)),
  sql`not exists (
    select 1 from ${waitingCads}
    where ${waitingCads.transactionNumber} = ${releases.transactionNumber} and ${eq(waitingCads.isLate, false)}
  )`,
);

const overdueOfPart = prepared((db) =>
  db
    .select({
      transactionNumber: releases.transactionNumber,
      importerBn15: releases.importerBn15,
      releasedAt: releases.releasedAt,
      valueCents: cads.vfdCents,
      accountBy: cads.accountBy,
    })
    .from(events)
    .innerJoin(releases, eq(releases.transactionNumber, events.subject))
    .leftJoin(cads, and(eq(cads.transactionNumber, releases.transactionNumber), eq(cads.version, 1)))
    .where(
      and(
        isInPart,
        eq(events.action, 'release.reported'),
        eq(releases.program, sql.placeholder('program')),
        isNull(releases.extendedTo),
        isNotAccountedInTime,
      ),
    )
    .orderBy(events.seq),
);

/** Low-value shipments have no release of their own: the declaration of a month's is late by itself. */
const lateCourierOfPart = prepared((db) =>
  db
    .select({
      transactionNumber: cads.transactionNumber,
      importerBn15: cads.importerBn15,
      releasedAt: cads.periodEnd,
      valueCents: cads.vfdCents,
      accountBy: cads.accountBy,
    })
    .from(events)
    .innerJoin(cads, and(eq(cads.transactionNumber, events.subject), eq(cads.version, 1)))
    .where(and(isInPart, eq(events.action, 'cad.accepted'), eq(cads.cadType, 'F'), eq(cads.isLate, true)))
    .orderBy(events.seq),
);

/**
 * Releases without a declaration in time, among those reported in the next part of the journal. The journal is in
 * the order in which releases were reported, so each is looked at once, however many there are.
 *
 * @param program        whose goods; of couriers' monthly declarations, those that came late
 * @param after          the event up to which was looked before
 * @param reportedBefore a date: later reports are looked at on a later day
 */
export async function lookForOverdue(
  on: Reader,
  { program, after, reportedBefore }: { program: Program; after: number; reportedBefore: string },
): Promise<Look> {
  const part = { after, last: after + eventsPerLook, reportedBefore };
  const [last] = await lastOfPart(on, part);
  const rows =
    program === 'clvs' ? await lateCourierOfPart(on, part) : await overdueOfPart(on, { ...part, program });
  const found = rows.map(({ releasedAt, valueCents, accountBy, ...release }) => ({
    ...release,
    releasedOn: releasedAt?.slice(0, 10) ?? '',
    valueCents: valueCents ?? undefined,
    accountBy: accountBy ?? undefined,
  }));
  return { found, upTo: Number(last?.seq ?? after) };
}

/** Releases whose time was extended, and is over, without a declaration in it. There are few of them. */
export async function extendedAndOverdue(on: Reader, today: string): Promise<OverdueRelease[]> {
  const isOver = and(isNotNull(releases.extendedTo), lt(releases.extendedTo, today));
  const rows = await on.db
    .select({ release: releases, valueCents: cads.vfdCents })
    .from(releases)
    .leftJoin(cads, and(eq(cads.transactionNumber, releases.transactionNumber), eq(cads.version, 1)))
    .where(and(isOver, isNotAccountedInTime))
    .orderBy(releases.transactionNumber);
  return rows.map(({ release: { transactionNumber, importerBn15, releasedAt, extendedTo }, valueCents }) => ({
    ...{ transactionNumber, importerBn15, releasedOn: releasedAt.slice(0, 10) },
    valueCents: valueCents ?? undefined,
    accountBy: extendedTo!,
  }));
}

/** Whether there may be more to look at: the part was whole. */
export function isWhole(after: number, look: Look): boolean {
  return look.upTo === after + eventsPerLook;
}
