import { documentIdsOf } from '../cad/store.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { postPairs } from '../ledger/clear.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import type { OpenItem } from '../ledger/tables.ts';
import { sum, toWire } from '../money.ts';
import type { Payment } from './store.ts';

/** Chosen transactions must be open and covered in full: a partial application is an error. */
export class ChosenNotCovered extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CHOSEN_NOT_COVERED';

  constructor(text: { en: string; fr: string }, details: Record<string, unknown>) {
    super(text, details);
  }
}

/**
 * Clear the transactions that the payer chose with a payment that was just posted.
 *
 * @throws ChosenNotCovered
 */
export async function clearChosen(tx: Tx, ctx: Context, payment: Payment): Promise<OpenItem[]> {
  const items = await openItemsOf(tx, payment.programAccount);
  const credit = items.find((item) => item.documentId === payment.documentId)!;
  const debits: OpenItem[] = [];
  for (const transaction of new Set(payment.chosen)) {
    const ids = new Set(await documentIdsOf(tx, transaction));
    const open = items.filter((item) => ids.has(item.documentId) && item.remainingCents > 0);
    if (open.length === 0) {
      throw new ChosenNotCovered(
        {
          en: `Transaction ${transaction} has nothing open on ${payment.programAccount}`,
          fr: `La transaction ${transaction} n’a rien d’ouvert sur ${payment.programAccount}`,
        },
        { transaction },
      );
    }
    debits.push(...open);
  }
  const needed = sum(debits.map((item) => item.remainingCents));
  if (needed > payment.amountCents) {
    throw new ChosenNotCovered(
      {
        en: `The chosen transactions need $${toWire(needed)}; the payment is $${toWire(payment.amountCents)}. Pay them in full or choose fewer`,
        fr: `Les transactions choisies demandent ${toWire(needed)} $; le paiement est de ${toWire(payment.amountCents)} $. Payez-les en entier ou choisissez-en moins`,
      },
      { needed: toWire(needed) },
    );
  }
  const pairs = debits.map((debit) => ({ debit, credit, amount: debit.remainingCents }));
  return postPairs(tx, ctx, payment.programAccount, pairs, payment.valueOn);
}
