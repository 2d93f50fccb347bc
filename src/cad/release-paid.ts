import type { Context, Tx } from '../context.ts';
import { findDocument } from '../ledger/documents.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import type { OpenItem } from '../ledger/tables.ts';
import { record } from '../storage/events.ts';
import { documentIdsOf, findCad, setCadStatus } from './store.ts';
import type { Cad } from './types.ts';

/** Under what a version of a declaration that is paid before release charges: at first, corrected, adjusted. */
const chargesOfVersions: ReadonlySet<string> = new Set(['CADC', 'COR', 'ADJ']);

/**
 * Release the goods of declarations that were just paid in full, however the payment reached them.
 *
 * Law: Customs Act s. 32(1): goods accounted for and paid are released.
 */
export async function releasePaid(tx: Tx, ctx: Context, cleared: readonly OpenItem[]): Promise<void> {
  for (const item of cleared) {
    if (!chargesOfVersions.has(item.code)) continue;
    const document = await findDocument(tx, item.documentId);
    const cad = document === undefined ? undefined : await findCad(tx, document.reference);
    if (cad?.status !== 'AWAITING_PAYMENT' || (await owesMore(tx, cad))) continue;
    await setCadStatus(tx, cad, 'RELEASED');
    await record(tx, ctx, {
      action: 'cad.paid-and-released',
      subject: cad.transactionNumber,
      onBehalfOf: cad.importerBn15,
    });
  }
}

/** Whether another version of the declaration is still open. */
async function owesMore(tx: Tx, cad: Cad): Promise<boolean> {
  const own = new Set(await documentIdsOf(tx, cad.transactionNumber));
  const items = await openItemsOf(tx, cad.importerBn15);
  return items.some((item) => item.remainingCents > 0 && own.has(item.documentId));
}
