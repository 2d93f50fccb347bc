import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { Context, Tx } from '../../src/context.ts';
import { evaluateRegister, type Miss } from '../../src/slr/evaluate-register.ts';
import { runningOn } from '../../src/slr/running.ts';
import { switchDefect } from '../../src/support/defects.ts';
import { byDesk, escalate, reclassify, resolve, setStatus } from '../../src/support/handle-ticket.ts';
import { switchSystem } from '../../src/support/monitors.ts';
import { askForHelp, type EntryInput, enterTicket } from '../../src/support/open-ticket.ts';
import { outagesUntil } from '../../src/support/outages.ts';
import { giveInformation, reopenOwn, ticketInSight } from '../../src/support/own-tickets.ts';
import { knownErrors } from '../../src/support/problem-store.ts';
import { incidentsOf, type RegisteredTicket, registerOf } from '../../src/support/register.ts';
import { stepsOf, type Ticket } from '../../src/support/store.ts';
import { Facts, type TicketKind } from '../../src/support/types.ts';
import { tariffOf } from '../../src/tariff/tariff-of.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { ticket?: string };

const about = {
  category: 'application',
  functionalArea: 'accounting',
  source: 'phone',
  title: 'It does not work',
  description: 'As it should.',
} as const;

function factsIn(table: DataTable): Facts {
  const told = Object.entries(table.rowsHash()).map(([name, value]) => {
    if (name === 'partners') return [name, Number(value)];
    return [name, name === 'impactNil' ? value === 'yes' : value];
  });
  return Facts.parse(Object.fromEntries(told));
}

async function report(carm: W, entry: Partial<EntryInput>): Promise<void> {
  carm.ticket = (await enterTicket(carm.system, { ...about, kind: 'incident', ...entry })).number;
}

When('an incident is reported with these facts', async function (this: W, table: DataTable) {
  await report(this, { facts: factsIn(table) });
});

When(
  'an {word} is reported as {word} with these facts',
  async function (this: W, kind: string, claimed: string, table: DataTable) {
    const claimedPriority = claimed as Ticket['claimedPriority'];
    await report(this, { kind: kind as TicketKind, claimedPriority, facts: factsIn(table) });
  },
);

async function partnerReports(this: W, name: string, claimed: string | null, table: DataTable) {
  const { source, ...asked } = about;
  const claimedPriority = claimed as Ticket['claimedPriority'];
  const input = { ...asked, kind: 'incident', claimedPriority, facts: factsIn(table) } as const;
  this.ticket = (await askForHelp(this.as(name), input, 'portal')).number;
}
When('{word} reports an incident as {word} with these facts', partnerReports);
When('{word} reports an incident with these facts', function (this: W, name: string, table: DataTable) {
  return partnerReports.call(this, name, null, table);
});

Given('{word} pose une question', async function (this: W, name: string) {
  const { source, ...asked } = about;
  this.ticket = (await askForHelp(this.as(name), { ...asked, kind: 'question' }, 'portal')).number;
});

async function timeIs(this: W, time: string, date: string): Promise<void> {
  await this.environment.advanceTo(`${date}T${time}`);
}
Given(/^it is (\d\d:\d\d) on ([\d-]+)$/, timeIs);
Given(/^l’heure (\d\d:\d\d) du ([\d-]+)$/, timeIs);
When(/^vient (\d\d:\d\d) du ([\d-]+)$/, timeIs);

/** Later on the same day. */
function later(carm: W, time: string): Promise<void> {
  return timeIs.call(carm, time, carm.environment.clock.today());
}

const byTheDesk = (carm: W, act: (tx: Tx, ctx: Context, number: string) => Promise<Ticket>) =>
  byDesk(carm.system, (tx, ctx) => act(tx, ctx, carm.ticket!));

When('the desk learns these facts', async function (this: W, table: DataTable) {
  await byTheDesk(this, (tx, ctx, number) => reclassify(tx, ctx, number, { facts: factsIn(table) }));
});

When('the desk escalates it to managed services', async function (this: W) {
  await byTheDesk(this, (tx, ctx, number) => escalate(tx, ctx, number, { to: 'operator' }));
});

When(
  /^the desk waits for another department from (\d\d:\d\d) to (\d\d:\d\d)$/,
  async function (this: W, from: string, to: string) {
    await later(this, from);
    await byTheDesk(this, (tx, ctx, number) => setStatus(tx, ctx, number, { status: 'Awaiting OGD' }));
    await later(this, to);
    await byTheDesk(this, (tx, ctx, number) => setStatus(tx, ctx, number, { status: 'Open' }));
  },
);

When(/^the desk resolves it at (\d\d:\d\d)$/, async function (this: W, time: string) {
  await later(this, time);
  await byTheDesk(this, (tx, ctx, number) => resolve(tx, ctx, number, { text: 'Fixed.', nature: 'defect' }));
});

When('{word} opens it again', async function (this: W, name: string) {
  await reopenOwn(this.as(name), this.ticket!, 'It still fails.');
});

