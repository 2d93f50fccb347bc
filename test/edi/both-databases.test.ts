import { expect, it } from 'vitest';
import { applyForCertification } from '../../src/edi/apply.ts';
import { readCertification } from '../../src/edi/certification.ts';
import { receiveInterchange } from '../../src/edi/receive-interchange.ts';
import { interchangesOf, outboxOf } from '../../src/edi/store.ts';
import { acknowledge, readTransmission, requestTransmission } from '../../src/edi/transmissions.ts';
import { type Environment, environmentOver, seedEnvironment } from '../../src/open-environment.ts';
import { openPglite } from '../../src/storage/pglite.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';
import { anInterchange } from '../support/an-interchange.ts';

const asked = { statements: true, dailyNotices: true, changes: true };

const start = { seed: '1', startsAt: '2024-11-08T08:00' };

/** A declaration by EDI and its double, notices and a statement sent, a certification whose first case is passed. */
async function liveThrough(environment: Environment) {
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  await requestTransmission(as, importer, { ...asked, syntax: 'XML' });
  const declared = aCad(importer, await released(environment, importer, 1));
  const text = anInterchange('R1', { declared });
  for (let n = 0; n < 2; n++) await receiveInterchange(as, 'EDIFACT', text);
  const { id } = await applyForCertification(as, 'EDI');
  const { certification, attempts } = await readCertification(as, id);
  const first = aCad(certification.testAccount, attempts[0]!.numbers[0]!);
  await receiveInterchange(as, 'EDIFACT', anInterchange('R2', { declared: first }));
  await environment.advanceTo('2024-11-26T08:00');
  await acknowledge(as, 1);
  const { read } = environment.store;
  return {
    interchanges: await interchangesOf(read, undefined, { after: 0, limit: 10 }),
    outbox: await outboxOf(read, importer.slice(0, 9), { after: 0, limit: 10, onlyNew: true }),
    transmission: await readTransmission(as, importer),
    certification: await readCertification(as, id),
  };
}

it('PostgreSQL says the same of EDI and certification as SQLite', async () => {
  const store = await openPglite();
  await seedEnvironment(store, start);
  const [postgres, sqlite] = [await environmentOver('test', store), await aCarm(start.startsAt)];
  const stand = await liveThrough(postgres);
  expect(stand).toEqual(await liveThrough(sqlite));
  expect(stand.interchanges.map((each) => each.state)).toEqual(['ANSWERED', 'DUPLICATE', 'ANSWERED']);
  expect(stand.outbox.map((each) => each.kind)).toEqual(['RESPONSE', 'DAILY_NOTICE', 'STATEMENT']);
  expect(stand.certification.attempts[0]?.state).toBe('PASSED');
  await Promise.all([postgres.close(), sqlite.close()]);
});
