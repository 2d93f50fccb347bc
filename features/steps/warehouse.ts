import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { CadInput, CadLineInput } from '../../src/cad/types.ts';
import { stockOf } from '../../src/cad/warehouse-store.ts';
import { type Cents, toWire } from '../../src/money.ts';
import { register, submit, through } from './programs.ts';
import { goods, type SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string; stock?: string; transferred?: string };

const warehouse = '0453W001';

Given('l’entrepôt de stockage {word} agréé', async function (this: W, licence: string) {
  await register(this, 'warehouses', licence);
});

/** T-shirts at 18 %, ten dollars a dozen. */
const dozens = (count: number, previousLine?: number) => ({
  classification: goods.tShirts,
  unitOfMeasure: 'DZN',
  quantity: String(count),
  valueForCurrencyConversion: toWire(count * 1000),
  ...(previousLine === undefined ? {} : { previousLine }),
});

async function store(world: W, name: string, count: number, value: Cents, warehouseIn: string) {
  const line = { ...dozens(count), valueForCurrencyConversion: toWire(value) };
  const cad = world.declaration(name, world.nextNumber(), line);
  await submit(world, through(world.as(name), 'CCP'), { ...cad, cadType: '10', warehouseIn });
  world.stock = world.number!;
}
When(
  '{word} entre {int} douzaines de t-shirts valant {montant} en entrepôt',
  function (this: W, name: string, count: number, value: Cents) {
    return store(this, name, count, value, warehouse);
  },
);
When(
  '{word} entre {int} douzaines de t-shirts valant {montant} à l’entrepôt {word}',
  function (this: W, name: string, count: number, value: Cents, licence: string) {
    return store(this, name, count, value, licence);
  },
);

async function draw(
  world: W,
  name: string,
  count: number,
  change: Partial<CadInput>,
  line: Partial<CadLineInput> = {},
): Promise<void> {
  const cad = world.declaration(name, world.nextNumber(), { ...dozens(count, 1), ...line });
  const bond = { previousTransactionNumber: world.stock!, warehouseOut: warehouse };
  await submit(world, through(world.as(name), 'CCP'), { ...cad, ...bond, ...change });
}

When(
  '{word} sort {int} douzaines de l’entrepôt {word}',
  async function (this: W, name: string, count: number, licence: string) {
    await draw(this, name, count, { cadType: '21', warehouseOut: licence });
  },
);

When(
  '{word} en sort {int} douzaines comme étant d’origine {word}',
  async function (this: W, name: string, count: number, countryOfOrigin: string) {
    await draw(this, name, count, { cadType: '20' }, { countryOfOrigin });
  },
);

const exits = { 'pour la consommation': '20', 'pour l’exportation': '21', 'comme provisions de bord': '22' };

When(
  /^(\S+) en sort (\d+) douzaines (pour la consommation|pour l’exportation|comme provisions de bord)$/,
  async function (this: W, name: string, count: string, exit: keyof typeof exits) {
    await draw(this, name, Number(count), { cadType: exits[exit] as CadInput['cadType'] });
  },
);

When(
  '{word} en cède {int} douzaines à {word}',
  async function (this: W, name: string, count: number, buyer: string) {
    await draw(this, name, count, { cadType: '30', newImporter: this.accountOf(buyer) });
    this.transferred = this.number!;
  },
);

When('{word} réentrepose {int} douzaines', async function (this: W, name: string, count: number) {
  const cad = this.declaration(name, this.nextNumber(), dozens(count, 1));
  const bond = { previousTransactionNumber: this.transferred!, warehouseIn: warehouse };
  await submit(this, through(this.as(name), 'CCP'), { ...cad, ...bond, cadType: '13' });
  this.stock = this.number!;
});

Then('il reste {int} douzaines en entrepôt', async function (this: W, count: number) {
  const [stock] = await stockOf(this.environment.store.read, [this.stock!]);
  assert.equal(stock?.quantityThousandths, count * 1000);
});
