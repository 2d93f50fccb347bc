import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { type Chance, chanceFrom } from '../../src/chance.ts';
import { DomainError } from '../../src/errors.ts';
import { trialBalance } from '../../src/ledger/documents.ts';
import { toWire } from '../../src/money.ts';
import { type Environment, environmentOver, seedEnvironment } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { openPglite } from '../../src/storage/pglite.ts';
import { rowsOf } from '../../src/storage/rows-of.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released, tShirts } from '../support/a-carm.ts';

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

/** So many steps of business in an order that chance decides; some are refused, as in life. */
async function liveThrough(environment: Environment, chance: Chance, steps: number): Promise<number> {
  const importers = await Promise.all([1, 2, 3].map((index) => anImporter(environment, index)));
  importers.push(await anImporter(environment, 4, { hasRpp: false }));
  let refused = 0;
  for (let step = 1; step <= steps; step++) {
    const importer = chance.pick(importers);
    try {
      await takeStep(environment, chance, importer, step);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused += 1;
    }
  }
  return refused;
}

async function takeStep(
  environment: Environment,
  chance: Chance,
  importer: ProgramAccountNumber,
  step: number,
) {
  const as = asImporter(environment, importer);
  switch (
    chance.pick(['account', 'account', 'account', 'pay first', 'pay', 'pay', 'choose', 'wait'] as const)
  ) {
    case 'account': {
      const number = await released(environment, importer, step);
      await submitCad(as, aCad(importer, number, aSlip(chance)));
      // Now and then the same once more: the number is used.
      if (chance.fraction() < 0.1) await submitCad(as, aCad(importer, number));
      return;
    }
    case 'pay first':
      await submitCad(as, { ...aCad(importer, aNumber(step), { classification: tShirts }), cadType: 'C' });
      return;
    case 'pay': {
      const channel = chance.pick(['online-banking', 'credit-card', 'edi', 'office'] as const);
      const amount = toWire(chance.pick([1, 5000, 23_900, 100_000, 400_000, 600_000]));
      await receivePayment(as, { programAccount: importer, channel, amount });
      return;
    }
    case 'choose': {
      const transactions = [aNumber(chance.whole(1, step)), aNumber(chance.whole(1, step))];
      const amount = toWire(chance.pick([5000, 23_900, 1_000_000]));
      await receivePayment(as, { programAccount: importer, channel: 'edi', amount, transactions });
      return;
    }
    case 'wait': {
      const days = chance.pick([1, 3, 9]);
      await environment.advanceTo(
        environment.clock.instant().add({ days }).toString({ timeZoneName: 'never' }),
      );
    }
  }
}

/** Mostly goods that nothing is wrong with; else an office's favourite mistakes. */
function aSlip(chance: Chance) {
  const value = toWire(chance.pick([1, 99_999, 100_000, 1_234_567]));
  return chance.pick([
    { valueForCurrencyConversion: value },
    { valueForCurrencyConversion: value, classification: tShirts },
    { classification: tShirts, countryOfOrigin: 'US', tariffTreatment: '10', proofOfOrigin: true },
    { classification: '9999999999' },
    { countryOfOrigin: 'ZZ' },
    { tariffTreatment: '99' },
  ]);
}

async function expectInOrder(environment: Environment, seed: string): Promise<void> {
  expect(await verify(environment.store.read), `seed ${seed}`).toEqual([]);
  const balances = await trialBalance(environment.store.read);
  expect(
    balances.reduce((total, account) => total + account.amountCents, 0),
    `seed ${seed}`,
  ).toBe(0);
}

describe('after any sequence of use cases', () => {
  const seeds = Array.from({ length: 12 }, (_, index) => `sequence ${index + 1}`);

  it.each(seeds)('the ledger adds up to nothing and every invariant holds: seed "%s"', async (seed) => {
    const environment = await aCarm();
    const refused = await liveThrough(environment, chanceFrom(seed), 120);
    await environment.advanceTo(
      environment.clock.instant().add({ months: 2 }).toString({ timeZoneName: 'never' }),
    );
    await expectInOrder(environment, seed);
    expect(refused, `seed ${seed}`).toBeGreaterThan(0);
    const stand = await standOf(environment);
    expect(stand.counts.statements, `seed ${seed}`).toBeGreaterThan(0);

    await environment.advanceTo(environment.clock.now());
    const { counts, ...rest } = await standOf(environment);
    // Setting the clock is itself an event; nothing else happened.
    expect({ ...rest, counts: { ...counts, events: stand.counts.events } }, `seed ${seed}`).toEqual(stand);
    await environment.close();
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
