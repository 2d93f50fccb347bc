import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { bn9Of } from '../../src/accounts/identifiers.ts';
import { insertDelegation } from '../../src/accounts/store.ts';
import { verify } from '../../src/billing/verify.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & {
  number?: string;
};

Given('importer {word} is enrolled in release prior to payment', async function (this: W, name: string) {
  await this.openAccount(name);
});

Given('importer {word} is not enrolled in release prior to payment', async function (this: W, name: string) {
  await this.openAccount(name, { hasRpp: false });
});

Given('{word} has an exporter account only', async function (this: W, name: string) {
  await this.openAccount(name, { profile: 'EXPORTER' });
});

Given('broker {word}', async function (this: W, name: string) {
  await this.openAccount(name, { kind: 'broker' });
});

Given('trade consultant {word}', async function (this: W, name: string) {
  await this.openAccount(name, { kind: 'consultant' });
});

Given('{word} has given {word} authority', async function (this: W, importer: string, broker: string) {
  const [importerBn9, brokerBn9] = [bn9Of(this.accountOf(importer)), bn9Of(this.accountOf(broker))];
  await this.environment.store.inTransaction((tx) =>
    insertDelegation(tx, { brokerBn9, importerBn9, validFrom: '2024-01-01', validTo: null }),
  );
});

Given('today is {word}', async function (this: W, date: string) {
  await this.today(date);
});

When('time moves to {word}', async function (this: W, date: string) {
  await this.today(date);
});

Given('goods of {word} are released', async function (this: W, name: string) {
  await this.attempt(async () => {
    this.number = await this.release(name);
    this.cad = this.declaration(name, this.number);
  });
});

Given('goods of {word} are not released yet', function (this: W, name: string) {
  this.number = this.nextNumber();
  this.cad = { ...this.declaration(name, this.number), cadType: 'C' };
});

Then('the refusal is {word}', function (this: W, code: string) {
  assert.equal(this.refusal?.code, code);
});

Then('every invariant holds', async function (this: W) {
  assert.deepEqual(await verify(this.environment.store.read), []);
});
