import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { openItemsOf } from '../../src/ledger/open-items.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { penaltiesOf } from '../../src/penalties/store.ts';
import { setParameter } from '../../src/tariff/set-parameter.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;

beforeEach(async () => {
  environment = await aCarm('2025-02-25T08:00');
  importer = await anImporter(environment, 1);
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const declare = async (serial: number) =>
  submitCad(
    asImporter(environment, importer),
    aCad(importer, await released(environment, importer, serial), { directShipmentDate: '2025-02-20' }),
  );

const set = (name: string, from: string, value: string) =>
  setParameter(environment.as(system), { name, from, value });

const latePayments = async () => {
  const all = await penaltiesOf(environment.store.read, importer, { after: '', limit: 10 });
  return all.filter(({ kind }) => kind === 'LPP').map(({ committedOn }) => committedOn);
};

it('relief of late payment ends on another day where the trainer says so', async () => {
  await declare(1);
  await set('late-payment-penalty-applies', '2025-04-01', '1');
  await environment.advanceTo('2025-05-10T08:00');
  expect(await latePayments()).toHaveLength(1);
});

it('as it was announced last, late payment is relieved through 2025', async () => {
  await declare(1);
  await environment.advanceTo('2025-05-10T08:00');
  expect(await latePayments()).toEqual([]);
});

it.each([
  ['0', 'second'],
  ['1', 'first'],
] as const)('with newest first %s, a payment of one of two debts leaves the %s', async (value, left) => {
  const first = (await declare(1)).transactionNumber;
  await environment.advanceTo('2025-03-20T08:00');
  const second = (await declare(2)).transactionNumber;
  await set('clearing-newest-first', '2025-03-20', value);
  await environment.advanceTo('2025-05-10T08:00');
  await receivePayment(asImporter(environment, importer), {
    ...{ programAccount: importer, channel: 'edi', amount: '50.00' },
  });
  const open = (await openItemsOf(environment.store.read, importer)).filter(({ code }) => code === 'CAD');
  expect(open.map(({ reference }) => reference)).toEqual([{ first, second }[left]]);
});

it('is of a parameter that there is', async () => {
  await expect(set('gst', '2025-03-01', '1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
