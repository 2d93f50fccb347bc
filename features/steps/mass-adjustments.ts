import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { submitCad } from '../../src/cad/submit.ts';
import { approveMassAdjustment, undoMassAdjustment } from '../../src/recourse/decide-mass.ts';
import { requestMassAdjustment } from '../../src/recourse/mass-adjust.ts';
import type { MassAdjustment } from '../../src/recourse/mass-store.ts';
import { goods, type SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string; mass?: MassAdjustment };

Given(
  '{word} accounts for {int} releases of T-shirts worth ${word} each',
  async function (this: W, name: string, count: number, value: string) {
    for (let n = 0; n < count; n += 1) {
      this.number = await this.release(name);
      const line = { classification: goods.tShirts, valueForCurrencyConversion: value.replaceAll(',', '') };
      await submitCad(this.as(name), this.declaration(name, this.number, line));
    }
  },
);

When(
  '{word} asks for all of them to be machine parts by reason {word}',
  async function (this: W, name: string, reason: string) {
    const change = { field: 'classification', from: goods.tShirts, to: goods.machineParts } as const;
    await this.attempt(async () => {
      this.mass = await requestMassAdjustment(this.as(name), {
        ...{ importer: this.accountOf(name), change, reasons: [reason], rationale: 'They were parts.' },
      });
    });
  },
);

Then('the mass adjustment is of {int} declarations', function (this: W, declarations: number) {
  assert.equal(this.mass?.declarations, declarations);
});

When('an officer approves the mass adjustment', async function (this: W) {
  await approveMassAdjustment(this.system, this.mass!.id);
});

When('an officer undoes the mass adjustment', async function (this: W) {
  await undoMassAdjustment(this.system, this.mass!.id);
});
