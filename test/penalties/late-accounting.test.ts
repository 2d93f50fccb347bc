import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { advanceTo, type DueWork } from '../../src/clock/due-work.ts';
import { parseInstant } from '../../src/clock/instants.ts';
import { documentsOfAccount, trialBalance } from '../../src/ledger/documents.ts';
import { notificationsOf } from '../../src/notices/inbox.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { lateAccounting } from '../../src/penalties/late-accounting.ts';
import { latePayment } from '../../src/penalties/late-payment.ts';
import { penaltiesOf } from '../../src/penalties/store.ts';
import { extendTime } from '../../src/release/extend-time.ts';
import { reportRelease } from '../../src/release/report-release.ts';
import { record } from '../../src/storage/events.ts';
import { aCad, aCarm, aNumber, anImporter, aRelease, asImporter, released } from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;

async function begin(startsAt: string): Promise<void> {
  environment = await aCarm(startsAt);
  importer = await anImporter(environment, 1);
}

afterEach(() => environment.close());

const account = (serial = 1) =>
  submitCad(
    asImporter(environment, importer),
    aCad(importer, aNumber(serial), { directShipmentDate: '2024-11-01' }),
  );

const pay = (amount: string) =>
  receivePayment(asImporter(environment, importer), { programAccount: importer, channel: 'edi', amount });

/** What was posted to the importer: code, dollars, day, due date. */
async function posted(code: string) {
  const documents = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 100 });
  return documents
    .filter((document) => document.code === code)
    .map(({ reference, amountCents, postedOn, dueOn }) => [reference, amountCents / 100, postedOn, dueOn]);
}

const ofImporter = () => penaltiesOf(environment.store.read, importer, { after: '', limit: 100 });

const expectInOrder = async () => expect(await verify(environment.store.read)).toEqual([]);

// Released on Monday 2025-02-03: to be accounted for by Monday the 10th, five business days later.
describe('goods released on 2025-02-03', () => {
  it('declared on the last day cost nothing', async () => {
    await begin('2025-02-03T08:00');
    await released(environment, importer, 1);
    await environment.advanceTo('2025-02-10T23:59');
    await account();
    await environment.advanceTo('2025-03-15T08:00');
    expect(await posted('LAP')).toEqual([]);
  });

  it('not declared by then cost $100.00 that night, billed with the next statement', async () => {
    await begin('2025-02-03T08:00');
    await released(environment, importer, 1);
    await environment.advanceTo('2025-02-11T00:39');
    expect(await posted('LAP')).toEqual([]);
    await environment.advanceTo('2025-02-11T00:40');
    expect(await posted('LAP')).toEqual([[aNumber(1), 100, '2025-02-11', '2025-03-03']]);
    expect(await ofImporter()).toMatchObject([
      { id: 'LAP0000000001', contravention: 'C288', committedOn: '2025-02-11', level: 1, status: 'STANDS' },
    ]);
    expect(await trialBalance(environment.store.read)).toEqual([
      { glAccount: '1121', amountCents: 10_000 },
      { glAccount: '3110', amountCents: -10_000 },
    ]);
    await expectInOrder();
  });

  it('declared late cost it once', async () => {
    await begin('2025-02-03T08:00');
    await released(environment, importer, 1);
    await environment.advanceTo('2025-02-12T08:00');
    await account();
    await environment.advanceTo('2025-04-30T08:00');
    expect(await posted('LAP')).toHaveLength(1);
    await expectInOrder();
  });

  it('reported and declared on the 14th cost it once that day of report would be late', async () => {
    await begin('2025-02-14T08:00');
    await reportRelease(environment.as(system), {
      ...aRelease(importer, aNumber(1)),
      releasedAt: '2025-02-03T08:00',
    });
    expect((await account()).isLate).toBe(true);
    // Friday the 14th and five business days is Friday the 21st.
    await environment.advanceTo('2025-02-22T08:00');
    expect(await posted('LAP')).toEqual([[aNumber(1), 100, '2025-02-22', '2025-03-03']]);
  });
});

