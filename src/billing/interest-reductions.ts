import { eq, sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { requireRight } from '../accounts/rights.ts';
import type { Context, Reader } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { record } from '../storage/events.ts';
import { nextNumber } from '../storage/next-number.ts';
import { prepared } from '../storage/prepared.ts';

/** Periods for which an officer authorised the prescribed rate of interest. */
export const interestReductions = sqliteTable(
  'interest_reductions',
  {
    id: integer('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    firstDay: text('first_day').notNull(),
    lastDay: text('last_day').notNull(),
    reason: text('reason').notNull(),
    decidedOn: text('decided_on').notNull(),
    decidedBy: text('decided_by').notNull(),
  },
  (table) => [index('interest_reductions_account').on(table.programAccount)],
);

export type InterestReduction = typeof interestReductions.$inferSelect;

/**
 * Authorise the prescribed instead of the specified rate on the amounts of an account, for some days. It holds for
 * interest charged from now on; what was charged before is waived.
 *
 * Law: Customs Act s. 3.2.
 */
export async function reduceInterest(
  ctx: Context,
  reduction: Pick<InterestReduction, 'programAccount' | 'firstDay' | 'lastDay' | 'reason'>,
): Promise<InterestReduction> {
  const { programAccount, firstDay, lastDay, reason } = reduction;
  if (lastDay < firstDay) {
    throw new InvalidInput({
      en: `A period from ${firstDay} cannot end on ${lastDay}`,
      fr: `Une période commençant le ${firstDay} ne peut finir le ${lastDay}`,
    });
  }
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'collection:decide', programAccount);
    const id = await nextNumber(tx, interestReductions, interestReductions.id);
    const decided = { decidedOn: ctx.clock.today(), decidedBy: ctx.actor.id };
    const row = { id, programAccount, firstDay, lastDay, reason, ...decided };
    await tx.db.insert(interestReductions).values(row);
    await record(tx, ctx, {
      action: 'interest.reduced',
      subject: programAccount,
      onBehalfOf: programAccount,
      detail: { firstDay, lastDay, reason },
    });
    return row;
  });
}

const ofAccount = prepared((db) =>
  db
    .select()
    .from(interestReductions)
    .where(eq(interestReductions.programAccount, sql.placeholder('programAccount'))),
);

export async function reductionsOf(on: Reader, programAccount: string): Promise<InterestReduction[]> {
  return ofAccount(on, { programAccount });
}
