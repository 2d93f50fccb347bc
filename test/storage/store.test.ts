import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agencyAccount } from '../../src/accounts/agency.ts';
import { findAccount, insertAccount, programAccounts } from '../../src/accounts/store.ts';
import type { Store } from '../../src/context.ts';
import { InvalidInput } from '../../src/errors.ts';
import { appendJournal } from '../../src/ledger/append-journal.ts';
import { documents, type Journal, openItems, postings } from '../../src/ledger/tables.ts';
import { type ReferenceRecord, referenceRecords } from '../../src/reference/records.ts';
import { environmentValue, putValue } from '../../src/storage/environment-values.ts';
import { type Event, eventsInOrder, hashOf, record } from '../../src/storage/events.ts';
import { findBy } from '../../src/storage/find-by.ts';
import { insertInto } from '../../src/storage/insert-into.ts';
import { rowsOf } from '../../src/storage/rows-of.ts';
import { aContext, databases } from '../support/stores.ts';

const refusal = new InvalidInput({ en: 'no', fr: 'non' });

const aJournal = (change: Partial<Journal> = {}): Journal => ({
  document: {
    code: 'PMT',
    programAccount: '700000011RM0001',
    clientAccount: '1200',
    reference: 'edi',
    amountCents: -500,
    effectiveOn: '2024-11-04',
    postedOn: '2024-11-04',
    dueOn: '2024-11-04',
    interestFrom: '2024-11-04',
    periodEnd: null,
  },
  postings: [
    { glAccount: '1003', amountCents: 500 },
    { glAccount: '1200', amountCents: -500 },
  ],
  isOpenItem: true,
  ...change,
});

