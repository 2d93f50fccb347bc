import assert from 'node:assert/strict';
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import { verify } from '../../src/billing/verify.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import { dueAndCredit, openItemsOf } from '../../src/ledger/open-items.ts';
import { type Cents, fromWire, toWire } from '../../src/money.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import type { SimulatedCarm } from './world.ts';

// What the English scenarios say by the steps of business, said in French.

defineParameterType({
  name: 'montant',
  regexp: /\d[\d\s]*,\d{2}\s\$/,
  transformer: (text) => fromWire(text.replaceAll(/[$\s]/g, '').replace(',', '.')),
});

Given('l’importateur {word} inscrit à la mainlevée avant paiement', async function (this: W, name: string) {
  await this.openAccount(name);
});

Given('des marchandises de {word} dédouanées', async function (this: W, name: string) {
  await this.release(name);
});

async function itIs(this: W, date: string): Promise<void> {
  await this.today(date);
}
Given('la date du {word}', itIs);
Given('nous sommes le {word}', itIs);
When('vient le {word}', itIs);

When('{word} paie {montant}', async function (this: W, name: string, amount: Cents) {
  const programAccount = this.accountOf(name);
  await receivePayment(this.as(name), {
    programAccount,
    channel: 'online-banking',
    amount: toWire(amount),
  });
});

Then('{word} doit {montant}', async function (this: W, name: string, amount: Cents) {
  assert.equal(await balanceOf(this.environment.store.read, this.accountOf(name)), amount);
});

Then('{word} a un crédit de {montant}', async function (this: W, name: string, amount: Cents) {
  const items = await openItemsOf(this.environment.store.read, this.accountOf(name));
  assert.equal(dueAndCredit(items, '9999-12-31').credit, amount);
});

Then('le refus est {word}', function (this: W, code: string) {
  assert.equal(this.refusal?.code, code);
});

Then('tous les invariants tiennent', async function (this: W) {
  assert.deepEqual(await verify(this.environment.store.read), []);
});

type W = SimulatedCarm;
