import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { chanceFrom } from '../../src/chance.ts';
import { observationsOf } from '../../src/debrief/observations.ts';
import { debriefPage } from '../../src/debrief/page.ts';
import { readinessOf } from '../../src/debrief/readiness.ts';
import { textOf } from '../../src/debrief/section.ts';
import { sectionsOf } from '../../src/debrief/sections/all.ts';
import { type Debrief, debriefFormat } from '../../src/debrief/types.ts';
import { debriefWorkbook } from '../../src/debrief/workbook.ts';

/** A debrief in which everything is as it should be, with changes. */
function aDebrief(business: Partial<Debrief['business']> = {}): Debrief {
  return {
    format: debriefFormat,
    plan: 'a-plan',
    title: { en: 'A plan', fr: 'Un plan' },
    seed: chanceFrom('1').seed,
    simulated: { from: '2025-01-06T08:00', to: '2025-01-10T18:00' },
    business: {
      digest: 'abc',
      figures: [
        { id: 'accepted', label: { en: 'Accepted', fr: 'Acceptées' }, value: '1234', query: 'select 1' },
      ],
      declarationsByDay: [{ day: '2025-01-06', accepted: 1234, rejected: 20 }],
      rejectionsByCode: [{ code: 'CAD-E220', count: 20 }],
      revenue: [],
      statements: [],
      scenarios: [{ feature: 'F', scenario: 'S', room: 'billing', status: 'passed', tags: [] }],
      violations: [],
      serviceLevels: [],
      people: {
        ...{ participants: [], phases: [], sessions: [], exercises: [], scenariosDone: 0 },
        ...{ guides: [], changes: [], defects: [], submissions: [], responses: [] },
      },
      support: null,
      register: [],
      faults: [],
      covers: [
        {
          id: 'billing',
          process: { en: 'Billing', fr: 'Facturation' },
          scenarios: 1,
          passed: 1,
          leftOut: null,
        },
      ],
      warnings: [],
      remarks: [],
      ...business,
    },
    measured: { responseTime: [], load: null, leftOut: [], earlier: [] },
  };
}

const failed = { feature: 'F', scenario: 'T', room: 'billing', status: 'failed' as const, tags: [] };

describe('the decision', () => {
  it('is go when every criterion is met', () => {
    expect(readinessOf(aDebrief()).decision).toBe('go');
  });

  it.each([
    ['a scenario fails', { scenarios: [failed] }],
    ['the ledger is broken', { violations: [{ invariant: 'x', offender: 'y' }] }],
    ['more than a tenth is rejected', { declarationsByDay: [{ day: 'd', accepted: 89, rejected: 11 }] }],
  ] as [string, Partial<Debrief['business']>][])('is no-go when %s', (_, change) => {
    expect(readinessOf(aDebrief(change)).decision).toBe('no-go');
  });

  it('is open when a process was not rehearsed, or nothing was declared', () => {
    const [covered] = aDebrief().business.covers;
    expect(readinessOf(aDebrief({ covers: [{ ...covered!, scenarios: 0, passed: 0 }] })).decision).toBe(
      'not known',
    );
    expect(readinessOf(aDebrief({ declarationsByDay: [] })).decision).toBe('not known');
  });
});

describe('observations', () => {
  it('name the rule that drew them, and challenges what to do', () => {
    const change = { title: { en: 'C', fr: 'C' }, touches: [], deployedAt: 'x', backedOutAt: null };
    const { people } = aDebrief().business;
    const changes = [
      { id: 'a', ...change, announcedAt: null },
      { id: 'b', ...change, announcedAt: 'w' },
    ];
    const seen = observationsOf(aDebrief({ people: { ...people, changes }, scenarios: [failed] }));
    expect(seen.map(({ rule, kind }) => [rule, kind])).toEqual([
      ['ledger-holds', 'success'],
      ['changes-announced', 'challenge'],
      ['scenarios-pass', 'challenge'],
    ]);
    expect(seen[1]!.text.en).toBe('1 of 2 changes reached users unannounced.');
    expect(seen.filter((each) => each.kind === 'challenge').every((each) => each.recommendation)).toBe(true);
  });
});

describe('the debrief', () => {
  it('says everything in both languages', () => {
    const tables = sectionsOf(aDebrief()).flatMap((section) => [
      section.title,
      ...(section.tables ?? []).flatMap((table) => [
        table.title,
        ...table.columns.map((column) => column.title),
      ]),
    ]);
    for (const { en, fr } of tables) expect([en, fr].every((text) => text !== '')).toBe(true);
  });

  it('has totals that its rows add up to', () => {
    for (const table of sectionsOf(aDebrief()).flatMap((section) => section.tables ?? [])) {
      table.total?.forEach((cell, column) => {
        if (typeof cell !== 'number') return;
        expect(table.rows.reduce((sum, row) => sum + Number(row[column]), 0)).toBe(cell);
      });
    }
  });

  it('groups numbers as its language does', async () => {
    expect(await debriefPage(aDebrief(), 'en')).toContain('1,234');
    expect(await debriefPage(aDebrief(), 'fr')).toContain('1\u00a0234');
  });

  it('is a workbook whose numbers are numbers', async () => {
    const rows = await readSheet(await debriefWorkbook(aDebrief(), 'en'), 'Figures, each with the query');
    expect(rows[1]).toEqual(['Accepted', 1234, 'select 1']);
  });

  it('shows the same text in a cell of either kind', () => {
    expect(textOf({ text: { en: 'yes', fr: 'oui' }, tone: 'good' }, 'fr')).toBe('oui');
    expect(textOf(12, 'en')).toBe('12');
  });
});
