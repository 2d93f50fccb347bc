import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { isFindingCode } from '../../src/cad/findings.ts';
import type { Context } from '../../src/context.ts';
import { deliverNotices } from '../../src/notices/deliver.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { magicValues } from '../../src/sandbox/magic-values.ts';
import { aCad, aCarm, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem, fatalCodes } from '../support/an-api.ts';
import { anInterchange } from '../support/an-interchange.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let ask: Ask;
let serial = 0;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  ask = anApi(environment);
});

afterEach(() => environment.close());

const switchOn = async () =>
  ask('PUT', '/api/v1/sandbox', {
    token: await aTrainersToken(environment),
    body: { requiresCertification: false, magicValues: true },
  });

const ordered = async (purchaseOrder: string) => {
  serial += 1;
  const cad = aCad(importer, await released(environment, importer, serial));
  return { ...cad, invoices: [{ ...cad.invoices[0]!, purchaseOrder }] };
};

const submit = (body: unknown, headers: Record<string, string> = {}) =>
  ask('POST', '/api/v1/cads', { token, body, headers });

it('every finding that is asked for is one that there is', () => {
  const codes = magicValues.filter((each) => each.kind === 'finding').map((each) => each.argument);
  expect(codes.filter((code) => !isFindingCode(code))).toEqual([]);
});

it('they are listed, with whether they work here', async () => {
  const list = async () => (await ask('GET', '/api/v1/magic-values', { token })).body;
  expect(await list()).toMatchObject({ isOn: false, values: expect.arrayContaining([expect.anything()]) });
  await switchOn();
  expect(await list()).toMatchObject({ isOn: true });
});

it.each(['SIM-E203', 'SIM-HTTP-503', 'SIM-LOST'])(
  '%s does nothing until the trainer lets it',
  async (value) => {
    expect((await submit(await ordered(value))).status).toBe(201);
  },
);

describe('where the trainer let them', () => {
  beforeEach(switchOn);

  it('a finding is forced, by EDI as well', async () => {
    const reply = await submit(await ordered('SIM-E203'));
    expectProblem(reply, 422, 'CAD_REJECTED');
    expect(fatalCodes(reply)).toEqual(['CAD-E203']);
    const edi = await ask('POST', '/api/v1/edi/interchanges', {
      token,
      body: anInterchange('R1', { declared: await ordered('SIM-E203') }),
      headers: { 'content-type': 'application/edifact' },
    });
    expect(edi.text).toContain("ERC+CAD-E203:F'");
  });

  it('a warning is forced, and the declaration accepted', async () => {
    const reply = await submit(await ordered('SIM-W204'));
    expect(reply.status).toBe(201);
    expect(reply.body.warnings).toMatchObject([{ code: 'CAD-W204' }]);
  });

  it.each([
    ['SIM-HTTP-429', 429],
    ['SIM-HTTP-500', 500],
    ['SIM-HTTP-503', 503],
  ])('%s is answered with %i, and nothing is done', async (value, status) => {
    const cad = await ordered(value);
    expectProblem(await submit(cad), status, 'MAGIC_VALUE');
    expect((await ask('GET', `/api/v1/cads/${cad.transactionNumber}`, { token })).status).toBe(404);
  });

  it('a reply is lost once: sent again with the same key it is the reply', async () => {
    const cad = await ordered('SIM-LOST');
    const key = { 'idempotency-key': 'K1' };
    expectProblem(await submit(cad, key), 504, 'MAGIC_VALUE');
    expect((await ask('GET', `/api/v1/cads/${cad.transactionNumber}`, { token })).status).toBe(200);
    const again = await submit(cad, key);
    expect([again.status, again.body.transactionNumber]).toEqual([201, cad.transactionNumber]);
  });

  it('an answer by EDI is lost once: the same interchange gets it', async () => {
    const body = anInterchange('R1', { declared: await ordered('SIM-LOST') });
    const send = () =>
      ask('POST', '/api/v1/edi/interchanges', {
        ...{ token, body, headers: { 'content-type': 'application/edifact' } },
      });
    expectProblem(await send(), 504, 'MAGIC_VALUE');
    expect((await send()).text).toContain("GIS+ACCEPTED:STA'");
  });

  it('a reply comes late', async () => {
    expect((await submit(await ordered('SIM-SLOW-2'))).status).toBe(201);
  });

  it('a notice is sent twice, with the same id', async () => {
    const hook = { url: 'https://partner.test/hook', types: ['cad.accepted'] };
    await ask('POST', '/api/v1/webhooks', { token, body: hook });
    await submit(await ordered('SIM-TWICE'));
    const ids: string[] = [];
    const ctx: Context = environment.as(system);
    await deliverNotices(ctx, async (_url, { headers, body }) => {
      ids.push(headers['webhook-id']!);
      expect(body).not.toContain('twice');
      return 204;
    });
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });
});
