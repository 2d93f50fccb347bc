import { hash } from 'node:crypto';
import { requireScope } from '../accounts/rights.ts';
import type { Context, Reader } from '../context.ts';
import { NotFound } from '../errors.ts';
import { eventsAfter, lastSeq, record } from '../storage/events.ts';
import {
  allSubscriptions,
  insertSubscription,
  putPending,
  type Subscription,
  updateSubscription,
} from './store.ts';
import type { SubscriptionInput } from './types.ts';
import { isFor } from './who-is-told.ts';

/** Subscribe to notices from now on. The secret, with which they are signed, is told this once. */
export async function subscribe(ctx: Context, input: SubscriptionInput): Promise<Subscription> {
  requireScope(ctx, 'webhook:manage');
  return ctx.store.inTransaction(async (tx) => {
    const count = (await allSubscriptions(tx)).length + 1;
    const id = `WH${String(count).padStart(6, '0')}`;
    const secret = `whsec_${Buffer.from(hash('sha256', ctx.chance.child(`webhook ${id}`).seed), 'hex').toString('base64')}`;
    const row: Subscription = {
      ...{ id, secret, url: input.url, types: input.types },
      bn9: ctx.actor.bn9 ?? null,
      createdAt: ctx.clock.now(),
      afterSeq: await lastSeq(tx),
      isActive: true,
    };
    await insertSubscription(tx, row);
    await record(tx, ctx, { action: 'webhook.subscribed', subject: id, detail: { types: input.types } });
    return row;
  });
}

export async function unsubscribe(ctx: Context, id: string): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    await ownSubscription(tx, ctx, id);
    await updateSubscription(tx, id, { isActive: false });
    await record(tx, ctx, { action: 'webhook.unsubscribed', subject: id });
  });
}

/** Send everything since an event of the journal again. */
export async function replay(ctx: Context, id: string, sinceSeq: number): Promise<number> {
  return ctx.store.inTransaction(async (tx) => {
    const subscription = await ownSubscription(tx, ctx, id);
    let count = 0;
    for await (const event of eventsAfter(tx, sinceSeq - 1)) {
      if (event.seq > subscription.afterSeq || !(await isFor(tx, subscription, event))) continue;
      await putPending(tx, id, event.seq, ctx.clock.realNow());
      count += 1;
    }
    await record(tx, ctx, { action: 'webhook.replayed', subject: id, detail: { sinceSeq, count } });
    return count;
  });
}

/** The subscriptions that the actor manages: its business's own. */
export async function ownSubscriptions(on: Reader, ctx: Context): Promise<Subscription[]> {
  requireScope(ctx, 'webhook:manage');
  const all = await allSubscriptions(on);
  return all.filter((each) => each.isActive && each.bn9 === (ctx.actor.bn9 ?? null));
}

/** @throws NotFound, also for a subscription of somebody else's */
export async function ownSubscription(on: Reader, ctx: Context, id: string): Promise<Subscription> {
  const found = (await ownSubscriptions(on, ctx)).find((each) => each.id === id);
  if (found === undefined) throw new NotFound({ en: 'Subscription', fr: 'L’abonnement' }, id);
  return found;
}
