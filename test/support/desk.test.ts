import { expect, it } from 'vitest';
import { type Environment, environmentOver, seedEnvironment, system } from '../../src/open-environment.ts';
import { evaluateRegister } from '../../src/slr/evaluate-register.ts';
import { runningOn } from '../../src/slr/running.ts';
import { openPglite } from '../../src/storage/pglite.ts';
import { switchDefect } from '../../src/support/defects.ts';
import { escalationFigures } from '../../src/support/escalation.ts';
import {
  addNote,
  closeTicket,
  escalate,
  linkChange,
  reclassify,
  reopen,
  resolve,
  respond,
  setStatus,
} from '../../src/support/handle-ticket.ts';
import { switchSystem } from '../../src/support/monitors.ts';
import { type EntryInput, enterTicket, openTicket } from '../../src/support/open-ticket.ts';
import { outagesUntil } from '../../src/support/outages.ts';
import { giveInformation, stepsInSight, ticketInSight } from '../../src/support/own-tickets.ts';
import { knownErrors } from '../../src/support/problem-store.ts';
import { closeProblem, linkProblem, openProblem, publishProblem } from '../../src/support/problems.ts';
import { incidentsOf, registerOf } from '../../src/support/register.ts';
import { statusTable, TableDoesNotAddUp, tableFaults } from '../../src/support/status-table.ts';
import { stepsOf, ticketBy } from '../../src/support/store.ts';
import { tariffOf } from '../../src/tariff/tariff-of.ts';
import { aCarm, anImporter, asImporter } from './a-carm.ts';

/** A P2: certain functions of a primary process stopped. */
const aStop: EntryInput = {
  ...{ source: 'phone', kind: 'incident', category: 'application', functionalArea: 'accounting' },
  ...{ title: 'Cannot self-declare $0.00', description: 'The amount is refused.', claimedPriority: 'P1' },
  facts: { effect: 'stoppage', process: 'primary', functions: 'certain' },
};

const at = (environment: Environment, instant: string) => environment.advanceTo(instant);

/** Within the caller's own transaction, as a rehearsal acts. */
const act = <T>(environment: Environment, work: (...given: Parameters<typeof openTicket>) => Promise<T>) =>
  environment.store.inTransaction((tx) => work(tx, environment.as(system), aStop));

/** A ticket that is answered, escalated, waits, is resolved, opened again, resolved and closed. */
async function liveThrough(environment: Environment) {
  await act(environment, (tx, ctx) => openTicket(tx, ctx, { ...aStop, number: 'CS0015769' }));
  await at(environment, '2024-11-04T08:10');
  await act(environment, (tx, ctx) => respond(tx, ctx, 'CS0015769', 'We look into it.'));
  await at(environment, '2024-11-06T20:10');
  await act(environment, (tx, ctx) => escalate(tx, ctx, 'CS0015769', { to: 'operator' }));
  await act(environment, (tx, ctx) => setStatus(tx, ctx, 'CS0015769', { status: 'Awaiting OGD' }));
  await at(environment, '2024-11-07T20:10');
  await act(environment, (tx, ctx) => setStatus(tx, ctx, 'CS0015769', { status: 'Open' }));
  await act(environment, (tx, ctx) =>
    reclassify(tx, ctx, 'CS0015769', { facts: { effect: 'degradation', process: 'primary' } }),
  );
  await act(environment, (tx, ctx) => resolve(tx, ctx, 'CS0015769', { text: 'Fixed.', nature: 'defect' }));
  await at(environment, '2024-11-08T09:00');
  await act(environment, (tx, ctx) => reopen(tx, ctx, 'CS0015769', 'It is not.'));
  await act(environment, (tx, ctx) =>
    resolve(tx, ctx, 'CS0015769', { text: 'Now it is.', nature: 'defect', fixedByChange: 'CHG1' }),
  );
  // Five business days: 11 November is a holiday, so Monday the 18th is the fifth.
  await at(environment, '2024-11-18T23:00');
  const watched = (await ticketBy(environment.store.read, 'CS0015769')).status;
  await at(environment, '2024-11-19T08:00');
  const [ticket] = await registerOf(environment.store.read);
  return { watched, ticket };
}

