import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { findCad } from '../../src/cad/store.ts';
import type { CadInput } from '../../src/cad/types.ts';
import { ediInterchanges } from '../../src/edi/store.ts';
import type { Environment } from '../../src/open-environment.ts';
import { caseOf } from '../../src/recourse/store.ts';
import { aCad, aCadLine, aCarm, aNumber, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem } from '../support/an-api.ts';
import { anInterchange, anXmlInterchange } from '../support/an-interchange.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let ask: Ask;
let cad: CadInput;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  ask = anApi(environment);
  cad = aCad(importer, await released(environment, importer, 1));
});

afterEach(() => environment.close());

interface Told {
  id: number;
  state: string;
  isReadable: boolean;
  faults: { code: string; tag?: string }[];
  outcomes: {
    status: string;
    version: number | null;
    isDuplicate: boolean;
    case: string | null;
    findings: { code: string }[];
    faults: Record<string, unknown>[];
  }[];
}

const post = (body: string, type: string, accept: string) =>
  ask('POST', '/api/v1/edi/interchanges', { token, body, headers: { 'content-type': type, accept } });

/** What became of it, in words. */
const told = async (body: string, type = 'application/edifact') =>
  (await post(body, type, 'application/json')).body as unknown as Told;

/** The answer as a partner's software takes it. */
const answer = async (body: string, type = 'application/edifact') => (await post(body, type, '*/*')).text;

const worth = (value: string): CadInput => aCad(importer, aNumber(1), { valueForCurrencyConversion: value });

/** A declaration that fills every field that the schema has. */
const full = (): CadInput => {
  const line = aCadLine({
    description: `pièces d'usinage: 50+ ?'s ${'long '.repeat(30)}end`,
    tariffCode: '9993',
    placeOfExport: 'US',
    proofOfOrigin: true,
    weightKg: '12.5',
    meltAndPour: 'DE',
    sima: {
      ...{ subject: 'S', measureInForce: 'AE', exporterId: 'X1', modelId: 'M1', invoicePrice: '10.00' },
      ...{ invoiceCurrency: 'USD', normalValuePerUnit: '5.00', exportPricePerUnit: '4.00', quantity: '3' },
      provisional: 'bond',
    },
    surtaxCode: '24187A',
    excise: { code: 'ETA-AC', quantity: '1', amount: '100.00' },
    gstExemptionCode: '51',
    specialAuthority: 'OIC-1',
    previousLine: 12,
    selfDeclared: { antiDumping: '0.00', countervailing: '1.00', surtax: '2.00', safeguard: '3.00' },
    remarks: 'seen',
  });
  const party = { name: 'Vendeur +: ?', address: "1, rue de l'Église" };
  const invoice = {
    number: 'INV-1',
    vendor: { ...party, country: 'DE' },
    purchaser: party,
    value: '1000.00',
    currency: 'CAD',
  };
  return {
    cadType: 'H',
    transactionNumber: aNumber(7),
    originalTransactionNumber: aNumber(1),
    discoveredOn: '2024-10-30',
    releasedIn: '2024-10',
    interimEndedOn: '2024-03-01',
    previousTransactionNumber: aNumber(2),
    warehouseIn: '0453W001',
    warehouseOut: '0495W2',
    newImporter: importer,
    preCarm: 'AS_DECLARED',
    owner: { name: 'Propriétaire', address: 'ici' },
    importer,
    broker: importer,
    office: '0453',
    transportMode: '2',
    carrierCode: 'CARR',
    arrivedBy: 'POST',
    cargoControlNumber: 'CARR000000001',
    grossWeightKg: '13.25',
    commercial: false,
    province: 'ON',
    notes: 'n'.repeat(1900),
    invoices: [
      { ...invoice, freightCharges: '0', purchaseOrder: 'PO-1', lines: [line, aCadLine()] },
      { ...invoice, number: 'INV-2', lines: [aCadLine()] },
    ],
  };
};

