import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { latestStatement } from '../../src/billing/store.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { findCad, type StoredCad, versionsOf } from '../../src/cad/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { CadInput } from '../../src/cad/types.ts';
import { withdrawCad } from '../../src/cad/withdraw.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import { type Cents, toWire } from '../../src/money.ts';
import { previewRecalculation, runRecalculation, undoRecalculation } from '../../src/recourse/recalculate.ts';
import { itemsOf } from '../../src/recourse/store.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string; recalculation?: string };

export const plain = (amount: string) => amount.replaceAll(',', '');

export async function newest(world: W): Promise<StoredCad> {
  return (await findCad(world.environment.store.read, world.number!))!;
}

/** The declaration with its one line worth another amount. */
export function worth({ cad }: W, value: string): CadInput {
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
