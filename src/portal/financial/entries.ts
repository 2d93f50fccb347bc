import { type Document, documentCodes } from '../../ledger/tables.ts';
import { dollars } from '../../pages/formats.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { day, link, table } from '../../pages/parts.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { channelNames } from '../../payments/receipt-page.ts';
import { receiptsOf } from '../../payments/store.ts';
import type { PaymentChannel } from '../../payments/types.ts';

/** What the columns of entries are called. */
export const entryWords = inBoth({
  document: ['Document', 'Document'],
  reference: ['Reference', 'Référence'],
  postedOn: ['Posted on', 'Inscrit le'],
  dueOn: ['Due on', 'Échéance'],
  amount: ['Amount', 'Montant'],
  statement: ['Statement', 'Relevé'],
  notYet: ['Not yet', 'Pas encore'],
  total: ['Total', 'Total'],
});

interface Shown {
  caption: string;
  empty: string;
  /** Whether the amounts are added up below. */
  hasTotal?: boolean;
  /** Whether each entry tells its statement: not where all are of one. */
  hasStatement?: boolean;
}

/** Documents of the account in view, each leading to what it is about. */
export async function entriesTable(
  visit: AtAccount,
  documents: readonly Document[],
  { caption, empty, hasTotal = false, hasStatement = true }: Shown,
): Promise<Html> {
  const { language } = visit;
  const w = entryWords[language];
  const receipts = await receiptsAmong(visit, documents);
  const statement = {
    title: w.statement,
    cell: ({ statedOn }: Document) =>
      statedOn === null ? w.notYet : link(to(visit, `/portal/financial/statements/${statedOn}`), statedOn),
  };
  return table<Document>(
    caption,
    [
      { title: w.document, cell: ({ code }) => documentCodes[code][language] },
      { title: w.reference, cell: (document) => referenceOf(visit, document, receipts) },
      { title: w.postedOn, cell: ({ postedOn }) => day(postedOn) },
      { title: w.dueOn, cell: ({ dueOn }) => day(dueOn) },
      ...(hasStatement ? [statement] : []),
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    documents,
    empty,
    hasTotal ? totalOf(visit, documents, hasStatement ? 5 : 4) : nothing,
  );
}

function referenceOf(visit: AtAccount, document: Document, receipts: Map<number, string>): Html | string {
  const receipt = receipts.get(document.id);
  if (receipt !== undefined) return link(to(visit, `/portal/payments/${receipt}`), receipt);
  return toDeclaration(visit, referenceText(visit, document, receipts));
}

/** The numbers of the payments among the documents of the account in view, by document. */
export function receiptsAmong(
  { ctx, account }: AtAccount,
  documents: readonly Document[],
): Promise<Map<number, string>> {
  const payments = documents.filter(({ code }) => code === 'PMT').map(({ id }) => id);
  return receiptsOf(ctx.store.read, account.bn15, payments);
}

/** What a document refers to: a payment's number, or how it was paid, or a declaration. */
export function referenceText(
  { language }: AtAccount,
  { code, reference, id }: Document,
  receipts: Map<number, string>,
): string {
  const channel = code === 'PMT' ? channelNames[reference as PaymentChannel]?.[language] : undefined;
  return receipts.get(id) ?? channel ?? reference;
}

/** A declaration is led to by its transaction number. */
export function toDeclaration(visit: AtAccount, reference: string): Html | string {
  return /^\d{14}$/.test(reference)
    ? link(to(visit, `/portal/declarations/${reference}`), reference)
    : reference;
}

function totalOf({ language }: AtAccount, documents: readonly Document[], columns: number): Html {
  const total = documents.reduce((so, { amountCents }) => so + amountCents, 0);
  return html`<tfoot><tr><th scope="row" colspan="${columns}">${entryWords[language].total}</th><td class="number">${dollars(total, language)}</td></tr></tfoot>`;
}
