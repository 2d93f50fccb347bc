import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { documentCodes } from '../ledger/tables.ts';
import { type Cents, toWire } from '../money.ts';
import type { Receipt } from './receipt.ts';
import type { PaymentChannel } from './types.ts';

export type Language = 'en' | 'fr';

/** Both languages have the same keys: the type says so. */
const words = {
  en: {
    simulation: 'A simulation: not a receipt of the CBSA, and no payment was made.',
    title: 'Receipt',
    account: 'Program account',
    channel: 'Paid by',
    amount: 'Amount',
    valueOn: 'Value date',
    status: 'Status',
    IN_TRANSIT: 'In transit',
    POSTED: 'Posted',
    RETURNED: 'Returned by the bank',
    postsOn: 'Shows in the account on',
    cleared: 'What it paid',
    what: 'What',
    reference: 'Reference',
    statement: 'Statement',
    credit: 'Left as credit',
    duplicate: 'Seems to be paid already by',
  },
  fr: {
    simulation: 'Une simulation : ce n’est pas un reçu de l’ASFC, et rien n’a été payé.',
    title: 'Reçu',
    account: 'Compte de programme',
    channel: 'Payé par',
    amount: 'Montant',
    valueOn: 'Date de valeur',
    status: 'État',
    IN_TRANSIT: 'En transit',
    POSTED: 'Inscrit',
    RETURNED: 'Retourné par la banque',
    postsOn: 'Paraît au compte le',
    cleared: 'Ce qu’il a payé',
    what: 'Quoi',
    reference: 'Référence',
    statement: 'Relevé',
    credit: 'Reste à titre de crédit',
    duplicate: 'Semble déjà payé par',
  },
} as const;

/** How a payment reaches the CBSA, in words. */
export const channelNames: Record<PaymentChannel, Record<Language, string>> = {
  'online-banking': { en: 'Online banking', fr: 'Services bancaires en ligne' },
  'credit-card': { en: 'Credit card', fr: 'Carte de crédit' },
  'debit-card': { en: 'Debit card', fr: 'Carte de débit' },
  edi: { en: 'Electronic data interchange', fr: 'Échange de données informatisé' },
  wire: { en: 'Wire', fr: 'Virement' },
  office: { en: 'At an office', fr: 'À un bureau' },
  cheque: { en: 'Cheque', fr: 'Chèque' },
  'pre-authorized-debit': { en: 'Pre-authorized debit', fr: 'Débit préautorisé' },
};

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A receipt to print, in one language: one page that needs nothing from outside. */
export async function receiptPage(receipt: Receipt, language: Language): Promise<string> {
  const w = words[language];
  const { payment, status, postsOn } = receipt;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${w.title} ${payment.id}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #767676}td:last-child,th:last-child{text-align:right}dt{font-weight:bold}</style>
</head>
<body>
<header><p><strong>${w.simulation}</strong></p></header>
<main>
<h1>${w.title} ${payment.id}</h1>
<dl>
${fact(w.account, payment.programAccount)}
${fact(w.channel, channelNames[payment.channel][language])}
${fact(w.amount, dollars(payment.amountCents, language))}
${fact(w.valueOn, payment.valueOn)}
${fact(w.status, w[status])}
${postsOn === null ? '' : fact(w.postsOn, postsOn)}
${payment.duplicateOf === null ? '' : fact(w.duplicate, payment.duplicateOf)}
</dl>
<h2>${w.cleared}</h2>
${lines(receipt, language)}
</main>
</body>
</html>
`;
  return String(await page);
}

function lines({ cleared, creditCents }: Receipt, language: Language): Html {
  const w = words[language];
  return html`<table>
<thead><tr><th scope="col">${w.what}</th><th scope="col">${w.reference}</th><th scope="col">${w.statement}</th><th scope="col">${w.amount}</th></tr></thead>
<tbody>
${cleared.map(
  (each) =>
    html`<tr><td>${documentCodes[each.code][language]}</td><td>${each.reference}</td><td>${each.statement ?? '–'}</td><td>${dollars(each.amountCents, language)}</td></tr>`,
)}
<tr><th scope="row" colspan="3">${w.credit}</th><td>${dollars(creditCents, language)}</td></tr>
</tbody>
</table>`;
}

function fact(name: string, value: string): Html {
  return html`<dt>${name}</dt><dd>${value}</dd>`;
}

function dollars(cents: Cents, language: Language): string {
  return language === 'en' ? `$${toWire(cents)}` : `${toWire(cents).replace('.', ',')} $`;
}
