import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { insertDelegation } from '../../src/accounts/store.ts';
import { ediOutbox } from '../../src/edi/store.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCarm, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let ask: Ask;

// Friday, 2024-11-08.
beforeEach(async () => {
  environment = await aCarm('2024-11-08T08:00');
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  ask = anApi(environment);
});

afterEach(() => environment.close());

const request = (body: unknown, as = token) =>
  ask('PUT', `/api/v1/accounts/${importer}/edi`, { token: as, body });

const both = { statements: true, dailyNotices: true };

const declare = async (serial: number) => {
  const body = aCad(importer, await released(environment, importer, serial));
  await ask('POST', '/api/v1/cads', { token, body });
};

const sent = async () => (await environment.store.read.db.select().from(ediOutbox)).map((each) => each);

it('a Friday’s postings go out on Saturday, the weekend’s on Tuesday, and nothing where nothing was posted', async () => {
  await request(both);
  await declare(1);
  await environment.advanceTo('2024-11-09T12:00');
  await declare(2);
  await environment.advanceTo('2024-11-16T12:00');
  const notices = await sent();
  expect(notices.map(({ kind, about, createdAt }) => [kind, about, createdAt])).toEqual([
    ['DAILY_NOTICE', `${importer} 2024-11-08`, '2024-11-09T00:30:00-05:00'],
    ['DAILY_NOTICE', `${importer} 2024-11-09`, '2024-11-12T00:30:00-05:00'],
  ]);
  expect(notices[0]?.content.split('\n').slice(2, 9)).toEqual([
    "BGM+DN'",
    `NAD+IM+${importer}'`,
    "DTM+137:20241108'",
    "MOA+9:50.00'",
    "DOC+CAD+12345000000012'",
    "DTM+13:20241129'",
    "MOA+9:50.00'",
  ]);
});

it('a statement goes out as soon as it is issued, in XML where that is asked for', async () => {
  await request({ ...both, dailyNotices: false, syntax: 'XML' });
  await declare(1);
  await environment.advanceTo('2024-11-26T12:00');
  const [statement, ...others] = await sent();
  expect([statement?.kind, statement?.createdAt, others]).toEqual([
    'STATEMENT',
    '2024-11-25T04:00:00-05:00',
    [],
  ]);
  expect(statement?.content).toMatch(/<PayableAmount>50.00<\/PayableAmount>.*<ID>12345000000012<\/ID>/s);
  expect(statement?.content).toContain('<SectionCode>TRANSACTIONS</SectionCode>');
});

it('whoever asked for nothing gets nothing', async () => {
  await declare(1);
  await environment.advanceTo('2024-11-26T12:00');
  expect(await sent()).toEqual([]);
  expectProblem(await ask('GET', `/api/v1/accounts/${importer}/edi`, { token }), 404, 'NOT_FOUND');
});

it('a broker is sent its client’s for as long as it has authority', async () => {
  const broker = await anImporter(environment, 2);
  await environment.store.inTransaction((tx) =>
    insertDelegation(tx, {
      ...{ brokerBn9: broker.slice(0, 9), importerBn9: importer.slice(0, 9) },
      ...{ validFrom: '2024-01-01', validTo: '2024-11-14' },
    }),
  );
  expect((await request(both, await aToken(environment, broker))).status).toBe(200);
  await declare(1);
  await environment.advanceTo('2024-11-14T12:00');
  await declare(2);
  await environment.advanceTo('2024-11-26T12:00');
  expect((await sent()).map(({ party, about }) => [party, about])).toEqual([
    [broker.slice(0, 9), `${importer} 2024-11-08`],
  ]);
});
