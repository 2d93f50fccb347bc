import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { fileCad, isWaiting } from '../../src/cad/file.ts';
import { findCad } from '../../src/cad/store.ts';
import { findFiled } from '../../src/cad/waiting-store.ts';
import { putDefect } from '../../src/defects/defects.ts';
import { toWire } from '../../src/money.ts';
import { switchPartner } from '../../src/partners/partner.ts';
import { goods, type SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string };

Given('declarations wait for their exchange rates', async function (this: W) {
  await ratesOutWaiting(this, true);
});

async function ratesOutWaiting(world: W, isDown: boolean): Promise<void> {
  await world.environment.store.inTransaction((tx) =>
    switchPartner(tx, world.trainer, 'exchange-rates', { isDown, withoutRate: 'wait' }),
  );
}

Given('le service des taux de change en panne, et les déclarations qui attendent', async function (this: W) {
  await ratesOutWaiting(this, true);
});

When('le service des taux de change répond de nouveau', async function (this: W) {
  await ratesOutWaiting(this, false);
});

/** T-shirts of the United States under UST, which needs a proof of origin for goods of some value. */
const unproven = {
  ...{ classification: goods.tShirts, countryOfOrigin: 'US', tariffTreatment: '10', unitOfMeasure: 'DZN' },
};

Given(
  /^des marchandises de (\S+) facturées (.+) \$ US, à déclarer( sous le TÉU sans preuve d’origine)?$/,
  async function (this: W, name: string, value: string, isUnproven: string | null) {
    this.number = await this.release(name);
    const valueForCurrencyConversion = value.replaceAll(/\s/g, '').replace(',', '.');
    const line = { ...(isUnproven === null ? {} : unproven), valueForCurrencyConversion };
    const cad = this.declaration(name, this.number, line);
    this.cad = { ...cad, invoices: [{ ...cad.invoices[0]!, currency: 'USD' }] };
  },
);

async function files(this: W, name: string): Promise<void> {
  await this.attempt(async () => {
    this.accepted = undefined;
    const filed = await fileCad(this.as(name), this.cad!);
    if (!isWaiting(filed)) this.accepted = filed;
  });
}
When('{word} files the declaration', files);
When('{word} produit la déclaration', files);

async function waits(this: W): Promise<void> {
  assert.equal(this.refusal, undefined);
  const filed = await findFiled(this.environment.store.read, this.number!);
  assert.equal(filed?.status, 'WAITING_FOR_RATE');
}
Then('the declaration waits for its exchange rate', waits);
Then('la déclaration attend son taux de change', waits);

async function wasFiledOn(this: W, total: string, date: string): Promise<void> {
  const cad = await findCad(this.environment.store.read, this.number!);
  const plain = total.replaceAll(/[$\s]/g, '').replace(',', '.');
  assert.deepEqual([cad && toWire(cad.totalCents), cad?.accountedOn, cad?.isLate], [plain, date, false]);
}
Then('the declaration counts for ${word} as of {word}, in time', wasFiledOn);
Then(/^la déclaration compte pour (.+ \$) en date du (\S+), dans les délais$/, wasFiledOn);

Then('la déclaration est refusée avec {word}', async function (this: W, code: string) {
  const filed = await findFiled(this.environment.store.read, this.number!);
  assert.equal(filed?.status, 'REJECTED');
  assert.deepEqual(
    filed.findings.filter((each) => each.severity === 'F').map((each) => each.code),
    [code],
  );
});

Given('the exchange-rate service is down', async function (this: W) {
  await this.environment.store.inTransaction((tx) =>
    switchPartner(tx, this.trainer, 'exchange-rates', { isDown: true }),
  );
});

Given('the exchange-rate service is down and the defect of CES 2.0 is in', async function (this: W) {
  await this.environment.store.inTransaction((tx) =>
    putDefect(tx, this.trainer, 'assessed-at-old-rate', true),
  );
  await this.environment.store.inTransaction((tx) =>
    switchPartner(tx, this.trainer, 'exchange-rates', { isDown: true }),
  );
});

When('the exchange-rate service comes back', async function (this: W) {
  await this.environment.store.inTransaction((tx) =>
    switchPartner(tx, this.trainer, 'exchange-rates', { isDown: false }),
  );
});
