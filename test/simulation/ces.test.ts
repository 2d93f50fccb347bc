import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../src/config.ts';
import type { Debrief } from '../../src/debrief/types.ts';
import { readPlan } from '../../src/simulation/read-plan.ts';
import { rehearse } from '../../src/simulation/rehearse.ts';

const folder = mkdtempSync(join(tmpdir(), 'carm-ces-'));
let debrief: Debrief;

beforeAll(async () => {
  const { load: _, ...plan } = readPlan(join(projectFolder, 'scenarios', 'ces-2.0.yaml'));
  const quiet = { ...plan, load: undefined, features: { tags: '@notices' } };
  const run = await rehearse(quiet, folder, { stage: () => undefined, step: () => undefined });
  debrief = JSON.parse(readFileSync(join(run, 'debrief.json'), 'utf8')) as Debrief;
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true }));

// Source: CES 2.0 debrief of 20 March 2024, in the CARM briefing.
describe('CES 2.0 lived again', () => {
  it('has its participants and sessions', () => {
    const { participants, sessions, guides } = debrief.business.people;
    const count = (role: string) => participants.filter((each) => each.role === role).length;
    expect(['project-support', 'model-cbsa', 'partner'].map(count)).toEqual([41, 143, 44]);
    expect(Object.fromEntries(sessions.map(({ kind, count: held }) => [kind, held]))).toEqual({
      'general-information': 2,
      'kick-off': 5,
      touchpoint: 58,
    });
    expect(guides.map((each) => each.count).sort((a, b) => b - a)).toEqual([135, 40, 8]);
  });

  it('ends with 1,085 tickets, 534 of them incidents, by status and priority as it did', () => {
    const { byPhase, statuses } = debrief.business.support!;
    const tickets = byPhase.flatMap((row) => [row.incidents, row.enhancements, row.questions, row.requests]);
    expect(tickets.reduce((sum, each) => sum + each, 0)).toBe(1085);
    expect(statuses.rows.map(({ status, P1, P2, P3, P4, total }) => [status, P1, P2, P3, P4, total])).toEqual(
      [
        ['New', 0, 0, 0, 1, 1],
        ['Open', 0, 2, 15, 34, 51],
        ['Awaiting Change', 0, 0, 0, 1, 1],
        ['Awaiting Vendor', 0, 0, 1, 2, 3],
        ['Awaiting Info', 0, 0, 10, 52, 62],
        ['Awaiting OGD', 0, 1, 4, 5, 10],
        ['Resolved', 0, 0, 11, 31, 42],
        ['Closed', 5, 10, 172, 177, 364],
      ],
    );
    expect(statuses.totals).toEqual({ P1: 5, P2: 13, P3: 213, P4: 303, total: 534 });
  });

  it('passes and fails its service levels in the same months', () => {
    const { register, serviceLevels } = debrief.business;
    const months = ['2023-11', '2024-01', '2024-02'];
    const of = (slr: string) =>
      months.map((month) => register.find((row) => row.slr === slr && row.month === month)?.result);
    const answers = months.map(
      (month) => serviceLevels.find((each) => each.id === '1.4-1' && each.scope === month)?.verdict,
    );
    const up = months.map((month) =>
      serviceLevels
        .filter((each) => each.id === '1.4-2' && each.scope.endsWith(month))
        .every((each) => each.verdict === 'pass'),
    );
    expect(answers).toEqual(['fail', 'fail', 'fail']);
    expect(up).toEqual([true, true, true]);
    expect(of('1.4-5a')).toEqual(['pass', 'fail', 'fail']);
    for (const slr of ['1.4-4a', '1.4-4b', '1.4-5b', '1.5-1', '1.5-2'])
      expect([slr, ...of(slr)]).toEqual([slr, 'pass', 'pass', 'pass']);
    const missed = (month: string) =>
      register
        .find((row) => row.slr === '1.4-5a' && row.month === month)
        ?.misses.map((each) => each.priority);
    expect([missed('2024-01'), missed('2024-02')]).toEqual([['P2', 'P2'], ['P2']]);
  });

  it('says what becomes of the five to resolve before go-live, and that some are not decided', () => {
    const { unresolved } = debrief.business.support!;
    const before = unresolved
      .filter((each) => each.disposition === 'before-go-live')
      .map((each) => each.number);
    expect(before).toEqual(['CS0015769', 'CS0016172', 'CS0016355', 'CS0015601', 'CS0015633']);
    expect(unresolved.some((each) => each.disposition === 'undecided')).toBe(true);
  });

  it('keeps every invariant of the ledger', () => {
    expect(debrief.business.violations).toEqual([]);
  });
});
