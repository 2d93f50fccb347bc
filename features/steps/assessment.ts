import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm;

Given('goods with a value for duty of ${word}', function (this: W, value: string) {
  this.line.valueForCurrencyConversion = plain(value);
});

Given('goods invoiced at {word} {word}', function (this: W, value: string, currency: string) {
  this.line.valueForCurrencyConversion = plain(value);
  this.line.currency = currency;
  delete this.line.exchangeRate;
});

Given('an exchange rate of {word}', function (this: W, rate: string) {
  this.line.exchangeRate = rate;
});

Given('goods shipped directly on {word}', function (this: W, date: string) {
  this.line.directShipmentDate = date;
});

Given(
  'goods of tariff item {word} of {word} origin under treatment {word}',
  function (this: W, item: string, origin: string, treatment: string) {
    this.line.classification = item.replaceAll('.', '');
    this.line.countryOfOrigin = origin;
    this.line.tariffTreatment = treatment;
  },
);

Given('a quantity of {word} {word}', function (this: W, quantity: string, unit: string) {
  this.line.dutyQuantity = plain(quantity);
  this.line.dutyUnit = unit;
});

Given('an MFN rate of {float} %', function (this: W, percent: number) {
  this.line.dutyRate = `${percent}%`;
});

Given('a rate of duty of {string}', function (this: W, rate: string) {
  this.line.dutyRate = rate;
});

Given('treatment {word} claimed at {float} %', function (this: W, treatment: string, percent: number) {
  this.line.tariffTreatment = treatment;
  this.line.appliedTariffTreatment = '2';
  this.line.claimedRate = `${percent}%`;
});

Given('a surtax of {float} %', function (this: W, percent: number) {
  this.line.surtax = [...(this.line.surtax ?? []), { code: '25148A', percent: String(percent) }];
});

Given('{float} % of the value is Canadian and Mexican content', function (this: W, percent: number) {
  for (const surtax of this.line.surtax ?? []) surtax.excludeContentPercent = String(percent);
});

Given('surtax code {word} declared', function (this: W, code: string) {
  this.line.surtaxCode = code;
});

Given('the steel was melted and poured in {word}', function (this: W, country: string) {
  this.line.meltAndPour = country;
});

Given('anti-dumping duty of ${word}', function (this: W, amount: string) {
  this.line.sima = { subject: 'S', amount: plain(amount) };
});

Given(
  'a normal value of {word} and an export price of {word} for {word} units',
  function (this: W, normal: string, price: string, quantity: string) {
    this.line.sima = {
      subject: 'S',
      normalValuePerUnit: normal,
      exportPricePerUnit: price,
      quantity: plain(quantity),
    };
  },
);

Given('the goods are under a price undertaking', function (this: W) {
  this.line.sima = { subject: 'U' };
});

Given('the importer declares the goods subject to SIMA', function (this: W) {
  this.line.sima = { subject: 'S' };
});

Given('the provisional duty is secured by a bond', function (this: W) {
  this.line.sima!.provisional = 'bond';
});

Given('the importer self-declares anti-dumping duty of ${word}', function (this: W, amount: string) {
  this.line.selfDeclared = { antiDumping: plain(amount) };
});

Given('excise code {word} for {word} units', function (this: W, code: string, quantity: string) {
  this.line.exciseDuty = [{ code, quantity: plain(quantity) }];
});

Given('{word} packages of {word} cigarettes', function (this: W, packages: string, perPackage: string) {
  this.line.exciseDuty = [{ code: 'TOB-CIG', packages: plain(packages), perPackage }];
});

Given('an excise tax of ${word}', function (this: W, amount: string) {
  this.line.exciseTax = [{ code: 'ETA-AC', amount: plain(amount) }];
});

Given('a luxury tax threshold of ${word}', function (this: W, threshold: string) {
  this.line.luxury = { threshold: plain(threshold) };
});

Given('GST exemption code {word}', function (this: W, code: string) {
  this.line.gstExemptionCode = code;
});

Given('special authority {word}', function (this: W, code: string) {
  this.line.specialAuthority = code;
});

Given('the value of the work done abroad is ${word}', function (this: W, value: string) {
  this.line.gstBaseOverride = plain(value);
});

Given('casual goods destined to {word}', function (this: W, province: string) {
  this.facts = { ...this.facts, commercial: false, province };
});

Given('the goods come by courier from {word}', function (this: W, country: string) {
  this.facts = { ...this.facts, courier: true, shippedFrom: country };
});

When('the importer accounts for the goods', async function (this: W) {
  await this.assess();
});

When('the importer accounts for the goods on {word}', async function (this: W, date: string) {
  this.facts = { ...this.facts, accountingDate: date };
  this.line.directShipmentDate ??= date;
  await this.assess();
});

const names: Record<string, string> = {
  'value for duty': 'vfd',
  'customs duty': 'duty',
  'anti-dumping duty': 'antiDumping',
  'countervailing duty': 'countervailing',
  surtax: 'surtax',
  'excise duty': 'exciseDuty',
  'luxury tax': 'luxuryTax',
  'value for tax': 'vft',
  GST: 'gst',
  'provincial tax': 'provincialTax',
  'amount secured': 'securedByBond',
};

Then(
  /^the (value for duty|customs duty|anti-dumping duty|countervailing duty|surtax|excise duty|luxury tax|value for tax|GST|provincial tax|amount secured) is \$([\d,.]+)$/,
  function (this: W, name: string, amount: string) {
    assert.equal(
      this.answer?.[names[name]!],
      plain(amount),
      JSON.stringify(this.answer?.unresolved ?? this.answer),
    );
  },
);

Then('the total owed is ${word}', function (this: W, amount: string) {
  assert.equal(this.answer?.total, plain(amount));
});

Then('the SIMA code is {word}', function (this: W, code: string) {
  assert.equal(this.answer?.derivedSimaCode, code);
});

Then('the treatment applied is {word}', function (this: W, treatment: string) {
  assert.equal(
    (this.answer!.lines as { appliedTariffTreatment: string }[])[0]!.appliedTariffTreatment,
    treatment,
  );
});

Then('the system tells that it had calculated ${word}', function (this: W, amount: string) {
  assert.equal(this.answer?.systemCalculatedAntiDumping, plain(amount));
});

Then('no amount is given, for {string}', function (this: W, reason: string) {
  assert.equal(this.answer?.total, undefined);
  assert.match(JSON.stringify(this.answer?.unresolved), new RegExp(reason));
});

Then('the importer is told {string}', function (this: W, text: string) {
  assert.match(JSON.stringify(this.answer?.notes ?? []), new RegExp(text));
});

Then('the explanation of the {word} names {string}', function (this: W, amount: string, text: string) {
  const explanations = this.answer?.explanations as { amount: string }[];
  const told = explanations.filter((each) => each.amount === amount);
  assert.match(JSON.stringify(told), new RegExp(text.replaceAll('.', '\\.')));
});

function plain(amount: string): string {
  return amount.replaceAll(',', '').replace('$', '');
}
