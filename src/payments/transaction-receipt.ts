import { requireRight } from '../accounts/rights.ts';
import { findCad, type StoredCad } from '../cad/store.ts';
import type { Context, Reader } from '../context.ts';
import { NotFound } from '../errors.ts';
import { clientAccounts } from '../ledger/chart.ts';
import { creditClearings, debitClearings } from '../ledger/clearings.ts';
import { documentsUnder, findDocument, postingsOf } from '../ledger/documents.ts';
import { openItemsAmong } from '../ledger/open-items.ts';
import { type Clearing, type Document, type DocumentCode, isBilled, type Posting } from '../ledger/tables.ts';
import { type Cents, sum } from '../money.ts';
import { receiptsOf } from './store.ts';

/** What cleared a charge, a payment by its receipt or another credit; of a credit, what it cleared. */
export interface Clearer {
  document: number;
  code: DocumentCode;
  /** Of a payment. */
  receipt: string | null;
  amountCents: Cents;
  clearedOn: string;
}

/** What a version, a penalty or a refund of one transaction came to, what for, and what paid it. */
export interface ChargedItem {
  document: Document;
  /** By account of the chart: customs duty, GST, late accounting penalties. */
  charges: Posting[];
  paid: Clearer[];
  openCents: Cents;
}

/** Everything that one transaction cost its importer so far. */
export interface TransactionReceipt {
  cad: StoredCad;
  items: ChargedItem[];
  chargedCents: Cents;
  paidCents: Cents;
  openCents: Cents;
}

/**
 * The itemised receipt of a transaction: each charge and each refund by kind, what paid it, and what is still open.
 * Charged is paid and open.
 *
 * @throws NotFound, Forbidden for who may see declarations but no payments
 *
 * Source: evidence of importers before the House of Commons trade committee (receipts by transaction).
 */
export async function transactionReceipt(
  ctx: Context,
  transactionNumber: string,
): Promise<TransactionReceipt> {
  const { read } = ctx.store;
  const cad = await findCad(read, transactionNumber);
  if (cad === undefined) throw new NotFound({ en: 'Declaration', fr: 'La déclaration' }, transactionNumber);
  await requireRight(ctx, read, 'account:read', cad.importerBn15);
  const documents = await documentsUnder(read, cad.importerBn15, transactionNumber);
  const items: ChargedItem[] = [];
  for (const document of documents) if (isBilled(document.code)) items.push(await itemOf(read, document));
  const chargedCents = sum(items.map(({ document }) => document.amountCents));
  const openCents = sum(items.map((item) => item.openCents));
  return { cad, items, chargedCents, paidCents: chargedCents - openCents, openCents };
}

async function itemOf(on: Reader, document: Document): Promise<ChargedItem> {
  const posted = await postingsOf(on, document.id);
  const [open] = await openItemsAmong(on, [document.id]);
  return {
    document,
    // On the other side of the client's.
    charges: posted
      .filter(({ glAccount }) => !clientAccounts.includes(glAccount))
      .map(({ glAccount, amountCents }) => ({ glAccount, amountCents: -amountCents })),
    paid: await clearersOf(on, document),
    openCents: open?.remainingCents ?? 0,
  };
}

/** Of a credit: what it cleared, as less than nothing. */
async function clearersOf(on: Reader, { id, programAccount, amountCents }: Document): Promise<Clearer[]> {
  const isCredit = amountCents < 0;
  const clearings = await (isCredit ? creditClearings(on, id) : debitClearings(on, id));
  const otherOf = (each: Clearing) => (isCredit ? each.debitDocumentId : each.creditDocumentId);
  const receipts = await receiptsOf(on, programAccount, clearings.map(otherOf));
  return Promise.all(
    clearings.map(async (each) => {
      const document = otherOf(each);
      const { code } = (await findDocument(on, document))!;
      const cents = isCredit ? -each.amountCents : each.amountCents;
      return {
        document,
        code,
        receipt: receipts.get(document) ?? null,
        amountCents: cents,
        clearedOn: each.clearedOn,
      };
    }),
  );
}
