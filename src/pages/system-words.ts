import { inBoth } from './words.ts';

/** The systems and interfaces that can fail. */
export const systemWords = inBoth({
  'exchange-rates': ['Exchange rates', 'Taux de change'],
  'business-numbers': ['Register of business numbers', 'Registre des numéros d’entreprise'],
  classification: ['Classification suggestions', 'Suggestions de classement'],
  banks: ['Banks', 'Banques'],
  sureties: ['Security providers', 'Fournisseurs de garanties'],
  release: ['Release system', 'Système de mainlevée'],
  portal: ['Client portal', 'Portail client'],
  'edi-gateway': ['EDI gateway', 'Passerelle EDI'],
  api: ['API', 'API'],
});
