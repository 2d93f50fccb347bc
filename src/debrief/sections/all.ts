import type { Section } from '../section.ts';
import type { Debrief } from '../types.ts';
import { business } from './business.ts';
import { decision, observations } from './decision.ts';
import { education } from './education.ts';
import { faults } from './faults.ts';
import { load } from './load.ts';
import { participation } from './people.ts';
import { coverage, scenarios } from './scenarios.ts';
import { services } from './services.ts';
import { support } from './support.ts';
import { timeline } from './timeline.ts';
import { trend } from './trend.ts';

/** The debrief in its order: first what to decide, last what it rests on. */
export function sectionsOf(debrief: Debrief): Section[] {
  return [
    decision(debrief),
    participation(debrief),
    timeline(debrief),
    business(debrief),
    education(debrief),
    support(debrief),
    services(debrief),
    faults(debrief),
    load(debrief),
    observations(debrief),
    trend(debrief),
    coverage(debrief),
    scenarios(debrief),
  ].filter((section) => section !== undefined);
}
