import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { businessNumberFrom, type ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { insertAccount, insertBusiness, insertDelegation } from '../../src/accounts/store.ts';
import { verify } from '../../src/billing/verify.ts';
import { balanceOf, trialBalance } from '../../src/ledger/documents.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCarm, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let trainer: string;
let ask: Ask;

// $50.00 of GST, on the statement of 2024-11-25, due on 2024-11-29.
beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  trainer = await aTrainersToken(environment);
  ask = anApi(environment);
  const body = aCad(importer, await released(environment, importer, 1));
  await ask('POST', '/api/v1/cads', { token, body });
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const pay = (change: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  ask('POST', '/api/v1/payments', {
    token,
    headers,
    body: { programAccount: importer, channel: 'online-banking', amount: '50.00', ...change },
  });

const put = (path: string, body: unknown) => ask('PUT', `/api/v1/${path}`, { token: trainer, body });

describe('limits and channels', () => {
  it.each([
    ['a cheque of more than $50,000.00', { channel: 'cheque', amount: '50000.01' }, 'CHEQUE_TOO_LARGE'],
    ['a wire of a resident', { channel: 'wire' }, 'WIRE_FOR_NON_RESIDENTS'],
    ['a card above its limit', { channel: 'credit-card', amount: '5000.01' }, 'CARD_LIMIT_REACHED'],
  ])('refuse %s', async (_what, change, code) => {
    expectProblem(await pay(change), 422, code);
  });

  it('let a cheque of $50,000.00 through, and the wire of a non-resident', async () => {
    expect((await pay({ channel: 'cheque', amount: '50000.00' })).status).toBe(201);
    const bn9 = businessNumberFrom('75000000');
    const bn15 = `${bn9}RM0001`;
    await environment.store.inTransaction(async (tx) => {
      const legalName = 'Exporter of Maine (fictitious)';
      await insertBusiness(tx, { bn9, legalName, kind: 'importer', language: 'en', province: 'ME' });
      const openedOn = '2024-01-01';
      const offsetting = 'PROGRAM_ONLY';
      await insertAccount(tx, { bn15, bn9, profile: 'IMPORTER', hasRpp: true, offsetting, openedOn });
    });
    const body = { programAccount: bn15, channel: 'wire', amount: '10.00' };
    const theirs = await aToken(environment, bn15);
    expect((await ask('POST', '/api/v1/payments', { token: theirs, body })).status).toBe(201);
  });

  it('leave pre-authorized debits to the CBSA', async () => {
    expectProblem(await pay({ channel: 'pre-authorized-debit' }), 400, 'INVALID_INPUT');
  });

  it('need the bank, but for cheques and offices', async () => {
    await put('partners/banks', { isDown: true });
    expectProblem(await pay(), 503, 'PARTNER_UNAVAILABLE');
    expect((await pay({ channel: 'cheque' })).status).toBe(201);
    expect((await pay({ channel: 'office' })).status).toBe(201);
  });
});

describe('a receipt', () => {
  it('lists what was cleared and what is left, as data and to print', async () => {
    await environment.advanceTo('2024-11-29T12:00');
    const paid = await pay({ amount: '80.00' });
    expect(paid.body).toMatchObject({
      status: 'POSTED',
      credit: '30.00',
      cleared: [{ code: 'CAD', amount: '50.00', clearedOn: '2024-11-29', statement: '2024-11-25' }],
      duplicateOf: null,
    });
    const path = `/api/v1/payments/${paid.body.receipt}`;
    expect((await ask('GET', path, { token })).body).toEqual(paid.body);
    const french = await ask('GET', `${path}/print?language=fr`, { token });
    expect(french.headers.get('content-type')).toMatch(/^text\/html/);
    expect(french.text).toContain('Une simulation');
    expect(french.text).toContain('80,00 $');
    const english = await ask('GET', `${path}/print`, { token });
    expect(english.text).toContain('A simulation');
    expect(english.text).toContain('$30.00');
    expectProblem(await ask('GET', `${path}/print?language=de`, { token }), 400);
    expectProblem(await ask('GET', '/api/v1/payments/R1/print', { token }), 404);
  });

  it('flags the second payment of one statement, which stays a credit', async () => {
    await environment.advanceTo('2024-11-26T12:00');
    const first = await pay({}, { 'idempotency-key': 'one' });
    const again = await pay({}, { 'idempotency-key': 'one' });
    expect(again.body.receipt).toBe(first.body.receipt);
    expect(first.body.duplicateOf).toBeNull();
    const second = await pay();
    expect(second.body.duplicateOf).toBe(first.body.receipt);
    await environment.advanceTo('2024-12-02T12:00');
    expect(await balanceOf(environment.store.read, importer)).toBe(-5000);
    expect((await pay({ amount: '7.00' })).body.duplicateOf).toBeNull();
  });

  it('flags it in transit as well', async () => {
    await put('payment-delays', { areShown: true });
    expect((await ask('GET', '/api/v1/payment-delays', { token: trainer })).body).toEqual({ areShown: true });
    await environment.advanceTo('2024-11-26T12:00');
    const first = await pay();
    expect(first.body).toMatchObject({ status: 'IN_TRANSIT', postsOn: '2024-11-28', cleared: [] });
    expect((await pay()).body.duplicateOf).toBe(first.body.receipt);
  });
});

describe('a broker that pays for its clients', () => {
  const broker = businessNumberFrom('80000001');
  let other: ProgramAccountNumber;
  let brokers: string;

  beforeEach(async () => {
    other = await anImporter(environment, 2);
    await environment.store.inTransaction(async (tx) => {
      const facts = { legalName: 'Broker (fictitious)', language: 'en', province: 'ON' } as const;
      await insertBusiness(tx, { bn9: broker, kind: 'broker', ...facts });
      const importerBn9 = importer.slice(0, 9);
      const authority = { brokerBn9: broker, importerBn9, validFrom: '2024-01-01', validTo: null };
      await insertDelegation(tx, authority);
    });
    brokers = await aToken(environment, `${broker}RM0001`);
  });

  const payBoth = (change: Record<string, unknown> = {}) =>
    ask('POST', '/api/v1/group-payments', {
      token: brokers,
      body: {
        channel: 'edi',
        total: '75.00',
        payments: [
          { programAccount: importer, amount: '50.00' },
          { programAccount: other, amount: '25.00' },
        ],
        ...change,
      },
    });

  it('pays all of them or none', async () => {
    expectProblem(await payBoth(), 403, 'FORBIDDEN');
    expect(await balanceOf(environment.store.read, importer)).toBe(5000);
    await environment.store.inTransaction((tx) =>
      insertDelegation(tx, {
        brokerBn9: broker,
        importerBn9: other.slice(0, 9),
        validFrom: '2024-01-01',
        validTo: null,
      }),
    );
    const { status, body } = await payBoth();
    expect([status, body.items]).toMatchObject([
      201,
      [
        { programAccount: importer, amount: '50.00', paidBy: broker, group: 'G0000001' },
        { programAccount: other, amount: '25.00', paidBy: broker, group: 'G0000001' },
      ],
    ]);
    expect((await payBoth()).body.items).toMatchObject([{ group: 'G0000002' }, { group: 'G0000002' }]);
  });

  it('pays no more by one cheque than anybody else', async () => {
    const part = (programAccount: string) => ({ programAccount, amount: '30000.00' });
    const cheque = { channel: 'cheque', total: '60000.00', payments: [part(importer), part(other)] };
    expectProblem(await payBoth(cheque), 422, 'CHEQUE_TOO_LARGE');
  });

  it('pays what the parts add up to', async () => {
    expectProblem(await payBoth({ total: '75.01' }), 422, 'SPLIT_DIFFERS');
    expectProblem(await payBoth({ payments: [] }), 400, 'INVALID_INPUT');
  });
});

describe('what a bank sends', () => {
  const deliver = (change: Record<string, unknown> = {}) =>
    ask('POST', '/api/v1/bank-payments', {
      token: trainer,
      body: {
        bankReference: 'B-1',
        channel: 'edi',
        payer: 'Importer 1',
        paidOn: '2024-11-01',
        remittances: [
          { account: importer, amount: '50.00' },
          { account: '123456789RT0001', amount: '20.00' },
        ],
        ...change,
      },
    });

  const inSuspense = async () =>
    (await trialBalance(environment.store.read)).find((each) => each.glAccount === '1090')?.amountCents ?? 0;

  it('goes to the accounts named; what names none is kept until an officer says whose it is', async () => {
    const { status, body } = await deliver();
    const [own, unknown] = body.items as { receipt: string | null; unidentified: number | null }[];
    expect([status, own?.receipt?.[0], unknown?.receipt]).toEqual([201, 'R', null]);
    expect(await inSuspense()).toBe(-2000);
    expect(await verify(environment.store.read)).toEqual([]);
    const list = await ask('GET', '/api/v1/unidentified-payments', { token: trainer });
    expect(list.body.items).toMatchObject([
      { id: unknown!.unidentified, payee: '123456789RT0001', amount: '20.00', status: 'OPEN' },
    ]);
    const path = `/api/v1/unidentified-payments/${unknown!.unidentified}/identification`;
    const nobodys = { programAccount: '100000017RM0001' };
    expectProblem(await ask('POST', path, { token: trainer, body: nobodys }), 404);
    const settled = await ask('POST', path, { token: trainer, body: { programAccount: importer } });
    expect(settled.body).toMatchObject({ status: 'IDENTIFIED', valueOn: '2024-11-01' });
    const receipt = await ask('GET', `/api/v1/payments/${settled.body.receipt}`, { token });
    expect(receipt.body).toMatchObject({ amount: '20.00', valueOn: '2024-11-01', credit: '20.00' });
    expect([await inSuspense(), await balanceOf(environment.store.read, importer)]).toEqual([0, -2000]);
    const twice = await ask('POST', path, { token: trainer, body: { programAccount: importer } });
    expectProblem(twice, 409, 'UNIDENTIFIED_ALREADY_SETTLED');
  });

  it('goes back where nobody knows whose it is', async () => {
    const { body } = await deliver();
    const { unidentified } = (body.items as { unidentified: number | null }[])[1]!;
    const path = `/api/v1/unidentified-payments/${unidentified}/return`;
    expect((await ask('POST', path, { token: trainer })).body).toMatchObject({ status: 'SENT_BACK' });
    expect(await inSuspense()).toBe(0);
    expectProblem(await ask('POST', '/api/v1/unidentified-payments/999/return', { token: trainer }), 404);
  });

  it('is taken once', async () => {
    await deliver();
    expectProblem(await deliver(), 409, 'BANK_MESSAGE_TAKEN');
    expect((await deliver({ bankReference: 'B-2' })).status).toBe(201);
  });

  it.each([
    ['of tomorrow', { paidOn: '2024-11-05' }],
    ['of nothing', { remittances: [{ account: 'x', amount: '0.00' }] }],
    ['without parts', { remittances: [] }],
    ['by card', { channel: 'credit-card' }],
  ])('%s is refused', async (_what, change) => {
    expectProblem(await deliver(change), 400, 'INVALID_INPUT');
  });
});

describe('pre-authorized debits', () => {
  const path = () => `/api/v1/accounts/${importer}/pre-authorized-debits`;
  const details = {
    institution: '001',
    transit: '12345',
    accountNumber: '9876543',
    holder: 'Importer 1',
    certifies: true,
  };

  it('are agreed, edited, listed and cancelled; the account is shown by its last digits', async () => {
    const made = await ask('POST', path(), { token, body: details });
    expect([made.status, made.body.accountEndsIn, made.body.accountNumber]).toEqual([201, '6543', undefined]);
    expectProblem(await ask('POST', path(), { token, body: details }), 409, 'DEBIT_AGREEMENT_IN_FORCE');
    const other = { ...details, accountNumber: '11112222' };
    expect((await ask('PUT', `${path()}/1`, { token, body: other })).body.accountEndsIn).toBe('2222');
    expect((await ask('DELETE', `${path()}/1`, { token })).body.cancelledOn).toBe('2024-11-04');
    expectProblem(await ask('DELETE', `${path()}/1`, { token }), 409, 'DEBIT_AGREEMENT_CANCELLED');
    expect((await ask('GET', path(), { token })).body.items).toHaveLength(1);
  });

  it.each([
    { certifies: false },
    { institution: '1' },
    { transit: '123456' },
    { accountNumber: '12' },
    { holder: '' },
    { colour: 'red' },
  ])('are not agreed by %j', async (change) => {
    expectProblem(
      await ask('POST', path(), { token, body: { ...details, ...change } }),
      400,
      'INVALID_INPUT',
    );
  });
});
