import type { Bilingual } from '../../errors.ts';
import { organisationTypes } from '../../support/vocabulary.ts';
import type { Cell } from '../section.ts';

/** What the ids of plans and journals are called in a debrief. */
const names: Record<string, Bilingual> = {
  ...organisationTypes,
  'project-support': { en: 'Project support', fr: 'Soutien du projet' },
  'model-cbsa': { en: 'Model CBSA', fr: 'ASFC modèle' },
  partner: { en: 'Trade chain partner', fr: 'Partenaire de la chaîne commerciale' },
  monitor: { en: 'Monitoring', fr: 'Surveillance' },
  courier: { en: 'Courier', fr: 'Messagerie' },
  novice: { en: 'Novice', fr: 'Débutant' },
  practised: { en: 'Practised', fr: 'Exercé' },
  expert: { en: 'Expert', fr: 'Expert' },
  'not-told': { en: 'Not told', fr: 'Non précisée' },
  CCP: { en: 'Client portal', fr: 'Portail client' },
  'kick-off': { en: 'Kick-off', fr: 'Lancement' },
  sprint: { en: 'Sprint', fr: 'Sprint' },
  slowdown: { en: 'Slowdown', fr: 'Ralentissement' },
  'wind-down': { en: 'Wind-down', fr: 'Clôture graduelle' },
  'general-information': { en: 'General information', fr: 'Information générale' },
  training: { en: 'Training', fr: 'Formation' },
  touchpoint: { en: 'Touchpoint', fr: 'Point de contact' },
  'internal-guide-enhancement': { en: 'Change to an internal guide', fr: 'Amélioration d’un guide interne' },
  'new-guide': { en: 'New guide', fr: 'Nouveau guide' },
  'before-go-live': { en: 'To resolve before go-live', fr: 'À résoudre avant la mise en service' },
  deferred: { en: 'Deferred', fr: 'Reporté' },
  backlog: { en: 'Proposed for the backlog', fr: 'Proposé au carnet de produit' },
  undecided: { en: 'Not decided', fr: 'Non décidé' },
  'external-guide-enhancement': { en: 'Change to an external guide', fr: 'Amélioration d’un guide externe' },
};

/** The name of an id; what has none is shown as it is. */
export function named(id: string): Cell {
  return names[id] ?? id;
}

/** The row that rows add up to: their last columns, as many as hold numbers in all of them. */
export function total(rows: readonly (readonly Cell[])[]): Cell[] | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  return first.map((_, column): Cell => {
    if (column === 0) return { en: 'Total', fr: 'Total' };
    const values = rows.map((row) => row[column]);
    return values.every((value) => typeof value === 'number')
      ? (values as number[]).reduce((sum, value) => sum + value, 0)
      : '';
  });
}
