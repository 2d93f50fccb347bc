import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { chanceFrom } from '../../src/chance.ts';
import { parseInstant } from '../../src/clock/instants.ts';
import { trialBalance } from '../../src/ledger/documents.ts';
import {
  type Environment,
  environmentOver,
  seedEnvironment,
  system,
  works,
} from '../../src/open-environment.ts';
import { openPglite } from '../../src/storage/pglite.ts';
import { rowsOf } from '../../src/storage/rows-of.ts';
import { aCarm } from '../support/a-carm.ts';
import { liveThrough } from '../support/any-business.ts';

const counted = ['documents', 'postings', 'open_items', 'clearings', 'statements', 'daily_notices', 'events'];

/** So much of everything, and what the ledger's accounts stand at. */
async function standOf({ store, clock }: Environment) {
  const counts = counted.map(async (table) => {
    const [row] = await rowsOf<{ n: unknown }>(store.read, sql.raw(`select count(*) as n from ${table}`));
    return [table, Number(row?.n)] as const;
  });
  return {
    now: clock.now(),
    counts: Object.fromEntries(await Promise.all(counts)),
    balances: await trialBalance(store.read),
  };
}

async function expectInOrder(environment: Environment, seed: string): Promise<void> {
  expect(await verify(environment.store.read), `seed ${seed}`).toEqual([]);
  const balances = await trialBalance(environment.store.read);
  expect(
    balances.reduce((total, account) => total + account.amountCents, 0),
    `seed ${seed}`,
  ).toBe(0);
}

/** Every kind of work that falls due is done once more for the last time it was due. */
async function runLastWorkAgain(environment: Environment): Promise<void> {
  const { store, clock } = environment;
  const { state } = clock;
  const rows = await rowsOf<{ kind: string; due_at: string }>(
    store.read,
    sql`select kind, max(due_at) as due_at from due_work where state = 'done' group by kind order by 2`,
  );
  // All but the annual review of security, which these months do not have.
  expect(rows.length).toBe(works.length - 1);
  for (const row of rows) {
    const work = works.find(({ kind }) => kind === row.kind)!;
    const dueAt = parseInstant(row.due_at);
    clock.set({ mode: 'still', at: row.due_at });
    for (let resumeAfter: string | undefined = ''; resumeAfter !== undefined; ) {
      const from: string = resumeAfter;
      const done = await store.inTransaction((tx) =>
        work.runSlice(tx, environment.as(system), { dueAt, resumeAfter: from }),
      );
      resumeAfter = done.resumeAfter;
    }
  }
  clock.set(state);
}

describe('after any sequence of use cases', () => {
  const posted = new Set<string>();
  const seeds = Array.from({ length: 12 }, (_, index) => `sequence ${index + 1}`);

  it.each(seeds)('the ledger adds up to nothing and every invariant holds: seed "%s"', async (seed) => {
    const environment = await aCarm();
    const refused = await liveThrough(environment, chanceFrom(seed), 160);
    await environment.advanceTo(
      environment.clock.instant().add({ months: 2 }).toString({ timeZoneName: 'never' }),
    );
    await expectInOrder(environment, seed);
    for (const { code } of await rowsOf<{ code: string }>(
      environment.store.read,
      sql`select distinct code from documents`,
    )) {
      posted.add(code);
    }
    expect(refused, `seed ${seed}`).toBeGreaterThan(0);
    const stand = await standOf(environment);
    expect(stand.counts.statements, `seed ${seed}`).toBeGreaterThan(0);

    await runLastWorkAgain(environment);
    expect(await standOf(environment), `seed ${seed}`).toEqual(stand);
    await environment.close();
  });

  it('the sequences post every kind of document that they are about', () => {
    const about = [
      ...['ADJ', 'CAD', 'CADC', 'CLR', 'COR', 'DRD', 'DRW', 'DSB', 'NPA', 'NSF', 'PMT', 'REF', 'REV', 'SEC'],
      ...['TRN', 'WOF', 'XFR'],
    ];
    expect([...posted].sort()).toEqual(expect.arrayContaining(about));
  });

  it('the same seed gives the same ledger and the same journal', async () => {
    const stands = await Promise.all(
      [1, 2].map(async () => {
        const environment = await aCarm();
        await liveThrough(environment, chanceFrom('again'), 60);
        const events = await rowsOf<{ action: string; detail: string }>(
          environment.store.read,
          sql`select simulated_at, actor, on_behalf_of, action, subject, outcome, detail from events order by seq`,
        );
        const stand = await standOf(environment);
        await environment.close();
        return { stand, events };
      }),
    );
    expect(stands[0]).toEqual(stands[1]);
  });

  it('PostgreSQL says the same as SQLite', async () => {
    const store = await openPglite();
    const start = { seed: '1', startsAt: '2024-11-04T08:00' };
    await seedEnvironment(store, start);
    const [postgres, sqlite] = [await environmentOver('test', store), await aCarm()];
    const seed = 'both';
    for (const environment of [postgres, sqlite]) {
      await liveThrough(environment, chanceFrom(seed), 60);
      await environment.advanceTo('2025-01-02T08:00');
      await expectInOrder(environment, seed);
    }
    expect(await standOf(postgres)).toEqual(await standOf(sqlite));
    await Promise.all([postgres.close(), sqlite.close()]);
  });
});
