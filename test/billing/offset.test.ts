import { expect, it } from 'vitest';
import { bn9Of, businessNumberFrom, programAccountFrom } from '../../src/accounts/identifiers.ts';
import { chooseOffsetting } from '../../src/accounts/offsetting.ts';
import { insertAccount, type Offsetting } from '../../src/accounts/store.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { dueAndCredit, openItemsOf } from '../../src/ledger/open-items.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';

/** A business with two accounts: $80.00 in credit on the first, $50.00 due 2024-11-29 on the second one. */
async function twoAccounts(offsetting: Offsetting) {
  const environment = await aCarm();
  const first = await anImporter(environment, 1);
  const second = programAccountFrom(businessNumberFrom('70000001'), 2);
  await environment.store.inTransaction((tx) =>
    insertAccount(tx, {
      bn15: second,
      bn9: bn9Of(first),
      profile: 'IMPORTER',
      hasRpp: true,
      offsetting,
      openedOn: '2024-01-01',
    }),
  );
  const as = asImporter(environment, first);
  await chooseOffsetting(as, first, offsetting);
  await submitCad(as, aCad(second, await released(environment, second, 1)));
  await receivePayment(as, { programAccount: first, channel: 'edi', amount: '80.00' });
  const stand = async (account: string) =>
    dueAndCredit(await openItemsOf(environment.store.read, account), environment.clock.today());
  return { environment, as, first, second, stand };
}

it('across the business, credit of one account pays what is due on another one', async () => {
  const { environment, first, second, stand } = await twoAccounts('BUSINESS_WIDE');
  await environment.advanceTo('2024-11-28T12:00');
  expect([await stand(first), await stand(second)]).toEqual([
    { due: 0, credit: 8000 },
    { due: 0, credit: 0 },
  ]);
  await environment.advanceTo('2024-11-29T12:00');
  expect([await stand(first), await stand(second)]).toEqual([
    { due: 0, credit: 3000 },
    { due: 0, credit: 0 },
  ]);
  expect(await verify(environment.store.read)).toEqual([]);
});

it('within the account, credit stays where it is', async () => {
  const { environment, first, second, stand } = await twoAccounts('PROGRAM_ONLY');
  await environment.advanceTo('2024-11-29T12:00');
  expect([await stand(first), await stand(second)]).toEqual([
    { due: 0, credit: 8000 },
    { due: 5000, credit: 0 },
  ]);
});

it('a business that allocates itself has only overdue debt cleared for it', async () => {
  const { environment, as, second, stand } = await twoAccounts('MANUAL');
  await receivePayment(as, { programAccount: second, channel: 'edi', amount: '50.00' });
  await environment.advanceTo('2024-11-29T12:00');
  expect(await stand(second)).toEqual({ due: 5000, credit: 5000 });
  await environment.advanceTo('2024-11-30T12:00');
  expect(await stand(second)).toEqual({ due: 0, credit: 0 });
  expect(await verify(environment.store.read)).toEqual([]);
});

it.each([
  ['48.00', 0], // $2.00 left: written off
  ['47.99', 201],
])('of $50.00 due, $%s paid leaves %i cents at the statement', async (amount, left) => {
  const environment = await aCarm();
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  await submitCad(as, aCad(importer, await released(environment, importer, 1)));
  await environment.advanceTo('2024-11-29T12:00');
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount });
  await environment.advanceTo('2024-12-25T05:00');
  const { due } = dueAndCredit(await openItemsOf(environment.store.read, importer), '9999-12-31');
  expect(due).toBe(left);
  expect(await verify(environment.store.read)).toEqual([]);
});
