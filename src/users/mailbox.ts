import { desc, eq } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Context, Reader, Tx } from '../context.ts';
import { nextNumber } from '../storage/next-number.ts';

/** The simulated post: what CARM sends by email arrives here, and nowhere else. */
export const mail = sqliteTable(
  'mail',
  {
    id: integer('id').primaryKey(),
    address: text('address').notNull(),
    sentAt: text('sent_at').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
  },
  (table) => [index('mail_address').on(table.address, table.id)],
);

export type Mail = typeof mail.$inferSelect;

export async function sendMail(
  tx: Tx,
  ctx: Context,
  letter: Pick<Mail, 'address' | 'subject' | 'body'>,
): Promise<void> {
  const id = await nextNumber(tx, mail, mail.id);
  await tx.db.insert(mail).values({ id, sentAt: ctx.clock.now(), ...letter });
}

/** Newest first, at most fifty. */
export async function mailTo(on: Reader, address: string): Promise<Mail[]> {
  return on.db
    .select()
    .from(mail)
    .where(eq(mail.address, address.trim().toLowerCase()))
    .orderBy(desc(mail.id))
    .limit(50);
}
