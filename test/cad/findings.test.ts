import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { type FindingCode, findingCodes } from '../../src/cad/findings.ts';
import { submitCad, validateCad } from '../../src/cad/submit.ts';
import type { CadInput, CadLineInput } from '../../src/cad/types.ts';
import { putDefect } from '../../src/defects/defects.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { switchPartner } from '../../src/partners/partner.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released, tShirts } from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;

// In force then: the tariff quota on steel (SOR/2025-148).
beforeEach(async () => {
  environment = await aCarm('2025-09-02T08:00');
  importer = await anImporter(environment, 1);
});

afterEach(() => environment.close());

const shippedOn = '2025-08-29';

/** A declaration of released goods, its line changed. */
async function ofReleased(change: Partial<CadLineInput> = {}, currency = 'CAD'): Promise<CadInput> {
  const number = await released(environment, importer, 1);
  const cad = aCad(importer, number, { directShipmentDate: shippedOn, ...change });
  return { ...cad, invoices: [{ ...cad.invoices[0]!, currency }] };
}

const withHeader = async (change: Partial<CadInput>) => ({ ...(await ofReleased()), ...change });

const extrusions = {
  classification: '7604100030',
  countryOfOrigin: 'CN',
  quantity: '1000',
  unitOfMeasure: 'KGM',
};

const switchExchange = (isDown: boolean) =>
  environment.store.inTransaction(async (tx) => {
    await putDefect(tx, environment.as(system), 'assessed-at-old-rate', true);
    await switchPartner(tx, environment.as(system), 'exchange-rates', { isDown });
  });

/** What provokes each finding, where in the declaration it points, and how. */
const provocations: readonly (readonly [FindingCode, string, () => Promise<CadInput>])[] = [
  ['CAD-E020', 'importer', async () => aCad(await anImporter(environment, 2), aNumber(1))],
  ['CAD-E030', 'line[1].gstExemptionCode', () => ofReleased({ gstExemptionCode: 'ZZ' })],
  ['CAD-E040', 'office', () => withHeader({ office: '9999' })],
  [
    'CAD-E050',
    'transactionNumber',
    async () => {
      const cad = await ofReleased();
      await submitCad(asImporter(environment, importer), cad);
      return cad;
    },
  ],
  [
    'CAD-W222',
    'transactionNumber',
    async () => {
      const cad = await ofReleased();
      await submitCad(asImporter(environment, importer), cad);
      return { ...cad, transactionNumber: await released(environment, importer, 2) };
    },
  ],
  [
    'CAD-E060',
    'line[1].tariffTreatment',
    () => ofReleased({ classification: tShirts, tariffTreatment: '10' }),
  ],
  ['CAD-E070', 'line[1].sima', () => ofReleased(extrusions)],
  [
    'CAD-E090',
    'importer',
    async () => aCad(await anImporter(environment, 3, { profile: 'EXPORTER' }), aNumber(1)),
  ],
  ['CAD-E110', 'broker', () => withHeader({ broker: '123456789RM0001' })],
  ['CAD-E130', 'office', () => withHeader({ office: '0495' })],
  ['CAD-W130', 'carrierCode', () => withHeader({ carrierCode: 'NORD' })],
  ['CAD-E200', 'transactionNumber', () => withHeader({ transactionNumber: '12345000000018' })],
  ['CAD-E201', 'importer', () => withHeader({ importer: '100000017RM0001' })],
  ['CAD-E203', 'transactionNumber', async () => aCad(importer, aNumber(1))],
  [
    'CAD-W204',
    'transactionNumber',
    async () => {
      const cad = await ofReleased();
      await environment.advanceTo('2025-09-10T12:00'); // five business days: 3, 4, 5, 8, 9
      return cad;
    },
  ],
  ['CAD-E205', 'line[1].directShipmentDate', () => ofReleased({ directShipmentDate: '2022-06-01' }, 'USD')],
  [
    'CAD-W205',
    'line[1].directShipmentDate',
    async () => {
      await switchExchange(true);
      return ofReleased({}, 'USD');
    },
  ],
  ['CAD-E206', 'line[1].classification', () => ofReleased({ classification: '9999999999' })],
  ['CAD-E207', 'line[1].quantity', () => ofReleased({ classification: '0105941011', unitOfMeasure: 'NMB' })],
  [
    'CAD-E208',
    'line[1].proofOfOrigin',
    () =>
      ofReleased({
        classification: tShirts,
        countryOfOrigin: 'US',
        tariffTreatment: '10',
        valueForCurrencyConversion: '3300.01', // waived up to $3,300.00
      }),
  ],
  ['CAD-E209', 'line[1].specialAuthority', () => ofReleased({ specialAuthority: 'none' })],
  ['CAD-E210', 'line[1].sima', () => ofReleased({ sima: { subject: 'S' } })],
  ['CAD-E212', 'line[1].surtaxCode', () => ofReleased({ classification: quotaSteel, unitOfMeasure: 'KGM' })],
  ['CAD-E214', 'cadType', async () => aCad(await anImporter(environment, 4, { hasRpp: false }), aNumber(1))],
  [
    'CAD-E220',
    'invoice[INV-1].value',
    async () => {
      const cad = await ofReleased();
      return { ...cad, invoices: [{ ...cad.invoices[0]!, value: '1000.01' }] };
    },
  ],
  ['CAD-E224', 'cadType', () => withHeader({ cadType: 'C' })],
  ['CAD-E225', 'line[1].directShipmentDate', () => ofReleased({ directShipmentDate: '2025-09-03' })],
  [
    'CAD-W223',
    'line[1].tariffTreatment',
    // The General Preferential Tariff does not apply to T-shirts.
    () =>
      ofReleased({
        classification: tShirts,
        countryOfOrigin: 'AF',
        tariffTreatment: '9',
        proofOfOrigin: true,
      }),
  ],
];

