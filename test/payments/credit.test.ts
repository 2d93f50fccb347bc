import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  businessNumberFrom,
  type ProgramAccountNumber,
  programAccountFrom,
} from '../../src/accounts/identifiers.ts';
import { insertAccount } from '../../src/accounts/store.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import { openItemsOf } from '../../src/ledger/open-items.ts';
import type { Environment } from '../../src/open-environment.ts';
import { ChosenNotCovered } from '../../src/payments/clear-chosen.ts';
import {
  AnotherBusiness,
  applyCredit,
  CreditTooSmall,
  transferOwnCredit,
} from '../../src/payments/credit.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let second: ProgramAccountNumber;
let as: Context;

// $50.00 and $50.00 of GST, due on 2024-11-29, and $70.00 paid before.
beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  as = asImporter(environment, importer);
  second = programAccountFrom(businessNumberFrom('70000001'), 2);
  await environment.store.inTransaction((tx) =>
    insertAccount(tx, {
      ...{ bn15: second, bn9: importer.slice(0, 9), profile: 'IMPORTER', hasRpp: true },
      ...{ offsetting: 'PROGRAM_ONLY', openedOn: '2024-01-01' },
    }),
  );
  for (const serial of [1, 2])
    await submitCad(as, aCad(importer, await released(environment, importer, serial)));
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '70.00' });
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const open = async () =>
  (await openItemsOf(environment.store.read, importer))
    .map((item) => item.remainingCents)
    .sort((a, b) => a - b);

it('a credit clears the transactions that were chosen, before they are due', async () => {
  expect(await applyCredit(as, importer, [aNumber(2)])).toBe(5000);
  expect(await open()).toEqual([-2000, 5000]);
});

it('is not applied in part, nor to what is not open', async () => {
  await expect(applyCredit(as, importer, [aNumber(1), aNumber(2)])).rejects.toBeInstanceOf(ChosenNotCovered);
  await expect(applyCredit(as, importer, [aNumber(9)])).rejects.toBeInstanceOf(ChosenNotCovered);
  expect(await open()).toEqual([-7000, 5000, 5000]);
});

it('goes to another account of the business, as far as what is due leaves it free', async () => {
  await transferOwnCredit(as, { from: importer, to: second, amount: '30.00' });
  expect(await balanceOf(environment.store.read, second)).toBe(-3000);
  const more = transferOwnCredit(as, { from: importer, to: second, amount: '40.01' });
  await expect(more).rejects.toBeInstanceOf(CreditTooSmall);
  await environment.advanceTo('2024-11-29T12:00');
  const due = transferOwnCredit(as, { from: importer, to: second, amount: '0.01' });
  await expect(due).rejects.toBeInstanceOf(CreditTooSmall);
});

it('stays within the business', async () => {
  const other = await anImporter(environment, 2);
  const scopes = as.actor.scopes;
  const officer = environment.as({ id: 'officer', name: 'officer', kind: 'cbsa', scopes, channel: 'API' });
  const transfer = transferOwnCredit(officer, { from: importer, to: other, amount: '1.00' });
  await expect(transfer).rejects.toBeInstanceOf(AnotherBusiness);
});
