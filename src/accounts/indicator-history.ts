import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Reader } from '../context.ts';
import { events } from '../storage/events.ts';
import type { ProgramAccount } from './store.ts';

/**
 * Whether an account had the indicator of release prior to payment at an instant, as the journal tells it. A change at
 * that very instant came before.
 *
 * @param account as it is now
 * @param at      an instant that is past, or now
 *
 * Source: Customs Notices 25-22, 25-23 (releases sent before the indicator was lost and taken later are honoured).
 * Assumption A-90: the indicator counts as it was when goods were released.
 */
export async function hadRpp(on: Reader, account: ProgramAccount, at: string): Promise<boolean> {
  const changes = await changesOf(on, account.bn15);
  const later = changes.find((each) => Temporal.Instant.compare(each.simulatedAt, at) > 0);
  return later === undefined ? account.hasRpp : later.action === 'security.rpp-lost';
}

async function changesOf(on: Reader, bn15: string): Promise<{ action: string; simulatedAt: string }[]> {
  return on.db
    .select({ action: events.action, simulatedAt: events.simulatedAt })
    .from(events)
    .where(
      and(
        eq(events.onBehalfOf, bn15),
        inArray(events.action, ['security.rpp-given', 'security.rpp-lost']),
        // As the index says it.
        ne(events.action, 'cad.accepted'),
        ne(events.action, 'release.reported'),
      ),
    )
    .orderBy(asc(events.seq));
}
