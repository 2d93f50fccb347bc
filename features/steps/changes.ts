import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { latestStatement } from '../../src/billing/store.ts';
import { compareVersions } from '../../src/cad/compare-versions.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { findCad, type StoredCad, versionsOf } from '../../src/cad/store.ts';
import { CadRejected, submitCad } from '../../src/cad/submit.ts';
import type { CadInput } from '../../src/cad/types.ts';
import { withdrawCad } from '../../src/cad/withdraw.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import { type Cents, toWire } from '../../src/money.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { approveAdjustment, requestAdjustment } from '../../src/recourse/adjust.ts';
import { decideDispute } from '../../src/recourse/decide-dispute.ts';
import { openDispute } from '../../src/recourse/dispute.ts';
import { previewRecalculation, runRecalculation, undoRecalculation } from '../../src/recourse/recalculate.ts';
import { redetermine } from '../../src/recourse/redetermine.ts';
import { itemsOf } from '../../src/recourse/store.ts';
import { goods, type SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string; case?: string; recalculation?: string };

const plain = (amount: string) => amount.replaceAll(',', '');

async function newest(world: W): Promise<StoredCad> {
  return (await findCad(world.environment.store.read, world.number!))!;
}

/** The declaration with its one line worth another amount. */
function worth({ cad }: W, value: string): CadInput {
  const [invoice] = cad!.invoices;
  const line = { ...invoice!.lines[0]!, valueForCurrencyConversion: plain(value) };
  return { ...cad!, invoices: [{ ...invoice!, value: plain(value), lines: [line] }] };
}

When('{word} corrects the goods to ${word}', async function (this: W, name: string, value: string) {
  await this.attempt(async () => {
    const { version } = await newest(this);
    this.accepted = await correctCad(this.as(name), this.number!, version, worth(this, value));
  });
});

When(
  '{word} corrects version {int} to ${word}',
  async function (this: W, name: string, version: number, value: string) {
    await this.attempt(
      async () => void (await correctCad(this.as(name), this.number!, version, worth(this, value))),
    );
  },
);

When('{word} corrects the declaration without its invoice', async function (this: W, name: string) {
  const other = { ...this.cad!, invoices: [{ ...this.cad!.invoices[0]!, number: 'INV-2' }] };
  await this.attempt(async () => void (await correctCad(this.as(name), this.number!, 1, other as CadInput)));
});

When('{word} withdraws the declaration', async function (this: W, name: string) {
  await this.attempt(async () => {
    await withdrawCad(this.as(name), this.number!, (await newest(this)).version);
  });
});

Then('version {int} is accepted for ${word}', async function (this: W, version: number, total: string) {
  assert.equal(this.refusal, undefined, String(this.refusal?.message));
  const cad = await newest(this);
  assert.deepEqual([cad.version, toWire(cad.totalCents)], [version, plain(total)]);
});

Then('version {int} was accounted for on {word}', async function (this: W, version: number, date: string) {
  const versions = await versionsOf(this.environment.store.read, this.number!);
  assert.equal(versions[version - 1]?.accountedOn, date);
});

Then('the declaration is at version {int}', async function (this: W, version: number) {
  assert.equal((await newest(this)).version, version);
});

Then('the statement of {word} closes at ${word}', async function (this: W, name: string, amount: string) {
  const statement = await latestStatement(this.environment.store.read, this.accountOf(name));
  assert.equal(statement && toWire(statement.closingCents), plain(amount));
});

When(
  'the officer previews a recalculation of declarations with a provisional rate',
  async function (this: W) {
    const rule = { provisionalRateOnly: true };
    this.recalculation = (await previewRecalculation(this.system, rule, 'exchange rates were down')).id;
  },
);

When('the officer runs the recalculation', async function (this: W) {
  await runRecalculation(
    { ...this.system, actor: { ...this.system.actor, id: 'another officer' } },
    this.recalculation!,
  );
});

When('the officer undoes the recalculation', async function (this: W) {
  await undoRecalculation(this.system, this.recalculation!);
});

Then('the preview names {int} declaration', async function (this: W, count: number) {
  assert.equal((await itemsOf(this.environment.store.read, this.recalculation!)).length, count);
});

Then('{word} owes what was assessed at first', async function (this: W, name: string) {
  const [first] = await versionsOf(this.environment.store.read, this.number!);
  assert.equal(await balanceOf(this.environment.store.read, this.accountOf(name)), first?.totalCents);
});

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

async function declare(
  world: W,
  name: string,
  channel: 'CCP' | 'API',
  cad: Partial<CadInput>,
): Promise<void> {
  const { actor, ...ctx } = world.as(name);
  const number = world.nextNumber();
  await world.attempt(async () => {
    const whole = { ...world.declaration(name, number), ...cad };
    world.accepted = await submitCad({ ...ctx, actor: { ...actor, channel } }, whole);
  });
}

When(
  /^(\S+) déclare de type (V|H) par (le portail|API)$/,
  async function (this: W, name: string, cadType: 'V' | 'H', means: string) {
    await declare(this, name, means === 'API' ? 'API' : 'CCP', { cadType });
  },
);

When(
  '{word} déclare de type F pour les mainlevées de {word} par le portail',
  async function (this: W, name: string, releasedIn: string) {
    await declare(this, name, 'CCP', { cadType: 'F', releasedIn });
  },
);

When(
  '{word} déclare de type F pour les mainlevées de {word}, d’une valeur de {montant}',
  async function (this: W, name: string, releasedIn: string, value: Cents) {
    const line = { valueForCurrencyConversion: toWire(value) };
    const { invoices } = this.declaration(name, this.nextNumber(), line);
    await declare(this, name, 'CCP', { cadType: 'F', releasedIn: releasedIn.replace(',', ''), invoices });
  },
);

Then('la déclaration est due le {word}', function (this: W, date: string) {
  assert.equal(this.accepted?.dueOn, date, this.refusal?.message ?? '');
});

Then('la déclaration porte l’avertissement {word}', function (this: W, code: string) {
  assert.deepEqual(
    this.accepted?.warnings.map((finding) => finding.code),
    [code],
  );
});

When(
  '{word} asks for an adjustment to ${word} by reason {word} and it is approved',
  async function (this: W, name: string, value: string, reason: string) {
    await adjust(this, name, value, [reason]);
    await approveAdjustment(this.system, this.case!);
  },
);
