import type { Context, Tx } from '../context.ts';
import { findDocument, type OpenItem } from '../ledger/store.ts';
import { record } from '../storage/events.ts';
import { findCad, setCadStatus } from './store.ts';

/**
 * Release the goods of declarations that were just paid in full, however the payment reached them.
 *
 * Law: Customs Act s. 32(1): goods accounted for and paid are released.
 */
export async function releasePaid(tx: Tx, ctx: Context, cleared: readonly OpenItem[]): Promise<void> {
  for (const item of cleared) {
    if (item.code !== 'CADC') continue;
    const document = await findDocument(tx, item.documentId);
    const cad = document === undefined ? undefined : await findCad(tx, document.reference);
    if (cad?.status !== 'AWAITING_PAYMENT') continue;
    await setCadStatus(tx, cad, 'RELEASED');
    await record(tx, ctx, {
      action: 'cad.paid-and-released',
      subject: cad.transactionNumber,
      onBehalfOf: cad.importerBn15,
    });
  }
}
