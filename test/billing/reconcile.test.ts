import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { authenticator } from '../../src/accounts/authenticate.ts';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { reportRelease } from '../../src/release/report-release.ts';
import { aCad, aCarm, aNumber, anImporter, aRelease, asImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let ask: Ask;

const worth = (serial: number, value: string) =>
  aCad(importer, aNumber(serial), { valueForCurrencyConversion: value });

// Declarations 1 to 3 on the statement of 2024-11-25: the second corrected, the third by somebody else. A payment of
// $1.00. Number 4 was released after the 17th; number 5 is nobody's.
beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  ask = anApi(environment);
  const as = environment.as({ ...asImporter(environment, importer).actor, id: await ownId() });
  for (const serial of [1, 2]) {
    await released(environment, importer, serial);
    await submitCad(as, worth(serial, '1000.00'));
  }
  await correctCad(as, aNumber(2), 1, worth(2, '2000.00'));
  await released(environment, importer, 3);
  await submitCad(environment.as(system), worth(3, '1000.00'));
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '1.00' });
  await environment.advanceTo('2024-11-19T09:00');
  await released(environment, importer, 4);
  await submitCad(as, worth(4, '1000.00'));
  await environment.advanceTo('2024-11-26T09:00');
});

afterEach(() => environment.close());

/** Whom the token stands for. */
async function ownId(): Promise<string> {
  return (await authenticator(environment.store.read)(`Bearer ${token}`)).id;
}

const path = () => `/api/v1/accounts/${importer}/statements/latest/reconciliation`;

const csv = (...lines: string[]) => ['transactionNumber,amount', ...lines].join('\n');

const send = (body: string) => ask('POST', path(), { token, body, headers: { 'content-type': 'text/csv' } });

const sendWorkbook = async (workbook: Buffer) => {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return ask('POST', path(), { token, bytes: workbook, headers: { 'content-type': type } });
};

const reasons = (body: Record<string, unknown>) =>
  Object.fromEntries(
    (body.lines as { reference: string; reason: string }[]).map((line) => [line.reference, line.reason]),
  );

describe('reconciliation', () => {
  it('says of every line why it differs', async () => {
    const rows = [1, 2, 4, 5].map((serial) => `${aNumber(serial)},50.00`);
    const { body } = await send(csv(...rows));
    expect(reasons(body)).toEqual({
      [aNumber(1)]: 'AGREES',
      [aNumber(2)]: 'CHANGED_VERSION',
      [aNumber(4)]: 'NEXT_PERIOD',
      [aNumber(5)]: 'NO_DECLARATION',
      [aNumber(3)]: 'FILED_BY_ANOTHER',
      edi: 'CREDIT',
    });
    // Stated 50 + 100 + 50 − 1 = 199, where the list has four times 50: one dollar less.
    expect(body).toMatchObject({ statement: '2024-11-25', agreeing: 1, differing: 5, difference: '-1.00' });
    const [first] = body.lines as { own: string; stated: string; open: string }[];
    expect([first?.own, first?.stated, first?.open]).toEqual(['50.00', '50.00', '50.00']);
  });

  it('says what stands twice in the list, and compares it once', async () => {
    const { body } = await send(csv(`${aNumber(1)},50.00`, `${aNumber(1)},50.00`));
    const lines = (body.lines as { reference: string; reason: string; stated: string | null }[]).slice(0, 2);
    expect(lines.map(({ reason, stated }) => [reason, stated])).toEqual([
      ['AGREES', '50.00'],
      ['TWICE_IN_YOUR_LIST', null],
    ]);
  });

  it('knows its own business by another of its credentials', async () => {
    const other = await aToken(environment, importer, ['account:read', 'cad:read']);
    const { body } = await ask('POST', path(), {
      token: other,
      body: csv(`${aNumber(1)},50.00`),
      headers: { 'content-type': 'text/csv' },
    });
    expect(reasons(body)).toMatchObject({
      [aNumber(2)]: 'NOT_IN_YOUR_LIST',
      [aNumber(3)]: 'FILED_BY_ANOTHER',
    });
  });

  it('of goods billed by calendar month tells the month, not the 17th', async () => {
    const officer = environment.as(system);
    await reportRelease(officer, { ...aRelease(importer, aNumber(6)), option: 'CTC' });
    await submitCad(officer, worth(6, '1000.00'));
    const { body } = await send(csv(`${aNumber(6)},50.00`));
    const [line] = body.lines as { reason: string; text: { en: string } }[];
    expect([line?.reason, line?.text.en]).toEqual([
      'NEXT_PERIOD',
      'released in 2024-11, a calendar month that is billed on the statement after its end',
    ]);
  });

  it('says what a payment was applied to', async () => {
    await environment.advanceTo('2024-11-30T09:00');
    const { body } = await send(csv(`${aNumber(1)},50.00`));
    const payment = (body.lines as { reason: string; text: { en: string } }[]).find((line) =>
      line.reason.startsWith('PAYMENT'),
    );
    expect([payment?.reason, payment?.text.en]).toEqual([
      'PAYMENT_OLDEST_FIRST',
      `a payment, applied to the oldest debt due or to what you chose: ${aNumber(1)}: 1.00`,
    ]);
  });

  it('takes a workbook, whose numbers are read by their digits', async () => {
    const workbook = await writeExcelFile([
      [{ value: 'transactionNumber' }, { value: 'amount' }],
      [
        { value: Number(aNumber(1)), type: Number },
        { value: 50, type: Number },
      ],
      [{ value: aNumber(2) }, { value: '100.00' }],
    ]).toBuffer();
    const { body } = await sendWorkbook(workbook);
    expect(reasons(body)).toMatchObject({ [aNumber(1)]: 'AGREES', [aNumber(2)]: 'AGREES' });
    expectProblem(await sendWorkbook(Buffer.from('no workbook')), 400, 'INVALID_INPUT');
    expectProblem(await sendWorkbook(workbook.subarray(0, 500)), 400, 'INVALID_INPUT');
  });

  it('knows what is on an earlier statement, or on none yet', async () => {
    await environment.advanceTo('2024-12-26T09:00');
    const rows = csv(`${aNumber(1)},50.00`, `${aNumber(4)},50.00`);
    expect(reasons((await send(rows)).body)).toMatchObject({
      [aNumber(1)]: 'EARLIER_STATEMENT',
      [aNumber(4)]: 'AGREES',
    });
  });

  it('takes JSON as well, and tells what is missing from it', async () => {
    const rows = [{ transactionNumber: aNumber(1), amount: '50.00' }];
    const { body } = await ask('POST', path(), { token, body: { rows } });
    expect(reasons(body)).toMatchObject({ [aNumber(1)]: 'AGREES', [aNumber(2)]: 'NOT_IN_YOUR_LIST' });
  });

  it.each([
    ['a wrong number', csv('123,50.00'), [{ line: 2, value: '123' }]],
    ['a wrong amount', csv(`${aNumber(1)},50.00`, `${aNumber(2)},fifty`), [{ line: 3, value: 'fifty' }]],
    ['no heading that is known', 'number;value\n1;2', [{ line: 2, value: '' }]],
  ])('refuses a list with %s whole, with the lines', async (_what, text, lines) => {
    const reply = await send(text);
    expectProblem(reply, 400, 'INVALID_INPUT');
    expect(reply.body.lines).toEqual(lines);
  });

  it('refuses what is no CSV', async () => {
    expectProblem(await send(csv('"12345')), 400, 'INVALID_INPUT');
  });
});
