import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber, TransactionNumber } from '../../src/accounts/identifiers.ts';
import type { LineAssessment } from '../../src/assessment/types.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { AssessedCad } from '../../src/cad/types.ts';
import { documentsOfAccount } from '../../src/ledger/documents.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { approveAdjustment, requestAdjustment } from '../../src/recourse/adjust.ts';
import { approveDrawback, ClaimDecided, rejectDrawback } from '../../src/recourse/decide-drawback.ts';
import { claimDrawback, type DrawbackInput, DrawbackRefused } from '../../src/recourse/drawback.ts';
import { drawbackFindingCodes } from '../../src/recourse/drawback-findings.ts';
import { drawbackOf, type Exported, totalOf } from '../../src/recourse/drawback-rules.ts';
import { claimOf } from '../../src/recourse/drawback-store.ts';
import {
  aCad,
  aCarm,
  aDrawback,
  aNumber,
  anImporter,
  asImporter,
  released,
  tShirts,
  yearsPass,
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
const imported = async () => {
  const number = await released(environment, importer, 1);
  const line = { classification: tShirts, countryOfOrigin: 'CN' };
  return submitCad(asImporter(environment, importer), aCad(importer, number, line));
};

/** The same, paid, and past its due date of 2024-11-29. */
const settled = async () => {
  const cad = await imported();
  await receivePayment(asImporter(environment, importer), {
    programAccount: importer,
    channel: 'edi',
    amount: '239.00',
  });
  await environment.advanceTo('2024-12-02T09:00');
  return cad;
};

const worth = (cad: AssessedCad, value: string, quantity = '10') => {
  const [invoice] = cad.declared.invoices;
  const line = { ...invoice!.lines[0]!, valueForCurrencyConversion: value, quantity };
  return { ...cad.declared, invoices: [{ ...invoice!, value, lines: [line] }] };
};

const adjusted = async (cad: AssessedCad, value: string, reasons = ['R2-74-1-E.VFD'], version = 1) => {
  const asked = await requestAdjustment(asImporter(environment, importer), {
    transactionNumber: cad.transactionNumber as TransactionNumber,
    expectedVersion: version,
    declared: worth(cad, value),
    reasons,
    rationale: 'The invoice was read wrongly.',
  });
  return approveAdjustment(environment.as(system), asked.id);
};

const posted = async (account = importer) => {
  const all = await documentsOfAccount(environment.store.read, account, { after: 0, limit: 99 });
  return all.filter((each) => each.code !== 'CLR').map((each) => `${each.code} ${each.amountCents}`);
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
    expect(totalOf(drawbackOf(assessed, { ...exported, ...change }))).toBe(cents);
  });
});

describe('a claim', () => {
  it('is worked out, approved, and credited without GST', async () => {
    await settled();
    const filed = await claim({ lines: line({ quantity: '4' }) });
    expect([filed.state, filed.totalCents]).toEqual(['UNDER_REVIEW', 7200]);
    const approved = await approveDrawback(environment.as(system), filed.id);
    expect(approved.state).toBe('APPROVED');
    const documents = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 9 });
    expect(documents.at(-1)).toMatchObject({ code: 'DRW', amountCents: -7200, reference: 'K32-1' });
    await expect(approveDrawback(environment.as(system), filed.id)).rejects.toThrow(ClaimDecided);
  });

  it('gives back of what the declaration bears when it is approved', async () => {
    const cad = await settled();
    const filed = await claim();
    expect(filed.totalCents).toBe(18_000);
    await adjusted(cad, '500.00');
    expect((await approveDrawback(environment.as(system), filed.id)).totalCents).toBe(9000);
  });

  it('waits until the duties are paid and can be corrected no more', async () => {
    const cad = await imported();
    expect(await codesOf(claim())).toEqual(['DRW-E308']);
    await environment.advanceTo('2024-12-02T09:00');
    expect(await codesOf(claim())).toEqual(['DRW-E308']);
    await receivePayment(asImporter(environment, importer), {
      programAccount: importer,
      channel: 'edi',
      amount: '239.00',
    });
    await environment.advanceTo('2024-12-04T09:00');
    const filed = await claim();
    // More is owed since, and not paid.
    await adjusted(cad, '2000.00', ['R3-32.2.VFD']);
    expect(await codesOf(approveDrawback(environment.as(system), filed.id))).toEqual(['DRW-E308']);
  });

  it('approved, gives no duty back that is refunded later', async () => {
    const cad = await settled();
    const filed = await claim({ lines: line({ quantity: '5' }) });
    await approveDrawback(environment.as(system), filed.id);
    await adjusted(cad, '500.00');
    // Half of $180.00 was given back; of the $90.00 that are left half again, so $45.00 of it is owed back.
    expect(await posted()).toEqual(['CAD 23900', 'PMT -23900', 'DRW -9000', 'REF -9000', 'DRW 4500']);
    expect((await claimOf(environment.store.read, filed.id)).totalCents).toBe(4500);
  });

  it('by another than the importer is owed back by the one who got it', async () => {
    const cad = await settled();
    const exporter = await anImporter(environment, 2);
    const filed = await claim({ hasWaiver: true }, exporter);
    await approveDrawback(environment.as(system), filed.id);
    await adjusted(cad, '500.00');
    expect(await posted(exporter)).toEqual(['DRW -18000', 'DRW 9000']);
  });

  it('gives no more when more is owed later, but for a new claim', async () => {
    const cad = await settled();
    await approveDrawback(environment.as(system), (await claim()).id);
    await adjusted(cad, '2000.00', ['R3-32.2.VFD']);
    expect(await posted()).toEqual(['CAD 23900', 'PMT -23900', 'DRW -18000', 'ADJ 23900']);
  });

  it('takes up what it claims, unless it is refused', async () => {
    await settled();
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
    ['DRW-E306', { exportedOn: '2024-12-05' }],
    ['DRW-E306', { exportedOn: '2024-11-03' }],
    ['DRW-E307', { destination: 'US', purpose: 'CONSUMED', lines: line({ dutyPaidAbroad: '0.00' }) }],
  ])('is refused with %s', async (code, change) => {
    await settled();
    expect(await codesOf(claim(change))).toEqual([code]);
  });

  it('for goods of another importer needs the waiver', async () => {
    await settled();
    const exporter = await anImporter(environment, 2);
    expect(await codesOf(claim({}, exporter))).toEqual(['DRW-E302']);
    expect((await claim({ hasWaiver: true }, exporter)).claimant).toBe(exporter);
  });

  it('comes within four years of release', async () => {
    await settled();
    await yearsPass(environment, '2028-11-04T08:00');
    await claim({ lines: line({ quantity: '1' }) });
    await yearsPass(environment, '2028-11-05T08:00');
    expect(await codesOf(claim({ lines: line({ quantity: '1' }) }))).toEqual(['DRW-E303']);
  });

  it('has every kind of finding provoked above', () => {
    expect(drawbackFindingCodes).toHaveLength(8);
  });
});
