import type { PartnerName } from '../partners/partner.ts';
import type { Facts } from './types.ts';
import type { FunctionalArea } from './vocabulary.ts';

/** What stops while a system or an interface is down. Assumption A-103. */
export const factsOfSystem: Record<PartnerName, { facts: Facts; functionalArea: FunctionalArea }> = {
  'exchange-rates': {
    facts: { effect: 'stoppage', process: 'primary', functions: 'certain' },
    functionalArea: 'assessment',
  },
  'business-numbers': {
    facts: { effect: 'stoppage', process: 'critical', functions: 'all' },
    functionalArea: 'registration',
  },
  classification: {
    facts: { effect: 'degradation', process: 'non-critical', workaround: 'available' },
    functionalArea: 'reference-data',
  },
  banks: {
    facts: { effect: 'stoppage', process: 'critical', functions: 'all' },
    functionalArea: 'payments',
  },
  sureties: {
    facts: { effect: 'stoppage', process: 'non-critical', functions: 'certain' },
    functionalArea: 'security',
  },
  release: {
    facts: { effect: 'stoppage', process: 'primary', functions: 'certain' },
    functionalArea: 'accounting',
  },
  portal: {
    facts: { effect: 'stoppage', process: 'portal', functions: 'all', scope: 'external-partners' },
    functionalArea: 'platform',
  },
  'edi-gateway': {
    facts: {
      effect: 'severe-degradation',
      process: 'primary',
      functions: 'certain',
      workaround: 'available',
    },
    functionalArea: 'platform',
  },
  api: {
    facts: {
      effect: 'severe-degradation',
      process: 'primary',
      functions: 'certain',
      workaround: 'available',
    },
    functionalArea: 'platform',
  },
};

/** What a monitor says of a system; in both languages, as nobody asks in one. */
export function systemTitles(name: PartnerName) {
  return {
    down: {
      title: `${name}: does not answer / ne répond pas`,
      description: `The system ${name} does not answer. / Le système ${name} ne répond pas.`,
    },
    faulty: {
      title: `${name}: fails at times / échoue parfois`,
      description: `Requests to ${name} fail more often than they may. / Les demandes à ${name} échouent plus souvent qu’admis.`,
    },
  };
}
