import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { findCad, type StoredCad } from '../../src/cad/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { CadInput } from '../../src/cad/types.ts';
import { withdrawCad } from '../../src/cad/withdraw.ts';
import { type Chance, chanceFrom } from '../../src/chance.ts';
import { approveWriteOff, requestWriteOff, reverseWriteOff } from '../../src/collections/write-off.ts';
import { requestDisbursement } from '../../src/disbursements/request.ts';
import { DomainError, NotFound } from '../../src/errors.ts';
import { trialBalance } from '../../src/ledger/documents.ts';
import { toWire } from '../../src/money.ts';
import { type Environment, environmentOver, seedEnvironment, system } from '../../src/open-environment.ts';
import { switchPartner } from '../../src/partners/partner.ts';
import { takeBankMessage } from '../../src/payments/bank-payments.ts';
import { openUnidentified } from '../../src/payments/bank-store.ts';
import { agreeToDebits } from '../../src/payments/debit-agreements.ts';
import { identifyPayment } from '../../src/payments/identify.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { returnPayment } from '../../src/payments/return-payment.ts';
import { paymentsOf } from '../../src/payments/store.ts';
import { showDelays } from '../../src/payments/value-date.ts';
import { issuePenalty } from '../../src/penalties/issue-penalty.ts';
import { approveAdjustment, requestAdjustment } from '../../src/recourse/adjust.ts';
import { redetermine } from '../../src/recourse/redetermine.ts';
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
  const officer = environment.as(system);
  const steps = [
    'account',
    'account',
    'account',
    'pay first',
    'pay',
    'pay',
    'choose',
    'wait',
    'wait',
  ] as const;
  const changes = [
    'correct',
    'withdraw',
    'adjust',
    'adjust',
    'redetermine',
    'redetermine',
    'bounce',
    'penalise',
  ] as const;
  const money = ['bank', 'debit', 'disburse', 'write off', 'switch'] as const;
  switch (chance.pick([...steps, ...changes, ...money])) {
    case 'correct': {
      const cad = await someCad(environment, chance, step);
      await correctCad(officer, cad.transactionNumber, cad.version, otherwise(cad, chance));
      return;
    }
    case 'withdraw': {
      const cad = await someCad(environment, chance, step);
      await withdrawCad(officer, cad.transactionNumber, cad.version);
      return;
    }
    case 'adjust': {
      const asked = await someChange(environment, chance, step);
      const reasons = [chance.pick(['R3-32.2.VFD', 'R2-74-1-E.VFD'])];
      await approveAdjustment(officer, (await requestAdjustment(officer, { ...asked, reasons })).id);
      return;
    }
    case 'redetermine':
      await redetermine(officer, { ...(await someChange(environment, chance, step)), reasons: ['RC-59'] });
      return;
    case 'bounce': {
      const page = { after: '', limit: 50 };
      const payments = await paymentsOf(environment.store.read, importer, page);
      if (payments.length > 0) await returnPayment(officer, chance.pick(payments).id);
      return;
    }
    case 'penalise':
      await issuePenalty(officer, {
        programAccount: importer,
        contravention: chance.pick(['C005', 'C083', 'C025']),
        subject: `step ${step}`,
        committedOn: environment.clock.today(),
        issues: [1],
        isKeystroke: false,
        reason: 'found on examination',
      });
      return;
    case 'bank': {
      const account = chance.pick([importer, '123456789RT0001']);
      const amount = toWire(chance.pick([1, 5000, 100_000]));
      await takeBankMessage(officer, {
        bankReference: `B-${chance.whole(1, step)}`,
        channel: 'online-banking',
        payer: 'somebody',
        remittances: [{ account, amount }],
      });
      const [open] = await openUnidentified(environment.store.read, { after: 0, limit: 1 });
      if (open !== undefined && chance.fraction() < 0.5) await identifyPayment(officer, open.id, importer);
      return;
    }
    case 'debit':
      await agreeToDebits(as, importer, {
        institution: '001',
        transit: '12345',
        accountNumber: '9876543',
        holder: 'Importer',
        certifies: true,
      });
      return;
    case 'disburse':
      await requestDisbursement(as, importer, { method: 'CHEQUE' });
      return;
    case 'write off': {
      const { id } = await requestWriteOff(officer, importer, { reason: 'bankrupt' });
      await approveWriteOff(environment.as({ ...system, id: 'another' }), id);
      if (chance.fraction() < 0.5) await reverseWriteOff(officer, id);
      return;
    }
    case 'switch':
      await environment.store.inTransaction(async (tx) => {
        await switchPartner(tx, officer, 'banks', { isDown: chance.fraction() < 0.3, errorShare: 0.2 });
        await showDelays(tx, officer, chance.fraction() < 0.5);
      });
      return;
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
      const channel = chance.pick(['online-banking', 'credit-card', 'edi', 'office', 'cheque'] as const);
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

/** Some declaration accepted so far. */
async function someCad(environment: Environment, chance: Chance, step: number): Promise<StoredCad> {
  const cad = await findCad(environment.store.read, aNumber(chance.whole(1, step)));
  if (cad === undefined) throw new NotFound({ en: 'Declaration', fr: 'La déclaration' }, String(step));
  return cad;
}

/** The same declaration at another value. */
function otherwise(cad: StoredCad, chance: Chance): CadInput {
  const value = toWire(chance.pick([1, 50_000, 100_000, 1_234_567]));
  const [invoice] = cad.declared.invoices;
  const line = { ...invoice!.lines[0]!, valueForCurrencyConversion: value };
  return { ...cad.declared, invoices: [{ ...invoice!, value, lines: [line] }] };
}

async function someChange(environment: Environment, chance: Chance, step: number) {
  const cad = await someCad(environment, chance, step);
  const { transactionNumber, version: expectedVersion } = cad;
  return { transactionNumber, expectedVersion, declared: otherwise(cad, chance), rationale: 'read wrongly' };
}

/** Mostly goods that nothing is wrong with; else an office's favourite mistakes. */
function aSlip(chance: Chance) {
  const value = toWire(chance.pick([1, 99_999, 100_000, 1_234_567]));
  return chance.pick([
    { valueForCurrencyConversion: value },
    { valueForCurrencyConversion: value, classification: tShirts },
    { valueForCurrencyConversion: '20000.00', classification: tShirts },
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
  const posted = new Set<string>();
  const seeds = Array.from({ length: 12 }, (_, index) => `sequence ${index + 1}`);

  it.each(seeds)('the ledger adds up to nothing and every invariant holds: seed "%s"', async (seed) => {
    const environment = await aCarm();
    const refused = await liveThrough(environment, chanceFrom(seed), 120);
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

    await environment.advanceTo(environment.clock.now());
    const { counts, ...rest } = await standOf(environment);
    // Setting the clock is itself an event; nothing else happened.
    expect({ ...rest, counts: { ...counts, events: stand.counts.events } }, `seed ${seed}`).toEqual(stand);
    await environment.close();
  });

  it('the sequences post every kind of document that they are about', () => {
    const about = [
      'ADJ',
      'CAD',
      'CADC',
      'CLR',
      'COR',
      'DSB',
      'NPA',
      'NSF',
      'PMT',
      'REF',
      'REV',
      'TRN',
      'WOF',
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
