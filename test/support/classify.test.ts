import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { classify, otherKinds } from '../../src/support/classify.ts';
import { priorityRules } from '../../src/support/priority-rules.ts';
import type { Facts, ToClassify } from '../../src/support/types.ts';

const carm = 'bin/carm.js';

/** Each cell of the definitions, and what they leave open. CARM briefing, March 2024, p. 47. */
const cases: readonly (readonly [string, Facts])[] = [
  ['P1-primary-stopped', { effect: 'stoppage', process: 'primary', functions: 'all', scope: 'user-group' }],
  ['P1-primary-stopped', { effect: 'stoppage', process: 'primary' }],
  ['P1-portal-unreachable', { effect: 'stoppage', process: 'portal', workaround: 'available' }],
  ['P1-broad-group-stopped', { effect: 'stoppage', process: 'non-critical', scope: 'all-internal-users' }],
  ['P1-broad-group-stopped', { effect: 'stoppage', process: 'peripheral', scope: 'line-of-business' }],
  ['P1-broad-group-stopped', { effect: 'stoppage', scope: 'external-partners', partners: 2 }],
  ['P2-key-partner-stopped', { effect: 'stoppage', process: 'primary', scope: 'key-partner', partners: 1 }],
  ['P2-key-partner-stopped', { effect: 'stoppage', scope: 'key-partner' }],
  ['P2-primary-severely-degraded', { effect: 'severe-degradation', process: 'primary' }],
  ['P2-primary-severely-degraded', { effect: 'severe-degradation', process: 'portal', scope: 'user-group' }],
  // CS0015769 and CS0016172 of CES 2.0: one function of a primary process stopped, both P2.
  ['P2-primary-severely-degraded', { effect: 'stoppage', process: 'primary', functions: 'certain' }],
  [
    'P2-primary-severely-degraded',
    { effect: 'stoppage', process: 'primary', scope: 'external-partners', partners: 1 },
  ],
  ['P2-process-stopped', { effect: 'stoppage', process: 'non-critical', functions: 'all' }],
  ['P2-process-stopped', { effect: 'stoppage', process: 'critical' }],
  ['P2-critical-data-wrong', { effect: 'wrong-data', process: 'critical' }],
  // CS0016355 of CES 2.0: few declarations, and P2 all the same.
  ['P2-critical-data-wrong', { effect: 'wrong-data', process: 'primary', scope: 'single-user' }],
  ['P2-security-breached', { effect: 'security-violation', workaround: 'unsustainable' }],
  ['P3-primary-degraded', { effect: 'degradation', process: 'primary', workaround: 'available' }],
  ['P3-primary-degraded', { effect: 'degradation', process: 'primary', workaround: 'none' }],
  ['P3-partner-degraded', { effect: 'degradation', process: 'non-critical', scope: 'key-partner' }],
  ['P3-functions-stopped', { effect: 'stoppage', process: 'non-critical', functions: 'certain' }],
  ['P3-data-wrong', { effect: 'wrong-data', process: 'non-critical', scope: 'user-group' }],
  ['P3-planned-outage-overrun', { effect: 'planned-outage-overrun', process: 'primary', impactNil: true }],
  ['P1-primary-stopped', { effect: 'planned-outage-overrun', process: 'primary', impactNil: false }],
  ['P3-redundancy-lost', { effect: 'redundancy-lost', process: 'primary' }],
  ['P3-security-kept-up', { effect: 'security-violation', workaround: 'available' }],
  ['P4-single-user', { effect: 'stoppage', process: 'primary', functions: 'all', scope: 'single-user' }],
  ['P4-single-user', { effect: 'degradation', process: 'primary', scope: 'single-user' }],
  ['P4-failover', { effect: 'failover', process: 'primary', scope: 'all-internal-users' }],
  ['P4-peripheral', { effect: 'peripheral', scope: 'user-group', workaround: 'available' }],
  ['P4-nothing-higher', { effect: 'degradation', process: 'non-critical', scope: 'user-group' }],
  ['P4-nothing-higher', {}],
];

describe('the priority of an incident', () => {
  it.each(cases)('%s decides %o', (rule, facts) => {
    const decided = classify(facts);
    expect(decided.rule.id).toBe(rule);
    expect(decided.priority).toBe(rule.slice(0, 2));
  });

  it('has a case for each rule here, and each rule its text in both languages', () => {
    expect(new Set(cases.map(([rule]) => rule))).toEqual(new Set(priorityRules.map(({ id }) => id)));
    for (const { text } of priorityRules) expect(text.fr).not.toBe(text.en);
  });

  it('is never lowered by more facts of the same kind: the rules stand highest first', () => {
    const order = priorityRules.map(({ priority }) => priority);
    expect(order).toEqual([...order].sort());
  });
});

describe('a claim', () => {
  const facts = { effect: 'stoppage', process: 'non-critical', functions: 'certain' } as const;

  it.each([
    ['P3', true],
    ['P1', false],
    ['P4', false],
    [null, null],
  ] as const)('of %s for a P3 is supported: %s', (claimedPriority, supported) => {
    expect(classify({ ...facts, claimedPriority }).supportsClaim).toBe(supported);
  });

  it('of a complete stoppage is not supported by a wish', () => {
    const wish = classify({
      kind: 'enhancement',
      effect: 'stoppage',
      process: 'primary',
      claimedPriority: 'P1',
    });
    expect(wish).toEqual({
      kind: 'enhancement',
      priority: null,
      rule: { id: 'enhancement', text: otherKinds.enhancement },
      supportsClaim: false,
    });
  });
});

describe('carm classify-incident', () => {
  const run = (input: unknown) =>
    execFileSync(process.execPath, [carm, 'classify-incident', '-'], {
      input: JSON.stringify(input),
      encoding: 'utf8',
      stdio: 'pipe',
    });

  it('prints a decision for each', () => {
    const given: ToClassify[] = [
      { id: 'a', effect: 'stoppage', process: 'primary', claimedPriority: 'P1' },
      { id: 2, kind: 'question' },
    ];
    expect(JSON.parse(run(given))).toEqual([
      { id: 'a', kind: 'incident', priority: 'P1', rule: 'P1-primary-stopped', supportsClaim: true },
      { id: 2, kind: 'question', priority: null, rule: 'question', supportsClaim: null },
    ]);
  });

  it('names the element and the field that are wrong, in both languages', () => {
    const wrong = [{ id: 'x', effect: 'explosion' }, { effect: 'failover', partners: -1, efect: 1 }, 7];
    expect(() => run(wrong)).toThrow(
      expect.objectContaining({
        status: 2,
        stderr: expect.stringMatching(
          /element 1 \(id x\), field effect[\s\S]*element 2, field id[\s\S]*field partners[\s\S]*element 3[\s\S]*élément 1 \(id x\), champ effect/,
        ),
      }),
    );
  });
});
