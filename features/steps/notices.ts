import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Context } from '../../src/context.ts';
import { deliverNotices } from '../../src/notices/deliver.ts';
import { subscribe } from '../../src/notices/subscribe.ts';
import type { NoticeType } from '../../src/notices/types.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { isSilent?: boolean; told?: string[]; minutes?: number };

/** Sends what is due, as if hours had passed since the last time. */
async function deliver(world: W): Promise<void> {
  world.minutes = (world.minutes ?? 0) + 600;
  const at = Temporal.Instant.from('2027-01-01T00:00:00Z').add({ minutes: world.minutes });
  const { clock: simulated, ...ctx } = world.system;
  const clock = {
    today: () => simulated.today(),
    now: () => simulated.now(),
    realNow: () => at.toString({ smallestUnit: 'millisecond' }),
  };
  await deliverNotices({ ...ctx, clock } as Context, async (_url, { body }) => {
    if (world.isSilent === true) throw new Error('no answer');
    const { type } = JSON.parse(body) as { type: string };
    world.told = [...(world.told ?? []), type.replace('simulation.carm.', '')];
    return 204;
  });
}

Given(
  '{word} has her system told of {word} and {word}',
  async function (this: W, name: string, first: string, second: string) {
    const types = [first, second] as NoticeType[];
    await subscribe(this.as(name), { url: 'https://partner.test/hook', types });
  },
);

Given('her system does not answer', function (this: W) {
  this.isSilent = true;
});

When('her system answers again', function (this: W) {
  this.isSilent = false;
});

Then('her system is told of {word}', async function (this: W, type: string) {
  await deliver(this);
  assert.deepEqual(this.told ?? [], type === 'nothing' ? [] : [type]);
});

Then('her system is told of {word} then {word}', async function (this: W, first: string, second: string) {
  await deliver(this);
  assert.deepEqual([...(this.told ?? [])].sort(), [first, second].sort());
});
