import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { bn9Of } from '../../src/accounts/identifiers.ts';
import { insertDelegation } from '../../src/accounts/store.ts';
import { latestStatement, noticesOf } from '../../src/billing/store.ts';
import { verify } from '../../src/billing/verify.ts';
import { changeDraft, saveDraft, submitDraft } from '../../src/cad/drafts.ts';
import { isWaiting } from '../../src/cad/file.ts';
import { documentIdsOf, findCad } from '../../src/cad/store.ts';
import { CadRejected, submitCad, validateCad } from '../../src/cad/submit.ts';
import { parseDate } from '../../src/clock/instants.ts';
import { balanceOf, trialBalance } from '../../src/ledger/documents.ts';
import { dueAndCredit, openItemsOf } from '../../src/ledger/open-items.ts';
import { fromWire, toWire } from '../../src/money.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import type { PaymentInput } from '../../src/payments/types.ts';
import { type DueDates, dueDates, type Program } from '../../src/release/due-dates.ts';
import { datesOfRelease } from '../../src/release/report-release.ts';
import { tariffOf } from '../../src/tariff/tariff-of.ts';
import { goods, type SimulatedCarm } from './world.ts';

type W = SimulatedCarm & {
  number?: string;
  draft?: { id: string; revision: number };
  dates?: DueDates;
  paid?: string;
};

Given('importer {word} is enrolled in release prior to payment', async function (this: W, name: string) {
  await this.openAccount(name);
});

Given('importer {word} is not enrolled in release prior to payment', async function (this: W, name: string) {
  await this.openAccount(name, { hasRpp: false });
});

Given('{word} has an exporter account only', async function (this: W, name: string) {
  await this.openAccount(name, { profile: 'EXPORTER' });
});

Given('broker {word}', async function (this: W, name: string) {
  await this.openAccount(name, { kind: 'broker' });
});

Given('trade consultant {word}', async function (this: W, name: string) {
  await this.openAccount(name, { kind: 'consultant' });
});

Given('{word} has given {word} authority', async function (this: W, importer: string, broker: string) {
  const [importerBn9, brokerBn9] = [bn9Of(this.accountOf(importer)), bn9Of(this.accountOf(broker))];
  await this.environment.store.inTransaction((tx) =>
    insertDelegation(tx, { brokerBn9, importerBn9, validFrom: '2024-01-01', validTo: null }),
  );
});

Given('today is {word}', async function (this: W, date: string) {
  await this.today(date);
});

When('time moves to {word}', async function (this: W, date: string) {
  await this.today(date);
});

Given('goods of {word} are released', async function (this: W, name: string) {
  await this.attempt(async () => {
    this.number = await this.release(name);
    this.cad = this.declaration(name, this.number);
  });
});

Given('goods of {word} are not released yet', function (this: W, name: string) {
  this.number = this.nextNumber();
  this.cad = { ...this.declaration(name, this.number), cadType: 'C' };
});

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

When('{word} pays ${word} by {word}', async function (this: W, name: string, value: string, channel: string) {
  await this.attempt(async () => {
    const payment = {
      programAccount: this.accountOf(name),
      channel: channel as PaymentInput['channel'],
      amount: value.replaceAll(',', ''),
    };
    this.paid = (await receivePayment(this.as(name), payment)).id;
  });
});

When(
  '{word} pays ${word} by {word} for that declaration',
  async function (this: W, name: string, value: string, channel: string) {
    await this.attempt(async () => {
      const programAccount = this.accountOf(name);
      await receivePayment(this.as(name), {
        programAccount,
        channel: channel as PaymentInput['channel'],
        amount: value.replaceAll(',', ''),
        transactions: [this.number!],
      });
    });
  },
);

When(
  'goods of the {word} program are released on {word}',
  async function (this: W, program: string, date: string) {
    const { reference } = await tariffOf(this.environment.store);
    this.dates = dueDates(program as Program, parseDate(date), 5, reference);
  },
);

Then('they must be accounted for by {word}', function (this: W, date: string) {
  assert.equal(this.dates?.accountBy, date);
});

Then('they are due on {word}', function (this: W, date: string) {
  assert.equal(this.dates?.dueOn, date);
});

Then('payment is still in time on {word}', function (this: W, date: string) {
  assert.equal(this.dates?.graceOn, date);
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

Then('nothing is posted', async function (this: W) {
  assert.deepEqual(await trialBalance(this.environment.store.read), []);
});

Then('the answer is that it would be accepted for ${word}', function (this: W, total: string) {
  const { cad } = this.given as { cad?: { totalCents: number } };
  assert.equal(cad && toWire(cad.totalCents), total.replaceAll(',', ''));
});

Then('the refusal is {word}', function (this: W, code: string) {
  assert.equal(this.refusal?.code, code);
});

Then('revenue of {word} grew by ${word}', async function (this: W, account: string, amount: string) {
  const numbers: Record<string, string> = { duty: '3000', GST: '3040', surtax: '3010' };
  const row = (await trialBalance(this.environment.store.read)).find(
    (each) => each.glAccount === numbers[account],
  );
  assert.equal(toWire(-(row?.amountCents ?? 0)), amount.replaceAll(',', ''));
});

Then('{word} owes ${word}', async function (this: W, name: string, amount: string) {
  const { read } = this.environment.store;
  const account = this.accountOf(name);
  assert.equal(toWire(await balanceOf(read, account)), amount.replaceAll(',', ''));
});

Then('{word} has a credit of ${word}', async function (this: W, name: string, amount: string) {
  const items = await openItemsOf(this.environment.store.read, this.accountOf(name));
  assert.equal(toWire(dueAndCredit(items, '9999-12-31').credit), amount.replaceAll(',', ''));
});

Then('the declaration is open for ${word}', async function (this: W, amount: string) {
  const [document] = await documentIdsOf(this.environment.store.read, this.number!);
  const items = await openItemsOf(this.environment.store.read, this.cad!.importer as string);
  const open = items.find((item) => item.documentId === document)?.remainingCents ?? 0;
  assert.equal(toWire(open), amount.replaceAll(',', ''));
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

Then(
  'the latest statement of {word} was issued on {word}',
  async function (this: W, name: string, date: string) {
    assert.equal((await latestStatement(this.environment.store.read, this.accountOf(name)))?.issuedOn, date);
  },
);

Then('{word} has no statement', async function (this: W, name: string) {
  assert.equal(await latestStatement(this.environment.store.read, this.accountOf(name)), undefined);
});

Then('it {word} at ${word}', async function (this: W, what: string, amount: string) {
  const account = this.accountOf('Anne');
  const statement = (await latestStatement(this.environment.store.read, account))!;
  const cents = {
    opens: statement.openingCents,
    closes: statement.closingCents,
    asks: statement.payableCents,
  }[what];
  assert.equal(cents, fromWire(amount.replaceAll(',', '')));
});

Then('{word} has daily notices for {word}', async function (this: W, name: string, dates: string) {
  const notices = await noticesOf(this.environment.store.read, this.accountOf(name), {
    after: '',
    limit: 100,
  });
  assert.deepEqual(
    notices.map((each) => each.postedOn),
    dates.split('+'),
  );
});

Then('every invariant holds', async function (this: W) {
  assert.deepEqual(await verify(this.environment.store.read), []);
});
