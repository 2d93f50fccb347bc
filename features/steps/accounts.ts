import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { chooseOffsetting } from '../../src/accounts/offsetting.ts';
import { type Reconciliation, reconcile } from '../../src/billing/reconcile.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { documentsOfAccount } from '../../src/ledger/documents.ts';
import { type Cents, toWire } from '../../src/money.ts';
import { returnPayment } from '../../src/payments/return-payment.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string; paid?: string; reconciliation?: Reconciliation };

When('the bank returns that payment', async function (this: W) {
  await this.attempt(async () => void (await returnPayment(this.system, this.paid!)));
});

Given('{word} allocates its credits itself', async function (this: W, name: string) {
  await chooseOffsetting(this.as(name), this.accountOf(name), 'MANUAL');
});

Then('interest of ${word} was charged to {word}', async function (this: W, amount: string, name: string) {
  const page = { after: 0, limit: 100 };
  const all = await documentsOfAccount(this.environment.store.read, this.accountOf(name), page);
  const interest = all.filter((document) => document.code === 'INT').map((each) => toWire(each.amountCents));
  assert.deepEqual(interest, [amount]);
});

Given(
  'une déclaration d’{word} pour des marchandises de {montant}',
  async function (this: W, name: string, value: Cents) {
    this.number = await this.release(name);
    const line = { valueForCurrencyConversion: toWire(value) };
    await submitCad(this.as(name), this.declaration(name, this.number, line));
  },
);

When(
  '{word} rapproche sa liste, qui dit {montant} pour cette déclaration',
  async function (this: W, name: string, amountCents: Cents) {
    const rows = [{ transactionNumber: this.number!, amountCents }];
    this.reconciliation = await reconcile(this.as(name), this.accountOf(name), 'latest', rows);
  },
);

Then('la ligne est expliquée par {word}', function (this: W, reason: string) {
  assert.equal(this.reconciliation?.lines[0]?.reason, reason);
});
