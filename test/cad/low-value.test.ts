import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { submitCad, validateCad } from '../../src/cad/submit.ts';
import type { CadInput, CadLineInput } from '../../src/cad/types.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, onRegister, tShirts } from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
});

afterEach(() => environment.close());

/** T-shirts at 18 % that came by courier or post, before their release. */
function parcel(arrivedBy: 'COURIER' | 'POST', value: string, line: Partial<CadLineInput> = {}): CadInput {
  const goods = { classification: tShirts, unitOfMeasure: 'DZN', valueForCurrencyConversion: value, ...line };
  return { ...aCad(importer, aNumber(1), goods), cadType: 'C', arrivedBy };
}

async function amounts(cad: CadInput): Promise<[number, number] | undefined> {
  const ctx = asImporter(environment, importer);
  const { cad: assessed } = await validateCad({ ...ctx, actor: { ...ctx.actor, channel: 'CCP' } }, cad);
  return assessed && [assessed.dutiesCents, assessed.gstCents];
}

// SI/85-182 ss. 3, 4, 4.1; SI/85-181 s. 4.
describe('a declaration of goods that came by courier or post', () => {
  it.each<['COURIER' | 'POST', string, string, [number, number]]>([
    ['POST', '20.00', 'US', [0, 0]],
    ['POST', '20.01', 'US', [360, 118]],
    ['COURIER', '20.00', 'DE', [0, 0]],
    ['COURIER', '40.00', 'US', [0, 0]],
    ['COURIER', '40.01', 'US', [0, 200]],
    ['COURIER', '150.00', 'MX', [0, 750]],
    ['COURIER', '150.01', 'MX', [2700, 885]],
  ])('by %s, worth $%s, from %s', async (arrivedBy, value, placeOfExport, owed) => {
    expect(await amounts(parcel(arrivedBy, value, { placeOfExport }))).toEqual(owed);
  });

  it('bears everything where it came otherwise', async () => {
    const { arrivedBy, ...cad } = parcel('POST', '20.00');
    expect(await amounts(cad)).toEqual([360, 118]);
  });

  it.each<[string, Partial<CadInput['invoices'][number]>]>([
    ['somebody else bought', { purchaser: { name: 'Somebody (fictitious)' } }],
    ['a retailer in Canada sold', { vendor: { name: 'Retailer (fictitious)', country: 'CA' } }],
  ])('bears everything where %s it', async (_, change) => {
    const cad = parcel('POST', '20.00');
    expect(await amounts({ ...cad, invoices: [{ ...cad.invoices[0]!, ...change }] })).toEqual([360, 118]);
  });

  it('has nothing to be paid first where all is relieved', async () => {
    const accepted = await submitCad(asImporter(environment, importer), parcel('POST', '20.00'));
    expect([accepted.status, accepted.totalCents]).toEqual(['RELEASED', 0]);
  });
});

it('each invoice of a courier’s month is a shipment', async () => {
  await onRegister(environment, 'clvs', importer);
  const { arrivedBy, ...cad } = parcel('COURIER', '150.00', { placeOfExport: 'US' });
  const [invoice] = cad.invoices;
  const month: CadInput = {
    ...{ ...cad, cadType: 'F', releasedIn: '2024-10' },
    invoices: [invoice!, { ...invoice!, number: 'INV-2' }],
  };
  // Duty of both is relieved: together they are worth $300.00, each $150.00.
  expect(await amounts(month)).toEqual([0, 1500]);
});