describe.each(databases)('%s', (_name, open) => {
  let store: Store;

  beforeEach(async () => {
    store = await open();
  });

  afterEach(() => store.close());

  const write = (key: string) => store.inTransaction((tx) => putValue(tx, key, 'written'));
  const keys = async () =>
    (await rowsOf<{ key: string }>(store.read, sql`select key from environment order by key`)).map(
      (row) => row.key,
    );
  const journal = async () => {
    const all: Event[] = [];
    for await (const event of eventsInOrder(store.read, 2)) all.push(event);
    return all;
  };

  describe('works that come together', () => {
    it('all land, and each gets its own answer', async () => {
      const numbers = Array.from({ length: 450 }, (_, index) => index);
      const answers = await Promise.all(
        numbers.map((number) =>
          store.inTransaction(async (tx) => {
            await putValue(tx, `k${String(number).padStart(3, '0')}`, 'written');
            return number * 2;
          }),
        ),
      );
      expect(answers).toEqual(numbers.map((number) => number * 2));
      expect((await keys()).length).toBe(450);
    });

    it('are not disturbed by one that refuses before it writes', async () => {
      const outcomes = await Promise.allSettled([
        write('a'),
        store.inTransaction(() => Promise.reject(refusal)),
        write('b'),
      ]);
      expect(outcomes.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((outcomes[1] as PromiseRejectedResult).reason).toBe(refusal);
      expect(await keys()).toEqual(['a', 'b']);
    });

    it('land once each, when one fails after it wrote and undoes itself alone', async () => {
      const ctx = aContext(store);
      const post = () =>
        store.inTransaction(async (tx) => {
          await record(tx, ctx, { action: 'payment.received', subject: 'R1' });
          return appendJournal(tx, aJournal());
        });
      const outcomes = await Promise.allSettled([
        post(),
        store.inTransaction(async (tx) => {
          await record(tx, ctx, { action: 'never', subject: 'R2' });
          await appendJournal(tx, aJournal());
          throw refusal;
        }),
        post(),
        post(),
      ]);
      expect(outcomes.map((each) => ('value' in each ? each.value : each.reason))).toEqual([
        1,
        refusal,
        2,
        3,
      ]);
      expect((await store.read.db.select().from(documents)).map((each) => each.id).sort()).toEqual([1, 2, 3]);
      expect((await store.read.db.select().from(postings)).length).toBe(6);
      expect((await journal()).map((event) => [event.seq, event.action])).toEqual([
        [1, 'payment.received'],
        [2, 'payment.received'],
        [3, 'payment.received'],
      ]);
    });

    it('survive one whose row the database refuses', async () => {
      const account = {
        bn15: '700000011RM0001',
        bn9: '700000011',
        profile: 'IMPORTER',
        hasRpp: true,
        offsetting: 'PROGRAM_ONLY',
        openedOn: '2024-01-01',
      } as const;
      const add = () => store.inTransaction((tx) => insertAccount(tx, account));
      const outcomes = await Promise.allSettled([write('a'), add(), add(), write('b')]);
      expect(outcomes.map((each) => each.status)).toEqual([
        'fulfilled',
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      expect(await keys()).toEqual(['a', 'b']);
      const opened = await store.read.db.select().from(programAccounts);
      expect(opened.map((each) => each.bn15).sort()).toEqual([account.bn15, agencyAccount]);
    });
  });

  it('shows nothing of a work that failed, and goes on working', async () => {
    const failing = store.inTransaction(async (tx) => {
      await putValue(tx, 'half', 'written');
      expect(await environmentValue(tx, 'half')).toBe('written');
      throw refusal;
    });
    await expect(failing).rejects.toBe(refusal);
    expect(await environmentValue(store.read, 'half')).toBeUndefined();
    await write('whole');
    expect(await keys()).toEqual(['whole']);
  });

  it('numbers documents without a gap, whoever was refused in between', async () => {
    const post = (fails: boolean) =>
      store.inTransaction(async (tx) => {
        const id = await appendJournal(tx, aJournal());
        if (fails) throw refusal;
        return id;
      });
    const outcomes = await Promise.allSettled([false, true, false, true, false].map(post));
    const ids = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect([...ids, await post(false)]).toEqual([1, 2, 3, 4]);
  });

  it('chains the events of the journal by their hashes, over groups and pages', async () => {
    const ctx = aContext(store);
    const happen = (subject: string) =>
      store.inTransaction((tx) => record(tx, ctx, { action: 'tested', subject, detail: { é: '"œ"' } }));
    await Promise.all(['one', 'two', 'three'].map(happen));
    await happen('four');
    const events = await journal();
    expect(events.map((event) => [event.seq, event.subject])).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
      [4, 'four'],
    ]);
    let previous = '0'.repeat(64);
    for (const event of events) {
      expect(event.hash).toBe(hashOf(event, previous));
      previous = event.hash;
    }
    expect(hashOf({ ...events[0]!, actor: 'somebody else' }, '0'.repeat(64))).not.toBe(events[0]!.hash);
  });

  it('gives JSON, nothing and truth back as they were', async () => {
    const kept: ReferenceRecord = {
      list: 'test',
      key: 'Ægir',
      effectiveFrom: '2024-01-01',
      effectiveTo: null,
      data: { en: 'It’s "quoted"', fr: 'à 5 %', empty: '' },
      source: 'SIM',
      mark: 'A',
    };
    await store.inTransaction((tx) => insertInto(referenceRecords)(tx, kept));
    expect(await findBy(referenceRecords, referenceRecords.key)(store.read, 'Ægir')).toEqual(kept);
    expect(await findBy(referenceRecords, referenceRecords.key)(store.read, 'none')).toBeUndefined();

    const accounts = [true, false].map((hasRpp, index) => ({
      bn15: `700000011RM000${index}`,
      bn9: '700000011',
      profile: 'IMPORTER' as const,
      hasRpp,
      offsetting: 'PROGRAM_ONLY' as const,
      openedOn: '2024-01-01',
      csaOption: hasRpp ? (2 as const) : null,
    }));
    for (const account of accounts)
      await store.inTransaction((tx) => insertInto(programAccounts)(tx, account));
    for (const account of accounts) expect(await findAccount(store.read, account.bn15)).toEqual(account);
  });

  it('holds the largest amount in cents to the last one', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    const entries = [
      { glAccount: '1003', amountCents: most },
      { glAccount: '1200', amountCents: -most },
    ];
    await store.inTransaction((tx) => appendJournal(tx, aJournal({ postings: entries })));
    const rows = await store.read.db.select().from(postings);
    expect(rows.map((row) => row.amountCents).sort((a, b) => a - b)).toEqual([-most, most]);
  });

  it('refuses a journal that does not balance, and keeps nothing of its work', async () => {
    const lopsided = aJournal({ postings: [{ glAccount: '1003', amountCents: 500 }] });
    const work = store.inTransaction(async (tx) => {
      await appendJournal(tx, aJournal());
      await appendJournal(tx, lopsided);
    });
    await expect(work).rejects.toThrow(/out of balance by 500 cents/);
    for (const table of [documents, postings, openItems])
      expect(await store.read.db.select().from(table)).toEqual([]);
  });

  it('was brought up to date by each migration once', async () => {
    const applied = await rowsOf<{ name: string }>(
      store.read,
      sql`select name from migrations order by name`,
    );
    expect(applied.map((row) => row.name)).toContain('0001-foundation.sql');
    expect(new Set(applied.map((row) => row.name)).size).toBe(applied.length);
  });
});
