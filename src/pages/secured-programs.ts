import { inBoth } from './words.ts';

/** What security is given for, in words. */
export const programWords = inBoth({
  program: ['Program', 'Programme'],
  importation: ['Importation: release prior to payment', 'Importation : mainlevée avant paiement'],
  carrier: ['Carrier', 'Transporteur'],
  clvs: ['Courier low value shipments', 'Messageries d’expéditions de faible valeur'],
  'customs-broker': ['Customs broker', 'Courtier en douane'],
  'bonded-warehouse': ['Bonded warehouse', 'Entrepôt de stockage'],
  'sufferance-warehouse': ['Sufferance warehouse', 'Entrepôt d’attente'],
  'duty-free-shop': ['Duty free shop', 'Boutique hors taxes'],
  other: ['Other', 'Autre'],
});
