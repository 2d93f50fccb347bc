import type { Reader } from '../context.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { type Cents, sum } from '../money.ts';
import { documentIdsOf } from './store.ts';
import type { AssessedCad } from './types.ts';

/** What all versions of a declaration charged and nothing cleared yet, less what they gave back and nothing used. */
export async function openAmountOf(
  on: Reader,
  { transactionNumber, importerBn15 }: Pick<AssessedCad, 'transactionNumber' | 'importerBn15'>,
): Promise<Cents> {
  const own = new Set(await documentIdsOf(on, transactionNumber));
  const open = (await openItemsOf(on, importerBn15)).filter((item) => own.has(item.documentId));
  return sum(open.map((item) => item.remainingCents));
}