it('a ticket keeps its whole history, on either database', async () => {
  const store = await openPglite();
  await seedEnvironment(store, { seed: '1', startsAt: '2024-11-04T08:00' });
  const [postgres, sqlite] = [await environmentOver('test', store), await aCarm()];
  const lived = await liveThrough(postgres);
  expect(lived).toEqual(await liveThrough(sqlite));
  expect(lived.watched).toBe('Resolved');
  expect(lived.ticket).toMatchObject({
    ...{ status: 'Closed', claimedPriority: 'P1', priority: 'P3', supportsClaim: false, nature: 'defect' },
    ...{ openedAt: '2024-11-04T08:00:00-05:00', respondedAt: '2024-11-04T08:10:00-05:00' },
    ...{ resolvedAt: '2024-11-08T09:00:00-05:00', closedAt: '2024-11-19T07:30:00-05:00' },
    // 2 days, 12 hours and 10 minutes
    daysToEscalation: (60 * 60 + 10) / 1440,
    waiting: [{ from: '2024-11-06T20:10:00-05:00', to: '2024-11-07T20:10:00-05:00' }],
    resolutions: ['2024-11-07T20:10:00-05:00', '2024-11-08T09:00:00-05:00'],
    reopenings: ['2024-11-08T09:00:00-05:00'],
    priorityChanges: [
      { at: '2024-11-04T08:00:00-05:00', priority: 'P2' },
      { at: '2024-11-07T20:10:00-05:00', priority: 'P3' },
    ],
    fixedByChange: 'CHG1',
  });
  const { reference } = await tariffOf(sqlite.store);
  const rows = evaluateRegister(incidentsOf([lived.ticket!]), runningOn(reference, '2024-11-16'));
  // Opened on Monday 4 November: due until the end of Thursday, resolved on Friday.
  expect(rows.find(({ slr }) => slr === '1.4-5b')).toMatchObject({ missed: 1, result: 'pass' });
  await Promise.all([postgres.close(), sqlite.close()]);
}, 60_000);

it('a ticket is not moved where it does not stand', async () => {
  const environment = await aCarm();
  const { number } = await enterTicket(environment.as(system), aStop);
  expect(number).toBe('T0000001');
  const code = (expected: string) => expect.objectContaining({ code: expected });
  const again = act(environment, (tx, ctx) => openTicket(tx, ctx, { ...aStop, number }));
  await expect(again).rejects.toEqual(code('TICKET_NUMBER_TAKEN'));
  for (const wrong of [closeTicket, (...a: Parameters<typeof closeTicket>) => reopen(...a, 'why')]) {
    await expect(act(environment, (tx, ctx) => wrong(tx, ctx, number))).rejects.toEqual(
      code('TICKET_STATUS'),
    );
  }
  await act(environment, (tx, ctx) => resolve(tx, ctx, number, { text: 'Done.', nature: 'role' }));
  const late = act(environment, (tx, ctx) => respond(tx, ctx, number, 'x'));
  await expect(late).rejects.toEqual(code('TICKET_STATUS'));
  await environment.close();
});