describe('an overdue accounting notice', () => {
  const told = async () => {
    const page = { before: Number.MAX_SAFE_INTEGER, limit: 100 };
    const notices = await notificationsOf(environment.store.read, importer, page);
    const overdue = notices.filter(({ action }) => action === 'release.overdue');
    return overdue.map(({ subject, simulatedAt }) => [subject, simulatedAt.slice(0, 10)]);
  };

  it('is given once for goods that nobody accounted for, in a time of relief as well', async () => {
    await begin('2024-11-04T08:00');
    await released(environment, importer, 1); // by Tuesday the 12th: the 11th is a holiday
    await released(environment, importer, 2);
    await account(2);
    await environment.advanceTo('2024-11-20T08:00');
    expect(await told()).toEqual([[aNumber(1), '2024-11-13']]);
  });

  it('of extended time is given after it', async () => {
    await begin('2025-02-03T08:00');
    await released(environment, importer, 1);
    await extendTime(environment.as(system), aNumber(1), { accountBy: '2025-02-20', reason: 'flood' });
    await environment.advanceTo('2025-02-28T08:00');
    expect(await told()).toEqual([[aNumber(1), '2025-02-21']]);
  });
});

// Customs Notices 24-29, 25-02: late accounting costs nothing from 2024-10-21 to 2025-01-19.
describe('relief', () => {
  it('is for what became late up to 2025-01-19, however late it is declared', async () => {
    await begin('2025-01-10T08:00');
    await released(environment, importer, 1); // by Friday the 17th
    await environment.advanceTo('2025-01-13T08:00');
    await released(environment, importer, 2); // by Monday the 20th
    await environment.advanceTo('2025-01-24T08:00');
    await account(1);
    await account(2);
    await environment.advanceTo('2025-03-15T08:00');
    expect(await posted('LAP')).toEqual([[aNumber(2), 100, '2025-01-21', '2025-01-31']]);
  });

  it('from late payment ends with statements overdue from 2026-01-31', async () => {
    await begin('2025-12-08T08:00');
    await released(environment, importer, 1);
    await account(1); // due on 2025-12-31
    await environment.advanceTo('2026-01-05T08:00');
    await released(environment, importer, 2);
    await account(2); // due on 2026-01-30
    await environment.advanceTo('2026-02-15T08:00');
    const subject = `${importer} 2026-01-30`;
    expect(await posted('LPP')).toEqual([[subject, 200, '2026-01-31', '2026-01-31']]);
    await expectInOrder();
  });
});

// A release of 2026-01-05 is on the statement of the 25th, due on Friday 2026-01-30; $50.00 of GST.
describe('a statement due on 2026-01-30', () => {
  const owe = async () => {
    await begin('2026-01-05T08:00');
    await released(environment, importer, 1);
    await account();
    await environment.advanceTo('2026-01-30T20:00');
  };

  it('paid in full on its last day costs nothing', async () => {
    await owe();
    await pay('50.00');
    await environment.advanceTo('2026-02-15T08:00');
    expect(await posted('LPP')).toEqual([]);
  });

  it('paid short by a cent costs $200.00, once', async () => {
    await owe();
    await pay('49.99');
    await environment.advanceTo('2026-03-15T08:00');
    expect(await posted('LPP')).toHaveLength(1);
    expect(await trialBalance(environment.store.read)).toContainEqual({
      glAccount: '1123',
      amountCents: 20_000,
    });
  });

  it('is no matter for what is payable at once', async () => {
    await begin('2026-01-30T08:00');
    const other = await anImporter(environment, 2, { hasRpp: false });
    await submitCad(asImporter(environment, other), { ...aCad(other, aNumber(9)), cadType: 'C' });
    await environment.advanceTo('2026-02-15T08:00');
    expect(await penaltiesOf(environment.store.read, other, { after: '', limit: 9 })).toEqual([]);
  });
});

it('a late accounting penalty left unpaid makes its statement late as well', async () => {
  await begin('2026-01-05T08:00');
  await released(environment, importer, 1); // never declared
  await environment.advanceTo('2026-02-15T08:00');
  expect(await posted('LAP')).toEqual([[aNumber(1), 100, '2026-01-13', '2026-01-30']]);
  expect(await posted('LPP')).toHaveLength(1);
  await expectInOrder();
});

