import { agencyAccount } from '../accounts/agency.ts';
import { type TransactionNumber, transactionNumberFrom } from '../accounts/identifiers.ts';
import type { Reader } from '../context.ts';
import { soughtDocuments } from '../ledger/documents.ts';
import { isNumberInUse } from './store.ts';

/** The CBSA's own account has no account security number: its first digits stand for one. */
const prefix = agencyAccount.slice(0, 5);

/** The next transaction number for goods that the CBSA accounts for by its administrative account. */
export async function nextAgencyNumber(on: Reader): Promise<TransactionNumber> {
  const page = { before: 0, limit: 1 };
  const [last] = await soughtDocuments(on, agencyAccount, { codes: ['CADC'] }, page);
  const isOurs = last?.reference.startsWith(prefix) === true;
  for (let serial = isOurs ? Number(last.reference.slice(5, 13)) + 1 : 1; ; serial += 1) {
    const number = transactionNumberFrom(prefix, serial);
    if (!(await isNumberInUse(on, number))) return number;
  }
}
