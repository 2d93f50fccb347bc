import { type Document, documentCodes } from '../../ledger/tables.ts';
import { dollars } from '../../pages/formats.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { day, link, table } from '../../pages/parts.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { channelNames } from '../../payments/receipt-page.ts';
import { receiptsOf } from '../../payments/store.ts';
import type { PaymentChannel } from '../../payments/types.ts';

const words = inBoth({
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
  const { ctx, account, language } = visit;
  const w = words[language];
  const payments = documents.filter(({ code }) => code === 'PMT').map(({ id }) => id);
  const receipts = await receiptsOf(ctx.store.read, account.bn15, payments);
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
  const { code, reference, id } = document;
  const receipt = receipts.get(id);
  if (receipt !== undefined) return link(to(visit, `/portal/payments/${receipt}`), receipt);
  if (code === 'PMT') return channelNames[reference as PaymentChannel]?.[visit.language] ?? reference;
  return toDeclaration(visit, reference);
}

/** A declaration is led to by its transaction number. */
export function toDeclaration(visit: AtAccount, reference: string): Html | string {
  return /^\d{14}$/.test(reference)
    ? link(to(visit, `/portal/declarations/${reference}`), reference)
    : reference;
}

function totalOf({ language }: AtAccount, documents: readonly Document[], columns: number): Html {
  const total = documents.reduce((so, { amountCents }) => so + amountCents, 0);
  return html`<tfoot><tr><th scope="row" colspan="${columns}">${words[language].total}</th><td class="number">${dollars(total, language)}</td></tr></tfoot>`;
}
