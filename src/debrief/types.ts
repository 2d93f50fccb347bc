import type { Violation } from '../billing/verify.ts';
import type { Bilingual } from '../errors.ts';
import type { LoadFigures } from '../load/figures.ts';
import type { Evaluation } from '../slr/evaluate.ts';
import type { BusinessFigures } from './figures.ts';

export interface ScenarioResult {
  feature: string;
  scenario: string;
  status: 'passed' | 'failed';
  tags: string[];
}

/** All that a debrief says. `business` is the same for the same plan and seed; `measured` is of this run alone. */
export interface Debrief {
  plan: string;
  title: Bilingual;
  seed: string;
  simulated: { from: string; to: string };
  business: BusinessFigures & {
    digest: string;
    scenarios: ScenarioResult[];
    violations: Violation[];
    availability: Evaluation[];
  };
  measured: { responseTime: Evaluation[]; load: LoadFigures | null; leftOut: Bilingual[] };
  covers: { process: Bilingual; isCovered: boolean }[];
}

/** What a rehearsal of this version covers of the business processes, and what not: CES 2.0 never said. */
export const coverage: Debrief['covers'] = [
  {
    process: {
      en: 'Release prior to payment, accounting (type AB)',
      fr: 'Mainlevée avant paiement, déclaration (type AB)',
    },
    isCovered: true,
  },
  {
    process: {
      en: 'Accounting and payment before release (type C)',
      fr: 'Déclaration et paiement avant la mainlevée (type C)',
    },
    isCovered: true,
  },
  {
    process: { en: 'Assessment of duties and taxes', fr: 'Établissement des droits et taxes' },
    isCovered: true,
  },
  {
    process: {
      en: 'Daily notices and statements, commercial program',
      fr: 'Avis quotidiens et relevés, programme commercial',
    },
    isCovered: true,
  },
  { process: { en: 'Payments and allocation', fr: 'Paiements et imputation' }, isCovered: true },
  {
    process: { en: 'Corrections, adjustments, appeals', fr: 'Corrections, rajustements, appels' },
    isCovered: false,
  },
  { process: { en: 'Interest and penalties', fr: 'Intérêts et pénalités' }, isCovered: false },
  { process: { en: 'Financial security', fr: 'Garanties financières' }, isCovered: false },
  {
    process: {
      en: 'CSA, courier, warehouse, casual declarations',
      fr: 'Déclarations PAD, messagerie, entrepôt, occasionnelles',
    },
    isCovered: false,
  },
  { process: { en: 'EDI', fr: 'EDI' }, isCovered: false },
];
