import type { Context } from '../../src/context.ts';
import type { Environment } from '../../src/open-environment.ts';
import type { PenaltyInput } from '../../src/penalties/issue-penalty.ts';

/** An officer of the CBSA, who may issue penalties and decide on them, and nothing else. */
export function anOfficer(environment: Environment): Context {
  const scopes = new Set(['penalty:issue']);
  return environment.as({ id: 'officer', name: 'officer', kind: 'cbsa', scopes, channel: 'CCP' });
}

/** Untruthful answer: $2,000.00, $4,000.00, $8,000.00; counts for 12 months; no delay. */
export function aPenalty(programAccount: string, change: Partial<PenaltyInput> = {}): PenaltyInput {
  return {
    programAccount,
    contravention: 'C025',
    subject: 'examination of 2024-11-04',
    committedOn: '2024-11-04',
    issues: [1],
    isKeystroke: false,
    isRelated: true,
    reason: 'said that the crate was empty',
    ...change,
  };
}
