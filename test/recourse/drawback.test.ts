import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import type { LineAssessment } from '../../src/assessment/types.ts';
import { verify } from '../../src/billing/verify.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { CadLineInput } from '../../src/cad/types.ts';
import { documentsOfAccount } from '../../src/ledger/documents.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { approveDrawback, ClaimDecided, rejectDrawback } from '../../src/recourse/decide-drawback.ts';
import { claimDrawback, type DrawbackInput, DrawbackRefused } from '../../src/recourse/drawback.ts';
import { drawbackFindingCodes } from '../../src/recourse/drawback-findings.ts';
import { drawbackOf, type Exported } from '../../src/recourse/drawback-rules.ts';
import {
  aCad,
  aCarm,
  aDrawback,
  aNumber,
  anImporter,
  asImporter,
  released,
  tShirts,
} from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

/** Ten T-shirts of China for $1,000.00: $180.00 of duty, $59.00 of GST. */
const imported = async (serial = 1, change: Partial<CadLineInput> = {}) => {
  const number = await released(environment, importer, serial);
  const line = { classification: tShirts, countryOfOrigin: 'CN', ...change };
  return submitCad(asImporter(environment, importer), aCad(importer, number, line));
};

const claim = (change: Partial<DrawbackInput> = {}, by = importer) =>
  claimDrawback(asImporter(environment, by), { ...aDrawback(by, aNumber(1)), ...change });

const line = (change: Partial<DrawbackInput['lines'][number]> = {}) => [
  { transactionNumber: aNumber(1), line: 1, quantity: '10', ...change },
];

const codesOf = async (claiming: Promise<unknown>) => {
  const refusal = await claiming.then(
    () => undefined,
    (error) => error,
  );
  expect(refusal).toBeInstanceOf(DrawbackRefused);
  return (refusal as DrawbackRefused).findings.map((finding) => finding.code);
};

describe('drawback of one line', () => {
  // Duty 180.00, anti-dumping 40.00, surtax 250.00, GST 73.50; a quarter of the goods exported.
  const assessed = {
    duty: 18_000,
    antiDumping: 4000,
    countervailing: 0,
    surtax: 25_000,
    safeguard: 0,
    exciseDuty: 0,
    exciseTax: 0,
    luxuryTax: 0,
    gst: 7350,
  } as LineAssessment;
  const exported: Exported = {
    purpose: 'PROCESSED',
    destination: 'DE',
    quantityThousandths: 2500,
    importedThousandths: 10_000,
    isCusmaOrigin: false,
    dutyPaidAbroad: undefined,
  };

  it.each<[string, Partial<Exported>, number]>([
    ['everything but GST goes back by its share', {}, 4500 + 1000 + 6250],
    [
      'to Mexico, duty up to what was paid there, and no anti-dumping',
      { destination: 'MX', dutyPaidAbroad: 3000 },
      3000 + 6250,
    ],
    [
      'to the United States, where more was paid there',
      { destination: 'US', dutyPaidAbroad: 99_999 },
      4500 + 6250,
    ],
    ['goods in the same condition are not limited', { destination: 'US', purpose: 'SAME_CONDITION' }, 11_750],
    ['nor are goods that originate there', { destination: 'MX', isCusmaOrigin: true }, 11_750],
  ])('%s', (_, change, cents) => {
    expect(drawbackOf(assessed, { ...exported, ...change })).toBe(cents);
  });
});

describe('a claim', () => {
  it('is worked out, approved, and credited without GST', async () => {
    await imported();
    const filed = await claim({ lines: line({ quantity: '4' }) });
    expect([filed.state, filed.totalCents]).toEqual(['UNDER_REVIEW', 7200]);
    const approved = await approveDrawback(environment.as(system), filed.id);
    expect(approved.state).toBe('APPROVED');
    const documents = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 9 });
    expect(documents.at(-1)).toMatchObject({ code: 'DRW', amountCents: -7200, reference: 'K32-1' });
    await expect(approveDrawback(environment.as(system), filed.id)).rejects.toThrow(ClaimDecided);
  });

  it('gives back of what the declaration bears when it is approved', async () => {
    const cad = await imported();
    const filed = await claim();
    expect(filed.totalCents).toBe(18_000);
    const [invoice] = cad.declared.invoices;
    const half = { ...invoice!.lines[0]!, valueForCurrencyConversion: '500.00' };
    const corrected = { ...cad.declared, invoices: [{ ...invoice!, value: '500.00', lines: [half] }] };
    await correctCad(asImporter(environment, importer), aNumber(1), 1, corrected);
    expect((await approveDrawback(environment.as(system), filed.id)).totalCents).toBe(9000);
  });

  it('takes up what it claims, unless it is refused', async () => {
    await imported();
    const first = await claim({ lines: line({ quantity: '6' }) });
    expect(await codesOf(claim({ lines: line({ quantity: '5' }) }))).toEqual(['DRW-E304']);
    expect(await codesOf(claim({ lines: [...line({ quantity: '3' }), ...line({ quantity: '2' })] }))).toEqual(
      ['DRW-E304'],
    );
    await rejectDrawback(environment.as(system), first.id, 'No proof of export.');
    expect((await claim()).totalCents).toBe(18_000);
  });

  it.each<[string, Partial<DrawbackInput>]>([
    ['DRW-E301', { lines: line({ line: 2 }) }],
    ['DRW-E301', { lines: line({ transactionNumber: aNumber(7) }) }],
    ['DRW-E304', { lines: line({ quantity: '10.001' }) }],
    ['DRW-E305', { destination: 'US', purpose: 'CONSUMED' }],
    ['DRW-E306', { exportedOn: '2024-11-05' }],
    ['DRW-E306', { exportedOn: '2024-11-03' }],
    ['DRW-E307', { destination: 'US', purpose: 'CONSUMED', lines: line({ dutyPaidAbroad: '0.00' }) }],
  ])('is refused with %s', async (code, change) => {
    await imported();
    expect(await codesOf(claim(change))).toEqual([code]);
  });

  it('for goods of another importer needs the waiver', async () => {
    await imported();
    const exporter = await anImporter(environment, 2);
    expect(await codesOf(claim({}, exporter))).toEqual(['DRW-E302']);
    expect((await claim({ hasWaiver: true }, exporter)).claimant).toBe(exporter);
  });

  it('comes within four years of release', async () => {
    await imported();
    await environment.advanceTo('2028-11-04T08:00');
    await claim({ lines: line({ quantity: '1' }) });
    await environment.advanceTo('2028-11-05T08:00');
    expect(await codesOf(claim({ lines: line({ quantity: '1' }) }))).toEqual(['DRW-E303']);
  });

  it('has every kind of finding provoked above', () => {
    expect(drawbackFindingCodes).toHaveLength(7);
  });
});
