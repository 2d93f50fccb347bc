import { documentCodes } from '../../ledger/tables.ts';
import { dollars } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html } from '../../pages/html.ts';
import { facts, link, table } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { chargeName } from '../../payments/charge-names.ts';
import { type ChargedItem, type Clearer, transactionReceipt } from '../../payments/transaction-receipt.ts';

const words = inBoth({
  title: ['Receipt of transaction', 'Reçu de la transaction'],
  lead: [
    'Everything that this transaction cost so far, by kind of charge, and what paid it.',
    'Tout ce que cette transaction a coûté jusqu’ici, par type de frais, et ce qui l’a payé.',
  ],
  charge: ['Charge', 'Frais'],
  charges: ['Charges by kind', 'Frais par type'],
  amount: ['Amount', 'Montant'],
  total: ['Total', 'Total'],
  paidBy: ['Paid by', 'Payé par'],
  usedFor: ['Used for', 'Utilisé pour'],
  on: ['On', 'Le'],
  unpaid: ['Nothing paid it yet.', 'Rien ne l’a encore payé.'],
  postedOn: ['Posted on', 'Inscrit le'],
  dueOn: ['Due on', 'Échéance le'],
  charged: ['Charged in all', 'Facturé en tout'],
  paid: ['Settled', 'Réglé'],
  open: ['Still open', 'Encore ouvert'],
  back: ['Back to the declaration', 'Retour à la déclaration'],
});

export function transactionReceiptPages(site: Site): void {
  site.page('/portal/declarations/:number/receipt', atAccount('account:read'), show);
}

async function show(visit: AtAccount, { number = '' }: Params) {
  const { ctx, language } = visit;
  const w = words[language];
  const { items, chargedCents, paidCents, openCents } = await transactionReceipt(ctx, number);
  const body = html`<p>${w.lead}</p>
${facts([
  [w.charged, dollars(chargedCents, language)],
  [w.paid, dollars(paidCents, language)],
  [w.open, dollars(openCents, language)],
])}
${items.map((item) => itemPart(visit, item))}
<p>${link(to(visit, `/portal/declarations/${number}`), w.back)}</p>`;
  return { title: `${w.title} ${number}`, body };
}

function itemPart(visit: AtAccount, { document, charges, paid, openCents }: ChargedItem): Html {
  const { language } = visit;
  const w = words[language];
  const name = documentCodes[document.code][language];
  const total = html`<tfoot><tr><th scope="row">${w.total}</th><td class="number">${dollars(document.amountCents, language)}</td></tr></tfoot>`;
  const byKind = table(
    w.charges,
    [
      { title: w.charge, cell: ({ glAccount }) => chargeName(glAccount)[language] },
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    charges,
    '',
    total,
  );
  return html`<h2>${name}</h2>
${facts([
  [w.postedOn, document.postedOn],
  [w.dueOn, document.dueOn],
  [w.open, dollars(openCents, language)],
])}
${byKind}
${paidPart(visit, document.amountCents < 0 ? w.usedFor : w.paidBy, paid)}`;
}

function paidPart(visit: AtAccount, title: string, paid: readonly Clearer[]): Html {
  const { language } = visit;
  const w = words[language];
  const what = ({ code, receipt }: Clearer) =>
    receipt === null
      ? documentCodes[code][language]
      : html`${documentCodes[code][language]} ${link(to(visit, `/portal/payments/${receipt}`), receipt)}`;
  return table(
    title,
    [
      { title, cell: what },
      { title: w.on, cell: ({ clearedOn }) => clearedOn },
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    paid,
    w.unpaid,
  );
}
