import { businessNumberFrom } from '../../src/accounts/identifiers.ts';
import { allRights, providerRights } from '../../src/accounts/rights.ts';
import { insertBusiness } from '../../src/accounts/store.ts';
import type { Context } from '../../src/context.ts';
import type { Environment } from '../../src/open-environment.ts';
import type { AgreementInput } from '../../src/security/types.ts';

/** The n-th provider of security. */
export async function aSurety({ store }: Environment, index: number): Promise<string> {
  const bn9 = businessNumberFrom(String(90_000_000 + index));
  const legalName = `Surety ${index} (fictitious)`;
  await store.inTransaction((tx) =>
    insertBusiness(tx, { bn9, legalName, kind: 'surety', language: 'fr', province: 'QC' }),
  );
  return bn9;
}

/** What a provider does through its own credential. */
export function asProvider(environment: Environment, bn9: string): Context {
  const scopes = new Set<string>(providerRights);
  return environment.as({ id: `provider ${bn9}`, name: bn9, kind: 'partner', bn9, scopes, channel: 'API' });
}

export function asOfficer(environment: Environment): Context {
  const scopes = new Set<string>(allRights);
  return environment.as({ id: 'officer', name: 'officer', kind: 'cbsa', scopes, channel: 'API' });
}

/** A continuous agreement of $5,000.00. */
export function anAgreement(
  programAccount: string,
  provider: string,
  change: Partial<AgreementInput> = {},
): AgreementInput {
  return {
    programAccount: programAccount as AgreementInput['programAccount'],
    program: 'importation',
    provider,
    agreementNumber: 'B-1',
    authority: 'Customs Act s. 3.4',
    amount: '5000.00',
    validFrom: '2025-06-02',
    ...change,
  };
}
