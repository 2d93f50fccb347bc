import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { planSchema } from '../../src/cli/plan.ts';
import { projectFolder } from '../../src/config.ts';
import { DomainError } from '../../src/errors.ts';
import { warningsOf } from '../../src/simulation/fit.ts';
import type { Plan } from '../../src/simulation/plan.ts';
import { readPlan } from '../../src/simulation/read-plan.ts';

const scenarios = join(projectFolder, 'scenarios');
const shipped = readdirSync(scenarios).filter((name) => name.endsWith('.yaml'));
const folder = mkdtempSync(join(tmpdir(), 'carm-plan-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** The template, which leaves nothing out. */
type Written = Plan & { support: NonNullable<Plan['support']> };

/** The template with a change, read as a file. */
function changed(change: (plan: Written) => void) {
  const plan = parse(readFileSync(join(scenarios, 'sprint-template.yaml'), 'utf8'));
  change(plan);
  const file = join(folder, 'plan.yaml');
  writeFileSync(file, stringify(plan));
  return readPlan(file);
}

function refusalOf(change: (plan: Written) => void): { en: string; fr: string } {
  try {
    changed(change);
  } catch (error) {
    if (error instanceof DomainError) return error.text;
    throw error;
  }
  throw new Error('the plan was read');
}

describe('a plan', () => {
  it.each(shipped)('%s is one', (name) => {
    expect(readPlan(join(scenarios, name)).name).toBe(name.replace('.yaml', ''));
  });

  it('has a schema for editors that is the one it is read by', () => {
    const written = JSON.parse(readFileSync(join(scenarios, 'plan.schema.json'), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(planSchema())));
  });

  const wrong: [string, (plan: Written) => void][] = [
    ['phases.1 (sprint-1): begins before kick-off is over', (plan) => (plan.phases[1]!.from = '2025-02-05')],
    ['phases.2 (wind-down): outside of the dates of the plan', (plan) => (plan.phases[2]!.to = '2025-04-01')],
    [
      'phases.2 (wind-down): countsAs names no phase: sprint-9',
      (plan) => (plan.phases[2]!.countsAs = 'sprint-9'),
    ],
    ['cast.0: a partner has a type, and nobody else has', (plan) => (plan.cast[0]!.type = 'broker')],
    ['cast.0.experience: the shares do not add up to 1', (plan) => (plan.cast[0]!.experience.expert = 0.9)],
    ['cast: 8 of type importer, and the population has 2', (plan) => (plan.population.importers = 2)],
    ['exercises.0: nobody in the cast is partner', (plan) => (plan.cast = plan.cast.slice(0, 2))],
    [
      'changes.0 (fixes): announced after it was deployed',
      (plan) => (plan.changes[0]!.announcedAt = '2025-02-21T09:00'),
    ],
    [
      'changes.0 (fixes): backed out before it was deployed',
      (plan) => (plan.changes[0]!.backedOutAt = '2025-02-19T09:00'),
    ],
    [
      'support.reports.0: an incident has facts, and nothing else has',
      (plan) => (plan.support.reports[0]!.kind = 'incident'),
    ],
    [
      'support.reports.1: say either resolvedAfter or stays',
      (plan) => (plan.support.reports[1]!.stays = 'Open'),
    ],
    [
      'support.reports.0: causedBy names no change: nothing',
      (plan) => (plan.support.reports[0]!.causedBy = 'nothing'),
    ],
    [
      'support.reports.0: names 1 tickets and counts 6',
      (plan) => (plan.support.reports[0]!.tickets = ['CS1']),
    ],
    ['faults.0: from must be before to', (plan) => (plan.faults[0]!.to = plan.faults[0]!.from)],
    [
      'load: nothing judges it; add 1.4-1 to slr',
      (plan) => (plan.load = { profile: 'smoke', rate: 1, seconds: 4 }),
    ],
  ];
  it.each(wrong)('is refused: %s', (text, change) => {
    const { en, fr } = refusalOf(change);
    expect(en).toContain(text);
    expect(fr).toContain('n’est pas un plan');
  });

  it('of the wrong shape is refused by line and path, in both languages', () => {
    const { en, fr } = refusalOf((plan) =>
      Object.assign(plan, { population: { importers: 'many', brokers: 1 } }),
    );
    expect(en).toMatch(/line \d+: population.importers: Invalid input: expected number, received string/);
    expect(fr).toMatch(/ligne \d+ : population.importers : Entrée invalide/);
  });

  it('that fits is read without warnings, and CES 2.0 with those that it earned', () => {
    expect(warningsOf(readPlan(join(scenarios, 'sprint-template.yaml')))).toEqual([]);
    const earned = warningsOf(readPlan(join(scenarios, 'ces-2.0.yaml'))).map(({ en }) => en);
    expect(earned).toContain('No phase is planned to wind down');
    expect(earned.filter((text) => text.endsWith('is not announced'))).toHaveLength(5);
  });

  it('warns of a cast that lacks partners, of roles without a kick-off and of too little time', () => {
    const plan = readPlan(join(scenarios, 'sprint-template.yaml'));
    const hasty = {
      ...plan,
      scope: 'large' as const,
      cast: plan.cast.filter((group) => group.type !== 'surety'),
      sessions: [],
    };
    expect(warningsOf(hasty).map(({ en }) => en)).toEqual([
      'The cast does not have every kind of partner that CARM touches: surety',
      // Six weeks of 7 days and, with 30 % novices, 15 % more: 48.3.
      '30 days of sprint are short for changes of size large and a cast with 30 % novices: 49 would fit',
      'No kick-off session is planned for project-support',
      'No kick-off session is planned for model-cbsa',
      'No kick-off session is planned for partner',
    ]);
  });
});
