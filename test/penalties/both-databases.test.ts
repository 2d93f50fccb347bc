import { expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { balanceOf, trialBalance } from '../../src/ledger/documents.ts';
import { type Environment, environmentOver, seedEnvironment } from '../../src/open-environment.ts';
import { takeCorrectiveMeasure } from '../../src/penalties/corrective-measure.ts';
import { issuePenalty } from '../../src/penalties/issue-penalty.ts';
import { giveReasons } from '../../src/penalties/reasons-and-evidence.ts';
import { requestRedress } from '../../src/penalties/request-redress.ts';
import { findRedress, penaltiesOf } from '../../src/penalties/store.ts';
import { openPglite } from '../../src/storage/pglite.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';
import { anOfficer, aPenalty } from '../support/a-penalty.ts';

const start = { seed: '1', startsAt: '2026-01-05T08:00' };

/** One release declared in time and not paid, one never declared, two penalties of an officer. */
async function liveThrough(environment: Environment) {
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  const officer = anOfficer(environment);
  const first = await released(environment, importer, 1);
  await submitCad(as, aCad(importer, first, { directShipmentDate: '2026-01-05' }));
  await released(environment, importer, 2);
  await environment.advanceTo('2026-01-31T08:00');
  const { id } = await issuePenalty(officer, aPenalty(importer));
  await takeCorrectiveMeasure(officer, id, { to: '1500.00', reason: 'half a crate' });
  await requestRedress(as, id, 'the crate was empty');
  await giveReasons(officer, id, 'it held boots');
  await issuePenalty(officer, aPenalty(importer));
  const { read } = environment.store;
  expect(await verify(read)).toEqual([]);
  return {
    balance: await balanceOf(read, importer),
    balances: await trialBalance(read),
    penalties: await penaltiesOf(read, importer, { after: '', limit: 10 }),
    redress: await findRedress(read, id),
  };
}

it('PostgreSQL says the same of penalties as SQLite', async () => {
  const store = await openPglite();
  await seedEnvironment(store, start);
  const [postgres, sqlite] = [await environmentOver('test', store), await aCarm(start.startsAt)];
  const stand = await liveThrough(postgres);
  expect(stand).toEqual(await liveThrough(sqlite));
  // $50.00 of GST, $100.00, $200.00, $1,500.00 and, at the second level, $4,000.00
  expect(stand.balance).toBe(585_000);
  await Promise.all([postgres.close(), sqlite.close()]);
});
