import type { Violation } from '../billing/verify.ts';
import type { Bilingual } from '../errors.ts';
import type { LoadFigures } from '../load/figures.ts';
import type { Evaluation } from '../slr/evaluate.ts';
import type { RegisterRow } from '../slr/evaluate-register.ts';
import type { Covered } from './coverage.ts';
import type { FaultCost } from './fault-costs.ts';
import type { BusinessFigures } from './figures.ts';
import type { PeopleFigures } from './people.ts';
import type { Criterion, Decision } from './readiness.ts';
import type { SupportFigures } from './support-figures.ts';

export interface ScenarioResult {
  feature: string;
  scenario: string;
  /** The folder of its feature, which is a business process or part of one. */
  room: string;
  status: 'passed' | 'failed';
  tags: string[];
}

/** Raised when a debrief is told in another shape: those of other shapes are not compared. */
export const debriefFormat = 4;

/** What a run is compared by with others of its plan. */
export interface EarlierRun {
  name: string;
  seed: string;
  decision: Decision;
  digest: string;
  figures: { id: string; label: Bilingual; value: string }[];
  criteria: Pick<Criterion, 'id' | 'text' | 'measured' | 'verdict'>[];
}

/** Tells scenarios of the same name in different features apart. */
export function scenarioKey({ feature, scenario }: { feature: string; scenario: string }): string {
  return `${feature}\n${scenario}`;
}

/** All that a debrief says. `business` is the same for the same plan and seed; `measured` is of this run alone. */
export interface Debrief {
  format: number;
  plan: string;
  title: Bilingual;
  seed: string;
  simulated: { from: string; to: string };
  business: BusinessFigures & {
    digest: string;
    scenarios: ScenarioResult[];
    violations: Violation[];
    /** Simulated response times by month, and availability by application and month. */
    serviceLevels: Evaluation[];
    people: PeopleFigures;
    support: SupportFigures | null;
    /** Incidents and changes judged by the service level requirements, month by month. */
    register: RegisterRow[];
    faults: FaultCost[];
    covers: Covered[];
    /** Where the plan itself asks for trouble. */
    warnings: Bilingual[];
    /** What a lead added. */
    remarks: Bilingual[];
  };
  measured: {
    responseTime: Evaluation[];
    load: LoadFigures | null;
    leftOut: Bilingual[];
    /** Complete runs of the same plan, the newest last. */
    earlier: EarlierRun[];
  };
}
