import type { Reader } from '../context.ts';
import { openItemsAmong } from '../ledger/open-items.ts';
import type { OpenItem } from '../ledger/tables.ts';
import { type Cents, sum } from '../money.ts';
import { documentIdsOf } from './store.ts';
import type { AssessedCad } from './types.ts';

type Whose = Pick<AssessedCad, 'transactionNumber'>;

/** What all versions of a declaration charged and nothing cleared yet, less what they gave back and nothing used. */
export async function openAmountOf(on: Reader, whose: Whose): Promise<Cents> {
  return sum((await openItemsOfCad(on, whose)).map((item) => item.remainingCents));
}

/** What is unpaid of a declaration, what was charged first at the head. */
export async function openDebtsOf(on: Reader, whose: Whose): Promise<OpenItem[]> {
  const debts = (await openItemsOfCad(on, whose)).filter((item) => item.remainingCents > 0);
  return debts.sort((a, b) => a.documentId - b.documentId);
}

async function openItemsOfCad(on: Reader, { transactionNumber }: Whose): Promise<OpenItem[]> {
  return openItemsAmong(on, await documentIdsOf(on, transactionNumber));
}
