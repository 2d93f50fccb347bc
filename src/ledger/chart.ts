/** The chart of accounts of the simulation. Positive postings are debits, negative ones credits. */
export const chart = {
  bank: {
    preAuthorizedDebit: '1001',
    card: '1002',
    edi: '1003',
    office: '1004',
    cheque: '1005',
    online: '1006',
  },
  receivable: '1100',
  unappliedCredit: '1200',
  provincialTaxes: '2200',
  revenue: {
    customsDuty: '3000',
    surtaxAndSafeguard: '3010',
    antiDumping: '3021',
    countervailing: '3022',
    excise: '3030',
    gst: '3040',
    luxury: '3050',
  },
} as const;

export const accountNames: Record<string, { en: string; fr: string }> = {
  '1001': { en: 'Bank clearing, pre-authorized debit', fr: 'Compensation bancaire, débit préautorisé' },
  '1002': { en: 'Bank clearing, card', fr: 'Compensation bancaire, carte' },
  '1003': { en: 'Bank clearing, EDI', fr: 'Compensation bancaire, EDI' },
  '1004': { en: 'Bank clearing, office', fr: 'Compensation bancaire, bureau' },
  '1005': { en: 'Bank clearing, cheque', fr: 'Compensation bancaire, chèque' },
  '1006': { en: 'Bank clearing, online banking', fr: 'Compensation bancaire, services en ligne' },
  '1100': {
    en: 'Receivable, commercial duties and taxes',
    fr: 'Comptes clients, droits et taxes commerciaux',
  },
  '1200': { en: 'Unapplied client credits', fr: 'Crédits de clients non imputés' },
  '2200': { en: 'Provincial taxes collected for others', fr: 'Taxes provinciales perçues pour autrui' },
  '3000': { en: 'Revenue: customs duty', fr: 'Revenus : droits de douane' },
  '3010': { en: 'Revenue: surtax and safeguard', fr: 'Revenus : surtaxe et sauvegarde' },
  '3021': { en: 'Revenue: anti-dumping duty', fr: 'Revenus : droits antidumping' },
  '3022': { en: 'Revenue: countervailing duty', fr: 'Revenus : droits compensateurs' },
  '3030': { en: 'Revenue: excise duty and tax', fr: 'Revenus : droits et taxe d’accise' },
  '3040': { en: 'Revenue: GST on imports', fr: 'Revenus : TPS sur les importations' },
  '3050': { en: 'Revenue: luxury tax, other', fr: 'Revenus : taxe de luxe, autres' },
};
