import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { businessProcesses } from '../../src/debrief/coverage.ts';
import { catalogue } from '../../src/simulation/catalogue.ts';
import { lastResults } from '../../src/simulation/earlier-runs.ts';

describe('the catalogue of scenarios', () => {
  it('has at least the 129 that CES 2.0 had, a fifth of them in French', () => {
    const all = catalogue();
    expect(all.length).toBeGreaterThanOrEqual(129);
    expect(all.filter((each) => each.language === 'fr').length).toBeGreaterThan(all.length / 5);
    expect(all.every((each) => each.steps.length > 1)).toBe(true);
  });

  it('chooses by an expression of tags, and refuses what is none', () => {
    const edi = catalogue('@edi');
    expect(edi.length).toBeGreaterThan(0);
    expect(edi.every((each) => each.tags.includes('@edi'))).toBe(true);
    expect(catalogue('@edi and not @edi')).toEqual([]);
    expect(() => catalogue('@edi and (')).toThrow(/is not an expression of tags/);
  });

  it('knows the business process of every scenario', () => {
    const rooms = new Set(businessProcesses().flatMap((process) => process.features));
    expect(catalogue().filter((each) => !rooms.has(each.room))).toEqual([]);
  });

  it('has no results where nothing was rehearsed', () => {
    const empty = mkdtempSync(join(tmpdir(), 'carm-reports-'));
    expect(lastResults(empty).size).toBe(0);
    expect(lastResults(join(empty, 'missing')).size).toBe(0);
    rmSync(empty, { recursive: true });
  });
});
