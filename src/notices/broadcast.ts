import type { Context, Store, Tx } from '../context.ts';
import type { Bilingual } from '../errors.ts';
import { record } from '../storage/events.ts';
import { knownValue } from '../storage/known-value.ts';

/** What everybody who is signed in reads at the top of each page. */
export interface Broadcast {
  text: Bilingual;
  sentAt: string;
}

const known = knownValue<Broadcast | null>('broadcast', (saved) => (saved as Broadcast | undefined) ?? null);

export function broadcastOf(store: Store): Broadcast | null | Promise<Broadcast | null> {
  return known.of(store);
}

/** Tell everybody something, or, with nothing, take back what was told. */
export async function broadcast(tx: Tx, ctx: Context, text: Bilingual | null): Promise<void> {
  await known.put(tx, ctx.store, text === null ? null : { text, sentAt: ctx.clock.now() });
  const action = text === null ? 'broadcast.taken-back' : 'broadcast.sent';
  await record(tx, ctx, { action, subject: ctx.environment, detail: { text } });
}