it('a partner sees its own tickets, without what is the desk’s alone', async () => {
  const environment = await aCarm();
  const [own, other] = [await anImporter(environment, 1), await anImporter(environment, 2)];
  const entry = { ...aStop, bn9: own.slice(0, 9) };
  const { number, organisationType } = await enterTicket(environment.as(system), entry);
  expect(organisationType).toBe('importer');
  await act(environment, (tx, ctx) => addNote(tx, ctx, number, 'They misread the guide.'));
  await act(environment, (tx, ctx) =>
    setStatus(tx, ctx, number, { status: 'Awaiting Info', text: 'Which?' }),
  );
  const mine = asImporter(environment, own);
  expect((await giveInformation(mine, number, 'This one.')).status).toBe('Open');
  const ticket = await ticketInSight(mine, environment.store.read, number);
  const steps = await stepsInSight(mine, environment.store.read, ticket);
  expect(steps.map(({ kind }) => kind)).toEqual(['opened', 'status', 'information']);
  const theirs = asImporter(environment, other);
  await expect(ticketInSight(theirs, environment.store.read, number)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await environment.close();
});

it('a problem is a known error once it is published, until it is closed', async () => {
  const environment = await aCarm();
  const { read } = environment.store;
  const { number } = await enterTicket(environment.as(system), aStop);
  const problem = { reference: 'PRB1', titleEn: 'Zero is refused', titleFr: 'Zéro est refusé' };
  const { id } = await act(environment, (tx, ctx) => openProblem(tx, ctx, problem));
  await act(environment, (tx, ctx) => linkProblem(tx, ctx, number, id));
  await act(environment, (tx, ctx) => linkChange(tx, ctx, number, { causedByChange: 'CHG7' }));
  const register = await registerOf(read);
  expect(register).toMatchObject([{ problem: 'PRB1', causedByChange: 'CHG7' }]);
  const [ticket] = register;
  const late = [1, 3, 5].map((days) => ({ ...ticket!, phase: 'Sprint 1', daysToEscalation: days }));
  expect(escalationFigures([...late, ticket!], 4)).toEqual([
    { phase: 'Sprint 1', escalated: 3, meanDays: 3, over: [number] },
  ]);
  expect(await knownErrors(read)).toEqual([]);
  const around = { workaroundEn: 'Declare one cent.', workaroundFr: 'Déclarez un cent.' };
  await act(environment, (tx, ctx) => publishProblem(tx, ctx, id, around));
  expect(await knownErrors(read)).toMatchObject([around]);
  await act(environment, (tx, ctx) => closeProblem(tx, ctx, id, 'CHG2'));
  expect(await knownErrors(read)).toEqual([]);
  const again = act(environment, (tx, ctx) => closeProblem(tx, ctx, id));
  await expect(again).rejects.toMatchObject({ code: 'PROBLEM_CLOSED' });
  await environment.close();
});

it('a monitor opens one ticket for an outage, and none for a planned one', async () => {
  const environment = await aCarm();
  const { read } = environment.store;
  const down = (isDown: boolean, reason?: { isPlanned: boolean; reason: string }) =>
    act(environment, (tx, ctx) => switchSystem(tx, ctx, 'banks', { isDown }, reason));
  await down(true);
  await down(true);
  await at(environment, '2024-11-04T09:00');
  await down(false);
  await down(true, { isPlanned: true, reason: 'upgrade' });
  expect(await registerOf(read)).toMatchObject([
    { source: 'monitor', application: 'banks', priority: 'P2', status: 'New' },
  ]);
  expect(await outagesUntil(read, 'now')).toMatchObject([
    { isPlanned: false, startedAt: '2024-11-04T08:00:00-05:00', endedAt: '2024-11-04T09:00:00-05:00' },
    { isPlanned: true, endedAt: 'now' },
  ]);
  await environment.close();
});

it('a monitor notes once that something works again, and that it fails again', async () => {
  const environment = await aCarm();
  const errors = (errorShare: number) =>
    act(environment, (tx, ctx) => switchSystem(tx, ctx, 'banks', { errorShare }));
  for (const share of [0.2, 0.3, 0, 0, 0.2]) await errors(share);
  const [ticket, ...others] = await registerOf(environment.store.read);
  const steps = await stepsOf(environment.store.read, ticket!.number);
  expect(steps.map(({ kind }) => kind)).toEqual(['opened', 'recovered', 'recurred']);
  expect(others).toEqual([]);
  await environment.close();
});

it('monitors see what a schedule does, errors over the limit, and the known defect', async () => {
  const environment = await aCarm();
  const spell = { isDown: true, errorShare: 0, latencyMilliseconds: 0 };
  const schedule = [{ ...spell, from: '2024-11-04T09:30', until: '2024-11-04T13:00' }];
  await act(environment, (tx, ctx) => switchSystem(tx, ctx, 'release', { schedule }));
  await act(environment, (tx, ctx) => switchSystem(tx, ctx, 'sureties', { errorShare: 0.05 }));
  await act(environment, (tx, ctx) => switchSystem(tx, ctx, 'exchange-rates', { errorShare: 0.04 }));
  const rates = 'assessed-at-old-rate';
  await act(environment, (tx, ctx) => switchDefect(tx, ctx, rates, { isIn: true, isPublished: true }));
  await at(environment, '2024-11-04T15:00');
  const { read } = environment.store;
  const told = (await registerOf(read)).map(({ application, priority }) => `${application} ${priority}`);
  expect(told).toEqual(['sureties-errors P4', 'release P2']);
  expect(await outagesUntil(read, 'now')).toMatchObject([{ endedAt: '2024-11-04T14:00:00-05:00' }]);
  expect(await knownErrors(read)).toMatchObject([{ reference: 'CS0016355' }]);
  await act(environment, (tx, ctx) => switchDefect(tx, ctx, rates, { isIn: false, isPublished: true }));
  expect(await knownErrors(read)).toEqual([]);
  await environment.close();
});

/** The second print of the status table of CES 2.0: the P3 awaiting a vendor is lost. CARM briefing, March 2024. */
const secondPrint: readonly (readonly [string, number, number, number, number, number])[] = [
  ['New', 0, 0, 0, 1, 1],
  ['Open', 0, 2, 15, 34, 51],
  ['Awaiting Change', 0, 0, 0, 1, 1],
  ['Awaiting Vendor', 0, 0, 0, 2, 2],
  ['Awaiting Info', 0, 0, 10, 52, 62],
  ['Awaiting OGD', 0, 1, 4, 5, 10],
  ['Resolved', 0, 0, 11, 31, 42],
  ['Closed', 5, 10, 172, 177, 364],
];

it('a table that does not add up is told', () => {
  const rows = secondPrint.map(([status, P1, P2, P3, P4, total]) => ({
    ...{ status: status as 'New', P1, P2, P3, P4, total },
  }));
  const totals = { P1: 5, P2: 13, P3: 213, P4: 303, total: 534 };
  expect(tableFaults({ rows, totals }).map(({ en }) => en)).toEqual([
    'P3 adds up to 212, and 213 is told',
    'total adds up to 533, and 534 is told',
  ]);
  const wrong = { number: 'A', status: 'Closed', priority: 'P1', resolvedAt: null } as const;
  expect(() => statusTable([wrong])).toThrow(TableDoesNotAddUp);
  expect(statusTable([{ ...wrong, resolvedAt: 'then' }]).totals).toMatchObject({ P1: 1, total: 1 });
});
