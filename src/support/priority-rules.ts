import type { Bilingual } from '../errors.ts';
import type { Facts, Priority } from './types.ts';

export interface PriorityRule {
  id: string;
  priority: Priority;
  text: Bilingual;
  fits: (facts: Facts) => boolean;
}

const hasEffect =
  (...effects: Facts['effect'][]) =>
  ({ effect }: Facts) =>
    effects.includes(effect);

/** A planned outage that overruns, and is felt, is a stop of work like any other. */
const stops = (facts: Facts) =>
  facts.effect === 'stoppage' || (facts.effect === 'planned-outage-overrun' && facts.impactNil === false);

const degrades = hasEffect('degradation', 'severe-degradation');

/** The portal stands beside the primary processes wherever the definitions name it. */
const isPrimary = ({ process }: Facts) => process === 'primary' || process === 'portal';

const isCritical = (facts: Facts) => isPrimary(facts) || facts.process === 'critical';

const isOneUser = ({ scope }: Facts) => scope === 'single-user';

const isKeyPartner = ({ scope }: Facts) => scope === 'key-partner';

/** One partner alone: the process goes on for all others. */
const isOnePartner = ({ scope, partners }: Facts) =>
  (scope === 'key-partner' && (partners ?? 1) < 2) || (scope === 'external-partners' && (partners ?? 2) < 2);

const isBroad = ({ scope, partners }: Facts) =>
  scope === 'all-internal-users' ||
  scope === 'line-of-business' ||
  (scope !== 'user-group' && scope !== 'single-user' && (partners ?? 0) >= 2);

/** A stop is of all functions unless it is told that it is of certain ones; of no known process, the least is taken. */
const allFunctions = ({ functions, process }: Facts) => functions !== 'certain' && (process ?? null) !== null;

/**
 * The definitions of priority, highest first; the first that fits decides.
 *
 * Source: CARM briefing, March 2024, incident priority definitions. Assumptions: what they leave open.
 */
