import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCarm, aNumber, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let ask: Ask;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  ask = anApi(environment);
});

afterEach(() => environment.close());

const get = (path: string, by: string | undefined = token) => ask('GET', `/api/v1${path}`, { token: by });

describe('a list', () => {
  it('comes a page at a time, each thing once and in order', async () => {
    for (let serial = 1; serial <= 5; serial++) await released(environment, importer, serial);
    const seen: string[] = [];
    let [next, pages] = ['', 0];
    do {
      const { body } = await get(`/releases?limit=2${next}`);
      seen.push(
        ...(body.items as { transactionNumber: string }[]).map((release) => release.transactionNumber),
      );
      next = body.next === null ? '' : `&cursor=${body.next}`;
      pages += 1;
    } while (next !== '');
    expect(seen).toEqual([1, 2, 3, 4, 5].map(aNumber));
    expect(pages).toBe(3);
  });

  it('that fits on one page has no next', async () => {
    for (let serial = 1; serial <= 2; serial++) await released(environment, importer, serial);
    expect((await get('/releases?limit=2')).body.next).toBeNull();
  });

  it.each(['cursor=!!!', 'cursor=a', 'limit=0', 'limit=501', 'limit=-1', 'limit=1.5', 'limit=many'])(
    'refuses ?%s',
    async (query) => {
      for (const list of [
        '/releases',
        '/cads',
        '/cad-drafts',
        '/reference/countries',
        `/accounts/${importer}/payments`,
      ])
        expectProblem(await get(`${list}?${query}`), 400);
    },
  );

  it('of documents refuses a cursor that is no number', async () => {
    const cursor = Buffer.from('abc').toString('base64url');
    const trainer = await aTrainersToken(environment);
    expectProblem(await get(`/accounts/${importer}/transactions?cursor=${cursor}`), 400);
    expectProblem(await get(`/cads?cursor=${cursor}`), 400);
    expectProblem(await get(`/events?cursor=${cursor}`, trainer), 400);
  });
});
