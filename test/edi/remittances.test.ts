import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import { type Environment, issueToken } from '../../src/open-environment.ts';
import { aCad, aCarm, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, expectProblem } from '../support/an-api.ts';
import { anInterchange } from '../support/an-interchange.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let ask: Ask;
let bank: string;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  ask = anApi(environment);
  const scopes = ['payment:deliver', 'edi:exchange'];
  bank = await issueToken(environment, { name: 'bank', kind: 'cbsa', scopes });
});

afterEach(() => environment.close());

const headers = { 'content-type': 'application/edifact' };

const sent = (token: string, body: string) =>
  ask('POST', '/api/v1/edi/interchanges', {
    token,
    body,
    headers: { ...headers, accept: 'application/json' },
  });

const interchange = (reference: string, type: string, ...segments: string[]) =>
  [
    `UNB+UNOC:3+SENDER+CARM-SIMULATION+241104:0800+${reference}'`,
    `UNH+1+${type}'`,
    ...segments,
    `UNT+${segments.length + 2}+1'`,
    `UNZ+1+${reference}'`,
  ].join('\n');

const advice = (reference: string, ...segments: string[]) =>
  interchange(reference, 'REMADV:D:01B:UN', ...segments);

const header = ["BGM+481+BANK-1'", "DTM+138:20241104:102'", "NAD+PR+++Payer (fictitious)'"];

describe('the remittance advice of a bank (EDI 820)', () => {
  it('pays the accounts that it names; what names none waits for an officer', async () => {
    const text = advice(
      ...['R1', ...header],
      ...[`DOC++${importer}'`, "MOA+12:60.00'", "DOC++NOBODY'", "MOA+12:40.00'"],
    );
    const reply = await sent(bank, text);
    expect(reply.body.outcomes).toMatchObject([
      { status: 'ACCEPTED', transactionNumber: 'BANK-1', faults: [] },
    ]);
    expect(reply.body.answer).toContain('UCM+1+REMADV:D:01B:UN+7');
    expect(await balanceOf(environment.store.read, importer)).toBe(-6000);
  });

  it('is taken once, whatever interchange carries it', async () => {
    const parts = [...header, `DOC++${importer}'`, "MOA+12:60.00'"];
    await sent(bank, advice('R1', ...parts));
    expect((await sent(bank, advice('R2', ...parts))).body.outcomes).toMatchObject([
      { status: 'REJECTED', findings: [{ code: 'BANK_MESSAGE_TAKEN' }] },
    ]);
    expect(await balanceOf(environment.store.read, importer)).toBe(-6000);
  });

  it.each<[string, string[], Record<string, unknown>]>([
    ['no payer', ["BGM+481+BANK-1'", 'DOC++X', 'MOA+12:1.00'], { code: '13', segment: 2 }],
    [
      'an amount that is none',
      [...header, 'DOC++X', 'MOA+12:one'],
      { code: '12', segment: 6, element: 1, component: 2 },
    ],
    ['no amount', [...header, 'DOC++X'], { code: '13', segment: 5 }],
    [
      'a segment that is not in the table',
      [...header, 'DOC++X', 'MOA+12:1.00', 'LOC+1'],
      { code: '15', segment: 7 },
    ],
    ['nothing remitted', [...header], { code: '13' }],
  ])('with %s is told where, and pays nothing', async (_, segments, fault) => {
    const ended = segments.map((each) => (each.endsWith("'") ? each : `${each}'`));
    const [outcome] = (await sent(bank, advice('R1', ...ended))).body.outcomes as { faults: unknown[] }[];
    expect(outcome?.faults[0]).toMatchObject(fault);
  });

  it('is the bank’s to send, who declares nothing', async () => {
    const partner = await aToken(environment, importer);
    const text = advice('R1', ...header, `DOC++${importer}'`, "MOA+12:60.00'");
    expectProblem(await sent(partner, text), 403);
    const declared = aCad(importer, await released(environment, importer, 1));
    expectProblem(await sent(bank, anInterchange('R2', { declared })), 403);
  });
});

describe('a partner’s CONTRL', () => {
  const control = (reference: string, ours: string, action: string) =>
    interchange(reference, 'CONTRL:4:1:UN', `UCI+${ours}+CARM-SIMULATION+SENDER+${action}'`);
  const outbox = async (token: string) =>
    (
      (await ask('GET', '/api/v1/edi/outbox', { token })).body.items as { acknowledgedAt: string | null }[]
    ).map((each) => each.acknowledgedAt !== null);
  let partner: string;

  beforeEach(async () => {
    partner = await aToken(environment, importer);
    const declared = aCad(importer, await released(environment, importer, 1));
    await sent(partner, anInterchange('R1', { declared }));
  });

  it('acknowledges what we sent, and is itself answered by nothing', async () => {
    const reply = await sent(partner, control('R2', 'CARM000000001', '7'));
    expect([reply.status, reply.body.answer, reply.body.outcomes]).toEqual([200, '', []]);
    expect(await outbox(partner)).toEqual([true]);
  });

  it('that refuses it leaves it new', async () => {
    await sent(partner, control('R2', 'CARM000000001', '4'));
    expect(await outbox(partner)).toEqual([false]);
  });

  it.each(['CARM000000009', 'X'])('that names %s, which was never sent, is told so', async (ours) => {
    const reply = await sent(partner, control('R2', ours, '7'));
    expect(reply.body.outcomes).toMatchObject([
      { faults: [{ code: '12', segment: 2, element: 1, component: 1 }] },
    ]);
    expect(reply.body.answer).toContain('UCM+1+CONTRL:4:1:UN+4');
  });

  it('acknowledges nothing of somebody else’s', async () => {
    const other = await aToken(environment, await anImporter(environment, 2));
    await sent(other, control('R2', 'CARM000000001', '7'));
    expect(await outbox(partner)).toEqual([false]);
  });
});
