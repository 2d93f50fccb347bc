import { hash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Context as HonoContext, Next } from 'hono';
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
    contentType: text('content_type').notNull().default('application/json'),
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

/** The request was done, but the program stopped before its reply was kept. */
export class ReplyLost extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'IDEMPOTENCY_REPLY_LOST';

  constructor() {
    super({
      en: 'This request was done before, but its reply was lost; read what it made instead of sending it again',
      fr: 'Cette requête a déjà été exécutée, mais sa réponse a été perdue; lisez ce qu’elle a produit au lieu de la renvoyer',
    });
  }
}

/** Kept with the work itself, until the reply takes its place. */
const noReplyYet = 0;

/**
 * A POST with an Idempotency-Key is done once: sent again, it gets the same reply. The key is kept in the transaction
 * of the work, so that not even a stop between the two does anything twice. Refusals are not kept: what was refused
 * changed nothing, and may be tried again with the same key.
 */
export function onceOnly(store: Store) {
  const underWay = new Set<string>();
  return async (
    c: HonoContext<{ Variables: Variables }>,
    next: Next,
    key: string,
  ): Promise<Response | undefined> => {
    const actor = c.var.ctx.actor.id;
    const fingerprint = hash('sha256', `${c.req.path}\n${await c.req.text()}`);
    const claim = `${actor} ${key}`;
    if (underWay.has(claim)) throw new KeyReused(true);
    underWay.add(claim);
    const isThis = and(eq(idempotency.actor, actor), eq(idempotency.key, key));
    try {
      const [earlier] = await store.read.db.select().from(idempotency).where(isThis);
      if (earlier !== undefined) {
        if (earlier.fingerprint !== fingerprint) throw new KeyReused(false);
        if (earlier.status === noReplyYet) throw new ReplyLost();
        return c.body(earlier.body, earlier.status as 201, {
          'content-type': earlier.contentType,
          'idempotent-replayed': 'true',
        });
      }
      const row = { actor, key, fingerprint, status: noReplyYet, body: '' };
      c.set('ctx', { ...c.var.ctx, store: claiming(store, row) });
      await next();
      const reply = c.res.ok ? await replyOf(c.res) : undefined;
      await store.inTransaction(async (tx) => {
        if (reply === undefined) await tx.db.delete(idempotency).where(isThis);
        else
          await tx.db
            .insert(idempotency)
            .values({ ...row, ...reply })
            .onConflictDoUpdate({ target, set: reply });
      });
    } finally {
      underWay.delete(claim);
    }
    return undefined;
  };
}

async function replyOf(reply: Response) {
  const contentType = reply.headers.get('content-type') ?? 'application/json';
  return { status: reply.status, body: await reply.clone().text(), contentType };
}

const target = [idempotency.actor, idempotency.key];

/** The same store; each of its transactions keeps the key as well. */
function claiming(store: Store, row: typeof idempotency.$inferInsert): Store {
  return {
    read: store.read,
    close: () => store.close(),
    inTransaction: (work) =>
      store.inTransaction(async (tx) => {
        const result = await work(tx);
        await tx.db.insert(idempotency).values(row).onConflictDoNothing();
        return result;
      }),
  };
}
