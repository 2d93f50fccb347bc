import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { chanceFrom } from '../../src/chance.ts';
import type { DueWork, SliceResult } from '../../src/clock/due-work.ts';
import { parseInstant } from '../../src/clock/instants.ts';
import { trialBalance } from '../../src/ledger/documents.ts';
import {
  type Environment,
  environmentOver,
  seedEnvironment,
  system,
  works,
} from '../../src/open-environment.ts';
import { businessDigest } from '../../src/simulation/digest.ts';
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

/** Every work that falls due, done again for the last time it fell due, leaves the business state as it was. */
async function expectNothingTwice(environment: Environment, seed: string): Promise<void> {
  const { read } = environment.store;
  const before = await businessDigest(read);
  for (const work of works) {
    const [last] = await rowsOf<{ due_at: string }>(
      read,
      sql`select due_at from due_work where kind = ${work.kind} and state = 'done' order by due_at desc limit 1`,
    );
    if (last === undefined) continue;
    await doAgain(environment, work, parseInstant(last.due_at));
    expect(await businessDigest(read), `seed ${seed}: ${work.kind} done twice`).toBe(before);
  }
}

async function doAgain(
  environment: Environment,
  work: DueWork,
  dueAt: Temporal.ZonedDateTime,
): Promise<void> {
  const slice = (resumeAfter: string): Promise<SliceResult> =>
    environment.store.inTransaction((tx) =>
      work.runSlice(tx, environment.as(system), { dueAt, resumeAfter }),
    );
  let done = await slice('');
  while (done.resumeAfter !== undefined) done = await slice(done.resumeAfter);
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

    await expectNothingTwice(environment, seed);
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
