import { inBoth } from './words.ts';

export const requestWords = inBoth({
  one: ['Request about security', 'Demande au sujet de la garantie'],
  requests: ['Requests about security', 'Demandes au sujet de la garantie'],
  kind: ['Request', 'Demande'],
  REDUCTION: ['To secure less', 'Garantir moins'],
  CASH_RETURN: ['Cash back', 'Remise d’argent'],
  month: ['Month to be secured', 'Mois à garantir'],
  amount: ['Amount', 'Montant'],
  rationale: ['Why', 'Pourquoi'],
  state: ['State', 'État'],
  UNDER_REVIEW: ['Under review', 'À l’étude'],
  GRANTED: ['Granted', 'Accordée'],
  REFUSED: ['Refused', 'Refusée'],
  askedOn: ['Asked on', 'Demandée le'],
  decidedOn: ['Decided on', 'Tranchée le'],
  reason: ['Reason of the decision', 'Motif de la décision'],
});
