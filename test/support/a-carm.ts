import {
  businessNumberFrom,
  type ProgramAccountNumber,
  programAccountFrom,
  type TransactionNumber,
  transactionNumberFrom,
} from '../../src/accounts/identifiers.ts';
import { enterInRegister, type RegisterName } from '../../src/accounts/registers.ts';
import { partnerRights } from '../../src/accounts/rights.ts';
import { insertAccount, insertBusiness } from '../../src/accounts/store.ts';
import type { CadInput, CadLineInput } from '../../src/cad/types.ts';
import { setClock } from '../../src/clock/due-work.ts';
import { instantText, parseInstant } from '../../src/clock/instants.ts';
import type { Context } from '../../src/context.ts';
import { type Environment, openEnvironmentInMemory, system } from '../../src/open-environment.ts';
import { type ReleaseInput, reportRelease } from '../../src/release/report-release.ts';

/** MFN free, so that $1,000.00 of it bear $50.00 of GST and nothing else. */
export const machineParts = '8409912000';

/** MFN 18 %. */
export const tShirts = '6109100011';

/** A simulated CARM in memory, at eight in the morning of Monday 2024-11-04. */
export function aCarm(startsAt = '2024-11-04T08:00'): Promise<Environment> {
  return openEnvironmentInMemory('test', { seed: '1', startsAt });
}

/** The n-th importer, with an account of its own. */
export async function anImporter(
  { store }: Environment,
  index: number,
  options: { hasRpp?: boolean; profile?: 'IMPORTER' | 'EXPORTER' } = {},
): Promise<ProgramAccountNumber> {
  const bn9 = businessNumberFrom(String(70_000_000 + index));
  const bn15 = programAccountFrom(bn9, 1);
  const { hasRpp = true, profile = 'IMPORTER' } = options;
  await store.inTransaction(async (tx) => {
    const legalName = `Importer ${index} (fictitious)`;
    await insertBusiness(tx, { bn9, legalName, kind: 'importer', language: 'en', province: 'ON' });
    await insertAccount(tx, {
      bn15,
      bn9,
      profile,
      hasRpp,
      offsetting: 'PROGRAM_ONLY',
      openedOn: '2024-01-01',
    });
  });
  return bn15;
}

/** Whatever is on a register of the CBSA: a courier, a warehouse, a carrier. */
export async function onRegister(environment: Environment, register: RegisterName, number: string) {
  const entry = { holder: 'Holder (fictitious)', validFrom: '2024-01-01', validTo: null };
  await enterInRegister(environment.as(system), register, number, entry);
}

/** What an importer does through its own credential. */
export function asImporter(environment: Environment, bn15: string): Context {
  return environment.as({
    id: `partner ${bn15}`,
    name: bn15,
    kind: 'partner',
    bn9: bn15.slice(0, 9),
    scopes: new Set(partnerRights),
    channel: 'API',
  });
}

export const aNumber = (serial: number): TransactionNumber => transactionNumberFrom('12345', serial);

export function aRelease(importer: ProgramAccountNumber, transactionNumber: TransactionNumber): ReleaseInput {
  return {
    transactionNumber,
    importer,
    office: '0453',
    option: 'PARS',
    mode: '2',
    carrierCode: 'CARR',
    cargoControlNumber: 'CARR000000001',
  };
}

/** Years pass without what falls due in them: for limits of time, which nothing else counts in. */
export async function yearsPass(environment: Environment, to: string): Promise<void> {
  await setClock(environment.as(system), { mode: 'still', at: instantText(parseInstant(to)) });
}

/** A B3 of one line of machine parts, accepted before CARM. */
export const aB3 = (importer: string, transactionNumber: string) => ({
  transactionNumber,
  importer,
  office: '0453',
  accountedOn: '2024-05-06',
  lines: [{ classification: machineParts, valueForDuty: '1000.00' }],
  total: '50.00',
});

export async function released(environment: Environment, importer: ProgramAccountNumber, serial: number) {
  const number = aNumber(serial);
  await reportRelease(environment.as(system), aRelease(importer, number));
  return number;
}

export function aCadLine(change: Partial<CadLineInput> = {}): CadLineInput {
  return {
    description: 'machine parts',
    classification: machineParts,
    countryOfOrigin: 'DE',
    tariffTreatment: '2',
    directShipmentDate: '2024-11-01',
    valueForCurrencyConversion: '1000.00',
    valueForDutyCode: '13',
    quantity: '10',
    unitOfMeasure: 'NMB',
    ...change,
  };
}

/** A declaration of one line that nothing is wrong with: $1,000.00 of machinery parts of Germany. */
export function aCad(
  importer: string,
  transactionNumber: string,
  change: Partial<CadLineInput> = {},
): CadInput {
  const line = aCadLine(change);
  const vendor = { name: 'Vendor (fictitious)' };
  const value = line.valueForCurrencyConversion;
  return {
    cadType: 'AB',
    transactionNumber,
    importer,
    office: '0453',
    commercial: true,
    invoices: [{ number: 'INV-1', vendor, value, currency: 'CAD', lines: [line] }],
  };
}

/** A claim for what one line bears, exported as it came to Germany. */
export const aDrawback = (claimant: string, transactionNumber: string) => ({
  claimant,
  purpose: 'SAME_CONDITION' as const,
  destination: 'DE',
  exportedOn: '2024-11-04',
  evidence: ['Export declaration 123'],
  hasWaiver: false,
  lines: [{ transactionNumber, line: 1, quantity: '10' }],
});
