import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { toWire } from '../../src/money.ts';
import { approveDrawback, rejectDrawback } from '../../src/recourse/decide-drawback.ts';
import { claimDrawback, type DrawbackInput } from '../../src/recourse/drawback.ts';
import type { DrawbackClaim } from '../../src/recourse/drawback-store.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string; claim?: DrawbackClaim };

type Sent = Pick<DrawbackInput, 'purpose' | 'destination'> & { dutyPaidAbroad?: string };

async function claim(
  world: W,
  name: string,
  quantity: string,
  { dutyPaidAbroad, ...sent }: Sent,
): Promise<void> {
  const abroad = dutyPaidAbroad === undefined ? {} : { dutyPaidAbroad };
  await world.attempt(async () => {
    world.claim = await claimDrawback(world.as(name), {
      ...sent,
      claimant: world.accountOf(name),
      exportedOn: world.environment.clock.today(),
      evidence: ['Export declaration 123'],
      hasWaiver: false,
      lines: [{ transactionNumber: world.number!, line: 1, quantity, ...abroad }],
    });
  });
}

When(
  '{word} claims drawback for {word} of them sent to {word} in the same condition',
  async function (this: W, name: string, quantity: string, destination: string) {
    await claim(this, name, quantity, { purpose: 'SAME_CONDITION', destination });
  },
);

When(
  '{word} claims drawback for {word} of them processed and sent to {word} where ${word} was paid',
  async function (this: W, name: string, quantity: string, destination: string, dutyPaidAbroad: string) {
    await claim(this, name, quantity, { purpose: 'PROCESSED', destination, dutyPaidAbroad });
  },
);

When('an officer approves the drawback', async function (this: W) {
  await approveDrawback(this.system, this.claim!.id);
});

When('an officer refuses the drawback', async function (this: W) {
  await rejectDrawback(this.system, this.claim!.id, 'No proof of export.');
});

Then('the drawback claim comes to ${word}', function (this: W, amount: string) {
  assert.equal(this.claim && toWire(this.claim.totalCents), amount.replaceAll(',', ''));
});
