import { and, eq, ne } from 'drizzle-orm';
import { businessOfActor } from '../accounts/business-of-actor.ts';
import { bn9Of } from '../accounts/identifiers.ts';
import { covers, type Right } from '../accounts/rights.ts';
import { authorityOf } from '../accounts/store.ts';
import { dateOf } from '../clock/instants.ts';
import type { Reader } from '../context.ts';
import { type Event, events } from '../storage/events.ts';
import type { Subscription } from './store.ts';

/**
 * Whether an event of the journal is one that a subscription asks for and its business may be told: of its own accounts,
 * of those whose authority it held then, and a provider of what is demanded of it. The CBSA and the trainer are told all.
 *
 * Source: CARM bulletins on delegation (what a delegate sees of a client's account). Law: SOR/2024-42 s. 8 (a demand is
 * made of the provider).
 * Assumption A-91: at the lowest level of visibility a delegate is told what it filed itself and how that was decided.
 */
export async function isFor(on: Reader, { bn9, types }: Subscription, event: Event): Promise<boolean> {
  if (!(types as string[]).includes(event.action)) return false;
  if (bn9 === null) return true;
  if (isDemandOn(bn9, event)) return true;
  if (event.onBehalfOf === null) return false;
  const importerBn9 = bn9Of(event.onBehalfOf);
  if (importerBn9 === bn9) return true;
  const authority = await authorityOf(on, bn9, importerBn9, dateOf(event.simulatedAt));
  if (authority === undefined) return false;
  if (covers(authority, rightToKnow(event.action), event.onBehalfOf)) return true;
  return covers(authority, 'cad:adjust', event.onBehalfOf) && (await filed(on, bn9, event));
}

function isDemandOn(bn9: string, { action, detail }: Event): boolean {
  return action === 'security.demanded' && (JSON.parse(detail) as { provider: string }).provider === bn9;
}

const ofDeclarations = /^(cad|release|adjustment|dispute|ruling)\./;

/** Declarations and what is decided of them are seen sooner than money. */
export function rightToKnow(action: string): Right {
  return ofDeclarations.test(action) ? 'cad:read' : 'account:read';
}

/** Whether a business did what the event tells, or asked for what it decides. */
async function filed(on: Reader, bn9: string, event: Event): Promise<boolean> {
  if (!ofDeclarations.test(event.action)) return false;
  if ((await businessOfActor(on, event.actor)) === bn9) return true;
  const before = await on.db
    .selectDistinct({ actor: events.actor })
    .from(events)
    .where(
      and(
        eq(events.onBehalfOf, event.onBehalfOf!),
        eq(events.subject, event.subject),
        // As the index says it.
        ne(events.action, 'cad.accepted'),
        ne(events.action, 'release.reported'),
      ),
    );
  for (const { actor } of before) if ((await businessOfActor(on, actor)) === bn9) return true;
  return false;
}
