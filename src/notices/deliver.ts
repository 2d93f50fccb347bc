import { createHmac } from 'node:crypto';
import type { Context } from '../context.ts';
import { type Event, eventsAfter, findEvent } from '../storage/events.ts';
import {
  allSubscriptions,
  type Delivery,
  pendingDeliveries,
  putPending,
  type Subscription,
  setDelivery,
  updateSubscription,
} from './store.ts';
import { isFor } from './who-is-told.ts';

/** Seconds to wait before each attempt after the first; then it is given up, and can be replayed. */
const waits = [5, 30, 120, 600, 3600];

const atOnce = 20;
const eventsAtOnce = 2000;
const patienceMilliseconds = 10_000;

interface Notice {
  id: string;
  body: string;
  isTwice: boolean;
}

/** How a notice is sent: gives the status of the reply, or throws when there is none. */
export type Send = (url: string, init: { body: string; headers: Record<string, string> }) => Promise<number>;

/** Sends by HTTP, and waits ten seconds at most. */
export const sendByHttp: Send = async (url, { body, headers }) => {
  const signal = AbortSignal.timeout(patienceMilliseconds);
  return (await fetch(url, { method: 'POST', body, headers, signal, redirect: 'manual' })).status;
};

/** Look for new events of the journal, and send what is due. What fails is tried again later. */
export async function deliverNotices(ctx: Context, send: Send = sendByHttp): Promise<number> {
  await queueNewEvents(ctx);
  const subscriptions = new Map((await allSubscriptions(ctx.store.read)).map((each) => [each.id, each]));
  const due = await pendingDeliveries(ctx.store.read, ctx.clock.realNow(), atOnce);
  await Promise.all(due.map((each) => deliver(ctx, each, subscriptions.get(each.subscriptionId)!, send)));
  return due.length;
}

async function queueNewEvents(ctx: Context): Promise<void> {
  const active = (await allSubscriptions(ctx.store.read)).filter((each) => each.isActive);
  if (active.length === 0) return;
  const from = active.reduce((least, each) => Math.min(least, each.afterSeq), Number.MAX_SAFE_INTEGER);
  const events: Event[] = [];
  for await (const event of eventsAfter(ctx.store.read, from, eventsAtOnce)) {
    events.push(event);
    if (events.length === eventsAtOnce) break;
  }
  const last = events.at(-1);
  if (last === undefined) return;
  await ctx.store.inTransaction(async (tx) => {
    for (const subscription of active) {
      for (const event of events) {
        if (event.seq <= subscription.afterSeq || !(await isFor(tx, subscription, event))) continue;
        await putPending(tx, subscription.id, event.seq, ctx.clock.realNow());
      }
      const afterSeq = Math.max(subscription.afterSeq, last.seq);
      await updateSubscription(tx, subscription.id, { afterSeq });
    }
  });
}

async function deliver(
  ctx: Context,
  delivery: Delivery,
  subscription: Subscription,
  send: Send,
): Promise<void> {
  const event = (await findEvent(ctx.store.read, delivery.seq))!;
  const at = ctx.clock.realNow();
  const outcome = subscription.isActive
    ? await attempt(send, subscription, notice(ctx.environment, event), at)
    : 'unsubscribed';
  const attempts = delivery.attempts + 1;
  const wait = waits[delivery.attempts];
  const isDone = /^2\d\d$/.test(outcome);
  const isOver = wait === undefined || !subscription.isActive;
  const state = isDone ? 'DELIVERED' : isOver ? 'GIVEN_UP' : 'PENDING';
  const nextAttemptAt = Temporal.Instant.from(at)
    .add({ seconds: wait ?? 0 })
    .toString({ fractionalSecondDigits: 3 });
  await ctx.store.inTransaction((tx) =>
    setDelivery(tx, delivery, { state, attempts, nextAttemptAt, lastOutcome: outcome }),
  );
}

async function attempt(
  send: Send,
  { url, secret }: Subscription,
  { id, body, isTwice }: Notice,
  at: string,
): Promise<string> {
  const timestamp = String(Math.floor(Temporal.Instant.from(at).epochMilliseconds / 1000));
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf({ secret, id, timestamp, body }),
  };
  try {
    const outcome = String(await send(url, { body, headers }));
    // A magic value asks for it: the partner must recognise a notice that comes twice.
    return isTwice ? String(await send(url, { body, headers })) : outcome;
  } catch (error) {
    // No answer is an outcome like any other: it is kept with the delivery, and tried again.
    return error instanceof Error ? `no answer: ${error.message}` : 'no answer';
  }
}

/** An event of the journal as a CloudEvent; its time is the simulated one. */
function notice(environment: string, event: Event): Notice {
  const { deliver, ...detail } = JSON.parse(event.detail) as Record<string, unknown>;
  const id = `${environment}-${event.seq}`;
  const body = {
    specversion: '1.0',
    id,
    source: `urn:carm-simulation:${environment}`,
    type: `simulation.carm.${event.action}`,
    subject: event.subject,
    time: event.simulatedAt,
    datacontenttype: 'application/json',
    data: { account: event.onBehalfOf, outcome: event.outcome, ...detail },
  };
  return { id, body: JSON.stringify(body), isTwice: deliver === 'twice' };
}

/** The signature of the Standard Webhooks specification: HMAC-SHA256 over id, timestamp and body. */
export function signatureOf(signed: { secret: string; id: string; timestamp: string; body: string }): string {
  const key = Buffer.from(signed.secret.slice('whsec_'.length), 'base64');
  const text = `${signed.id}.${signed.timestamp}.${signed.body}`;
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
}
