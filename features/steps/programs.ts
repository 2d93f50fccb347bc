import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { agencyAccount } from '../../src/accounts/agency.ts';
import { enterInRegister, type RegisterName } from '../../src/accounts/registers.ts';
import { enterSelfAssessment } from '../../src/accounts/self-assessment.ts';
import type { CsaOption } from '../../src/accounts/store.ts';
import { convertB3 } from '../../src/cad/b3.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { CadInput, CadLineInput } from '../../src/cad/types.ts';
import type { Channel, Context } from '../../src/context.ts';
import { fromWire } from '../../src/money.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { type ReleaseInput, reportRelease } from '../../src/release/report-release.ts';
import { goods, type SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string };

export const through = (ctx: Context, channel: Channel): Context => ({
  ...ctx,
  actor: { ...ctx.actor, channel },
});

async function take(world: W, name: string, option: number): Promise<void> {
  await world.attempt(async () => {
    await enterSelfAssessment(world.system, world.accountOf(name), option as CsaOption);
  });
}
Given(
  '{word} is in customs self-assessment with option {int}',
  function (this: W, name: string, option: number) {
    return take(this, name, option);
  },
);
When(
  '{word} takes option {int} of customs self-assessment',
  function (this: W, name: string, option: number) {
    return take(this, name, option);
  },
);

Given(
  'the carrier {word} and the driver {word} are approved for customs self-assessment',
  async function (this: W, carrier: string, driver: string) {
    await register(this, 'csa-carriers', carrier);
    await register(this, 'csa-drivers', driver);
  },
);

async function clear(
  world: W,
  name: string,
  released: Partial<ReleaseInput>,
  line: Partial<CadLineInput>,
): Promise<void> {
  const driver = released.option === 'CSA' ? { driver: 'FAST-0001' } : {};
  await world.attempt(async () => {
    const message = world.releaseMessage(name, { ...driver, ...released });
    await reportRelease(world.system, message);
    world.number = message.transactionNumber;
    world.cad = world.declaration(name, world.number, line);
  });
}
When(
  'goods of {word} from {word} are cleared by {word} on {word}',
  function (this: W, name: string, from: string, option: string, date: string) {
    const released = { option: option as ReleaseInput['option'], releasedAt: `${date}T08:00` };
    return clear(this, name, released, { placeOfExport: from });
  },
);
When(
  'carbon steel of {word} from {word} is cleared by {word} on {word}',
  function (this: W, name: string, from: string, option: string, date: string) {
    const released = { option: option as ReleaseInput['option'], releasedAt: `${date}T08:00` };
    const steel = { classification: '7208250000', unitOfMeasure: 'KGM' };
    return clear(this, name, released, { ...steel, placeOfExport: from });
  },
);
When(
  'the carrier {word} brings goods of {word}, driver {word}, for clearance by CSA',
  function (this: W, carrierCode: string, name: string, driver: string) {
    return clear(this, name, { option: 'CSA', carrierCode, driver }, {});
  },
);

export async function submit(world: W, ctx: Context, cad: CadInput): Promise<void> {
  world.cad = cad;
  world.number = cad.transactionNumber;
  await world.attempt(async () => {
    world.accepted = await submitCad(ctx, cad);
  });
}

When(
  '{word} accounts for them with type {word} through {word}',
  async function (this: W, name: string, cadType: string, channel: string) {
    const cad = { ...this.cad!, cadType: cadType as CadInput['cadType'] };
    await submit(this, through(this.as(name), channel as Channel), cad);
  },
);

/** By the CBSA's administrative account, for somebody who has no business number. */
async function accountForVisitor(world: W, ctx: Context, visitor: string, value: string): Promise<void> {
  const line = { valueForCurrencyConversion: value.replaceAll(',', '') };
  const cad = world.declarationOf(agencyAccount, world.nextNumber(), line);
  await submit(world, ctx, { ...cad, cadType: 'C', owner: { name: `${visitor} (fictitious)` } });
}
When(
  'an officer accounts for goods of the visitor {word} worth ${word}',
  function (this: W, visitor: string, value: string) {
    return accountForVisitor(this, this.system, visitor, value);
  },
);
When(
  '{word} accounts for goods of the visitor {word} worth ${word}',
  function (this: W, name: string, visitor: string, value: string) {
    return accountForVisitor(this, this.as(name), visitor, value);
  },
);

When('{word} pays ${word} at the office for them', async function (this: W, _: string, amount: string) {
  await receivePayment(this.system, {
    programAccount: agencyAccount,
    channel: 'office',
    amount,
    transactions: [this.number!],
  });
});

Given(
  'a B3 of {word} worth ${word} was accepted on {word}',
  async function (this: W, name: string, value: string, accountedOn: string) {
    this.number = this.nextNumber();
    const valueForDuty = value.replaceAll(',', '');
    const line = { directShipmentDate: accountedOn, valueForCurrencyConversion: valueForDuty };
    this.cad = { ...this.declaration(name, this.number, line), preCarm: 'AS_DECLARED' };
    await convertB3(this.system, {
      transactionNumber: this.number,
      importer: this.accountOf(name),
      office: '0453',
      accountedOn,
      lines: [{ classification: goods.machineParts, valueForDuty }],
      total: '50.00',
    });
  },
);

When('{word} declares it as it was', async function (this: W, name: string) {
  await submit(this, this.as(name), this.cad!);
});

When(
  '{word} accounts for goods whose use ended on {word}',
  async function (this: W, name: string, interimEndedOn: string) {
    const cad = this.declaration(name, this.nextNumber());
    await submit(this, through(this.as(name), 'CCP'), { ...cad, cadType: 'M', interimEndedOn });
  },
);

export async function register(world: W, name: RegisterName, number: string): Promise<void> {
  const entry = { holder: 'Holder (fictitious)', validFrom: '2024-01-01', validTo: null };
  await enterInRegister(world.trainer, name, number, entry);
}

Given('{word} imports for National Defence', async function (this: W, name: string) {
  await register(this, 'defence', this.accountOf(name));
});

Given('{word} inscrite au registre des messageries', async function (this: W, name: string) {
  await register(this, 'clvs', this.accountOf(name));
});

const means: Record<string, Pick<CadInput, 'arrivedBy'>> = {
  'la poste': { arrivedBy: 'POST' },
  messagerie: { arrivedBy: 'COURIER' },
  camion: {},
};

When(
  /^(\S+) déclare des t-shirts de (\S+) \$, venus de (\S+) par (la poste|messagerie|camion)$/,
  async function (this: W, name: string, value: string, placeOfExport: string, by: string) {
    const worth = { valueForCurrencyConversion: value.replace(',', '.'), unitOfMeasure: 'DZN' };
    const line = { ...worth, classification: goods.tShirts, placeOfExport };
    const cad = this.declaration(name, this.nextNumber(), line);
    await submit(this, this.as(name), { ...cad, cadType: 'C', ...means[by] });
  },
);

Then(/^les droits sont de (\S+) \$ et la TPS de (\S+) \$$/, function (this: W, duties: string, gst: string) {
  const { dutiesCents, gstCents } = this.accepted!;
  assert.deepEqual(
    [dutiesCents, gstCents],
    [duties, gst].map((each) => fromWire(each.replace(',', '.'))),
  );
});
