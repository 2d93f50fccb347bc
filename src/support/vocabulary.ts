import type { Bilingual } from '../errors.ts';
import type { Status } from './types.ts';

export const statusNames: Record<Status, Bilingual> = {
  New: { en: 'New', fr: 'Nouveau' },
  Open: { en: 'Open', fr: 'Ouvert' },
  'Awaiting Change': { en: 'Awaiting change', fr: 'En attente d’un changement' },
  'Awaiting Vendor': { en: 'Awaiting vendor', fr: 'En attente du fournisseur' },
  'Awaiting Info': { en: 'Awaiting information', fr: 'En attente de renseignements' },
  'Awaiting OGD': { en: 'Awaiting another department', fr: 'En attente d’un autre ministère' },
  Resolved: { en: 'Resolved', fr: 'Résolu' },
  Closed: { en: 'Closed', fr: 'Fermé' },
};

/** Whom a change to the system reaches. */
export const audiences = ['project-support', 'model-cbsa', 'partner'] as const;

export type Audience = (typeof audiences)[number];

/** Where a ticket comes from. */
export const ticketSources = {
  portal: { en: 'Portal', fr: 'Portail' },
  phone: { en: 'Phone', fr: 'Téléphone' },
  api: { en: 'API', fr: 'API' },
  monitor: { en: 'Monitoring', fr: 'Surveillance' },
  email: { en: 'Email', fr: 'Courriel' },
} as const satisfies Record<string, Bilingual>;

export type TicketSource = keyof typeof ticketSources;

/** What kind of help it is about. */
export const ticketCategories = {
  'client-support': { en: 'Client support', fr: 'Soutien aux clients' },
  application: { en: 'Application', fr: 'Application' },
  interface: { en: 'Interface', fr: 'Interface' },
  infrastructure: { en: 'Infrastructure', fr: 'Infrastructure' },
  access: { en: 'Access and roles', fr: 'Accès et rôles' },
  education: { en: 'Guides and training', fr: 'Guides et formation' },
} as const satisfies Record<string, Bilingual>;

export type TicketCategory = keyof typeof ticketCategories;

export const functionalAreas = {
  registration: { en: 'Registration and access', fr: 'Inscription et accès' },
  accounting: { en: 'Commercial accounting declarations', fr: 'Déclarations en détail commerciales' },
  assessment: { en: 'Duties and taxes', fr: 'Droits et taxes' },
  corrections: { en: 'Corrections and adjustments', fr: 'Corrections et rajustements' },
  statements: { en: 'Notices and statements', fr: 'Avis et relevés' },
  payments: { en: 'Payments and disbursements', fr: 'Paiements et décaissements' },
  security: { en: 'Financial security', fr: 'Garantie financière' },
  penalties: { en: 'Penalties and redress', fr: 'Sanctions et recours' },
  exchange: { en: 'EDI and API', fr: 'EDI et API' },
  'reference-data': { en: 'Tariff and reference data', fr: 'Tarif et données de référence' },
  platform: { en: 'Platform and batch work', fr: 'Plateforme et traitements par lots' },
} as const satisfies Record<string, Bilingual>;

export type FunctionalArea = keyof typeof functionalAreas;

/** What it turned out to be. Source: CARM briefing, March 2024, the 52 New and Open tickets. */
export const ticketNatures = {
  undetermined: { en: 'Not determined', fr: 'Non déterminée' },
  defect: { en: 'Defect', fr: 'Défaut' },
  role: { en: 'Role', fr: 'Rôle' },
  environment: { en: 'Environment', fr: 'Environnement' },
  'outside-system': { en: 'Outside system', fr: 'Système externe' },
  'product-upgrade': { en: 'Product upgrade', fr: 'Mise à niveau de produit' },
  'user-education': { en: 'User education', fr: 'Formation des utilisateurs' },
  'working-as-designed': { en: 'Working as designed', fr: 'Fonctionne comme prévu' },
  'pending-discussion': { en: 'Pending discussion', fr: 'À discuter' },
} as const satisfies Record<string, Bilingual>;

export type TicketNature = keyof typeof ticketNatures;

export const organisationTypes = {
  importer: { en: 'Importer', fr: 'Importateur' },
  broker: { en: 'Customs broker', fr: 'Courtier en douane' },
  consultant: { en: 'Trade consultant', fr: 'Conseiller en commerce' },
  surety: { en: 'Surety', fr: 'Caution' },
  cbsa: { en: 'CBSA', fr: 'ASFC' },
  project: { en: 'Project support', fr: 'Soutien du projet' },
  other: { en: 'Other', fr: 'Autre' },
} as const satisfies Record<string, Bilingual>;

export type OrganisationType = keyof typeof organisationTypes;

/** To whom the desk hands what it cannot solve: managed services, or who makes the product. */
export const escalationTargets = {
  operator: { en: 'Managed services', fr: 'Services gérés' },
  vendor: { en: 'Vendor', fr: 'Fournisseur' },
} as const satisfies Record<string, Bilingual>;

export type EscalationTarget = keyof typeof escalationTargets;

/** The names of a list, as a schema takes them. */
export function namesOf<K extends string>(list: Record<K, Bilingual>): [K, ...K[]] {
  // No list here is empty, and its keys are those of its type.
  return Object.keys(list) as [K, ...K[]];
}
