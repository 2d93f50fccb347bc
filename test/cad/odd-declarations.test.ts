import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { CadLineInput } from '../../src/cad/types.ts';
import { type Chance, chanceFrom } from '../../src/chance.ts';
import { DomainError } from '../../src/errors.ts';
import type { Environment } from '../../src/open-environment.ts';
import { system } from '../../src/open-environment.ts';
import { reportRelease } from '../../src/release/report-release.ts';
import { aCad, aCarm, aNumber, anImporter, aRelease, asImporter } from '../support/a-carm.ts';
import { type Ask, anApi, aToken } from '../support/an-api.ts';
import { shippedReference } from '../support/shipped.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let ask: Ask;
let token: string;

beforeAll(async () => {
  environment = await aCarm('2025-09-02T08:00');
  importer = await anImporter(environment, 1);
  ask = anApi(environment);
  token = await aToken(environment, importer);
});

afterAll(() => environment.close());

/** A line that uses every field there is. */
const everything: CadLineInput = {
  description: 'extrusions',
  classification: '7604100030',
  tariffCode: '9993',
  countryOfOrigin: 'CN',
  placeOfExport: 'CN',
  tariffTreatment: '2',
  proofOfOrigin: false,
  directShipmentDate: '2025-08-29',
  quantity: '1000',
  unitOfMeasure: 'KGM',
  weightKg: '1000',
  valueForCurrencyConversion: '1000.00',
  valueForDutyCode: '13',
  meltAndPour: 'CN',
  sima: {
    subject: 'S',
    measureInForce: 'AE',
    invoicePrice: '1000.00',
    invoiceCurrency: 'USD',
    quantity: '1000',
  },
  surtaxCode: '25154A',
  excise: { code: 'WIN-GT7', quantity: '10', amount: '1.00' },
  gstExemptionCode: '48',
  specialAuthority: 'OIC-SIM-0001',
  selfDeclared: { antiDumping: '1.00', countervailing: '1.00', surtax: '1.00', safeguard: '1.00' },
  remarks: 'none',
};

const oddities: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1e308,
    [],
    {},
    [[]],
    '',
    ' ',
    '0',
    '-0',
    '0.000',
    '.5',
    '1e9',
    'NaN',
    'ZZ',
    'ZZZ',
    '99',
  ],
  ...[
    '9'.repeat(13),
    '9'.repeat(14),
    '9'.repeat(40),
    'x'.repeat(5000),
    '2025-02-30',
    '9999-12-31',
    '0000-00-00',
  ],
  ...['\u0000', '\ud800', '’; drop table cads; --', '__proto__', 'constructor', '１０'],
];

describe('a declaration with any one field odd', () => {
  const fields = [
    ...Object.keys(everything).map((field) => [field]),
    ...Object.keys(everything.sima!).map((field) => ['sima', field]),
    ...Object.keys(everything.excise!).map((field) => ['excise', field]),
    ...Object.keys(everything.selfDeclared!).map((field) => ['selfDeclared', field]),
  ];

  it.each(fields.map((path) => [path.join('.'), path] as const))('%s is answered', async (_name, path) => {
    for (const oddity of oddities) {
      const [outer, inner] = path as [keyof CadLineInput, string?];
      const value = inner === undefined ? oddity : { ...(everything[outer] as object), [inner]: oddity };
      const cad = aCad(importer, aNumber(1));
      const lines = [{ ...everything, [outer]: value }];
      const body = { ...cad, invoices: [{ ...cad.invoices[0], lines }] };
      const reply = await ask('POST', '/api/v1/cads/validate', { token, body });
      expect([200, 400, 422], `${JSON.stringify(oddity)}: ${reply.text}`).toContain(reply.status);
    }
  });
});

/** A line of codes that all exist, but hardly ever together. */
function aStrangeLine(chance: Chance): CadLineInput {
  const reference = shippedReference();
  const key = (list: string) => chance.pick(reference.all(list)).key;
  const maybe = <T>(value: () => T) => (chance.fraction() < 0.3 ? value() : undefined);
  const classification =
    chance.fraction() < 0.5
      ? key('tariff-items')
      : chance.pick(reference.all('sima-measure-codes')).data.hs10!;
  const treatment = chance.pick(reference.all('treatments'));
  const amount = () => chance.pick(['0.00', '0.01', '123.45', '5000.00', '9999999999999.99']);
  const quantity = () => chance.pick(['0', '0.001', '12', '99999999999999']);
  const line = {
    description: 'strange goods',
    classification,
    countryOfOrigin: key('countries'),
    tariffTreatment: treatment.data.code ?? treatment.key,
    proofOfOrigin: chance.fraction() < 0.5,
    directShipmentDate: chance.pick([
      '2025-08-29',
      '2025-08-30',
      '2025-08-01',
      '2025-08-22',
      '2022-01-01',
      '2025-12-31',
    ]),
    valueForCurrencyConversion: amount(),
    valueForDutyCode: key('value-for-duty-codes'),
    quantity: maybe(quantity),
    unitOfMeasure: maybe(() => key('units')),
    meltAndPour: maybe(() => chance.pick(['CN', 'US'])),
    surtaxCode: maybe(() => chance.pick(reference.all('surtax-orders')).data.code!),
    specialAuthority: maybe(() => key('special-authorities')),
    gstExemptionCode: maybe(() => key('gst-codes')),
    excise: maybe(() => ({ code: key('excise'), quantity: maybe(quantity), amount: maybe(amount) })),
    sima: maybe(() => ({
      subject: chance.pick(['S', 'N', 'U'] as const),
      invoicePrice: maybe(amount),
      invoiceCurrency: maybe(() => key('currencies')),
      normalValuePerUnit: maybe(amount),
      exportPricePerUnit: maybe(amount),
      quantity: maybe(quantity),
      provisional: maybe(() => chance.pick(['cash', 'bond'] as const)),
    })),
    selfDeclared: maybe(() => ({ surtax: maybe(amount), antiDumping: maybe(amount) })),
  };
  return JSON.parse(JSON.stringify(line)) as CadLineInput;
}

describe('declarations of codes that hardly ever meet', () => {
  it.each(Array.from({ length: 6 }, (_, index) => `strange ${index + 1}`))(
    'are accepted or refused, and the ledger stays in order: seed "%s"',
    async (seed) => {
      const chance = chanceFrom(seed);
      const carm = await aCarm('2025-09-02T08:00');
      const bn15 = await anImporter(carm, 1);
      let accepted = 0;
      for (let serial = 1; serial <= 250; serial++) {
        const number = aNumber(serial);
        const line = aStrangeLine(chance);
        const cad = aCad(bn15, number);
        const currency = chance.pick(['CAD', 'USD', 'JPY', 'ZAR', 'AED']);
        const invoices = [
          { ...cad.invoices[0]!, currency, value: line.valueForCurrencyConversion, lines: [line] },
        ];
        await reportRelease(carm.as(system), aRelease(bn15, number));
        try {
          await submitCad(asImporter(carm, bn15), { ...cad, invoices });
          accepted += 1;
        } catch (error) {
          expect(error, `seed ${seed}: ${JSON.stringify(line)}`).toBeInstanceOf(DomainError);
        }
      }
      expect(accepted, `seed ${seed}`).toBeGreaterThan(0);
      expect(await verify(carm.store.read), `seed ${seed}`).toEqual([]);
      await carm.close();
    },
  );
});
