import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../src/config.ts';
import { findChromium } from '../../src/debrief/find-chromium.ts';
import type { Debrief } from '../../src/debrief/types.ts';
import { DomainError } from '../../src/errors.ts';
import { compareRuns } from '../../src/simulation/compare.ts';
import { readPlan } from '../../src/simulation/read-plan.ts';
import { rehearse } from '../../src/simulation/rehearse.ts';

const folder = mkdtempSync(join(tmpdir(), 'carm-rehearse-'));
const silent = { stage: () => undefined, step: () => undefined };

afterAll(() => rmSync(folder, { recursive: true }));

const smallPlan = `
name: small
title: { en: Small, fr: Petite }
seed: "7"
dates: { from: 2024-11-04T08:00, to: 2024-12-03T20:00 }
population: { importers: 8, brokers: 1 }
trade: { releasesPerDay: 3, errorShare: 0.2, lateShare: 0.1, latePayerShare: 0.2 }
features: { tags: "@notices" }
faults:
  - { application: exchange-rates, from: 2024-11-06T09:00, to: 2024-11-06T12:30, reason: interface stopped }
slr: ["1.4-1", "1.4-2"]
`;

function read(run: string): Debrief {
  return JSON.parse(readFileSync(join(run, 'debrief.json'), 'utf8')) as Debrief;
}

describe('a rehearsal', () => {
  it('gives the same business result, to the cent, from the same seed', async () => {
    const plan = readPlan(planFile(smallPlan));
    const [first, second] = [await rehearse(plan, folder, silent), await rehearse(plan, folder, silent)];
    const comparison = compareRuns(first, second);
    expect(comparison.isSameBusiness).toBe(true);
    expect(comparison.business).toEqual([]);
    const other = await rehearse({ ...plan, seed: '8' }, folder, silent);
    expect(compareRuns(first, other).isSameBusiness).toBe(false);
    const { earlier } = read(other).measured;
    expect(earlier.map((run) => [run.name, run.seed])).toEqual([
      ['small-7-1', '7'],
      ['small-7-2', '7'],
    ]);
    expect(earlier[0]!.digest).toBe(earlier[1]!.digest);
    expect(readFileSync(join(other, 'debrief.html'), 'utf8')).toContain('Compared with earlier runs');
  }, 300_000);

  it('judges what it can and says where it cannot', async () => {
    const run = await rehearse(readPlan(planFile(smallPlan)), folder, silent);
    const debrief = read(run);
    expect(debrief.business.violations).toEqual([]);
    expect(debrief.business.scenarios.every((each) => each.status === 'passed')).toBe(true);
    expect(debrief.measured.responseTime[0]?.verdict).toBe('no-data');
    const november = debrief.business.serviceLevels.find((each) => each.scope === 'exchange-rates 2024-11');
    expect(november?.verdict).toBe('fail');
    expect(november?.measures.map((each) => each.measured)).toEqual(['210 min', '210 min']);
    const printed =
      findChromium() === undefined ? [] : ['debrief.fr.pdf', 'debrief.pdf', 'slides.fr.pdf', 'slides.pdf'];
    expect(readdirSync(run).sort()).toEqual(
      [
        ...[
          'debrief.fr.html',
          'debrief.fr.xlsx',
          'debrief.html',
          'debrief.json',
          'debrief.xlsx',
          'digest.txt',
        ],
        ...['environment.sqlite', 'events.ndjson', 'features.html', 'junit.xml', 'load.json'],
        ...['slides.fr.html', 'slides.html', 'slr.json', ...printed],
      ].sort(),
    );
  });

  it('stopped half-way, leaves a folder marked incomplete and no report', async () => {
    const reports = join(folder, 'stopped');
    const long = smallPlan.replace('releasesPerDay: 3', 'releasesPerDay: 400');
    const carm = join(projectFolder, 'bin', 'carm.js');
    const child = spawn(process.execPath, [carm, 'rehearse', planFile(long), '--reports', reports], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('simulated days')) resolve();
      });
    });
    child.kill('SIGINT');
    await new Promise((resolve) => child.on('exit', resolve));
    const run = join(reports, 'small-7-1');
    expect(existsSync(join(run, 'INCOMPLETE.txt'))).toBe(true);
    expect(readdirSync(run).filter((name) => name.startsWith('debrief'))).toEqual([]);
    expect(() => compareRuns(run, run)).toThrow(DomainError);
  });
});

describe('a plan', () => {
  it('is refused with the line and the path of everything wrong in it', () => {
    const wrong = smallPlan
      .replace('importers: 8', 'importers: none')
      .replace('errorShare: 0.2', 'errorShare: 2');
    expect(() => readPlan(planFile(wrong))).toThrow(
      /line 6: population\.importers: .*\n.*line 7: trade\.errorShare/,
    );
  });

  it('is refused with the line where it is no YAML', () => {
    expect(() => readPlan(planFile('name: [small'))).toThrow(/line 1/);
  });
});

let files = 0;

function planFile(text: string): string {
  const file = join(folder, `plan-${files++}.yaml`);
  writeFileSync(file, text);
  return file;
}
