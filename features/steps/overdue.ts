import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { submitCad } from '../../src/cad/submit.ts';
import { unaccountedReleases } from '../../src/cad/unaccounted.ts';
import type { Context } from '../../src/context.ts';
import { type Cents, toWire } from '../../src/money.ts';
import { notificationsOf } from '../../src/notices/inbox.ts';
import type { SimulatedCarm } from './world.ts';

/** Somebody accounts for the goods of Anne that nobody has declared. */
async function account(world: SimulatedCarm, as: Context, change = {}): Promise<void> {
  const page = { after: '', limit: 1 };
  const [release] = await unaccountedReleases(world.environment.store.read, [world.accountOf('Anne')], page);
  const cad = world.declaration('Anne', release!.transactionNumber, change);
  await world.attempt(async () => {
    world.accepted = await submitCad(as, cad);
  });
}

Then(
  '{word} est avisée que des marchandises ne sont pas déclarées',
  async function (this: SimulatedCarm, name: string) {
    const page = { before: Number.MAX_SAFE_INTEGER, limit: 100, types: ['release.overdue'] as const };
    const told = await notificationsOf(this.environment.store.read, this.accountOf(name), page);
    assert.equal(told.length, 1);
  },
);

When(
  'un agent déclare ces marchandises d’une valeur de {montant}',
  async function (this: SimulatedCarm, value: Cents) {
    await account(this, this.system, { valueForCurrencyConversion: toWire(value) });
  },
);

When('{word} déclare ces marchandises d’Anne', async function (this: SimulatedCarm, name: string) {
  await account(this, this.as(name));
});
