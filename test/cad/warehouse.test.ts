import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { submitCad, validateCad } from '../../src/cad/submit.ts';
import type { AssessedCad, CadInput, CadLineInput } from '../../src/cad/types.ts';
import { overdrawn, warehouseFindings } from '../../src/cad/warehouse.ts';
import { stockOf, stockOfAccount } from '../../src/cad/warehouse-store.ts';
import { GoodsDrawn, withdrawCad } from '../../src/cad/withdraw.ts';
import type { Context } from '../../src/context.ts';
import type { Environment } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, onRegister, tShirts } from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  for (const licence of ['0453W001', '0495W002']) await onRegister(environment, 'warehouses', licence);
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const portal = (bn15 = importer): Context => {
  const ctx = asImporter(environment, bn15);
  return { ...ctx, actor: { ...ctx.actor, channel: 'CCP' } };
};

/** T-shirts at 18 %: 100 dozen for $1,000.00. */
const goods = (change: Partial<CadLineInput> = {}) => ({
  classification: tShirts,
  quantity: '100',
  unitOfMeasure: 'DZN',
  ...change,
});

const entry = (serial = 1): CadInput => ({
  ...aCad(importer, aNumber(serial), goods()),
  cadType: '10',
  warehouseIn: '0453W001',
});

/** A declaration that draws a quantity of line 1 of the first entry, worth ten dollars a dozen. */
function drawing(
  cadType: '20' | '21' | '22' | '30',
  serial: number,
  quantity: string,
  change: Partial<CadInput> = {},
): CadInput {
  const valueForCurrencyConversion = `${Number(quantity) * 10}.00`;
  const line = goods({ quantity, previousLine: 1, valueForCurrencyConversion });
  return {
    ...aCad(importer, aNumber(serial), line),
    cadType,
    warehouseOut: '0453W001',
    previousTransactionNumber: aNumber(1),
    ...change,
  };
}

const left = async (serial = 1) =>
  (await stockOf(environment.store.read, [aNumber(serial)])).map(
    ({ quantityThousandths }) => quantityThousandths / 1000,
  );

const fatal = async (ctx: Context, cad: CadInput) =>
  (await validateCad(ctx, cad)).findings.filter(({ severity }) => severity === 'F').map(({ code }) => code);

describe('goods in a bonded warehouse', () => {
  it('come in without duties and taxes, and leave for consumption at the rates of that day', async () => {
    const entered = await submitCad(portal(), entry());
    expect([entered.totalCents, entered.vfdCents, await left()]).toEqual([0, 100_000, [100]]);
    await environment.advanceTo('2024-12-02T09:00');
    const consumed = await submitCad(portal(), drawing('20', 2, '40'));
    // $400.00 at 18 %, and GST of 5 % on $472.00.
    expect([consumed.totalCents, consumed.accountedOn, consumed.dueOn]).toEqual([
      9560,
      '2024-12-02',
      '2024-12-31',
    ]);
    expect(await left()).toEqual([60]);
  });

  it.each(['21', '22'] as const)('leave without duties by type %s', async (cadType) => {
    await submitCad(portal(), entry());
    expect((await submitCad(portal(), drawing(cadType, 2, '100'))).totalCents).toBe(0);
    expect(await left()).toEqual([0]);
    expect(await stockOfAccount(environment.store.read, importer, { after: '', limit: 10 })).toEqual([]);
  });

  it('are paid for first by who has no release prior to payment', async () => {
    const other = await anImporter(environment, 2, { hasRpp: false });
    await submitCad(portal(other), { ...entry(), importer: other });
    const waiting = await submitCad(portal(other), { ...drawing('20', 2, '10'), importer: other });
    expect([waiting.status, waiting.totalCents]).toEqual(['AWAITING_PAYMENT', 2390]);
    const payment = { programAccount: other, channel: 'debit-card' as const, amount: '23.90' };
    await receivePayment(portal(other), { ...payment, transactions: [aNumber(2)] });
    expect(await fatal(portal(other), { ...drawing('20', 3, '91'), importer: other })).toEqual(['CAD-E215']);
  });

  it('are not drawn beyond what is left, by one declaration or several', async () => {
    await submitCad(portal(), entry());
    expect(await fatal(portal(), drawing('20', 2, '100.5'))).toEqual(['CAD-E215']);
    await submitCad(portal(), drawing('21', 2, '60'));
    expect(await fatal(portal(), drawing('20', 3, '41'))).toEqual(['CAD-E215']);
    expect(await fatal(portal(), drawing('20', 3, '40'))).toEqual([]);
  });

  it('pass to another importer by a transfer (30) and its re-warehousing (13)', async () => {
    const buyer = await anImporter(environment, 2);
    await submitCad(portal(), entry());
    await submitCad(portal(), drawing('30', 2, '70', { newImporter: buyer }));
    expect([await left(), await left(2)]).toEqual([[30], [70]]);
    const line = goods({ quantity: '70', previousLine: 1 });
    const rewarehoused: CadInput = {
      ...aCad(buyer, aNumber(3), line),
      cadType: '13',
      warehouseIn: '0495W002',
      previousTransactionNumber: aNumber(2),
    };
    expect(await fatal(portal(), { ...rewarehoused, importer })).toEqual(['CAD-E231']);
    await submitCad(portal(buyer), rewarehoused);
    expect([await left(2), await left(3)]).toEqual([[0], [70]]);
    const stock = await stockOfAccount(environment.store.read, buyer, { after: '', limit: 10 });
    expect(stock).toMatchObject([{ stockTransaction: aNumber(3), stockLine: 1, unit: 'DZN' }]);
    expect(await fatal(portal(buyer), { ...drawing('20', 4, '1'), importer: buyer })).toEqual(['CAD-E231']);
  });

  it('follow a correction, which cannot leave less than was drawn', async () => {
    await submitCad(portal(), entry());
    await submitCad(portal(), drawing('21', 2, '60'));
    const fewer = (quantity: string): CadInput => ({
      ...aCad(importer, aNumber(1), goods({ quantity })),
      cadType: '10',
      warehouseIn: '0453W001',
    });
    await expect(correctCad(portal(), aNumber(1), 1, fewer('59'))).rejects.toMatchObject({
      findings: [{ code: 'CAD-E215', pointer: 'line[1].quantity' }],
    });
    await correctCad(portal(), aNumber(1), 1, fewer('80'));
    expect(await left()).toEqual([20]);
  });

  it('stay accounted for while something was drawn; what drew them gives them back', async () => {
    await submitCad(portal(), entry());
    await submitCad(portal(), drawing('20', 2, '60'));
    await expect(withdrawCad(portal(), aNumber(1), 1)).rejects.toThrow(GoodsDrawn);
    await withdrawCad(portal(), aNumber(2), 1);
    expect(await left()).toEqual([100]);
    await environment.advanceTo('2024-12-02T09:00');
    await withdrawCad(portal(), aNumber(1), 1);
    expect(await left()).toEqual([0]);
  });
});