When('le soutien attend des renseignements', async function (this: W) {
  await byTheDesk(this, (tx, ctx, number) => setStatus(tx, ctx, number, { status: 'Awaiting Info' }));
});

When('{word} les donne', async function (this: W, name: string) {
  await giveInformation(this.as(name), this.ticket!, 'Voici.');
});

When('{word} cherche à voir le billet d’Anne', async function (this: W, name: string) {
  const ctx = this.as(name);
  await this.attempt(async () => void (await ticketInSight(ctx, ctx.store.read, this.ticket!)));
});

async function registered(carm: W): Promise<RegisteredTicket> {
  const register = await registerOf(carm.environment.store.read);
  return register.find(({ number }) => number === carm.ticket)!;
}

Then('its priority is {word}', async function (this: W, priority: string) {
  assert.equal((await registered(this)).priority, priority);
});

async function hasNoPriority(this: W): Promise<void> {
  assert.equal((await registered(this)).priority, null);
}
Then('it has no priority', hasNoPriority);
Then('il n’a pas de priorité', hasNoPriority);

Then('the facts do not support the claim', async function (this: W) {
  assert.equal((await registered(this)).supportsClaim, false);
});

Then(
  /^its clock has been running since (\d\d:\d\d) on ([\d-]+)$/,
  async function (this: W, time: string, date: string) {
    assert.equal((await registered(this)).openedAt.slice(0, 16), `${date}T${time}`);
  },
);

async function standsAt(this: W, status: string): Promise<void> {
  assert.equal((await registered(this)).status, status);
}
Then('the ticket is {word}', standsAt);
Then('le billet est à l’état {word}', standsAt);

Then('it took {float} days until it was escalated', async function (this: W, days: number) {
  assert.equal((await registered(this)).daysToEscalation, days);
});

async function missesOf(carm: W, stopsWhileWaiting: boolean): Promise<Miss[]> {
  const { reference } = await tariffOf(carm.environment.store);
  const running = { ...runningOn(reference, carm.environment.clock.today()), stopsWhileWaiting };
  const rows = evaluateRegister(incidentsOf([await registered(carm)]), running);
  return rows.filter(({ slr }) => slr === '1.4-5a').flatMap(({ misses }) => misses);
}

Then(
  'its resolution missed the {int} hours by {int} minutes',
  async function (this: W, hours: number, over: number) {
    const [miss] = await missesOf(this, false);
    assert.deepEqual([miss?.limitMinutes, miss?.overMinutes], [hours * 60, over]);
  },
);

Then('with its clock stopped while it waits it is in time', async function (this: W) {
  assert.deepEqual(await missesOf(this, true), []);
});

When('une panne prévue de la banque commence', async function (this: W) {
  const planned = { isPlanned: true, reason: 'mise à niveau' };
  await this.environment.store.inTransaction((tx) =>
    switchSystem(tx, this.trainer, 'banks', { isDown: true }, planned),
  );
});

for (const [verb, isOn] of [
  ['active le défaut CS0016355', true],
  ['désactive le défaut', false],
] as const) {
  When(`le formateur ${verb}`, async function (this: W) {
    await this.environment.store.inTransaction((tx) =>
      switchDefect(tx, this.trainer, 'assessed-at-old-rate', { isIn: isOn, isPublished: true }),
    );
  });
}

Then(
  /^la surveillance a ouvert un billet (P\d) sur « (.+) »$/,
  async function (this: W, priority: string, application: string) {
    const [ticket] = await registerOf(this.environment.store.read);
    assert.deepEqual(
      [ticket?.source, ticket?.priority, ticket?.application],
      ['monitor', priority, application],
    );
    this.ticket = ticket!.number;
  },
);

Then('la surveillance n’a ouvert aucun billet', async function (this: W) {
  assert.deepEqual(await registerOf(this.environment.store.read), []);
});

Then('le billet dit que cela fonctionne de nouveau', async function (this: W) {
  const steps = await stepsOf(this.environment.store.read, this.ticket!);
  assert.equal(steps.at(-1)?.kind, 'recovered');
});

Then(
  /^la panne de « (.+) » a duré (\d+) minutes$/,
  async function (this: W, application: string, length: string) {
    const { store, clock } = this.environment;
    const outage = (await outagesUntil(store.read, clock.now())).find(
      (each) => each.application === application,
    )!;
    const [from, to] = [outage.startedAt, outage.endedAt].map((at) => Temporal.Instant.from(at));
    assert.equal(to!.since(from!).total('minutes'), Number(length));
  },
);

Then(
  'chacun apprend l’erreur connue {word} et sa solution de rechange',
  async function (this: W, reference: string) {
    const [known] = await knownErrors(this.environment.store.read);
    assert.equal(known?.reference, reference);
    assert.notEqual(known?.workaroundFr, '');
  },
);

Then('aucune erreur n’est connue', async function (this: W) {
  assert.deepEqual(await knownErrors(this.environment.store.read), []);
});
