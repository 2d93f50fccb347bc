import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import type { CadInput } from '../../src/cad/types.ts';
import { trialBalance } from '../../src/ledger/documents.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCadLine, aCarm, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, expectProblem, fatalCodes } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let ask: Ask;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  ask = anApi(environment);
});

afterEach(() => environment.close());

const submit = (body: unknown) => ask('POST', '/api/v1/cads', { token, body });

async function expectNothingPosted(): Promise<void> {
  expect(await trialBalance(environment.store.read)).toEqual([]);
  expect(await verify(environment.store.read)).toEqual([]);
}

/** A declaration with one header field changed. */
async function aCadWith(change: Record<string, unknown>): Promise<Record<string, unknown>> {
  return { ...aCad(importer, await released(environment, importer, 1)), ...change };
}

/** A declaration of one line, changed. */
async function aCadWithLine(change: Record<string, unknown>, currency = 'CAD') {
  const cad = aCad(importer, await released(environment, importer, 1));
  const line = { ...cad.invoices[0]!.lines[0]!, ...change };
  return {
    ...cad,
    invoices: [{ ...cad.invoices[0]!, currency, value: line.valueForCurrencyConversion, lines: [line] }],
  };
}

describe('what cannot be read is refused with 400', () => {
  it.each([
    ['nothing', ''],
    ['half a document', '{"cadType":'],
    ['no object', '[]'],
    ['null', 'null'],
    ['a number', '42'],
    ['text', '"CAD"'],
    ['what is not JSON', '<cad/>'],
  ])('%s', async (_what, body) => {
    expectProblem(await submit(body), 400);
    await expectNothingPosted();
  });

  it('or with 415 where it says it is not JSON', async () => {
    const headers = { 'content-type': 'text/plain' };
    const body = JSON.stringify(await aCadWith({}));
    expectProblem(await ask('POST', '/api/v1/cads', { token, body, headers }), 415);
    await expectNothingPosted();
  });

  it.each<[string, Record<string, unknown>]>([
    ['a number for text', { transactionNumber: 12_345 }],
    ['text for truth', { commercial: 'yes' }],
    ['an unknown type', { cadType: 'ZZ' }],
    ['an unknown field', { colour: 'red' }],
    ['no invoices', { invoices: [] }],
    ['an invoice that is none', { invoices: [null] }],
    ['13 digits for a transaction number', { transactionNumber: '1234567890123' }],
    ['no BN15', { importer: '700000011' }],
  ])('%s', async (_what, change) => {
    expectProblem(await submit(await aCadWith(change)), 400, 'INVALID_INPUT');
    await expectNothingPosted();
  });

  it.each<[string, Record<string, unknown>]>([
    ['a negative value', { valueForCurrencyConversion: '-1.00' }],
    ['a value in scientific notation', { valueForCurrencyConversion: '1e3' }],
    ['a value with three decimals', { valueForCurrencyConversion: '1.005' }],
    ['a value of 14 digits', { valueForCurrencyConversion: '10000000000000.00' }],
    ['a value that is a number', { valueForCurrencyConversion: 1000 }],
    ['a quantity of 15 digits', { quantity: '999999999999999' }],
    ['a date that is none', { directShipmentDate: '2024-02-30' }],
    ['an unknown field', { tarifTreatment: '2' }],
    ['nine digits of classification', { classification: '610910001' }],
  ])('%s on a line', async (_what, change) => {
    expectProblem(await submit(await aCadWithLine(change)), 400, 'INVALID_INPUT');
    await expectNothingPosted();
  });

  it('with every field at once, and where it is', async () => {
    const reply = await submit(await aCadWith({ office: 'x', transportMode: 'x' }));
    const errors = reply.body.errors as { pointer: string; en: string; fr: string }[];
    expect(errors.map((error) => error.pointer)).toEqual(['/office', '/transportMode']);
    expect(errors.every(({ en, fr }) => en !== '' && fr !== '')).toBe(true);
  });
});

