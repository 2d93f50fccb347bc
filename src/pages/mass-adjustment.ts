import type { MassAdjustment, MassState } from '../recourse/mass-store.ts';
import { count, dollars } from './formats.ts';
import type { Html } from './html.ts';
import { facts, link, tag } from './parts.ts';
import { inBoth, type Language } from './words.ts';

export const massWords = inBoth({
  one: ['Mass adjustment', 'Rajustement en masse'],
  all: ['Mass adjustments', 'Rajustements en masse'],
  none: ['There are no mass adjustments of this account.', 'Ce compte n’a aucun rajustement en masse.'],
  state: ['State', 'État'],
  UNDER_REVIEW: ['Under review', 'À l’étude'],
  APPROVING: ['Being approved', 'Approbation en cours'],
  APPROVED: ['Approved', 'Approuvé'],
  REFUSING: ['Being refused', 'Refus en cours'],
  REFUSED: ['Refused', 'Refusé'],
  UNDOING: ['Being undone', 'Annulation en cours'],
  UNDONE: ['Undone', 'Annulé'],
  field: ['What is changed', 'Ce qui est changé'],
  classification: ['Classification number', 'Numéro de classement'],
  tariffCode: ['Tariff code', 'Code tarifaire'],
  countryOfOrigin: ['Country of origin', 'Pays d’origine'],
  placeOfExport: ['Place of export', 'Lieu d’exportation'],
  tariffTreatment: ['Tariff treatment', 'Traitement tarifaire'],
  valueForDutyCode: ['Value for duty code', 'Code de valeur en douane'],
  specialAuthority: ['Special authority', 'Autorisation spéciale'],
  gstExemptionCode: ['GST exemption code', 'Code d’exonération de la TPS'],
  from: ['From', 'De'],
  to: ['To', 'À'],
  reasons: ['Reason codes', 'Codes de motif'],
  rationale: ['Explanation', 'Explication'],
  declarations: ['Declarations', 'Déclarations'],
  total: ['What it adds to what is owed', 'Ce qu’il ajoute à ce qui est dû'],
  askedOn: ['Asked on', 'Demandé le'],
  decidedOn: ['Decided on', 'Décidé le'],
});

const tones = {
  UNDER_REVIEW: 'warning',
  APPROVED: 'success',
  REFUSED: 'danger',
} as const satisfies Partial<Record<MassState, string>>;

export function massStateTag(language: Language, { state }: MassAdjustment): Html {
  return tag(massWords[language][state], tones[state as keyof typeof tones] ?? 'plain');
}

/** @param folder where the page of one account is, by its number; none for its own business */
export function massFacts(language: Language, found: MassAdjustment, folder?: string): Html {
  const w = massWords[language];
  const { field, from, to } = found.change;
  const { importerBn15 } = found;
  return facts([
    [w.state, massStateTag(language, found)],
    [
      language === 'en' ? 'BN15' : 'NE15',
      folder === undefined ? importerBn15 : link(`/${language}${folder}/${importerBn15}`, importerBn15),
    ],
    [w.field, w[field]],
    [w.from, from],
    [w.to, to],
    [w.reasons, found.reasons.join(', ')],
    [w.rationale, found.rationale],
    [w.declarations, count(found.declarations, language)],
    [w.total, dollars(found.changeCents, language)],
    [w.askedOn, found.askedOn],
    [w.decidedOn, found.decidedOn],
  ]);
}