describe('a declaration on goods in bond', () => {
  it.each<[string, () => CadInput, string[]]>([
    ['names its warehouse', () => ({ ...entry(), warehouseIn: undefined }) as CadInput, ['CAD-E040']],
    [
      'has quantities',
      () => ({
        ...aCad(importer, aNumber(1), { ...goods(), quantity: '0' }),
        cadType: '10',
        warehouseIn: '0453W001',
      }),
      ['CAD-E040'],
    ],
    [
      'draws on what is there',
      () => drawing('20', 2, '1', { previousTransactionNumber: aNumber(7) }),
      ['CAD-E231'],
    ],
    ['names a licensed warehouse', () => ({ ...entry(), warehouseIn: '0453W002' }), ['CAD-E234']],
    [
      'leaves the warehouse that its goods are in',
      () => ({
        ...drawing('21', 2, '1', { previousTransactionNumber: aNumber(6) }),
        warehouseOut: '0495W002',
      }),
      ['CAD-E235'],
    ],
    ...[{ classification: '6109100012' }, { countryOfOrigin: 'CN' }].map(
      (change): [string, () => CadInput, string[]] => [
        `draws the goods that came in, not others (${Object.keys(change)})`,
        () => {
          const draw = drawing('20', 2, '1', { previousTransactionNumber: aNumber(6) });
          const line = { ...draw.invoices[0]!.lines[0]!, ...change };
          return { ...draw, invoices: [{ ...draw.invoices[0]!, lines: [line] }] };
        },
        ['CAD-E236'],
      ],
    ),
    [
      'leaves a warehouse',
      () => ({ ...drawing('21', 2, '1'), warehouseOut: undefined }) as CadInput,
      ['CAD-E040'],
    ],
  ])('%s', async (_, cad, codes) => {
    await submitCad(portal(), entry(6));
    expect(await fatal(portal(), { ...cad() })).toEqual(expect.arrayContaining(codes));
  });

  it('is not received by API', async () => {
    expect(await fatal(asImporter(environment, importer), entry())).toEqual(['CAD-E202']);
  });
});

it.each([
  ['6109100012', true], // of the same subheading
  ['6110200012', false],
])('goods whose number ended in bond are drawn under %s: %s', (classification, isAllowed) => {
  const stored: CadInput = { ...entry(), invoices: entry().invoices };
  const draw = drawing('21', 2, '1');
  const line = { ...draw.invoices[0]!.lines[0]!, classification };
  const drawn = { ...draw, invoices: [{ ...draw.invoices[0]!, lines: [line] }] };
  const drawnFrom = { ...stored, declared: stored, importerBn15: importer, status: 'ACCEPTED' };
  const facts = {
    drawnFrom: drawnFrom as unknown as AssessedCad, // what the rule reads of it
    stock: [{ stockTransaction: aNumber(1), stockLine: 1, unit: 'DZN', quantityThousandths: 5000 }],
    ...{ unlicensed: [], lapsed: [tShirts] },
  };
  const found = [...warehouseFindings(drawn, undefined, facts)].map((each) => each.code);
  expect(found).toEqual(isAllowed ? [] : ['CAD-E236']);
});

it('what would leave less than nothing is told by line', () => {
  const stock = [{ stockTransaction: 'a', stockLine: 1, unit: 'NMB', quantityThousandths: 5 }];
  const draw = (line: number, quantityThousandths: number) => ({
    line,
    stockTransaction: 'a',
    stockLine: 1,
    unit: 'NMB',
    quantityThousandths,
  });
  expect(overdrawn([draw(1, -5)], stock)).toEqual([]);
  expect(overdrawn([draw(1, -3), draw(2, -3)], stock)).toEqual([1, 2]);
  expect(overdrawn([draw(1, 2), draw(2, -7)], stock)).toEqual([]);
});
