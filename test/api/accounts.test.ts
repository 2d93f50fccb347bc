import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCarm, aNumber } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let ask: Ask;
let token: string;

beforeEach(async () => {
  environment = await aCarm();
  ask = anApi(environment);
  token = await aTrainersToken(environment);
});

afterEach(() => environment.close());

const post = (path: string, body: unknown) => ask('POST', `/api/v1${path}`, { token, body });

const business = (bn9: string, kind = 'importer') =>
  post('/businesses', { bn9, legalName: `${kind} (fictitious)`, kind, language: 'fr', province: 'QC' });

it('from nothing to an accepted declaration, by the API alone', async () => {
  expect((await business('100000017')).status).toBe(201);
  expect((await post('/accounts', { bn15: '100000017RM0001' })).body).toMatchObject({ hasRpp: true });
  const release = {
    transactionNumber: aNumber(1),
    importer: '100000017RM0001',
    office: '0453',
    option: 'PARS',
    mode: '2',
    carrierCode: 'CARR',
    cargoControlNumber: 'CARR000000001',
  };
  expect((await post('/releases', release)).status).toBe(201);
  expect((await business('812345676', 'broker')).status).toBe(201);
  const broker = await aToken(environment, '812345676RM0001');
  const submit = () =>
    ask('POST', '/api/v1/cads', { token: broker, body: aCad('100000017RM0001', aNumber(1)) });
  expectProblem(await submit(), 422, 'CAD_REJECTED');
  const delegated = await post('/delegations', { brokerBn9: '812345676', importerBn9: '100000017' });
  expect(delegated.body).toMatchObject({ validFrom: '2024-11-04', validTo: null });
  expect((await submit()).status).toBe(201);
});

it('a number is registered once, has its check digit, and a business comes before its account', async () => {
  expectProblem(await post('/accounts', { bn15: '100000017RM0001' }), 404, 'NOT_FOUND');
  expectProblem(await business('123456789'), 400, 'INVALID_INPUT');
  expectProblem(await post('/accounts', { bn15: '123456789RM0001' }), 400, 'INVALID_INPUT');
  await business('100000017');
  expectProblem(await business('100000017'), 409, 'ALREADY_REGISTERED');
  await post('/accounts', { bn15: '100000017RM0001' });
  expectProblem(await post('/accounts', { bn15: '100000017RM0001' }), 409, 'ALREADY_REGISTERED');
  expectProblem(await post('/delegations', { brokerBn9: '700000011', importerBn9: '100000017' }), 404);
});
