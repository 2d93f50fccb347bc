import { hash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MiddlewareHandler } from 'hono';
import type { Store } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Variables } from './app-type.ts';

export const idempotency = sqliteTable(
  'idempotency',
  {
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    status: integer('status').notNull(),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.actor, table.key] })],
);

/** One key stands for one request; the same key came with another one, or while the first is still under way. */
export class KeyReused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'IDEMPOTENCY_KEY_REUSED';

  constructor(isUnderWay: boolean) {
    super(
      isUnderWay
        ? {
            en: 'A request with this Idempotency-Key is under way; ask again shortly',
            fr: 'Une requête avec cette Idempotency-Key est en cours; redemandez sous peu',
          }
        : {
            en: 'This Idempotency-Key was used for another request; choose a new key',
            fr: 'Cette Idempotency-Key a servi pour une autre requête; choisissez une nouvelle clé',
          },
    );
  }
}

/**
 * A POST with an Idempotency-Key is done once: sent again, it gets the same reply. Refusals are not kept: what was
 * refused changed nothing, and may be tried again with the same key.
 */
export function onceOnly(store: Store): MiddlewareHandler<{ Variables: Variables }> {
  const underWay = new Set<string>();
  return async (c, next) => {
    const key = c.req.method === 'POST' ? c.req.header('idempotency-key') : undefined;
    if (key === undefined) return next();
    const actor = c.var.ctx.actor.id;
    const fingerprint = hash('sha256', `${c.req.path}\n${await c.req.text()}`);
    const claim = `${actor} ${key}`;
    if (underWay.has(claim)) throw new KeyReused(true);
    underWay.add(claim);
    try {
      const isThis = and(eq(idempotency.actor, actor), eq(idempotency.key, key));
      const [earlier] = await store.read.db.select().from(idempotency).where(isThis);
      if (earlier !== undefined) {
        if (earlier.fingerprint !== fingerprint) throw new KeyReused(false);
        return c.body(earlier.body, earlier.status as 201, {
          'content-type': 'application/json',
          'idempotent-replayed': 'true',
        });
      }
      await next();
      if (c.res.ok) {
        const body = await c.res.clone().text();
        const row = { actor, key, fingerprint, status: c.res.status, body };
        await store.inTransaction(async (tx) => {
          await tx.db.insert(idempotency).values(row);
        });
      }
    } finally {
      underWay.delete(claim);
    }
    return undefined;
  };
}
