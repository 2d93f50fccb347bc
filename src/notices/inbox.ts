import { and, desc, eq, inArray, lt, ne } from 'drizzle-orm';
import type { Reader } from '../context.ts';
import { type Event, events } from '../storage/events.ts';
import { type NoticeType, noticeTypes } from './types.ts';

/** What an account is told in the portal: all that webhooks tell, but for every acceptance. */
export const toldInPortal = Object.keys(noticeTypes).filter(
  (type) => type !== 'cad.accepted',
) as NoticeType[];

export interface Notification extends Event {
  action: NoticeType;
}

/** Notifications of an account, newest first, those before an event of the journal. */
export async function notificationsOf(
  on: Reader,
  programAccount: string,
  page: { before: number; limit: number; types?: readonly NoticeType[] },
): Promise<Notification[]> {
  const rows = await on.db
    .select()
    .from(events)
    .where(
      and(
        eq(events.onBehalfOf, programAccount),
        lt(events.seq, page.before),
        inArray(events.action, [...(page.types ?? toldInPortal)]),
        // As the index says it.
        ne(events.action, 'cad.accepted'),
        ne(events.action, 'release.reported'),
      ),
    )
    .orderBy(desc(events.seq))
    .limit(page.limit);
  return rows as Notification[];
}
