import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { aCad, aCarm, aNumber, anImporter, released } from '../support/a-carm.ts';
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

const get = (path: string) => ask('GET', `/api/v1${path}`, { token });

describe('who asks', () => {
  it.each([
    ['says nothing', {}],
    ['is unknown', { authorization: `Bearer carm_${'0'.repeat(40)}` }],
    ['shows no token of ours', { authorization: 'Bearer hunter2' }],
    ['shows a password', { authorization: 'Basic aHVudGVyMg==' }],
  ])('and %s is not let in', async (_who, headers) => {
    expectProblem(await ask('GET', '/api/v1/cads', { headers }), 401, 'UNAUTHENTICATED');
    expectProblem(await ask('GET', '/api/v1/nothing', { headers }), 401, 'UNAUTHENTICATED');
  });

  it('sees nothing of another partner', async () => {
    const other = await anImporter(environment, 2);
    const number = await released(environment, other, 2);
    const others = await aToken(environment, other);
    const body = aCad(other, number);
    expect((await ask('POST', '/api/v1/cads', { token: others, body })).status).toBe(201);
    const paths = [
      `/cads/${number}`,
      `/cads/${number}/explanations`,
      `/releases/${number}`,
      `/accounts/${other}`,
    ];
    for (const path of [...paths, `/cads?importer=${other}`, `/accounts/${other}/statements/latest`]) {
      expectProblem(await get(path), 403, 'FORBIDDEN');
    }
    for (const list of ['/cads', '/releases', '/cad-drafts'])
      expect((await get(list)).body.items).toEqual([]);
  });
});

describe('what is not there', () => {
  it.each([
    ['/nothing', 404],
    [`/cads/${aNumber(99)}`, 404],
    ['/cads/%00', 404],
    ['/cads/%E0%A4%A', 404],
    ['/releases/x', 404],
    ['/payments/R0000000099', 404],
    ['/cad-drafts/x', 404],
    ['/tariff/items/9999999999', 404],
    ['/tariff/items/1', 400],
    ['/tariff/items/6109100011?on=2024-02-30', 400],
    ['/exchange-rates/ZZZ', 404],
    ['/exchange-rates/USD?on=1999-01-01', 404],
    ['/exchange-rates/usd', 400],
    ['/reference/nothing', 404],
    ['/reference/__proto__', 404],
  ])('%s is a problem: %i', async (path, status) => {
    expectProblem(await get(path), status);
  });

  it('outside the API is a problem too', async () => {
    expectProblem(await ask('GET', '/nothing'), 404, 'NO_SUCH_PAGE');
  });
});

describe('a request too large', () => {
  const tooMuch = `"${'x'.repeat(16 * 1024 * 1024)}"`;

  it('is refused by its length, stated or counted', async () => {
    expectProblem(await ask('POST', '/api/v1/cads', { token, body: tooMuch }), 413, 'TOO_LARGE');
    const headers = { 'content-length': String(tooMuch.length) };
    expectProblem(await ask('POST', '/api/v1/cads', { token, body: tooMuch, headers }), 413, 'TOO_LARGE');
  });

  it('is refused with an Idempotency-Key as well', async () => {
    const headers = { 'idempotency-key': 'key' };
    expectProblem(await ask('POST', '/api/v1/cads', { token, body: tooMuch, headers }), 413, 'TOO_LARGE');
  });
});

describe('more requests than allowed', () => {
  it('are told to wait, each credential for itself', async () => {
    const slow = anApi(environment, { requestsPerMinute: 3 });
    const trainer = await aTrainersToken(environment);
    const replies = [];
    for (let time = 0; time < 4; time++) replies.push(await slow('GET', '/api/v1/clock', { token }));
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 429]);
    expect(replies.map((reply) => reply.headers.get('ratelimit-remaining'))).toEqual(['2', '1', '0', '0']);
    expectProblem(replies[3]!, 429, 'RATE_LIMITED');
    expect(Number(replies[3]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await slow('GET', '/api/v1/clock', { token: trainer })).status).toBe(200);
    expect((await slow('GET', '/healthz')).status).toBe(200);
  });
});

describe('what anybody may see', () => {
  it('is that it lives, and what time it is there', async () => {
    const reply = await ask('GET', '/healthz');
    expect(reply.body).toEqual({
      status: 'ok',
      environment: 'test',
      simulatedAt: '2024-11-04T08:00:00-05:00',
    });
  });

  it('is how it served, by class', async () => {
    await get('/clock');
    await get('/releases');
    const { text } = await ask('GET', '/metrics');
    expect(text).toMatch(/carm_requests_total\{.*service_class="1".*\} 1/);
    expect(text).toMatch(/carm_requests_total\{.*service_class="2".*\} 1/);
  });

  it('is its description: OpenAPI 3.1.0, a service class and a security scheme for every route', async () => {
    const { body } = await ask('GET', '/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const paths = body.paths as Record<string, Record<string, Record<string, unknown>>>;
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    expect(operations.length).toBeGreaterThan(25);
    expect(
      operations.filter((operation) => ![1, 2, 3].includes(operation['x-service-class'] as number)),
    ).toEqual([]);
    const ids = operations.map((operation) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(body.security).toEqual([{ token: [] }]);
  });

  it('is what each problem looks like, wherever one may come', async () => {
    const { body } = await ask('GET', '/openapi.json');
    const paths = body.paths as Record<string, Record<string, { responses: Record<string, unknown> }>>;
    for (const [path, methods] of Object.entries(paths)) {
      for (const { responses } of Object.values(methods))
        expect(Object.keys(responses), path).toContain('401');
    }
  });
});

it('a fault of ours says nothing about our insides', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  // An environment without its database: no type allows it, which is the point.
  const broken = { ...environment, as: () => ({ ...environment.as(system), store: undefined }) };
  const reply = await anApi(broken as unknown as Environment)('GET', '/api/v1/cads', { token });
  expectProblem(reply, 500, 'INTERNAL');
  expect(reply.text).not.toMatch(/undefined|store|\.ts/);
  expect(told).toHaveBeenCalledOnce();
  told.mockRestore();
});
