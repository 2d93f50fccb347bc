import { requireRight } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { chart } from '../ledger/chart.ts';
import { type Cents, toWire } from '../money.ts';
import { record } from '../storage/events.ts';
import { requireAmount } from './enter-agreement.ts';
import { isInOrder, positionOf } from './position.ts';
import { postSecurity } from './post-security.ts';
import { type CashMovement, findEnrolment, insertCashMovement } from './store.ts';

/** No more goes back than the account can do without. */
export class CashStillNeeded extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CASH_SECURITY_STILL_NEEDED';

  constructor(programAccount: string, held: Cents) {
    super(
      {
        en: `${programAccount} has $${toWire(held)} of cash security and cannot do without that much; pay what is open, or give an agreement first`,
        fr: `${programAccount} a ${toWire(held)} $ de garantie en argent et ne peut s’en passer; payez ce qui est dû ou fournissez d’abord une convention`,
      },
      { held: toWire(held) },
    );
  }
}

/**
 * Return cash security by cheque, where the rest is enough or, without the indicator, nothing is owed for released goods.
 *
 * Law: Customs Act s. 3.4. Assumption A-25: what must be settled before cash security goes back.
 */
export async function returnCashSecurity(
  ctx: Context,
  programAccount: string,
  amount: string,
): Promise<CashMovement> {
  const amountCents = requireAmount(amount);
  return ctx.store.inTransaction((tx) => returnCashIn(tx, ctx, programAccount, amountCents));
}

/** The same inside a transaction. */
export async function returnCashIn(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  amountCents: Cents,
): Promise<CashMovement> {
  await requireRight(ctx, tx, 'security:decide', programAccount);
  await requireSpare(tx, ctx, programAccount, amountCents);
  const documentId = await postSecurity(tx, ctx, {
    programAccount,
    reference: 'cash security returned',
    postings: [
      { glAccount: chart.securityInTrust, amountCents },
      { glAccount: chart.bank.cheque, amountCents: -amountCents },
    ],
  });
  const movedOn = ctx.clock.today();
  const movement = { documentId, programAccount, amountCents: -amountCents, movedOn };
  await insertCashMovement(tx, { ...movement, reason: 'returned', channel: null });
  await record(tx, ctx, {
    action: 'security.cash-returned',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { amountCents, documentId },
  });
  return { ...movement, reason: 'returned', channel: null };
}

/** @throws CashStillNeeded */
export async function requireSpare(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  amount: Cents,
): Promise<void> {
  const highestMonthCents = (await findEnrolment(tx, programAccount))?.highestMonthCents ?? 0;
  const position = await positionOf(tx, ctx, { programAccount, highestMonthCents });
  const { bondCents, cashCents } = position.held;
  const after = { ...position, held: { bondCents, cashCents: cashCents - amount } };
  const hasRpp = (await findAccount(tx, programAccount))?.hasRpp === true;
  const isSpare = hasRpp ? position.overdueCents === 0 && isInOrder(after) : position.openDebtCents === 0;
  if (amount > cashCents || !isSpare) throw new CashStillNeeded(programAccount, cashCents);
}
