import { bn9Of } from '../accounts/identifiers.ts';
import { clearedUpTo } from '../accounts/offsetting.ts';
import { requireRight } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import { releasePaid } from '../cad/release-paid.ts';
import type { Context } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { clearAccount, clearable, pairUp, postPairs } from '../ledger/clear.ts';
import { dueAndCredit, openItemsOf } from '../ledger/open-items.ts';
import { transferCredit } from '../ledger/transfer.ts';
import { type Cents, sum, toWire } from '../money.ts';
import { record } from '../storage/events.ts';
import { openOfChosen, requireCovered } from './clear-chosen.ts';
import { paidCents } from './pay.ts';

/** The account has not that much credit beyond its own debt that is due. */
export class CreditTooSmall extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CREDIT_TOO_SMALL';

  constructor(programAccount: string, free: Cents) {
    super(
      {
        en: `${programAccount} has $${toWire(free)} of credit beyond what is due; transfer that much or less`,
        fr: `${programAccount} a ${toWire(free)} $ de crédit au-delà de ce qui est dû; virez ce montant ou moins`,
      },
      { free: toWire(free) },
    );
  }
}

/** Credit stays within a business. */
export class AnotherBusiness extends DomainError {
  readonly kind = 'refused';
  readonly code = 'ANOTHER_BUSINESS';

  constructor(from: string, to: string) {
    super(
      {
        en: `${from} and ${to} are not accounts of one business; credit is transferred within a business`,
        fr: `${from} et ${to} ne sont pas des comptes d’une même entreprise; un crédit se vire au sein d’une entreprise`,
      },
      { from, to },
    );
  }
}

/**
 * Apply the credit of an account to transactions that its client chose, due or not, each in full.
 *
 * @returns what was applied, in cents
 * @throws ChosenNotCovered when a transaction has nothing open, or the credit does not cover all of them
 *
 * Source: CBSA, offsetting; trade press (a partial application is an error).
 */
export async function applyCredit(
  ctx: Context,
  programAccount: string,
  chosen: readonly string[],
): Promise<Cents> {
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'payment:make', programAccount);
    const { credits } = clearable(await openItemsOf(tx, programAccount), ctx.clock.today());
    const amountCents = -sum(credits.map((credit) => credit.remainingCents));
    await requireCovered(tx, { programAccount, amountCents, chosen });
    const open = await openOfChosen(tx, { programAccount, chosen });
    const debits = open.flatMap((each) => each.debits);
    await releasePaid(tx, ctx, await postPairs(tx, ctx, programAccount, pairUp(debits, credits)));
    const appliedCents = sum(open.map((each) => each.neededCents));
    await record(tx, ctx, {
      action: 'credit.applied',
      subject: programAccount,
      onBehalfOf: programAccount,
      detail: { appliedCents, transactions: [...chosen] },
    });
    return appliedCents;
  });
}

/**
 * Transfer credit that an account does not need for what is due to another account of its business.
 *
 * @throws AnotherBusiness, CreditTooSmall, NotFound
 *
 * Source: chart of accounts, posting rules (cross-clearing between program accounts).
 */
export async function transferOwnCredit(
  ctx: Context,
  { from, to, amount }: { from: string; to: string; amount: string },
): Promise<void> {
  const amountCents = paidCents(amount);
  await ctx.store.inTransaction(async (tx) => {
    for (const account of [from, to]) await requireRight(ctx, tx, 'payment:make', account);
    if (from === to || bn9Of(from) !== bn9Of(to)) throw new AnotherBusiness(from, to);
    const receiving = await findAccount(tx, to);
    if (receiving === undefined)
      throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, to);
    const today = ctx.clock.today();
    const { due, credit } = dueAndCredit(await openItemsOf(tx, from), today);
    const free = Math.max(0, credit - due);
    if (amountCents > free) throw new CreditTooSmall(from, free);
    await transferCredit(tx, ctx, { from, to, amountCents });
    await releasePaid(tx, ctx, await clearAccount(tx, ctx, to, clearedUpTo(receiving, today)));
  });
}
