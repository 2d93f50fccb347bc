import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { saveDraft, submitDraft } from '../../src/cad/drafts.ts';
import { fileCad } from '../../src/cad/file.ts';
import { findCad } from '../../src/cad/store.ts';
import type { CadInput, CadLineInput } from '../../src/cad/types.ts';
import { receiveInterchange } from '../../src/edi/receive-interchange.ts';
import { outboxOf } from '../../src/edi/store.ts';
import {
  type Environment,
  environmentOver,
  openEnvironmentFile,
  seedEnvironment,
  system,
} from '../../src/open-environment.ts';
import { partnerOf, switchPartner } from '../../src/partners/partner.ts';
import { penaltiesOn } from '../../src/penalties/store.ts';
import { openPglite } from '../../src/storage/pglite.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem } from '../support/an-api.ts';
import { anInterchange } from '../support/an-interchange.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let ask: Ask;
let token: string;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  ask = anApi(environment);
  token = await aToken(environment, importer);
});

afterEach(() => environment.close());

const inDollars = (cad: CadInput): CadInput => ({
  ...cad,
  invoices: [{ ...cad.invoices[0]!, currency: 'USD' }],
});

/** A declaration of released goods in US dollars. */
async function abroad(serial = 1, line: Partial<CadLineInput> = {}, on = environment): Promise<CadInput> {
  return inDollars(aCad(importer, await released(on, importer, serial), line));
}

const exchange = (isDown: boolean, on = environment) =>
  on.store.inTransaction((tx) =>
    switchPartner(tx, on.as(system), 'exchange-rates', { isDown, withoutRate: 'wait' }),
  );

const post = (body: unknown) => ask('POST', '/api/v1/cads', { token, body });
const read = (serial: number) => ask('GET', `/api/v1/cads/${aNumber(serial)}`, { token });

describe('a declaration whose rate cannot be had', () => {
  it('waits, and is accepted for the day on which it was filed once there is a rate', async () => {
    await exchange(true);
    const filed = await post(await abroad());
    expect([filed.status, filed.body.status, filed.body.filedOn]).toEqual([
      202,
      'WAITING_FOR_RATE',
      '2024-11-04',
    ]);
    expect((await read(1)).body).toEqual(filed.body);
    const list = await ask('GET', '/api/v1/waiting-cads', { token });
    expect(list.body.items).toEqual([filed.body]);
    const trainer = await aTrainersToken(environment);
    const path = `/api/v1/waiting-cads?importer=${importer}`;
    expect((await ask('GET', path, { token: trainer })).body.items).toEqual([filed.body]);
    await environment.advanceTo('2024-11-05T13:00');
    expect((await read(1)).body.status).toBe('WAITING_FOR_RATE');
    await exchange(false);
    await environment.advanceTo('2024-11-05T18:30');
    // $1,000.00 US at 1.3916, the rate published last before 2024-11-01: 5 % of $1,391.60.
    expect((await read(1)).body).toMatchObject({
      ...{ status: 'ACCEPTED', accountedOn: '2024-11-04', isLate: false, total: '69.58', channel: 'API' },
    });
    expect((await ask('GET', '/api/v1/waiting-cads', { token })).body.items).toEqual([]);
    expect(await verify(environment.store.read)).toEqual([]);
  });

  it('keeps its number in use, and frees it when it is refused', async () => {
    await exchange(true);
    // What is wrong with the line shows only with its rate: proof of origin is waived up to $3,300.
    const line = {
      classification: '6109100011',
      countryOfOrigin: 'US',
      tariffTreatment: '10',
      unitOfMeasure: 'DZN',
    };
    const cad = await abroad(1, { ...line, valueForCurrencyConversion: '5000.00' });
    expect((await post(cad)).status).toBe(202);
    const again = await post(cad);
    expectProblem(again, 422, 'CAD_REJECTED');
    expect(again.body.findings).toMatchObject([{ code: 'CAD-E050' }, { code: 'CAD-E205' }]);
    await exchange(false);
    await environment.advanceTo('2024-11-04T12:30');
    expect((await read(1)).body).toMatchObject({ status: 'REJECTED', findings: [{ code: 'CAD-E208' }] });
    const proven = { ...line, proofOfOrigin: true, valueForCurrencyConversion: '5000.00' };
    expect((await post(inDollars(aCad(importer, aNumber(1), proven)))).status).toBe(201);
    expect((await read(1)).body.status).toBe('ACCEPTED');
  });

  it('is rejected at once where more is wrong with it than the rate', async () => {
    await exchange(true);
    const reply = await post({ ...(await abroad()), office: '9999' });
    expectProblem(reply, 422, 'CAD_REJECTED');
    expect((await read(1)).status).toBe(404);
  });

  it('is rejected where the service answers that there is none', async () => {
    await exchange(false);
    expectProblem(await post(await abroad(1, { directShipmentDate: '2022-06-01' })), 422, 'CAD_REJECTED');
  });

  it('is not seen by others', async () => {
    await exchange(true);
    await post(await abroad());
    const other = await aToken(environment, await anImporter(environment, 2));
    expect((await ask('GET', `/api/v1/cads/${aNumber(1)}`, { token: other })).status).toBe(403);
    expect((await ask('GET', '/api/v1/waiting-cads', { token: other })).body.items).toEqual([]);
  });

  it('reopens the draft that it came from when it is refused', async () => {
    await exchange(true);
    const as = asImporter(environment, importer);
    const line = { countryOfOrigin: 'US', tariffTreatment: '10', valueForCurrencyConversion: '5000.00' };
    const { importer: _, ...declared } = await abroad(1, line);
    const draft = await saveDraft(as, importer, declared);
    await submitDraft(as, draft.id);
    const path = `/api/v1/cad-drafts/${draft.id}`;
    expect((await ask('GET', path, { token })).status).toBe(404);
    await exchange(false);
    await environment.advanceTo('2024-11-04T12:30');
    expect((await ask('GET', path, { token })).body.declared).toEqual(declared);
  });
});

