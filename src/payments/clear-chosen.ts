import { documentIdsOf } from '../cad/store.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type Pair, postPairs } from '../ledger/clear.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import type { OpenItem } from '../ledger/tables.ts';
import { type Cents, sum, toWire } from '../money.ts';
import type { Payment } from './store.ts';

/** Chosen transactions must be open and covered in full: a partial application is an error. */
export class ChosenNotCovered extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CHOSEN_NOT_COVERED';

  constructor(text: { en: string; fr: string }, details: Record<string, unknown>) {
    super(text, details);
  }
}

interface Choice {
  programAccount: string;
  amountCents: Cents;
  chosen: readonly string[];
}

/** @throws ChosenNotCovered when a chosen transaction has nothing open, or all of them need more than is paid */
export async function requireCovered(on: Reader, choice: Choice): Promise<void> {
  const { programAccount, amountCents } = choice;
  const open = await openOfChosen(on, choice);
  for (const { transaction, debits } of open) {
    if (debits.length > 0) continue;
    throw new ChosenNotCovered(
      {
        en: `Transaction ${transaction} has nothing open on ${programAccount}`,
        fr: `La transaction ${transaction} n’a rien d’ouvert sur ${programAccount}`,
      },
      { transaction },
    );
  }
  const needed = sum(open.map((each) => each.neededCents));
  if (needed <= amountCents) return;
  throw new ChosenNotCovered(
    {
      en: `The chosen transactions need $${toWire(needed)}; there are $${toWire(amountCents)}. Cover them in full or choose fewer`,
      fr: `Les transactions choisies demandent ${toWire(needed)} $; il y a ${toWire(amountCents)} $. Couvrez-les en entier ou choisissez-en moins`,
    },
    { needed: toWire(needed) },
  );
}

/**
 * Clear the transactions that the payer chose with a payment that was just posted, each in full. What was settled
 * otherwise, or grew, while the payment was in transit is left to the rule of the oldest debt.
 */
export async function clearChosen(tx: Tx, ctx: Context, payment: Payment): Promise<OpenItem[]> {
  const items = await openItemsOf(tx, payment.programAccount);
  const credit = items.find((item) => item.documentId === payment.documentId)!;
  const pairs: Pair[] = [];
  let left = payment.amountCents;
  for (const { debits, neededCents } of await openOfChosen(tx, payment)) {
    if (neededCents > left) continue;
    left -= neededCents;
    pairs.push(...debits.map((debit) => ({ debit, credit, amount: debit.remainingCents })));
  }
  return postPairs(tx, ctx, payment.programAccount, pairs, payment.valueOn);
}

/** What is open of each chosen transaction. */
export async function openOfChosen(
  on: Reader,
  { programAccount, chosen }: Pick<Choice, 'programAccount' | 'chosen'>,
) {
  const items = await openItemsOf(on, programAccount);
  const open: { transaction: string; debits: OpenItem[]; neededCents: Cents }[] = [];
  for (const transaction of new Set(chosen)) {
    const ids = new Set(await documentIdsOf(on, transaction));
    const debits = items.filter((item) => ids.has(item.documentId) && item.remainingCents > 0);
    open.push({ transaction, debits, neededCents: sum(debits.map((item) => item.remainingCents)) });
  }
  return open;
}
