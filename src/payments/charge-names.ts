import type { Bilingual } from '../errors.ts';
import { accountNames, chart } from '../ledger/chart.ts';

const { revenue, refunds, provincialTaxes } = chart;

const duties: Record<keyof typeof refunds, Bilingual> = {
  customsDuty: { en: 'Customs duty', fr: 'Droits de douane' },
  surtaxAndSafeguard: { en: 'Surtax and safeguard', fr: 'Surtaxe et sauvegarde' },
  antiDumping: { en: 'Anti-dumping duty', fr: 'Droits antidumping' },
  countervailing: { en: 'Countervailing duty', fr: 'Droits compensateurs' },
  excise: { en: 'Excise duty and tax', fr: 'Droits et taxe d’accise' },
  luxury: { en: 'Luxury tax', fr: 'Taxe de luxe' },
};

/** What an account of the chart charges, as a payer calls it. */
const names = new Map<string, Bilingual>([
  [revenue.gst, { en: 'GST', fr: 'TPS' }],
  [revenue.federalPartOfHst, { en: 'Federal part of HST', fr: 'Part fédérale de la TVH' }],
  [provincialTaxes, { en: 'Provincial tax', fr: 'Taxe provinciale' }],
  [revenue.interest, { en: 'Interest', fr: 'Intérêts' }],
  [revenue.penalties, { en: 'Penalty', fr: 'Pénalité' }],
  [revenue.fees, { en: 'Fee', fr: 'Frais' }],
]);

// What is refunded has the name of what was charged.
for (const [kind, name] of Object.entries(duties)) {
  names.set(revenue[kind as keyof typeof duties], name);
  names.set(refunds[kind as keyof typeof duties], name);
}

export function chargeName(glAccount: string): Bilingual {
  return names.get(glAccount) ?? accountNames[glAccount]!;
}
