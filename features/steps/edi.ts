import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { CadInput } from '../../src/cad/types.ts';
import { receiveInterchange } from '../../src/edi/receive-interchange.ts';
import { type Interchange, outboxOf } from '../../src/edi/store.ts';
import { requestTransmission } from '../../src/edi/transmissions.ts';
import { type Cents, toWire } from '../../src/money.ts';
import type { AskedMessage } from '../../test/support/an-interchange.ts';
import { anInterchange } from '../../test/support/an-interchange.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { number?: string; sent?: string; interchange?: Interchange; interchanges?: number };

const plain = (amount: string) => amount.replaceAll(',', '');

async function send(world: W, name: string, ...messages: readonly AskedMessage[]): Promise<void> {
  world.interchanges = (world.interchanges ?? 0) + 1;
  world.sent = anInterchange(`R${world.interchanges}`, ...messages);
  world.interchange = await receiveInterchange(world.as(name), 'EDIFACT', world.sent);
}

function answers({ interchange }: W) {
  return interchange!.outcomes.messages;
}

function worth({ cad }: W, value: string): CadInput {
  const [invoice] = cad!.invoices;
  const line = { ...invoice!.lines[0]!, valueForCurrencyConversion: value };
  return { ...cad!, invoices: [{ ...invoice!, value, lines: [line] }] };
}

When('{word} sends the declaration by EDI', async function (this: W, name: string) {
  await send(this, name, { declared: this.cad! });
});

When(
  '{word} sends a change of version {int} to ${word} by EDI',
  async function (this: W, name: string, version: number, value: string) {
    await send(this, name, { declared: worth(this, plain(value)), functionCode: '4', version });
  },
);

When(
  '{word} sends a change of version {int} to ${word} by EDI for {word}',
  async function (this: W, name: string, version: number, value: string, reason: string) {
    const declared = worth(this, plain(value));
    await send(this, name, { declared, functionCode: '4', version, reasons: [reason] });
  },
);

When(
  '{word} sends two declarations by EDI, the first without a date of direct shipment',
  async function (this: W, name: string) {
    const second = this.declaration(name, await this.release(name));
    const text = anInterchange('R1', { declared: this.cad! }, { declared: second });
    // Of the first message alone, with its count of segments.
    const without = text.replace(/DTM\+11:\d+:102'\n/, '').replace('UNT+15+1', 'UNT+14+1');
    this.interchange = await receiveInterchange(this.as(name), 'EDIFACT', without);
  },
);

Then('the answer accepts version {int} for ${word}', function (this: W, version: number, total: string) {
  const [answer] = answers(this);
  assert.deepEqual(
    [answer?.status, answer?.version, answer?.calculated.total],
    ['ACCEPTED', version, plain(total)],
  );
});

Then('the answer is {word}', function (this: W, status: string) {
  assert.equal(answers(this)[0]?.status, status);
});

function rejects(this: W, codes: string): void {
  const [answer] = answers(this);
  const fatal = answer!.findings.filter((each) => each.severity === 'F').map((each) => each.code);
  assert.deepEqual([answer?.status, fatal.sort().join('+')], ['REJECTED', codes]);
}
Then('the answer rejects it with {word}', rejects);
Then('la réponse la rejette avec {word}', rejects);

Then(/^the first answer says that (.+) is missing$/, function (this: W, what: string) {
  const [first] = answers(this);
  assert.deepEqual(
    first?.faults.map((each) => [each.code, each.text.en.split(': ').at(-1)]),
    [['13', what]],
  );
});

Then('the second declaration is accepted', function (this: W) {
  assert.equal(answers(this)[1]?.status, 'ACCEPTED');
});

Given(
  'une déclaration d’{word} envoyée par EDI, acceptée pour {montant}',
  async function (this: W, name: string, total: Cents) {
    this.number = await this.release(name);
    this.cad = this.declaration(name, this.number);
    await send(this, name, { declared: this.cad });
    assert.equal(answers(this)[0]?.calculated.total, toWire(total));
  },
);

When('{word} renvoie la même déclaration par EDI', async function (this: W, name: string) {
  await send(this, name, { declared: this.cad! });
});

When('{word} renvoie le même interchange', async function (this: W, name: string) {
  const first = this.interchange!.answer;
  this.interchange = await receiveInterchange(this.as(name), 'EDIFACT', this.sent!);
  this.given = first;
});

When(
  '{word} envoie sous le même numéro une valeur de {montant} par EDI',
  async function (this: W, name: string, value: Cents) {
    await send(this, name, { declared: worth(this, toWire(value)) });
  },
);

When(
  '{word} modifie la version {int} à {montant} par EDI',
  async function (this: W, name: string, version: number, value: Cents) {
    await send(this, name, { declared: worth(this, toWire(value)), functionCode: '4', version });
  },
);

Then('la réponse est celle d’un double, version {int}', function (this: W, version: number) {
  const [answer] = answers(this);
  assert.deepEqual([answer?.isDuplicate, answer?.status, answer?.version], [true, 'ACCEPTED', version]);
});

Then('elle reçoit exactement la première réponse', function (this: W) {
  assert.equal(this.interchange!.answer, this.given);
});

Given('{word} demande les avis quotidiens et les relevés par EDI', async function (this: W, name: string) {
  const input = { statements: true, dailyNotices: true, changes: false, syntax: 'EDIFACT' as const };
  await requestTransmission(this.as(name), this.accountOf(name), input);
});

/** What was sent to a business but answers: kind, day, text. */
async function noticesTo(world: W, name: string) {
  const party = world.accountOf(name).slice(0, 9);
  const all = await outboxOf(world.environment.store.read, party, { after: 0, limit: 100, onlyNew: true });
  return all.filter((each) => each.kind !== 'RESPONSE');
}

Then(
  '{word} a reçu un avis quotidien le {word} et rien d’autre',
  async function (this: W, name: string, date: string) {
    const notices = await noticesTo(this, name);
    assert.deepEqual(
      notices.map((each) => [each.kind, each.createdAt.slice(0, 10)]),
      [['DAILY_NOTICE', date]],
    );
  },
);

Then(
  '{word} a reçu un relevé le {word} de {montant} à payer',
  async function (this: W, name: string, date: string, amount: Cents) {
    const statement = (await noticesTo(this, name)).find((each) => each.kind === 'STATEMENT');
    assert.equal(statement?.createdAt.slice(0, 10), date);
    assert.ok(statement?.content.includes(`MOA+9:${toWire(amount)}'`), statement?.content);
  },
);

Then('{word} n’a reçu ni avis ni relevé', async function (this: W, name: string) {
  assert.deepEqual(await noticesTo(this, name), []);
});
