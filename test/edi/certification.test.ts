import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCarm, anImporter, released } from '../support/a-carm.ts';
import {
  apiSoftware,
  type CertificationView,
  ediSoftware,
  type Software,
  takeCertification,
} from '../support/a-partner.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem, fatalCodes } from '../support/an-api.ts';
import { anInterchange } from '../support/an-interchange.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let ask: Ask;

const open = async (startsAt?: string) => {
  environment = await aCarm(startsAt);
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  ask = anApi(environment);
};

beforeEach(() => open());

afterEach(() => environment.close());

const read = async (id: string) =>
  (await ask('GET', `/api/v1/certifications/${id}`, { token })).body as unknown as CertificationView;

const apply = async (channel: string) =>
  (await ask('POST', '/api/v1/certifications', { token, body: { channel } }))
    .body as unknown as CertificationView;

describe('certification, from application to production', () => {
  it.each([
    ['EDI', ediSoftware],
    ['API', apiSoftware],
  ] as const)('by %s', async (channel, software) => {
    const view = await takeCertification(ask, token, channel, software(ask, token));
    expect(view.failed).toEqual([]);
    expect([view.state, view.progress]).toEqual(['CERTIFIED', { passed: 16, of: 16 }]);
    const html = await ask('GET', `/api/v1/certifications/${view.id}/certificate`, {
      token,
      headers: { accept: 'text/html' },
    });
    expect(html.text).toMatch(/A simulation.*Une simulation/s);
    const live = await ask('POST', `/api/v1/certifications/${view.id}/production`, { token });
    expect(live.body.state).toBe('PRODUCTION');
    expect(await balanceOf(environment.store.read, view.testAccount)).toBe(0);
    expect(await verify(environment.store.read)).toEqual([]);
  });

  it.each(['2024-01-08T08:00', '2025-09-02T08:00', '2026-10-05T08:00'])('on %s as well', async (startsAt) => {
    await environment.close();
    await open(startsAt);
    const view = await takeCertification(ask, token, 'API', apiSoftware(ask, token));
    expect([view.state, view.failed]).toEqual(['CERTIFIED', []]);
  });
});

describe('what goes wrong', () => {
  it('fails its case, says why, and can be tried again', async () => {
    const applied = await apply('API');
    const [first] = applied.packages[0]!.cases;
    const software = apiSoftware(ask, token);
    await software.submit({ ...first!.data[0]!, office: '9999' });
    const failed = await read(applied.id);
    expect([failed.state, failed.failed]).toEqual([
      'TESTING',
      [
        {
          position: 1,
          case: 'accept',
          reason: {
            en: `${first!.data[0]!.transactionNumber}: expected cad.accepted, received cad.rejected CAD-E040 CAD-E130`,
            fr: `${first!.data[0]!.transactionNumber} : attendu cad.accepted, reçu cad.rejected CAD-E040 CAD-E130`,
          },
        },
      ],
    ]);
    const refused = await ask('GET', `/api/v1/certifications/${applied.id}/certificate`, { token });
    expectProblem(refused, 422, 'NOT_CERTIFIED');
    expect(refused.body).toMatchObject({ passed: 0, of: 16, failed: [{ position: 1 }] });
    const path = `/api/v1/certifications/${applied.id}/cases/1/retry`;
    const retried = (await ask('POST', path, { token })).body as unknown as CertificationView;
    await software.submit(retried.packages[0]!.cases[0]!.data[0]!);
    expect((await read(applied.id)).progress.passed).toBe(1);
    expectProblem(await ask('POST', path, { token }), 409, 'CASE_NOT_FAILED');
  });

  it('over the other channel, it is not counted', async () => {
    const applied = await apply('EDI');
    await apiSoftware(ask, token).submit(applied.packages[0]!.cases[0]!.data[0]!);
    expect((await read(applied.id)).state).toBe('PROFILE_CREATED');
  });

  it.each([
    [5, 'CERTIFIED'],
    [6, 'TESTING'],
  ])('in a volume of 100, %i in error: %s', async (errors, state) => {
    let sent = 0;
    const careful = apiSoftware(ask, token);
    const careless: Software = {
      ...careful,
      submit: async (declared) => {
        const isVolume = declared.invoices[0]!.lines[0]!.directShipmentDate && sent >= 16;
        sent += 1;
        const isWrong = isVolume && sent <= 16 + errors;
        await careful.submit(isWrong ? { ...declared, office: '9999' } : declared);
      },
    };
    const view = await takeCertification(ask, token, 'API', careless);
    expect([view.state, view.failed.length]).toEqual([state, state === 'TESTING' ? 1 : 0]);
  });

  it('a message that cannot be read fails its case', async () => {
    const applied = await apply('EDI');
    const [first] = applied.packages[0]!.cases;
    const body = anInterchange('U1', { declared: first!.data[0]! }).replace('CST+1+84', 'CST+1+8X');
    await ask('POST', '/api/v1/edi/interchanges', {
      ...{ token, body, headers: { 'content-type': 'application/edifact' } },
    });
    expect((await read(applied.id)).failed[0]?.reason.en).toMatch(/edi.unreadable SYNTAX-12$/);
  });
});

describe('where certification is required', () => {
  const trainer = () => aTrainersToken(environment);
  const switchOn = async () => {
    const body = { requiresCertification: true, magicValues: false };
    await ask('PUT', '/api/v1/sandbox', { token: await trainer(), body });
  };
  const submit = async (serial: number) =>
    ask('POST', '/api/v1/cads', {
      token,
      body: aCad(importer, await released(environment, importer, serial)),
    });

  it('uncertified software is refused with CAD-E020, certified software is not', async () => {
    await switchOn();
    const refused = await submit(1);
    expectProblem(refused, 422, 'CAD_REJECTED');
    expect(fatalCodes(refused)).toEqual(['CAD-E020']);
    await takeCertification(ask, token, 'API', apiSoftware(ask, token));
    expect((await submit(2)).status).toBe(201);
  });

  it('a certificate for one channel is none for the other', async () => {
    await switchOn();
    await takeCertification(ask, token, 'API', apiSoftware(ask, token));
    const declared = aCad(importer, await released(environment, importer, 1));
    const reply = await ask('POST', '/api/v1/edi/interchanges', {
      token,
      body: anInterchange('R1', { declared }),
      headers: { 'content-type': 'application/edifact' },
    });
    expect(reply.text).toContain("ERC+CAD-E020:F'");
  });
});
