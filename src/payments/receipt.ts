import { requireRight } from '../accounts/rights.ts';
import type { Context, Reader } from '../context.ts';
import { NotFound } from '../errors.ts';
import { creditClearings } from '../ledger/clearings.ts';
import { documentsReversing, findDocument } from '../ledger/documents.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import type { DocumentCode } from '../ledger/tables.ts';
import type { Cents } from '../money.ts';
import { findInTransit, findPayment, type Payment, type TakenPayment } from './store.ts';

export type PaymentStatus = 'IN_TRANSIT' | 'POSTED' | 'RETURNED';

/** What a payment cleared of one document. */
export interface Cleared {
  document: number;
  code: DocumentCode;
  /** A transaction number, a penalty. */
  reference: string;
  amountCents: Cents;
  clearedOn: string;
  /** The statement that asks for it, where one was issued. */
  statement: string | null;
}

/** A payment with what became of it, so far. */
export interface Receipt {
  payment: TakenPayment;
  status: PaymentStatus;
  /** Where it is in transit, the day on which it shows in the account. */
  postsOn: string | null;
  cleared: Cleared[];
  creditCents: Cents;
}

/** The receipt of a payment, for who may see its account. @throws NotFound, Forbidden */
export async function receiptBy(ctx: Context, id: string): Promise<Receipt> {
  const { read } = ctx.store;
  const payment = (await findPayment(read, id)) ?? (await findInTransit(read, id));
  if (payment === undefined) throw new NotFound({ en: 'Payment', fr: 'Le paiement' }, id);
  await requireRight(ctx, read, 'account:read', payment.programAccount);
  return receiptOf(read, payment);
}

/** Item by item, what a payment cleared and what of it is left as credit. */
export async function receiptOf(on: Reader, payment: TakenPayment): Promise<Receipt> {
  if (!('documentId' in payment))
    return { payment, status: 'IN_TRANSIT', postsOn: payment.postsOn, cleared: [], creditCents: 0 };
  const isReturned = (await documentsReversing(on, payment.documentId)).length > 0;
  const items = await openItemsOf(on, payment.programAccount);
  const left = items.find((item) => item.documentId === payment.documentId);
  return {
    payment,
    status: isReturned ? 'RETURNED' : 'POSTED',
    postsOn: null,
    cleared: await clearedBy(on, payment),
    creditCents: left === undefined ? 0 : -left.remainingCents,
  };
}

async function clearedBy(on: Reader, { documentId }: Payment): Promise<Cleared[]> {
  const cleared: Cleared[] = [];
  for (const clearing of await creditClearings(on, documentId)) {
    const debt = (await findDocument(on, clearing.debitDocumentId))!;
    // What its bank took back was cleared by nothing but the return.
    if (debt.reverses === documentId) continue;
    const { id: document, code, reference, statedOn: statement } = debt;
    const { amountCents, clearedOn } = clearing;
    cleared.push({ document, code, reference, amountCents, clearedOn, statement });
  }
  return cleared;
}
