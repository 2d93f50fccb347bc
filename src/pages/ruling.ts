import type { Ruling } from '../rulings/store.ts';
import type { Html } from './html.ts';
import { facts, tag } from './parts.ts';
import { inBoth, type Language } from './words.ts';

export const rulingWords = inBoth({
  ruling: ['Ruling', 'Décision anticipée'],
  kind: ['Kind', 'Type'],
  TARIFF: ['Tariff classification', 'Classement tarifaire'],
  ORIGIN: ['Origin', 'Origine'],
  VALUATION: ['Valuation', 'Valeur'],
  OTHER: ['Other', 'Autre'],
  goods: ['Goods', 'Marchandises'],
  details: ['Details: what you ask, and the facts', 'Détails : ce que vous demandez, et les faits'],
  port: ['Port of entry (office code)', 'Port d’entrée (code de bureau)'],
  earlier: ['Earlier ruling, review or appeal', 'Décision, révision ou appel antérieurs'],
  askedOn: ['Submitted on', 'Soumise le'],
  status: ['Status', 'État'],
  SUBMITTED: ['Submitted', 'Soumise'],
  ASSIGNED: ['Assigned', 'Attribuée'],
  INFORMATION_REQUIRED: ['Additional information required', 'Renseignements supplémentaires requis'],
  DECIDED: ['Decision rendered', 'Décision rendue'],
  WITHDRAWN: ['Withdrawn', 'Retirée'],
  question: ['What the officer asks', 'Ce que demande l’agent'],
  answer: ['Your answer', 'Votre réponse'],
  decision: ['Decision', 'Décision'],
  decidedOn: ['Rendered on', 'Rendue le'],
});

const tones = {
  SUBMITTED: 'info',
  ASSIGNED: 'info',
  INFORMATION_REQUIRED: 'warning',
  DECIDED: 'success',
  WITHDRAWN: 'plain',
} as const;

export function rulingStatusTag(language: Language, { status }: Ruling): Html {
  return tag(rulingWords[language][status], tones[status]);
}

export function rulingFacts(language: Language, ruling: Ruling): Html {
  const w = rulingWords[language];
  return facts([
    [w.status, rulingStatusTag(language, ruling)],
    [w.kind, w[ruling.kind]],
    [w.goods, ruling.goods],
    [w.details, ruling.details],
    [w.port, ruling.portOfEntry],
    [w.earlier, ruling.earlierReference],
    [w.askedOn, ruling.askedOn],
    [w.question, ruling.question],
    [w.answer, ruling.answer],
    [w.decision, ruling.decision],
    [w.decidedOn, ruling.decidedOn],
  ]);
}
