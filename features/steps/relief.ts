import assert from 'node:assert/strict';
import { Given, When } from '@cucumber/cucumber';
import { findAccount, insertAccount } from '../../src/accounts/store.ts';
import { deferDueDate } from '../../src/billing/deferrals.ts';
import { waiveInterest } from '../../src/billing/waive-interest.ts';
import { documentsOfAccount } from '../../src/ledger/documents.ts';
import { type Cents, toWire } from '../../src/money.ts';
import { applyCredit, transferOwnCredit } from '../../src/payments/credit.ts';
import type { SimulatedCarm } from './world.ts';

// Relief from interest and from due dates, and what a client does with its credit.

type W = SimulatedCarm & { number?: string; second?: string };

When(
  'the agency defers what is due on {word} to {word}',
  async function (this: W, dueOn: string, until: string) {
    const reason = { en: 'System outage', fr: 'Panne du système' };
    await deferDueDate(this.trainer, { dueOn, until, reason });
  },
);

When('an officer waives the interest of {word}', async function (this: W, name: string) {
  const page = { after: 0, limit: 100 };
  const all = await documentsOfAccount(this.environment.store.read, this.accountOf(name), page);
  const charged = all.find((document) => document.code === 'INT');
  assert.ok(charged);
  await waiveInterest(this.system, { documentId: charged.id, reason: 'Flood' });
});

When('{word} applique son crédit à cette déclaration', async function (this: W, name: string) {
  await this.attempt(
    async () => void (await applyCredit(this.as(name), this.accountOf(name), [this.number!])),
  );
});

Given('un second compte de programme d’{word}', async function (this: W, name: string) {
  const first = (await findAccount(this.environment.store.read, this.accountOf(name)))!;
  const bn15 = `${first.bn9}RM0002`;
  await this.environment.store.inTransaction((tx) => insertAccount(tx, { ...first, bn15 }));
  this.second = bn15;
});

When('{word} y vire {montant} de crédit', async function (this: W, name: string, amount: Cents) {
  const transfer = { from: this.accountOf(name), to: this.second!, amount: toWire(amount) };
  await transferOwnCredit(this.as(name), transfer);
});
