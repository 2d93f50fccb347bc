import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { rowsOf } from '../../src/storage/rows-of.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';

let environment: Environment;

// One declaration of $50.00, billed, and $30.00 paid on its due date.
beforeEach(async () => {
  environment = await aCarm();
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  await submitCad(as, aCad(importer, await released(environment, importer, 1)));
  await environment.advanceTo('2024-11-29T12:00');
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '30.00' });
  await environment.advanceTo('2024-12-26T08:00');
});

afterEach(() => environment.close());

it('finds nothing where nothing is wrong', async () => {
  expect(await verify(environment.store.read)).toEqual([]);
});

/** What a hand in the database may do, and the invariant that gives it away. */
it.each([
  [
    'update postings set amount_cents = amount_cents + 1 where document_id = 1 and line = 0',
    'balance to the cent',
  ],
  ["update documents set amount_cents = 5001 where code = 'CAD'", 'posted as its amount says'],
  ["delete from documents where code = 'CAD'", 'postings belong to a document'],
  ['update open_items set remaining_cents = remaining_cents - 1', 'what clearings have left'],
  ['delete from open_items', 'what clearings have left'],
  ['update open_items set remaining_cents = -remaining_cents', 'gone past nothing'],
  ['update clearings set amount_cents = amount_cents - 1', 'what its pairs say'],
  ['update cads set total_cents = 0', 'sum to its current total'],
  ['update cad_lines set gst_cents = gst_cents + 1', 'lines of a declaration add up'],
  ['update payments set amount_cents = 1', 'every payment is posted'],
  ['update statements set closing_cents = closing_cents + 1', 'closes with opening plus debits'],
  [
    "update statements set opening_cents = 1, closing_cents = closing_cents + 1 where issued_on = '2024-11-25'",
    'opens where',
  ],
  ["update documents set stated_on = null where code = 'CAD'", 'the documents it shows'],
  [
    "update events set detail = replace(detail, '5000', '5001') where action = 'cad.accepted'",
    'chain without a gap',
  ],
  ['delete from events where seq = 2', 'chain without a gap'],
  ["update events set hash = 'x' where seq = (select max(seq) from events)", 'chain without a gap'],
])('%s is found', async (tampering, invariant) => {
  await environment.store.inTransaction(async (tx) => void tx.db.run(sql.raw(tampering)));
  const found = (await verify(environment.store.read)).map((violation) => violation.invariant);
  expect(found).toContainEqual(expect.stringContaining(invariant));
});

it('finds a journal cut short by its last events, where they moved money', async () => {
  const last = sql`delete from events where seq >= (select seq from events where action = 'payment.received')`;
  await environment.store.inTransaction(async (tx) => void tx.db.run(last));
  expect((await verify(environment.store.read)).map((violation) => violation.invariant)).toEqual([
    'replaying the journal gives every balance of the ledger',
  ]);
});

it('leaves the database as it is', async () => {
  const count = () => rowsOf(environment.as(system).store.read, sql`select count(*) as n from events`);
  const before = await count();
  await verify(environment.store.read);
  expect(await count()).toEqual(before);
});