describe.each([
  ['EDIFACT', 'application/edifact', anInterchange],
  ['XML', 'application/xml', anXmlInterchange],
] as const)('in %s', (_syntax, type, write) => {
  it('an original is accepted, a change corrects it, a cancellation withdraws it', async () => {
    const declared = worth('2000.00');
    const messages = [
      write('R1', { declared: cad }),
      write('R2', { declared, functionCode: '4', version: 1 }),
      write('R3', { declared, functionCode: '5', version: 2 }),
      write('R4', { declared, functionCode: '1', version: 3 }),
    ];
    const outcomes = [];
    for (const message of messages) outcomes.push((await told(message, type)).outcomes[0]);
    expect(outcomes).toMatchObject([
      { status: 'ACCEPTED', version: 1, isDuplicate: false },
      { status: 'ACCEPTED', version: 2, isDuplicate: false },
      { status: 'ACCEPTED', version: 3, isDuplicate: false },
      { status: 'WITHDRAWN', version: 4, isDuplicate: false },
    ]);
    expect((await findCad(environment.store.read, cad.transactionNumber))?.channel).toBe('EDI');
  });

  it('every field comes through as it was', async () => {
    await told(write('R1', { declared: full() }), type);
    const [row] = await environment.store.read.db.select().from(ediInterchanges);
    expect(row?.outcomes.messages[0]?.faults).toEqual([]);
    const { readInterchange } = await import('../../src/edi/interchange.ts');
    const { readXmlInterchange } = await import('../../src/edi/read-xml.ts');
    const { understand } = await import('../../src/edi/declaration-message.ts');
    const read = type === 'application/xml' ? readXmlInterchange : readInterchange;
    const [message] = read(row!.content).messages;
    expect(understand(message!).message?.declared).toEqual(full());
  });

  it('after the due date a change is a case under review, and asked for again it is the same case', async () => {
    await told(write('R1', { declared: cad }), type);
    await environment.advanceTo('2025-01-10T08:00');
    const reasons = ['R3-32.2.VFD'];
    const asked = { declared: worth('2000.00'), functionCode: '4' as const, version: 1, reasons };
    const first = (await told(write('R2', asked), type)).outcomes[0];
    expect(first).toMatchObject({ status: 'UNDER_REVIEW', case: `${aNumber(1)}-001`, isDuplicate: false });
    const again = (await told(write('R3', asked), type)).outcomes[0];
    expect(again).toMatchObject({ status: 'UNDER_REVIEW', case: first?.case, isDuplicate: true });
  });

  it('an adjustment tells when there was reason to believe, and of notice of perishable goods', async () => {
    await told(write('R1', { declared: cad }), type);
    await environment.advanceTo('2025-01-10T08:00');
    const days = { reasonToBelieveOn: '2025-01-06', perishableNoticedOn: '2024-11-06' };
    const asked = { functionCode: '4' as const, version: 1, reasons: ['R3-32.2.VFD'], ...days };
    await told(write('R2', { declared: worth('2000.00'), ...asked }), type);
    expect(await caseOf(environment.store.read, `${aNumber(1)}-001`)).toMatchObject({
      ...days,
      correctBy: '2025-04-06',
    });
  });

  it('what came before is answered as it was then, whatever interchange carries it', async () => {
    await told(write('R1', { declared: cad }), type);
    const change = { declared: worth('2000.00'), functionCode: '4' as const, version: 1 };
    const cancel = { declared: cad, functionCode: '1' as const, version: 2 };
    await told(write('R2', change), type);
    await told(write('R3', cancel), type);
    const outcomes = [];
    for (const [reference, message] of [
      ['R4', { declared: cad }],
      ['R5', change],
      ['R6', cancel],
    ] as const) {
      outcomes.push((await told(write(reference, message), type)).outcomes[0]);
    }
    expect(outcomes).toMatchObject([
      { status: 'ACCEPTED', version: 1, isDuplicate: true },
      { status: 'ACCEPTED', version: 2, isDuplicate: true },
      { status: 'WITHDRAWN', version: 3, isDuplicate: true },
    ]);
  });

  it('a number in use for other content, a wrong version and an unknown number are CAD-E100', async () => {
    await told(write('R1', { declared: cad }), type);
    const other = aCad(importer, aNumber(9));
    const wrong = [
      write('R2', { declared: worth('2000.00') }),
      write('R3', { declared: worth('2000.00'), functionCode: '4', version: 2 }),
      write('R4', { declared: other, functionCode: '4', version: 1 }),
    ];
    for (const message of wrong) {
      const [outcome] = (await told(message, type)).outcomes;
      expect(outcome?.status).toBe('REJECTED');
      expect(outcome?.findings.map((finding) => finding.code)).toEqual(['CAD-E100']);
    }
  });

  it('an interchange that comes again gets the same answer, with other content it is rejected', async () => {
    const text = write('R1', { declared: cad });
    const first = await post(text, type, '*/*');
    const again = await post(text, type, '*/*');
    expect([again.text, again.headers.get('carm-duplicate')]).toEqual([first.text, 'true']);
    const other = await told(write('R1', { declared: aCad(importer, aNumber(2)) }), type);
    expect(other).toMatchObject({
      state: 'DUPLICATE',
      isReadable: false,
      faults: [{ code: '26' }],
      outcomes: [],
    });
    const list = await ask('GET', '/api/v1/edi/interchanges', { token });
    expect((list.body.items as { duplicateOf: number | null }[]).map((each) => each.duplicateOf)).toEqual([
      null,
      1,
      1,
    ]);
  });

  it('one that was received and never answered is gone on with', async () => {
    const text = write(
      'R1',
      { declared: cad },
      { declared: aCad(importer, await released(environment, importer, 2)) },
    );
    await told(text, type);
    await environment.store.inTransaction(async (tx) => {
      await tx.db.update(ediInterchanges).set({ state: 'RECEIVED', answer: null });
    });
    const { outcomes, state } = await told(text, type);
    expect([state, outcomes.map((each) => [each.status, each.isDuplicate])]).toEqual([
      'ANSWERED',
      [
        ['ACCEPTED', true],
        ['ACCEPTED', true],
      ],
    ]);
  });

  it('of another importer nothing is done, and nothing told', async () => {
    const other = await anImporter(environment, 2);
    const declared = aCad(other, await released(environment, other, 5));
    await ask('POST', '/api/v1/cads', { token: await aToken(environment, other), body: declared });
    const messages = [
      write('R1', { declared }),
      write('R2', { declared, functionCode: '4', version: 1 }),
      write('R3', { declared, functionCode: '1', version: 1 }),
    ];
    for (const message of messages) {
      const [outcome] = (await told(message, type)).outcomes;
      expect(outcome?.findings.map((finding) => finding.code)).toEqual(['CAD-E020']);
    }
  });
});

