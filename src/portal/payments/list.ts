import { pageOf } from '../../http/paging.ts';
import { documentCodes } from '../../ledger/tables.ts';
import { dollars, instant, longDate } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { day, facts, link, notice, paging, table, tag } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { type Receipt, receiptBy } from '../../payments/receipt.ts';
import { channelNames } from '../../payments/receipt-page.ts';
import { paymentsBefore } from '../../payments/store.ts';
import { toDeclaration } from '../financial/entries.ts';
import { paymentTabs } from './tabs.ts';

const words = inBoth({
  title: ['Payments made', 'Paiements effectués'],
  none: [
    'No payment has been made into this account yet.',
    'Aucun paiement n’a encore été fait à ce compte.',
  ],
  receipt: ['Receipt', 'Reçu'],
  receivedAt: ['Received at', 'Reçu le'],
  valueOn: ['Value date', 'Date de valeur'],
  channel: ['Paid by', 'Mode de paiement'],
  amount: ['Amount', 'Montant'],
  account: ['Program account', 'Compte de programme'],
  status: ['Status', 'État'],
  IN_TRANSIT: ['In transit', 'En transit'],
  POSTED: ['Posted', 'Inscrit'],
  RETURNED: ['Returned by the bank', 'Refusé par la banque'],
  postsOn: ['Shows in the account on', 'Paraîtra au compte le'],
  chosen: ['Transactions chosen', 'Transactions choisies'],
  payer: ['Paid by business', 'Payé par l’entreprise'],
  group: ['Paid together as', 'Payé ensemble, groupe'],
  duplicate: [
    'This looks like a payment that was made before; it is kept as a credit. The earlier receipt is',
    'Ce paiement ressemble à un paiement déjà fait; il est conservé comme crédit. Le reçu antérieur est',
  ],
  transit: [
    'The payment is on its way. What it clears is decided when it is posted.',
    'Le paiement est en route. Ce qu’il acquitte sera établi à son inscription.',
  ],
  returned: [
    'The bank returned this payment: what it had cleared is owed again.',
    'La banque a refusé ce paiement : ce qu’il avait acquitté est dû de nouveau.',
  ],
  cleared: ['What it cleared', 'Ce qu’il a acquitté'],
  nothingCleared: ['It has cleared nothing so far.', 'Il n’a encore rien acquitté.'],
  document: ['Document', 'Document'],
  reference: ['Reference', 'Référence'],
  clearedOn: ['Cleared on', 'Acquitté le'],
  statement: ['Statement', 'Relevé'],
  credit: ['Left as credit', 'Reste à titre de crédit'],
  back: ['All payments', 'Tous les paiements'],
});

export function paymentListPages(site: Site): void {
  site.page('/portal/payments', atAccount('account:read'), showList);
}

/** After all that stands beside it: its address takes whatever comes there. */
export function receiptPages(site: Site): void {
  site.page('/portal/payments/:receipt', atAccount('account:read'), showReceipt);
}

async function showList(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const w = words[language];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    ({ after, limit }) =>
      // Receipts begin with R.
      paymentsBefore(ctx.store.read, account.bn15, { before: after === '' ? 'S' : after, limit }),
    ({ id }) => id,
  );
  const body = html`${paymentTabs(visit)}
${table(
  w.title,
  [
    { title: w.receipt, cell: ({ id }) => link(to(visit, `/portal/payments/${id}`), id) },
    { title: w.receivedAt, cell: ({ receivedAt }) => instant(receivedAt, language) },
    { title: w.channel, cell: ({ channel }) => channelNames[channel][language] },
    { title: w.valueOn, cell: ({ valueOn }) => day(valueOn) },
    {
      title: w.status,
      cell: (payment) => ('postsOn' in payment ? tag(w.IN_TRANSIT, 'info') : w.POSTED),
    },
    { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
  ],
  items,
  w.none,
)}${paging(language, path, query, next)}`;
  return { title: w.title, body };
}

async function showReceipt(visit: AtAccount, { receipt: id = '' }: Params) {
  const { language, ctx } = visit;
  const w = words[language];
  const receipt = await receiptBy(ctx, id);
  const { payment, status, postsOn } = receipt;
  const tone = ({ IN_TRANSIT: 'info', POSTED: 'success', RETURNED: 'danger' } as const)[status];
  const body = html`${paymentTabs(visit)}
${payment.duplicateOf === null ? nothing : notice(language, 'warning', w.duplicate, link(to(visit, `/portal/payments/${payment.duplicateOf}`), payment.duplicateOf))}
<p class="amount">${dollars(payment.amountCents, language)}</p>
${facts([
  [w.status, tag(w[status], tone)],
  [w.postsOn, postsOn === null ? undefined : longDate(postsOn, language)],
  [w.account, payment.programAccount],
  [w.channel, channelNames[payment.channel][language]],
  [w.receivedAt, instant(payment.receivedAt, language)],
  [w.valueOn, longDate(payment.valueOn, language)],
  [w.chosen, payment.chosen.join(', ')],
  [w.payer, payment.payerBn9],
  [w.group, payment.groupId],
])}
<h2>${w.cleared}</h2>
${clearedPart(visit, receipt)}
<p>${link(to(visit, '/portal/payments'), w.back)}</p>`;
  return { title: `${w.receipt} ${payment.id}`, body };
}

function clearedPart(visit: AtAccount, { status, cleared, creditCents }: Receipt): Html {
  const { language } = visit;
  const w = words[language];
  if (status === 'IN_TRANSIT') return html`<p>${w.transit}</p>`;
  const told = status === 'RETURNED' ? html`<p>${w.returned}</p>` : nothing;
  const statement = (issuedOn: string | null) =>
    issuedOn === null ? '–' : link(to(visit, `/portal/financial/statements/${issuedOn}`), issuedOn);
  const foot = html`<tfoot><tr><th scope="row" colspan="4">${w.credit}</th><td class="number">${dollars(creditCents, language)}</td></tr></tfoot>`;
  const items = table(
    w.cleared,
    [
      { title: w.document, cell: ({ code }) => documentCodes[code][language] },
      { title: w.reference, cell: ({ reference }) => toDeclaration(visit, reference) },
      { title: w.statement, cell: (each) => statement(each.statement) },
      { title: w.clearedOn, cell: ({ clearedOn }) => day(clearedOn) },
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    cleared,
    w.nothingCleared,
    foot,
  );
  const credit = cleared.length > 0 ? nothing : facts([[w.credit, dollars(creditCents, language)]]);
  return html`${told}${items}${credit}`;
}
