import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCarm, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, expectProblem } from '../support/an-api.ts';

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

describe('a draft', () => {
  const draft = (method: string, id: string, revision?: string, declared: unknown = {}) =>
    ask(method, `/api/v1/cad-drafts/${id}`, {
      token,
      headers: revision === undefined ? {} : { 'if-match': revision },
      ...(method === 'PUT' ? { body: { declared } } : {}),
    });
  let id: string;

  beforeEach(async () => {
    const saved = await ask('POST', '/api/v1/cad-drafts', {
      token,
      body: { importer, declared: { office: '0453' } },
    });
    expect([saved.status, saved.headers.get('etag')]).toEqual([201, '"1"']);
    id = saved.body.id as string;
  });

  it('is changed by whoever read it last, and its ETag grows', async () => {
    const changed = await draft('PUT', id, '"1"', { office: '0495' });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await draft('GET', id)).body).toMatchObject({ revision: 2, declared: { office: '0495' } });
  });

  it.each(['"0"', '"2"', '"abc"'])('is not changed or discarded over If-Match %s', async (revision) => {
    expectProblem(await draft('PUT', id, revision), 412, 'DRAFT_CHANGED');
    expectProblem(await draft('DELETE', id, revision), 412, 'DRAFT_CHANGED');
    expect((await draft('GET', id)).body).toMatchObject({ revision: 1, declared: { office: '0453' } });
  });

  it('is changed by one of two who change it at once', async () => {
    const replies = await Promise.all([draft('PUT', id, '"1"', { a: 1 }), draft('PUT', id, '"1"', { b: 1 })]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 412]);
  });

  it('is gone once it is discarded', async () => {
    expect((await draft('DELETE', id, '"1"')).status).toBe(204);
    expectProblem(await draft('GET', id), 404);
  });

  it('that is not complete is not submitted, and stays', async () => {
    expectProblem(await ask('POST', `/api/v1/cad-drafts/${id}/submit`, { token }), 400, 'INVALID_INPUT');
    expect((await draft('GET', id)).status).toBe(200);
  });

  it('that is complete becomes a declaration', async () => {
    const { importer: _own, ...declared } = aCad(importer, await released(environment, importer, 1));
    await draft('PUT', id, '"1"', declared);
    const submitted = await ask('POST', `/api/v1/cad-drafts/${id}/submit`, { token });
    expect([submitted.status, submitted.body.total]).toEqual([201, '50.00']);
    expectProblem(await draft('GET', id), 404);
    expectProblem(await ask('POST', `/api/v1/cad-drafts/${id}/submit`, { token }), 404);
  });
});