describe('what cannot be read', () => {
  const original = () => anInterchange('R1', { declared: cad });

  it.each([
    [
      'a wrong value',
      ['CST+1+8409912000', 'CST+1+84099'],
      { code: '12', segment: 9, tag: 'CST', element: 2, component: 1 },
    ],
    [
      'a wrong date',
      ['11:20241101', '11:2024110'],
      { code: '12', segment: 12, tag: 'DTM', element: 1, component: 2 },
    ],
    [
      'no date',
      ["DTM+11:20241101:102'\n", ''],
      { code: '13', segment: 9, tag: 'DTM+11', element: 1, component: 2 },
    ],
    ['a segment it does not know', ['LOC+27', 'LOC+99'], { code: '15', segment: 11, tag: 'LOC' }],
    ['a tag it does not know', ["MEA+AAE++NMB:10'", "QTY+47:10'"], { code: '15', segment: 13, tag: 'QTY' }],
    [
      'one component more',
      ['MOA+38:1000.00', 'MOA+38:1000.00:CAD'],
      { code: '16', segment: 14, element: 1, component: 3 },
    ],
    ['the same twice', ["LOC+27+DE'", "LOC+27+DE'LOC+27+FR'"], { code: '35', segment: 12, tag: 'LOC' }],
    [
      'a character outside the set',
      ['machine parts', 'machine € parts'],
      { code: '21', segment: 10, tag: 'FTX', element: 4, component: 1 },
    ],
    [
      'a wrong number of line',
      ['CST+1+', 'CST+2+'],
      { code: '12', segment: 9, tag: 'CST', element: 1, component: 1 },
    ],
    [
      'another message',
      ['CUSDEC', 'INVOIC'],
      { code: '12', segment: 1, tag: 'UNH', element: 2, component: 1 },
    ],
    ['a wrong count of segments', ['UNT+15+1', 'UNT+14+1'], { code: '29', segment: 15, tag: 'UNT' }],
    ['another reference at the end', ['UNT+15+1', 'UNT+15+2'], { code: '28', segment: 15, tag: 'UNT' }],
    ['no function', ['12+9', '12'], { code: '13', segment: 2, tag: 'BGM', element: 3, component: 1 }],
    [
      'a function that there is not',
      ['12+9', '12+7'],
      { code: '12', segment: 2, tag: 'BGM', element: 3, component: 1 },
    ],
  ] as const)('%s is told to the component', async (_what, [from, to], expected) => {
    const text = original().replace(from, to);
    const { outcomes } = await told(text.replace('R1', 'R2').replace('R1', 'R2'));
    expect(outcomes[0]?.faults).toContainEqual(expect.objectContaining(expected));
    for (const { text: words } of outcomes[0]!.faults as { text: { en: string; fr: string } }[]) {
      expect(words.en).not.toBe(words.fr);
    }
  });

  it('CONTRL says it of the message, the segment and the component; the other message is done', async () => {
    const second = aCad(importer, await released(environment, importer, 2));
    const text = anInterchange('R1', { declared: cad }, { declared: second }).replace(
      '+8409912000',
      '+84099',
    );
    const lines = (await answer(text)).split('\n');
    expect(lines.slice(2, 8)).toEqual([
      "UCI+R1+PARTNER+CARM-SIMULATION+7'",
      "UCM+1+CUSDEC:D:01B:UN+4+12'",
      "UCS+9'",
      "UCD+12+2:1'",
      "UCM+2+CUSDEC:D:01B:UN+7'",
      "UNT+7+1'",
    ]);
    expect(lines).toContain("BGM+961+12345000000023:1+9'");
    expect(await findCad(environment.store.read, second.transactionNumber)).toBeDefined();
  });

  it.each([
    ['nothing', '', '13'],
    ['no EDIFACT', 'Dear CBSA, please find enclosed', '13'],
    ['cut off', "UNB+UNOC:3+P+C+241104:0800+R1'UNH+1+CUSDEC:D:01B:UN'BGM+A", '13'],
    ['an unknown syntax level', "UNB+UNOZ:3+P+C+241104:0800+R1'UNZ+0+R1'", '2'],
    ['a wrong count of messages', "UNB+UNOC:3+P+C+241104:0800+R1'UNZ+3+R1'", '29'],
    ['a wrong reference', "UNB+UNOC:3+P+C+241104:0800+R1'UNZ+0+R2'", '28'],
    ['no reference', "UNB+UNOC:3+P+C+241104:0800'UNZ+0+'", '13'],
    ['marked as a test', "UNB+UNOC:3+P+C+241104:0800+R1++++++1'UNZ+0+R1'", '25'],
  ])('an interchange that is %s is rejected whole, answered and kept', async (_what, text, code) => {
    const { id, isReadable, faults } = await told(text);
    expect([isReadable, faults.map((each) => each.code)]).toEqual([false, expect.arrayContaining([code])]);
    const kept = await ask('GET', `/api/v1/edi/interchanges/${id}`, { token });
    expect(kept.body).toMatchObject({ content: text, answer: expect.stringMatching(/UCI\+.*\+4\+/) });
  });

  it('service characters of its own are taken from UNA', async () => {
    const own = anInterchange('R1', { declared: cad })
      .replaceAll('\n', '')
      .replaceAll(/[:+']/g, (character) => ({ ':': '|', '+': '*', "'": '~' })[character]!);
    const { outcomes } = await told(`UNA|*.? ~${own}`);
    expect(outcomes[0]?.status).toBe('ACCEPTED');
  });

  it.each([
    ['not well-formed', '<Declaration>', '18'],
    ['another document', '<Invoice/>', '15'],
    ['without a reference', '<Declaration xmlns="urn:wco:datamodel:WCO:Declaration:1"/>', '13'],
    ['of a document type', '<!DOCTYPE x [<!ENTITY a "b">]><Declaration/>', '15'],
    ['holding something else', '<Interchange ControlReference="1"><Order/></Interchange>', '15'],
  ])('XML that is %s is rejected whole', async (_what, text, code) => {
    const { faults } = await told(text, 'application/xml');
    expect(faults.map((each) => each.code)).toContain(code);
  });

  it('XML is told by the path of the element', async () => {
    const text = anXmlInterchange('R1', { declared: cad })
      .replace('>DE<', '>Germany<')
      .replace('<Seller>', '<Sellr>x</Sellr><Seller>');
    const { outcomes } = await told(text, 'application/xml');
    expect(outcomes[0]?.faults.map((each) => [each.code, each.path])).toEqual([
      ['15', 'Interchange/Declaration[1]/GoodsShipment/Invoice[1]/Sellr'],
      ['12', 'Interchange/Declaration[1]/GoodsShipment/Invoice[1]/GoodsItem[1]/Origin/CountryCode'],
    ]);
  });

  it('a declaration by itself, its namespace bound to a prefix, is read', async () => {
    const inner = anXmlInterchange('R1', { declared: cad })
      .replace(/^.*?(<Declaration)/s, '$1')
      .replace('</Interchange>', '')
      .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1d:')
      .replace('xmlns=', 'xmlns:d=')
      .replace('<d:TypeCode>', '<d:FunctionalReferenceID>F1</d:FunctionalReferenceID><d:TypeCode>');
    expect((await told(inner, 'application/xml')).outcomes[0]?.status).toBe('ACCEPTED');
  });
});

it.each(['application/json', 'text/plain'])('%s is no interchange', async (type) => {
  expectProblem(await post('{}', type, '*/*'), 400, 'INVALID_INPUT');
});

it('a change that names another importer is told on behalf of its own', async () => {
  await told(anInterchange('R1', { declared: cad }));
  const other = await anImporter(environment, 2);
  const declared = { ...worth('2000.00'), importer: other };
  await told(anInterchange('R2', { declared }));
  await told(anInterchange('R3', { declared, functionCode: '4', version: 9 }));
  const { body } = await ask('GET', '/api/v1/events', { token: await aTrainersToken(environment) });
  const rejected = (body.items as { action: string; onBehalfOf: string }[]).filter(
    (event) => event.action === 'cad.rejected',
  );
  expect(rejected.map((event) => event.onBehalfOf)).toEqual([importer, importer]);
});

describe('the outbox', () => {
  it('holds each answer until it is acknowledged', async () => {
    const text = await answer(anInterchange('R1', { declared: cad }));
    const list = async () =>
      (await ask('GET', '/api/v1/edi/outbox?onlyNew=true', { token })).body.items as { id: number }[];
    const [entry] = await list();
    const read = await ask('GET', `/api/v1/edi/outbox/${entry!.id}`, { token });
    expect(read.body).toMatchObject({ kind: 'RESPONSE', content: text, acknowledgedAt: null });
    await ask('POST', `/api/v1/edi/outbox/${entry!.id}/acknowledge`, { token });
    await ask('POST', `/api/v1/edi/outbox/${entry!.id}/acknowledge`, { token });
    expect(await list()).toEqual([]);
  });

  it('is nobody else’s', async () => {
    await answer(anInterchange('R1', { declared: cad }));
    const other = await aToken(environment, await anImporter(environment, 2));
    for (const path of ['outbox/1', 'interchanges/1']) {
      expect((await ask('GET', `/api/v1/edi/${path}`, { token: other })).status).toBe(404);
    }
    for (const path of ['outbox', 'interchanges']) {
      expect((await ask('GET', `/api/v1/edi/${path}`, { token: other })).body.items).toEqual([]);
    }
  });

  it('a POST with an Idempotency-Key is replayed in the type it had', async () => {
    const send = () =>
      ask('POST', '/api/v1/edi/interchanges', {
        token,
        body: anInterchange('R1', { declared: cad }),
        headers: { 'content-type': 'application/edifact', 'idempotency-key': 'K1' },
      });
    const first = await send();
    const again = await send();
    expect([again.text, again.headers.get('idempotent-replayed')]).toEqual([first.text, 'true']);
    expect(again.headers.get('content-type')).toMatch(/edifact/);
  });
});
