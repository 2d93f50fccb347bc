import type { Bilingual } from '../errors.ts';

/** Where in the portal something is done, and what to look out for. */
export interface Hint {
  path: string;
  text: Bilingual;
}

const declare: Hint = {
  path: '/portal/declarations/new',
  text: {
    en: 'Under Declarations, begin one with the transaction number given, fill in what is given, and submit it.',
    fr: 'Sous Déclarations, commencez-en une avec le numéro de transaction donné, remplissez ce qui est donné et soumettez-la.',
  },
};
const change: Hint = {
  path: '/portal/declarations',
  text: {
    en: 'Under Declarations, open the one that was accepted, and choose what to do with it.',
    fr: 'Sous Déclarations, ouvrez celle qui a été acceptée et choisissez ce qu’il faut en faire.',
  },
};

const hints: Record<string, Hint> = {
  'cad.accepted': declare,
  'cad.rejected': {
    ...declare,
    text: {
      en: 'Submit it just as it is given: it is meant to be rejected, and to tell why.',
      fr: 'Soumettez-la telle qu’elle est donnée : elle doit être rejetée, et dire pourquoi.',
    },
  },
  'cad.correction': change,
  'cad.withdrawal': change,
  'adjustment.requested': change,
  'dispute.requested': {
    path: '/portal/recourse/disputes/new',
    text: {
      en: 'Under Penalties and appeals, appeal the decision.',
      fr: 'Sous Sanctions et appels, contestez la décision.',
    },
  },
  'payment.received': {
    path: '/portal/payments/pay',
    text: { en: 'Under Payments, pay the amount given.', fr: 'Sous Paiements, payez le montant donné.' },
  },
  'security.rpp-enrolled': {
    path: '/portal/security',
    text: {
      en: 'Under Financial security, enrol in release prior to payment.',
      fr: 'Sous Garantie financière, inscrivez-vous à la mainlevée avant paiement.',
    },
  },
  'ticket.opened': {
    path: '/portal/help/new',
    text: { en: 'Under Help, open a ticket.', fr: 'Sous Aide, ouvrez un billet.' },
  },
};

/** Where what is awaited is done, where that is told. */
export function hintFor(action: string): Hint | undefined {
  return hints[action];
}
