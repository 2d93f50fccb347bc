import { describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { type Chance, chanceFrom } from '../../src/chance.ts';
import { DomainError } from '../../src/errors.ts';
import { trialBalance } from '../../src/ledger/documents.ts';
import { sum, toWire } from '../../src/money.ts';
import { type Environment, environmentOver, seedEnvironment } from '../../src/open-environment.ts';
import { depositCashSecurity } from '../../src/payments/deposit-cash.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { amendAgreement } from '../../src/security/amend-agreement.ts';
import { confirmAgreement, refuseAgreement } from '../../src/security/answer-agreement.ts';
import { payDemand, rebutDemand } from '../../src/security/answer-demand.ts';
import { applyCashSecurity } from '../../src/security/apply-cash.ts';
import { demandPayment } from '../../src/security/demand-payment.ts';
import { enrolInRpp } from '../../src/security/enrol.ts';
import { enterAgreement, enterAgreementAsProvider } from '../../src/security/enter-agreement.ts';
import { giveTerminationNotice } from '../../src/security/give-notice.ts';
import { returnCashSecurity } from '../../src/security/return-cash.ts';
import { ruleOnRebuttal } from '../../src/security/rule-on-rebuttal.ts';
import { eventsInOrder } from '../../src/storage/events.ts';
import { openPglite } from '../../src/storage/pglite.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';
import { anAgreement, aSurety, asOfficer, asProvider } from '../support/a-surety.ts';

/** What importers, a provider and the agency may do, each as chance has it. */
function steps(environment: Environment, surety: string, importers: readonly ProgramAccountNumber[]) {
  const provider = asProvider(environment, surety);
  const officer = asOfficer(environment);
  return (chance: Chance, step: number): (() => Promise<unknown>)[] => {
    const importer = chance.pick(importers);
    const as = asImporter(environment, importer);
    const amount = toWire(chance.whole(1, 1_000_000));
    const some = chance.whole(1, 6);
    const later = (days: number) => environment.clock.instant().add({ days }).toPlainDate().toString();
    const terms = { agreementNumber: `B-${step}`, amount, validFrom: later(chance.whole(-40, 10)) };
    const agreement = anAgreement(importer, surety, terms);
    const account = async () => {
      const number = await released(environment, importer, step);
      return submitCad(as, aCad(importer, number, { valueForCurrencyConversion: amount }));
    };
    return [
      ...[account, account, account, account],
      () => receivePayment(as, { programAccount: importer, channel: 'edi', amount: toWire(some * 10_000) }),
      () => enrolInRpp(as, importer, { estimatedMonth: amount }),
      () => enterAgreement(as, agreement),
      () => enterAgreementAsProvider(provider, agreement),
      () => confirmAgreement(provider, some),
      () => refuseAgreement(provider, some),
      () => amendAgreement(chance.pick([as, provider]), some, { amount }),
      () => giveTerminationNotice(provider, some, later(chance.whole(25, 60))),
      () => depositCashSecurity(as, importer, { channel: 'cheque', amount }),
      () => returnCashSecurity(officer, importer, toWire(some * 10_000)),
      () => applyCashSecurity(officer, importer),
      ...[6, 12].map((most) => () => demandPayment(officer, chance.whole(1, most))),
      ...[1, 2, 3].map((id) => () => payDemand(provider, id)),
      ...[1, 2, 3].map((id) => () => rebutDemand(provider, id, 'no')),
      ...[1, 2, 3].map((id) => () => ruleOnRebuttal(officer, id, chance.pick(['upheld', 'withdrawn']))),
      ...[7, 14].map((days) => () => environment.advanceTo(`${later(days)}T08:00`)),
    ];
  };
}

async function liveThrough(environment: Environment, seed: string, count: number): Promise<number> {
  const chance = chanceFrom(seed);
  const importers = [await anImporter(environment, 1), await anImporter(environment, 2, { hasRpp: false })];
  const choices = steps(environment, await aSurety(environment, 1), importers);
  let done = 0;
  for (let step = 1; step <= count; step++) {
    try {
      await chance.pick(choices(chance, step))();
      done += 1;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return done;
}

const happened = new Set<string>();

describe('after any sequence of imports, payments, security and demands', () => {
  it.each(['1', '2', '3', '4', '5'])(
    'of seed %s every invariant holds',
    { timeout: 60_000 },
    async (seed) => {
      const environment = await aCarm('2025-04-28T08:00');
      expect(await liveThrough(environment, seed, 400)).toBeGreaterThan(100);
      expect(await verify(environment.store.read)).toEqual([]);
      const totals = await trialBalance(environment.store.read);
      expect(sum(totals.map((row) => row.amountCents))).toBe(0);
      for await (const { action } of eventsInOrder(environment.store.read)) happened.add(action);
      await environment.close();
    },
  );

  it('all that moves money happened in one of them', () => {
    const moving = [
      'cash-deposited',
      'cash-returned',
      'cash-applied',
      'demanded',
      'demand-paid',
      'rebuttal-ruled',
    ];
    expect([...happened]).toEqual(expect.arrayContaining(moving.map((action) => `security.${action}`)));
  });

  it('the books are the same on SQLite and on PostgreSQL', { timeout: 120_000 }, async () => {
    const lived = await aCarm('2025-04-28T08:00');
    const store = await openPglite();
    await seedEnvironment(store, { seed: '1', startsAt: '2025-04-28T08:00' });
    const other = await environmentOver('test', store);
    for (const environment of [lived, other]) await liveThrough(environment, '5', 60);
    expect(await verify(other.store.read)).toEqual([]);
    expect(await trialBalance(other.store.read)).toEqual(await trialBalance(lived.store.read));
    await lived.close();
    await other.close();
  });
});