it('whoever filed in time is not late, however long the rate is waited for', async () => {
  // There is no relief any more.
  await environment.close();
  environment = await aCarm('2025-06-02T08:00');
  importer = await anImporter(environment, 1);
  await exchange(true);
  const shipped = { directShipmentDate: '2025-05-30' };
  await fileCad(asImporter(environment, importer), await abroad(1, shipped));
  await released(environment, importer, 2);
  await environment.advanceTo('2025-06-20T08:00');
  await exchange(false);
  await environment.advanceTo('2025-06-23T08:00');
  const cad = await findCad(environment.store.read, aNumber(1));
  expect([cad?.accountedOn, cad?.isLate, cad?.dueOn]).toEqual(['2025-06-02', false, '2025-07-01']);
  const penalised = async (serial: number) =>
    (await penaltiesOn(environment.store.read, aNumber(serial))).length;
  expect([await penalised(1), await penalised(2)]).toEqual([0, 1]);
});

it('by EDI the answer says that it waits, its double is answered the same, and a response follows', async () => {
  await exchange(true);
  const as = asImporter(environment, importer);
  const declared = await abroad();
  const send = (reference: string, what = declared) =>
    receiveInterchange(as, 'EDIFACT', anInterchange(reference, { declared: what }));
  const status = async (sent: ReturnType<typeof send>) => (await sent).outcomes.messages[0]!;
  expect(await status(send('R1'))).toMatchObject({ status: 'WAITING_FOR_RATE', isDuplicate: false });
  expect(await status(send('R2'))).toMatchObject({ status: 'WAITING_FOR_RATE', isDuplicate: true });
  const other = { ...declared, notes: 'other' };
  expect(await status(send('R3', other))).toMatchObject({
    status: 'REJECTED',
    findings: [{ code: 'CAD-E100' }],
  });
  await exchange(false);
  await environment.advanceTo('2024-11-04T12:30');
  const outbox = await outboxOf(environment.store.read, importer.slice(0, 9), {
    after: 0,
    limit: 10,
    onlyNew: true,
  });
  expect(outbox.map((each) => each.about)).toEqual(['1', '2', '3', aNumber(1)]);
  expect(outbox.at(-1)!.content).toContain('CUSRES');
  expect(outbox.at(-1)!.content).toContain('ACCEPTED');
});

it('is kept over a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carm-test-'));
  const file = join(folder, 'it.sqlite');
  const before = await openEnvironmentFile('restart', file, { seed: '1', startsAt: '2024-11-04T08:00' });
  importer = await anImporter(before, 1);
  await exchange(true, before);
  await fileCad(asImporter(before, importer), await abroad(1, {}, before));
  await before.close();
  const after = await openEnvironmentFile('restart', file);
  expect((await partnerOf(after.store, 'exchange-rates')).isDown).toBe(true);
  await exchange(false, after);
  await after.advanceTo('2024-11-04T12:30');
  expect((await findCad(after.store.read, aNumber(1)))?.status).toBe('ACCEPTED');
  await after.close();
  rmSync(folder, { recursive: true });
});

it('waits on PostgreSQL as well', async () => {
  const store = await openPglite();
  await seedEnvironment(store, { seed: '1', startsAt: '2024-11-04T08:00' });
  const postgres = await environmentOver('test', store);
  importer = await anImporter(postgres, 1);
  await exchange(true, postgres);
  await fileCad(asImporter(postgres, importer), await abroad(1, {}, postgres));
  await postgres.advanceTo('2024-11-13T08:00');
  await exchange(false, postgres);
  await postgres.advanceTo('2024-11-13T12:30');
  expect(await findCad(store.read, aNumber(1))).toMatchObject({ status: 'ACCEPTED', isLate: false });
  await postgres.close();
});

it('tells the partner by webhook', async () => {
  const trainer = await aTrainersToken(environment);
  await exchange(true);
  await post(await abroad());
  await exchange(false);
  await environment.advanceTo('2024-11-04T12:30');
  const events = (await ask('GET', '/api/v1/events', { token: trainer })).body.items as { action: string }[];
  const told = events.map((each) => each.action).filter((action) => action.startsWith('cad.'));
  expect(told).toEqual(['cad.waiting', 'cad.accepted']);
  const hook = { url: 'https://x.test', types: ['cad.waiting', 'cad.accepted'] };
  expect((await ask('POST', '/api/v1/webhooks', { token, body: hook })).status).toBe(201);
});
