import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import type { NoticeType } from './types.ts';

export const webhookSubscriptions = sqliteTable('webhook_subscriptions', {
  id: text('id').primaryKey(),
  /** The business whose notices it gets; none for the CBSA and the trainer, who get all. */
  bn9: text('bn9'),
  url: text('url').notNull(),
  secret: text('secret').notNull(),
  types: text('types', { mode: 'json' }).$type<NoticeType[]>().notNull(),
  createdAt: text('created_at').notNull(),
  /** The last event of the journal that was looked at for it. */
  afterSeq: integer('after_seq').notNull(),
  isActive: integer('is_active', { mode: 'boolean' }).notNull(),
});

export type Subscription = typeof webhookSubscriptions.$inferSelect;

export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    subscriptionId: text('subscription_id').notNull(),
    seq: integer('seq').notNull(),
    state: text('state').$type<'PENDING' | 'DELIVERED' | 'GIVEN_UP'>().notNull(),
    attempts: integer('attempts').notNull(),
    nextAttemptAt: text('next_attempt_at').notNull(),
    lastOutcome: text('last_outcome').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subscriptionId, table.seq] }),
    index('webhook_deliveries_pending').on(table.nextAttemptAt).where(sql`${table.state} = 'PENDING'`),
  ],
);

export type Delivery = typeof webhookDeliveries.$inferSelect;

export async function insertSubscription(tx: Tx, row: Subscription): Promise<void> {
  await tx.db.insert(webhookSubscriptions).values(row);
}

export async function allSubscriptions(on: Reader): Promise<Subscription[]> {
  return on.db.select().from(webhookSubscriptions).orderBy(asc(webhookSubscriptions.id));
}

export async function updateSubscription(tx: Tx, id: string, change: Partial<Subscription>): Promise<void> {
  await tx.db.update(webhookSubscriptions).set(change).where(eq(webhookSubscriptions.id, id));
}

/** To be sent now; what was delivered before is sent again where it is asked for. */
export async function putPending(tx: Tx, subscriptionId: string, seq: number, at: string): Promise<void> {
  const pending = { state: 'PENDING', attempts: 0, nextAttemptAt: at, lastOutcome: '' } as const;
  await tx.db
    .insert(webhookDeliveries)
    .values({ subscriptionId, seq, ...pending })
    .onConflictDoUpdate({
      target: [webhookDeliveries.subscriptionId, webhookDeliveries.seq],
      set: pending,
    });
}

export async function pendingDeliveries(on: Reader, at: string, limit: number): Promise<Delivery[]> {
  return on.db
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.state, 'PENDING'), lte(webhookDeliveries.nextAttemptAt, at)))
    .orderBy(asc(webhookDeliveries.nextAttemptAt), asc(webhookDeliveries.seq))
    .limit(limit);
}

export async function deliveriesOf(on: Reader, subscriptionId: string, limit: number): Promise<Delivery[]> {
  return on.db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.subscriptionId, subscriptionId))
    .orderBy(asc(webhookDeliveries.seq))
    .limit(limit);
}

export async function setDelivery(tx: Tx, delivery: Delivery, change: Partial<Delivery>): Promise<void> {
  const isThis = and(
    eq(webhookDeliveries.subscriptionId, delivery.subscriptionId),
    eq(webhookDeliveries.seq, delivery.seq),
  );
  await tx.db.update(webhookDeliveries).set(change).where(isThis);
}
