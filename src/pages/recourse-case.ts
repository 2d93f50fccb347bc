import type { RecourseCase } from '../recourse/store.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { optionsOf } from './cad-fields.ts';
import type { Options } from './form.ts';
import type { Html } from './html.ts';
import { facts, link, tag } from './parts.ts';
import { inBoth, type Language } from './words.ts';

export const caseWords = inBoth({
  case: ['Case', 'Dossier'],
  kind: ['Kind', 'Type'],
  ADJUSTMENT: ['Adjustment', 'Rajustement'],
  REDETERMINATION: ['Re-determination', 'Révision'],
  DISPUTE: ['Request for further re-determination', 'Demande de réexamen'],
  APPEAL: ['Appeal', 'Appel'],
  transaction: ['Transaction number', 'Numéro de transaction'],
  openedOn: ['Opened on', 'Ouvert le'],
  state: ['State', 'État'],
  UNDER_REVIEW: ['Under review', 'À l’étude'],
  EXTENSION_REQUESTED: ['Extension requested', 'Prorogation demandée'],
  APPROVED: ['Approved', 'Approuvé'],
  REJECTED: ['Refused', 'Refusé'],
  reasons: ['Reasons', 'Motifs'],
  rationale: ['Explanation', 'Explication'],
  decidedOn: ['Decided on', 'Décidé le'],
  result: ['Resulting version', 'Version issue'],
  correctBy: ['To be corrected by', 'À corriger au plus tard le'],
});

const tones = {
  UNDER_REVIEW: 'info',
  EXTENSION_REQUESTED: 'info',
  APPROVED: 'success',
  REJECTED: 'danger',
} as const;

export function caseStateTag(language: Language, { state }: RecourseCase): Html {
  return tag(caseWords[language][state], tones[state]);
}

/** @param folder where the page of one declaration is, by its number */
export function caseFacts(language: Language, folder: string, found: RecourseCase): Html {
  const w = caseWords[language];
  const { transactionNumber } = found;
  return facts([
    [w.state, caseStateTag(language, found)],
    [w.kind, w[found.kind]],
    [w.transaction, link(`/${language}${folder}/${transactionNumber}`, transactionNumber)],
    [w.openedOn, found.openedOn],
    [w.reasons, found.reasons.join(', ')],
    [w.rationale, found.rationale],
    [w.correctBy, found.correctBy],
    [w.decidedOn, found.decidedOn],
    [w.result, found.resultVersion],
  ]);
}

/** Reasons in law that a partner may give for a change after the due date: not those of the CBSA's own decisions. */
export function reasonOptions(reference: ReferenceData, language: Language): Options {
  const list = 'adjustment-reasons';
  const isOpen = (code: string) => reference.history(list, code)[0]?.data.direction !== 'agency';
  return optionsOf(list, reference, language).filter(([code]) => isOpen(code));
}
