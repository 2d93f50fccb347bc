import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { compareVersions } from '../../src/cad/compare-versions.ts';
import { versionsOf } from '../../src/cad/store.ts';
import { CadRejected, submitCad } from '../../src/cad/submit.ts';
import { type Cents, toWire } from '../../src/money.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { approveAdjustment, requestAdjustment } from '../../src/recourse/adjust.ts';
import { decideDispute } from '../../src/recourse/decide-dispute.ts';
import { openDispute } from '../../src/recourse/dispute.ts';
import { redetermine } from '../../src/recourse/redetermine.ts';
import { newest, worth } from './changes.ts';
import { goods, type SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string; case?: string };

Given(
  'des marchandises d’{word} valant {montant} au taux de 18 %, déclarées, payées et échues',
  async function (this: W, name: string, value: Cents) {
    this.number = await this.release(name);
    const line = { classification: goods.tShirts, valueForCurrencyConversion: toWire(value) };
    this.cad = this.declaration(name, this.number, line);
    const { dueOn, totalCents } = await submitCad(this.as(name), this.cad);
    const programAccount = this.accountOf(name);
    await receivePayment(this.as(name), { programAccount, channel: 'edi', amount: toWire(totalCents) });
    await this.today(Temporal.PlainDate.from(dueOn).add({ days: 1 }).toString());
  },
);

async function adjust(world: W, name: string, value: string, reasons: string[]): Promise<void> {
  await world.attempt(async () => {
    const proposed = {
      transactionNumber: world.number!,
      expectedVersion: (await newest(world)).version,
      declared: worth(world, value),
      reasons,
      rationale: 'Facture mal lue.',
    };
    world.case = (await requestAdjustment(world.as(name), proposed)).id;
  });
}

When(
  '{word} demande un rajustement à {montant} pour le motif {word}',
  async function (this: W, name: string, value: Cents, reason: string) {
    await adjust(this, name, toWire(value), [reason]);
  },
);

When(
  '{word} demande un rajustement à {montant} pour les motifs {word} puis {word}',
  async function (this: W, name: string, value: Cents, first: string, second: string) {
    await adjust(this, name, toWire(value), [first, second]);
  },
);

When('l’agent approuve le rajustement', async function (this: W) {
  await approveAdjustment(this.system, this.case!);
});

When('l’agent révise la valeur à {montant}', async function (this: W, value: Cents) {
  await redetermine(this.system, {
    transactionNumber: this.number!,
    expectedVersion: (await newest(this)).version,
    declared: worth(this, toWire(value)),
    reasons: ['RC-59'],
    rationale: 'La facture dit autre chose.',
  });
});

When('{word} conteste la décision', async function (this: W, name: string) {
  await this.attempt(async () => {
    const request = { transactionNumber: this.number!, rationale: 'La valeur était juste.' };
    this.case = (await openDispute(this.as(name), request)).id;
  });
});

When('l’agent tranche en faveur de {montant}', async function (this: W, value: Cents) {
  const declared = worth(this, toWire(value));
  await decideDispute(this.system, this.case!, { rationale: 'Accordé.', declared });
});

Then('la déclaration est rejetée avec {word}', function (this: W, code: string) {
  assert.ok(this.refusal instanceof CadRejected, `non rejetée : ${this.refusal?.message}`);
  assert.deepEqual(
    this.refusal.findings.map((finding) => finding.code),
    [code],
  );
});

When('the officer re-determines the value at ${word}', async function (this: W, value: string) {
  await redetermine(this.system, {
    transactionNumber: this.number!,
    expectedVersion: (await newest(this)).version,
    declared: worth(this, value),
    reasons: ['RC-59'],
    rationale: 'The invoice says otherwise.',
  });
});

Then(
  'version {int} differs in {word} and adds ${word}',
  async function (this: W, version: number, field: string, amount: string) {
    const versions = await versionsOf(this.environment.store.read, this.number!);
    const changes = compareVersions(versions[version - 2]!, versions[version - 1]!);
    assert.ok(changes.fields.some((change) => change.field === field));
    assert.equal(changes.amounts.total, amount);
  },
);

When(
  '{word} asks for an adjustment to ${word} by reason {word} and it is approved',
  async function (this: W, name: string, value: string, reason: string) {
    await adjust(this, name, value, [reason]);
    await approveAdjustment(this.system, this.case!);
  },
);

When('{word} conteste la décision en la garantissant', async function (this: W, name: string) {
  await this.attempt(async () => {
    const request = { transactionNumber: this.number!, rationale: 'La valeur était juste.', isSecured: true };
    this.case = (await openDispute(this.as(name), request)).id;
  });
});

When('l’agent maintient la décision', async function (this: W) {
  await decideDispute(this.system, this.case!, { rationale: 'Maintenue.' });
});
