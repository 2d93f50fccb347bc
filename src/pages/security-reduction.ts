import { inBoth } from './words.ts';

export const reductionWords = inBoth({
  one: ['Request to secure less', 'Demande de réduction de garantie'],
  requests: ['Requests to secure less', 'Demandes de réduction de garantie'],
  month: ['Month to be secured', 'Mois à garantir'],
  rationale: ['Why less is enough', 'Pourquoi moins suffit'],
  state: ['State', 'État'],
  UNDER_REVIEW: ['Under review', 'À l’étude'],
  GRANTED: ['Granted', 'Accordée'],
  REFUSED: ['Refused', 'Refusée'],
  askedOn: ['Asked on', 'Demandée le'],
  decidedOn: ['Decided on', 'Tranchée le'],
  reason: ['Reason of the decision', 'Motif de la décision'],
});