/** A steel product under the quota order, MFN free. */
const quotaSteel = '7208250000';

/** Findings about a change, and about single types, are provoked in `versions.test.ts`, `recourse/`, `cad-types.test.ts` and `edi/`. */
const elsewhere = [
  ...[
    'CAD-E080',
    'CAD-E100',
    'CAD-E202',
    'CAD-E216',
    'CAD-E217',
    'CAD-E218',
    'CAD-E226',
    'CAD-E227',
    'CAD-W221',
  ],
  ...[
    'CAD-E215',
    'CAD-E219',
    'CAD-E228',
    'CAD-E229',
    'CAD-E230',
    'CAD-E231',
    'CAD-W232',
    'CAD-E233',
    'CAD-E234',
    'CAD-E235',
    'CAD-E236',
    'CAD-E237',
    'CAD-E238',
    'CAD-W239',
    'CAD-E240',
  ],
];

describe('a finding', () => {
  it.each(provocations)('%s points at %s, in both languages', async (code, pointer, provoke) => {
    const cad = await provoke();
    const { findings, cad: accepted } = await validateCad(asImporter(environment, cad.importer), cad);
    // CAD-E020 is about who submits: the importer is another one.
    const own =
      code === 'CAD-E020' ? (await validateCad(asImporter(environment, importer), cad)).findings : findings;
    const found = own.find((each) => each.code === code && each.pointer === pointer);
    expect(found, JSON.stringify(own)).toBeDefined();
    expect(found!.messageEn).not.toBe(found!.messageFr);
    expect(`${found!.messageEn}${found!.messageFr}`).not.toContain('&*');
    if (found!.severity === 'F' && code !== 'CAD-E020') expect(accepted).toBeUndefined();
  });

  it('is provoked here whatever its code', () => {
    const provoked = [...provocations.map(([code]) => code), ...elsewhere].sort();
    expect(provoked).toEqual([...findingCodes].sort());
  });
});

it('all findings come at once', async () => {
  const cad = { ...(await ofReleased({ countryOfOrigin: 'ZZ', valueForDutyCode: '99' })), office: '9999' };
  const { findings } = await validateCad(asImporter(environment, importer), cad);
  const pointers = findings.filter((each) => each.code === 'CAD-E040').map((each) => each.pointer);
  expect(pointers).toEqual(['office', 'line[1].countryOfOrigin', 'line[1].valueForDutyCode']);
});

it('asking what would happen changes nothing', async () => {
  const cad = await ofReleased();
  for (let time = 0; time < 2; time++) {
    const { cad: accepted } = await validateCad(asImporter(environment, importer), cad);
    expect(accepted?.totalCents).toBe(5000);
  }
});
