import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { collectionsOf } from '../../src/collections/store.ts';
import { approveWriteOff, requestWriteOff, reverseWriteOff } from '../../src/collections/write-off.ts';
import type { Context } from '../../src/context.ts';
import { requestDisbursement } from '../../src/disbursements/request.ts';
import { returnDisbursement } from '../../src/disbursements/return.ts';
import { disbursementsOf } from '../../src/disbursements/store.ts';
import type { Cents } from '../../src/money.ts';
import { system } from '../../src/open-environment.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { writeOff?: number };

const newest = async (carm: W, name: string) =>
  (await collectionsOf(carm.environment.store.read, carm.accountOf(name)))[0];

const officer = (carm: W, id: string): Context => carm.environment.as({ ...system, id });

Then('le recouvrement d’{word} en est à {word}', async function (this: W, name: string, step: string) {
  const collection = await newest(this, name);
  assert.deepEqual([collection?.step, collection?.closedOn], [step, null]);
});

Then('le recouvrement d’{word} est retiré', async function (this: W, name: string) {
  assert.equal((await newest(this, name))?.closedOn, this.environment.clock.today());
});

When(
  'l’agent(e) {word} demande de radier la dette d’{word}',
  async function (this: W, who: string, name: string) {
    const reason = 'insolvabilité';
    this.writeOff = (await requestWriteOff(officer(this, who), this.accountOf(name), { reason })).id;
  },
);

When('l’agent(e) {word} approuve la radiation', async function (this: W, who: string) {
  await this.attempt(async () => void (await approveWriteOff(officer(this, who), this.writeOff!)));
});

When('l’agent(e) {word} annule la radiation', async function (this: W, who: string) {
  await reverseWriteOff(officer(this, who), this.writeOff!);
});

When('{word} asks for her credit back', async function (this: W, name: string) {
  await this.attempt(
    async () => void (await requestDisbursement(this.as(name), this.accountOf(name), { method: 'CHEQUE' })),
  );
});

const paidOut = (carm: W, name: string) =>
  disbursementsOf(carm.environment.store.read, carm.accountOf(name), { after: 0, limit: 10 });

Then(
  '{amount} is paid to {word} on {word}',
  async function (this: W, amountCents: Cents, name: string, settledOn: string) {
    await this.today(settledOn);
    const done = (await paidOut(this, name)).map((each) => [each.amountCents, each.status, each.settledOn]);
    assert.deepEqual(done, [[amountCents, 'PAID', settledOn]]);
  },
);

When('the cheque to {word} comes back', async function (this: W, name: string) {
  const [disbursement] = await paidOut(this, name);
  await returnDisbursement(this.system, disbursement!.id);
});