describe('the work of a night', () => {
  const stand = async () => ({
    penalties: await ofImporter(),
    balances: await trialBalance(environment.store.read),
  });

  it('done again, from its beginning or by advancing to the same instant, changes nothing', async () => {
    await begin('2026-01-05T08:00');
    for (const serial of [1, 2, 3]) await released(environment, importer, serial);
    await account(1);
    await environment.advanceTo('2026-01-31T08:00');
    const before = await stand();
    expect(before.penalties.map((penalty) => penalty.kind)).toEqual(['LAP', 'LAP', 'LPP']);
    expect(await environment.advanceTo('2026-01-31T08:00')).toBe(0);
    const dueAt = parseInstant('2026-01-31T00:45');
    for (const work of [lateAccounting[0]!, latePayment]) {
      for (const resumeAfter of ['', '0']) {
        const again = environment.store.inTransaction((tx) =>
          work.runSlice(tx, environment.as(system), { dueAt, resumeAfter }),
        );
        expect((await again).units).toBe(0);
      }
    }
    expect(await stand()).toEqual(before);
    await expectInOrder();
  });

  it('done late, by a clock that runs, is done for the day on which it was due', async () => {
    await begin('2026-01-05T08:00');
    await released(environment, importer, 1);
    await account();
    await advanceTo(environment.as(system), parseInstant('2026-02-02T08:00'), []);
    const dueAt = parseInstant('2026-01-31T00:45');
    await environment.store.inTransaction((tx) =>
      latePayment.runSlice(tx, environment.as(system), { dueAt, resumeAfter: '' }),
    );
    expect(await ofImporter()).toMatchObject([
      { kind: 'LPP', committedOn: '2026-01-31', servedOn: '2026-02-02' },
    ]);
  });

  it('goes through a long journal in slices', async () => {
    await begin('2025-02-03T08:00');
    await environment.store.inTransaction(async (tx) => {
      for (let each = 0; each < 9000; each++)
        await record(tx, environment.as(system), { action: 'test.noise', subject: String(each) });
    });
    await released(environment, importer, 1);
    await environment.advanceTo('2025-02-11T08:00');
    expect(await posted('LAP')).toHaveLength(1);
    await expectInOrder();
  });

  it('falls due once a day for late accounting, over both changes of the hour', async () => {
    await begin('2025-02-03T08:00');
    const days = daysOf(lateAccounting[0]!, 365);
    expect([new Set(days).size, days.at(-1)]).toEqual([365, '2025-12-31']);
  });

  function daysOf(work: DueWork, count: number): string[] {
    const days: string[] = [];
    for (let at = parseInstant('2025-01-01T00:00'); days.length < count; ) {
      at = work.nextAfter(at);
      days.push(at.toPlainDate().toString());
    }
    return days;
  }
});

describe('goods whose time to account was extended in writing', () => {
  const extend = (accountBy: string) =>
    extendTime(environment.as(system), aNumber(1), { accountBy, reason: 'flood' });

  // Released on 2026-02-03, to be accounted for by the 10th; extended to the 28th.
  beforeEach(async () => {
    await begin('2026-02-03T08:00');
    await released(environment, importer, 1);
    await extend('2026-02-28');
  });

  it('cost nothing when accounted for by then, and bear interest at the prescribed rate', async () => {
    await environment.advanceTo('2026-02-28T12:00');
    expect((await account()).isLate).toBe(false);
    await environment.advanceTo('2026-03-26T08:00');
    expect(await posted('LAP')).toEqual([]);
    const [interest] = await posted('INT');
    // $50.00 due on 2026-03-03: 21 days to 24 March at 2.4 % are 6.9 cents; at the specified 8.4 % they would be 24.
    expect(interest?.[1]).toBe(0.07);
    await expectInOrder();
  });

  it('are late the day after', async () => {
    await environment.advanceTo('2026-03-01T00:39');
    expect(await posted('LAP')).toEqual([]);
    await environment.advanceTo('2026-03-02T08:00');
    expect(await posted('LAP')).toHaveLength(1);
    expect(await ofImporter()).toMatchObject([{ contravention: 'C288', committedOn: '2026-03-01' }]);
    await expectInOrder();
  });

  it('are given more time, not less', async () => {
    await expect(extend('2026-02-28')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
