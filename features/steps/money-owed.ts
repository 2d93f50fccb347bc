import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { latestStatement, noticesOf } from '../../src/billing/store.ts';
import { documentIdsOf } from '../../src/cad/store.ts';
import { parseDate } from '../../src/clock/instants.ts';
import { balanceOf, trialBalance } from '../../src/ledger/documents.ts';
import { dueAndCredit, openItemsOf } from '../../src/ledger/open-items.ts';
import { fromWire, toWire } from '../../src/money.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import type { PaymentInput } from '../../src/payments/types.ts';
import { type DueDates, dueDates, type Program } from '../../src/release/due-dates.ts';
import { tariffOf } from '../../src/tariff/tariff-of.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & {
  number?: string;
  dates?: DueDates;
  paid?: string;
};

When('{word} pays ${word} by {word}', async function (this: W, name: string, value: string, channel: string) {
  await this.attempt(async () => {
    const payment = {
      programAccount: this.accountOf(name),
      channel: channel as PaymentInput['channel'],
      amount: value.replaceAll(',', ''),
    };
    this.paid = (await receivePayment(this.as(name), payment)).id;
  });
});

When(
  '{word} pays ${word} by {word} for that declaration',
  async function (this: W, name: string, value: string, channel: string) {
    await this.attempt(async () => {
      const programAccount = this.accountOf(name);
      await receivePayment(this.as(name), {
        programAccount,
        channel: channel as PaymentInput['channel'],
        amount: value.replaceAll(',', ''),
        transactions: [this.number!],
      });
    });
  },
);

When(
  'goods of the {word} program are released on {word}',
  async function (this: W, program: string, date: string) {
    const { reference } = await tariffOf(this.environment.store);
    this.dates = dueDates(program as Program, parseDate(date), 5, reference);
  },
);

Then('they must be accounted for by {word}', function (this: W, date: string) {
  assert.equal(this.dates?.accountBy, date);
});

Then('they are due on {word}', function (this: W, date: string) {
  assert.equal(this.dates?.dueOn, date);
});

Then('payment is still in time on {word}', function (this: W, date: string) {
  assert.equal(this.dates?.graceOn, date);
});

Then('nothing is posted', async function (this: W) {
  assert.deepEqual(await trialBalance(this.environment.store.read), []);
});

Then('revenue of {word} grew by ${word}', async function (this: W, account: string, amount: string) {
  const numbers: Record<string, string> = { duty: '3000', GST: '3040', surtax: '3010' };
  const row = (await trialBalance(this.environment.store.read)).find(
    (each) => each.glAccount === numbers[account],
  );
  assert.equal(toWire(-(row?.amountCents ?? 0)), amount.replaceAll(',', ''));
});

Then('{word} owes ${word}', async function (this: W, name: string, amount: string) {
  const { read } = this.environment.store;
  const account = this.accountOf(name);
  assert.equal(toWire(await balanceOf(read, account)), amount.replaceAll(',', ''));
});

Then('{word} has a credit of ${word}', async function (this: W, name: string, amount: string) {
  const items = await openItemsOf(this.environment.store.read, this.accountOf(name));
  assert.equal(toWire(dueAndCredit(items, '9999-12-31').credit), amount.replaceAll(',', ''));
});

Then('the declaration is open for ${word}', async function (this: W, amount: string) {
  const [document] = await documentIdsOf(this.environment.store.read, this.number!);
  const items = await openItemsOf(this.environment.store.read, this.cad!.importer as string);
  const open = items.find((item) => item.documentId === document)?.remainingCents ?? 0;
  assert.equal(toWire(open), amount.replaceAll(',', ''));
});

Then(
  'the latest statement of {word} was issued on {word}',
  async function (this: W, name: string, date: string) {
    assert.equal((await latestStatement(this.environment.store.read, this.accountOf(name)))?.issuedOn, date);
  },
);

Then('{word} has no statement', async function (this: W, name: string) {
  assert.equal(await latestStatement(this.environment.store.read, this.accountOf(name)), undefined);
});

Then('it {word} at ${word}', async function (this: W, what: string, amount: string) {
  const account = this.accountOf('Anne');
  const statement = (await latestStatement(this.environment.store.read, account))!;
  const cents = {
    opens: statement.openingCents,
    closes: statement.closingCents,
    asks: statement.payableCents,
  }[what];
  assert.equal(cents, fromWire(amount.replaceAll(',', '')));
});

Then('{word} has daily notices for {word}', async function (this: W, name: string, dates: string) {
  const notices = await noticesOf(this.environment.store.read, this.accountOf(name), {
    after: '',
    limit: 100,
  });
  assert.deepEqual(
    notices.map((each) => each.postedOn),
    dates.split('+'),
  );
});
