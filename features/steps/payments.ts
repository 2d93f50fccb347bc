import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { type Cents, sum, toWire } from '../../src/money.ts';
import { takeBankMessage } from '../../src/payments/bank-payments.ts';
import { openUnidentified } from '../../src/payments/bank-store.ts';
import { chargeName } from '../../src/payments/charge-names.ts';
import { agreeToDebits, cancelDebitAgreement } from '../../src/payments/debit-agreements.ts';
import { debitAgreementsOf } from '../../src/payments/debit-store.ts';
import { identifyPayment } from '../../src/payments/identify.ts';
import { payForClients } from '../../src/payments/pay-for-clients.ts';
import { receiptBy } from '../../src/payments/receipt.ts';
import { returnPayment } from '../../src/payments/return-payment.ts';
import { paymentsOf } from '../../src/payments/store.ts';
import { transactionReceipt } from '../../src/payments/transaction-receipt.ts';
import { showDelays } from '../../src/payments/value-date.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string; paid?: string };

Given('payments take the days that they really take', async function (this: W) {
  await this.environment.store.inTransaction((tx) => showDelays(tx, this.trainer, true));
});

Then('the receipt says that the statement seems to be paid already', async function (this: W) {
  const { payment } = await receiptBy(this.system, this.paid!);
  assert.notEqual(payment.duplicateOf, null);
  assert.notEqual(payment.duplicateOf, this.paid);
});

Then(
  'the receipt lists {amount} for that declaration and {amount} as credit',
  async function (this: W, cleared: Cents, credit: Cents) {
    const receipt = await receiptBy(this.system, this.paid!);
    const lines = receipt.cleared.map((each) => [each.reference, each.amountCents]);
    assert.deepEqual([lines, receipt.creditCents], [[[this.number, cleared]], credit]);
  },
);

When(
  '{word} pays {amount} each for {word} and {word}',
  async function (this: W, payer: string, amount: Cents, first: string, second: string) {
    const payments = [first, second].map((name) => ({
      programAccount: this.accountOf(name),
      amount: toWire(amount),
    }));
    await this.attempt(
      async () =>
        void (await payForClients(this.as(payer), { channel: 'edi', total: toWire(2 * amount), payments })),
    );
  },
);

When(
  'the bank sends {amount} for {word} of {word}',
  async function (this: W, amount: Cents, account: string, paidOn: string) {
    await takeBankMessage(this.system, {
      bankReference: 'B-1',
      channel: 'online-banking',
      payer: 'somebody',
      paidOn,
      remittances: [{ account, amount: toWire(amount) }],
    });
  },
);

const waiting = (carm: W) => openUnidentified(carm.environment.store.read, { after: 0, limit: 10 });

Then('{amount} waits for an officer', async function (this: W, amount: Cents) {
  assert.deepEqual(
    (await waiting(this)).map((each) => each.amountCents),
    [amount],
  );
});

When('an officer says that it is of {word}', async function (this: W, name: string) {
  const [payment] = await waiting(this);
  await identifyPayment(this.system, payment!.id, this.accountOf(name));
});

Then('nothing waits for an officer', async function (this: W) {
  assert.deepEqual(await waiting(this), []);
});

Given('un accord de débit préautorisé d’{word}', async function (this: W, name: string) {
  await agreeToDebits(this.as(name), this.accountOf(name), {
    institution: '001',
    transit: '12345',
    accountNumber: '9876543',
    holder: name,
    certifies: true,
  });
});

When('la banque retourne le débit', async function (this: W) {
  const page = { after: '', limit: 1 };
  const [debit] = await paymentsOf(this.environment.store.read, this.accountOf('Anne'), page);
  await returnPayment(this.system, debit!.id);
});

When('{word} annule son accord de débit préautorisé', async function (this: W, name: string) {
  const programAccount = this.accountOf(name);
  const [agreement] = await debitAgreementsOf(this.environment.store.read, programAccount);
  await cancelDebitAgreement(this.as(name), { programAccount, id: agreement!.id });
});

Then(
  'the receipt of the transaction shows ${word} of {}',
  async function (this: W, amount: string, name: string) {
    const { items } = await transactionReceipt(this.system, this.number!);
    const charges = items.flatMap((item) => item.charges);
    const ofKind = charges.filter(({ glAccount }) => chargeName(glAccount).en === name);
    assert.equal(toWire(sum(ofKind.map(({ amountCents }) => amountCents))), amount);
  },
);

Then(
  'the receipt of the transaction has ${word} settled and ${word} open',
  async function (this: W, paid: string, open: string) {
    const { paidCents, openCents } = await transactionReceipt(this.system, this.number!);
    assert.deepEqual([toWire(paidCents), toWire(openCents)], [paid, open]);
  },
);
