import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { changeDraft, saveDraft, submitDraft } from '../../src/cad/drafts.ts';
import { isWaiting } from '../../src/cad/file.ts';
import { findCad } from '../../src/cad/store.ts';
import { CadRejected, submitCad, validateCad } from '../../src/cad/submit.ts';
import { toWire } from '../../src/money.ts';
import { datesOfRelease } from '../../src/release/report-release.ts';
import { goods, type SimulatedCarm } from './world.ts';

type W = SimulatedCarm & {
  number?: string;
  draft?: { id: string; revision: number };
};

Given(
  '{word} accounts for released goods worth ${word}',
  async function (this: W, name: string, value: string) {
    this.number = await this.release(name);
    const amount = value.replaceAll(',', '');
    this.cad = this.declaration(name, this.number, { valueForCurrencyConversion: amount });
    this.accepted = await submitCad(this.as(name), this.cad);
  },
);

Given('the declaration names the office {word}', function (this: W, office: string) {
  this.cad = { ...this.cad!, office };
});

Given('the declaration has the transaction number {word}', function (this: W, transactionNumber: string) {
  this.cad = { ...this.cad!, transactionNumber };
});

Given(
  'the goods are T-shirts of {word} under treatment {word}',
  function (this: W, origin: string, treatment: string) {
    const line = {
      ...this.cad!.invoices[0]!.lines[0]!,
      classification: goods.tShirts,
      countryOfOrigin: origin,
      tariffTreatment: treatment,
    };
    this.cad = { ...this.cad!, invoices: [{ ...this.cad!.invoices[0]!, lines: [line] }] };
  },
);

Given('the goods cost ${word}', function (this: W, value: string) {
  const amount = value.replaceAll(',', '');
  const line = { ...this.cad!.invoices[0]!.lines[0]!, valueForCurrencyConversion: amount };
  this.cad = { ...this.cad!, invoices: [{ ...this.cad!.invoices[0]!, value: amount, lines: [line] }] };
});

Given('the invoice says ${word}', function (this: W, value: string) {
  this.cad = { ...this.cad!, invoices: [{ ...this.cad!.invoices[0]!, value: value.replaceAll(',', '') }] };
});

Given('the invoice is in {word}', function (this: W, currency: string) {
  this.cad = { ...this.cad!, invoices: [{ ...this.cad!.invoices[0]!, currency }] };
});

Given('the goods are aluminum extrusions of China', function (this: W) {
  const line = {
    ...this.cad!.invoices[0]!.lines[0]!,
    classification: '7604100030',
    countryOfOrigin: 'CN',
    quantity: '1000',
    unitOfMeasure: 'KGM',
  };
  this.cad = { ...this.cad!, invoices: [{ ...this.cad!.invoices[0]!, lines: [line] }] };
});

When('{word} submits the declaration', async function (this: W, name: string) {
  await this.attempt(async () => {
    this.accepted = undefined;
    this.accepted = await submitCad(this.as(name), this.cad!);
  });
});

When('{word} asks what would happen', async function (this: W, name: string) {
  this.given = await validateCad(this.as(name), this.cad!);
});

When('{word} saves a draft without the goods', async function (this: W, name: string) {
  const { invoices, ...rest } = this.cad!;
  this.draft = await saveDraft(this.as(name), this.accountOf(name), rest);
});

When('{word} completes the draft', async function (this: W, name: string) {
  this.draft = await changeDraft(this.as(name), this.draft!.id, this.draft!.revision, { ...this.cad! });
});

When(
  '{word} changes the draft as it was at revision {int}',
  async function (this: W, name: string, revision: number) {
    await this.attempt(async () => void (await changeDraft(this.as(name), this.draft!.id, revision, {})));
  },
);

When('{word} submits the draft', async function (this: W, name: string) {
  await this.attempt(async () => {
    const filed = await submitDraft(this.as(name), this.draft!.id);
    this.accepted = isWaiting(filed) ? undefined : filed;
  });
});

Then('the declaration is accepted for ${word}', function (this: W, total: string) {
  assert.equal(this.refusal, undefined, JSON.stringify(this.refusal?.details));
  assert.equal(toWire(this.accepted!.totalCents), total.replaceAll(',', ''));
});

Then('the declaration is rejected with {word}', function (this: W, codes: string) {
  assert.ok(this.refusal instanceof CadRejected, `not rejected: ${this.refusal?.message}`);
  const fatal = this.refusal.findings.filter((each) => each.severity === 'F').map((each) => each.code);
  assert.deepEqual([...fatal].sort(), codes.split('+').sort());
});

Then('every finding is in English and in French', function (this: W) {
  const { findings } = this.refusal as CadRejected;
  for (const { messageEn, messageFr, pointer } of findings) {
    assert.ok(messageEn !== '' && messageFr !== '' && messageEn !== messageFr && pointer !== '');
  }
});

Then('it carries the warning {word}', function (this: W, code: string) {
  assert.ok(
    this.accepted!.warnings.some((each) => each.code === code),
    JSON.stringify(this.accepted!.warnings),
  );
});

Then('the answer is that it would be accepted for ${word}', function (this: W, total: string) {
  const { cad } = this.given as { cad?: { totalCents: number } };
  assert.equal(cad && toWire(cad.totalCents), total.replaceAll(',', ''));
});

Then('the declaration is {word}', async function (this: W, status: string) {
  assert.equal((await findCad(this.environment.store.read, this.number!))?.status, status);
});

Then('the declaration is due on {word}', async function (this: W, date: string) {
  assert.equal((await findCad(this.environment.store.read, this.number!))?.dueOn, date);
});

Then('the release must be accounted for by {word}', async function (this: W, date: string) {
  assert.equal((await datesOfRelease(this.system, this.environment.clock.today())).accountBy, date);
});