describe('what breaks a rule is refused with 422, and nothing is half-posted', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown office', { office: '9999' }, 'CAD-E040'],
    ['an unknown mode of transport', { transportMode: '0' }, 'CAD-E040'],
    ['a wrong check digit', { transactionNumber: '12345000000018' }, 'CAD-E200'],
    ['an account that is not there', { importer: '100000017RM0001' }, 'CAD-E201'],
  ])('%s', async (_what, change, code) => {
    const reply = await submit(await aCadWith(change));
    expectProblem(reply, 422, 'CAD_REJECTED');
    expect(fatalCodes(reply)).toContain(code);
    await expectNothingPosted();
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['an unknown country', { countryOfOrigin: 'ZZ' }, 'CAD', 'CAD-E040'],
    ['an unknown unit', { unitOfMeasure: 'ZZZ' }, 'CAD', 'CAD-E040'],
    ['an unknown value-for-duty code', { valueForDutyCode: '99' }, 'CAD', 'CAD-E040'],
    ['an unknown GST code', { gstExemptionCode: 'ZZ' }, 'CAD', 'CAD-E030'],
    ['an unknown treatment', { tariffTreatment: '99' }, 'CAD', 'CAD-E040'],
    ['an unknown classification', { classification: '9999999999' }, 'CAD', 'CAD-E206'],
    ['an unknown authority', { specialAuthority: 'none' }, 'CAD', 'CAD-E209'],
    ['an unknown currency', {}, 'ZZZ', 'CAD-E040'],
    ['a date without an exchange rate', { directShipmentDate: '2022-06-01' }, 'USD', 'CAD-E205'],
    ['a currency without an exchange rate', {}, 'AED', 'CAD-E205'],
  ])('%s', async (_what, change, currency, code) => {
    const reply = await submit(await aCadWithLine(change, currency));
    expectProblem(reply, 422, 'CAD_REJECTED');
    expect(fatalCodes(reply)).toContain(code);
    await expectNothingPosted();
  });

  it('a quantity so large that the duty cannot be held exactly', async () => {
    const fowl = { classification: '0105941011', quantity: '99999999999999', unitOfMeasure: 'TNE' };
    expectProblem(await submit(await aCadWithLine(fowl)), 422, 'AMOUNT_TOO_LARGE');
    await expectNothingPosted();
  });

  it('lines that add up to more than can be held exactly', async () => {
    const cad = aCad(importer, await released(environment, importer, 1));
    const lines = Array.from({ length: 99 }, () =>
      aCadLine({ valueForCurrencyConversion: '9999999999999.99' }),
    );
    expectProblem(
      await submit({ ...cad, invoices: [{ ...cad.invoices[0], lines }] }),
      422,
      'AMOUNT_TOO_LARGE',
    );
    await expectNothingPosted();
  });

  it('a transaction number that is used, in a type C declaration as well', async () => {
    const cad = await aCadWith({});
    expect((await submit(cad)).status).toBe(201);
    const before = await trialBalance(environment.store.read);
    for (const cadType of ['AB', 'C']) {
      const reply = await submit({ ...cad, cadType });
      expectProblem(reply, 422, 'CAD_REJECTED');
      expect(fatalCodes(reply)).toContain('CAD-E050');
    }
    expect(await trialBalance(environment.store.read)).toEqual(before);
    expect(await verify(environment.store.read)).toEqual([]);
  });

  it('a declaration for somebody else', async () => {
    const other = await anImporter(environment, 2);
    const reply = await submit(aCad(other, await released(environment, other, 2)));
    expectProblem(reply, 422, 'CAD_REJECTED');
    expect(fatalCodes(reply)).toContain('CAD-E020');
    await expectNothingPosted();
  });
});

describe('a declaration may have 9,999 lines', () => {
  const withLines = async (count: number): Promise<CadInput> => {
    const cad = aCad(importer, await released(environment, importer, 1));
    const invoices = Array.from({ length: Math.ceil(count / 999) }, (_, index) => {
      const lines = Array.from({ length: Math.min(999, count - index * 999) }, () => aCadLine());
      return { ...cad.invoices[0]!, number: `INV-${index}`, value: `${lines.length}000.00`, lines };
    });
    return { ...cad, invoices };
  };

  it('and is accepted whole', async () => {
    const reply = await submit(await withLines(9999));
    expect(reply.status, reply.text.slice(0, 500)).toBe(201);
    expect(reply.body.total).toBe('499950.00'); // 9,999 × $50.00 of GST
    expect((reply.body.lines as unknown[]).length).toBe(9999);
    expect(await verify(environment.store.read)).toEqual([]);
  });

  it('but not 10,000', async () => {
    expectProblem(await submit(await withLines(10_000)), 400, 'INVALID_INPUT');
    await expectNothingPosted();
  });
});