export const priorityRules: readonly PriorityRule[] = [
  {
    id: 'P1-primary-stopped',
    priority: 'P1',
    text: {
      en: 'Work stops at once and completely for a primary business process',
      fr: 'Le travail cesse d’un coup et complètement pour un processus d’affaires principal',
    },
    fits: (facts) => stopsWholly(facts) && facts.process === 'primary',
  },
  {
    id: 'P1-portal-unreachable',
    priority: 'P1',
    text: { en: 'The portal cannot be reached', fr: 'Le portail est inaccessible' },
    fits: (facts) => stopsWholly(facts) && facts.process === 'portal',
  },
  {
    id: 'P1-broad-group-stopped',
    priority: 'P1',
    text: {
      en: 'Work stops for a broad group: all internal users, a line of business, or two or more external partners',
      fr: 'Le travail cesse pour un vaste groupe : tous les utilisateurs internes, un secteur d’activité, ou au moins deux partenaires externes',
    },
    fits: (facts) => stops(facts) && isBroad(facts),
  },
  {
    id: 'P2-key-partner-stopped',
    priority: 'P2',
    text: {
      en: 'Work stops completely for one key partner',
      fr: 'Le travail cesse complètement pour un partenaire clé',
    },
    fits: (facts) => stops(facts) && isKeyPartner(facts),
  },
  {
    id: 'P2-primary-severely-degraded',
    priority: 'P2',
    text: {
      en: 'A primary process or the portal is severely degraded, certain of its functions stopped or all of them for one partner',
      fr: 'Un processus principal ou le portail est gravement dégradé, certaines de ses fonctions arrêtées ou toutes pour un partenaire',
    },
    fits: (facts) =>
      (stops(facts) || facts.effect === 'severe-degradation') && isPrimary(facts) && !isOneUser(facts),
  },
  {
    id: 'P2-process-stopped',
    priority: 'P2',
    text: {
      en: 'Work stops completely for a process that is not a primary one',
      fr: 'Le travail cesse complètement pour un processus qui n’est pas principal',
    },
    fits: (facts) =>
      stops(facts) && allFunctions(facts) && facts.process !== 'peripheral' && !isOneUser(facts),
  },
  {
    id: 'P2-critical-data-wrong',
    priority: 'P2',
    text: {
      en: 'A critical process holds wrong data',
      fr: 'Un processus critique contient des données erronées',
    },
    fits: (facts) => facts.effect === 'wrong-data' && isCritical(facts),
  },
  {
    id: 'P2-security-breached',
    priority: 'P2',
    text: {
      en: 'Security is breached, and there is no work-around that can be kept up',
      fr: 'La sécurité est enfreinte, et aucune solution de rechange n’est tenable',
    },
    fits: ({ effect, workaround }) =>
      effect === 'security-violation' && (workaround === 'unsustainable' || workaround === 'none'),
  },
  {
    id: 'P3-primary-degraded',
    priority: 'P3',
    text: {
      en: 'Functions of a primary or critical process are degraded',
      fr: 'Des fonctions d’un processus principal ou critique sont dégradées',
    },
    fits: (facts) => degrades(facts) && isCritical(facts) && !isOneUser(facts),
  },
  {
    id: 'P3-partner-degraded',
    priority: 'P3',
    text: {
      en: 'The service of a key partner, or of a broad group, is degraded',
      fr: 'Le service d’un partenaire clé, ou d’un vaste groupe, est dégradé',
    },
    fits: (facts) => degrades(facts) && (isKeyPartner(facts) || isBroad(facts)),
  },
  {
    id: 'P3-functions-stopped',
    priority: 'P3',
    text: {
      en: 'Work stops for one or more functions of a process that is not a primary one',
      fr: 'Le travail cesse pour une ou plusieurs fonctions d’un processus qui n’est pas principal',
    },
    fits: (facts) => stops(facts) && facts.process !== 'peripheral' && !isOneUser(facts),
  },
  {
    id: 'P3-data-wrong',
    priority: 'P3',
    text: {
      en: 'A non-critical process holds wrong data',
      fr: 'Un processus non critique contient des données erronées',
    },
    fits: (facts) => facts.effect === 'wrong-data' && facts.process !== 'peripheral',
  },
  {
    id: 'P3-planned-outage-overrun',
    priority: 'P3',
    text: {
      en: 'A planned outage overruns its agreed hours',
      fr: 'Une panne prévue dépasse les heures convenues',
    },
    fits: hasEffect('planned-outage-overrun'),
  },
  {
    id: 'P3-redundancy-lost',
    priority: 'P3',
    text: {
      en: 'A part of the infrastructure failed: service goes on, without redundancy',
      fr: 'Un élément de l’infrastructure a fait défaut : le service continue, sans redondance',
    },
    fits: hasEffect('redundancy-lost'),
  },
  {
    id: 'P3-security-kept-up',
    priority: 'P3',
    text: {
      en: 'Security is breached, and a work-around can be kept up',
      fr: 'La sécurité est enfreinte, et une solution de rechange est tenable',
    },
    fits: hasEffect('security-violation'),
  },
  {
    id: 'P4-single-user',
    priority: 'P4',
    text: {
      en: 'One single end user is affected',
      fr: 'Un seul utilisateur final est touché',
    },
    fits: isOneUser,
  },
  {
    id: 'P4-failover',
    priority: 'P4',
    text: {
      en: 'The network failed over to its backup without degradation',
      fr: 'Le réseau est passé à sa connexion de secours sans dégradation',
    },
    fits: hasEffect('failover'),
  },
  {
    id: 'P4-peripheral',
    priority: 'P4',
    text: {
      en: 'A peripheral problem of a user group',
      fr: 'Un problème périphérique d’un groupe d’utilisateurs',
    },
    fits: ({ effect, process }) => effect === 'peripheral' || process === 'peripheral',
  },
  {
    id: 'P4-nothing-higher',
    priority: 'P4',
    text: {
      en: 'The facts fit no definition of a priority: the lowest',
      fr: 'Les faits ne correspondent à aucune définition de priorité : la plus basse',
    },
    fits: () => true,
  },
];

/** The process stops, and not for one user or one partner alone. */
function stopsWholly(facts: Facts): boolean {
  return stops(facts) && allFunctions(facts) && !isOneUser(facts) && !isOnePartner(facts);
}
