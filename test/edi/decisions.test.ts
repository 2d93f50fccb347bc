import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { receiveInterchange } from '../../src/edi/receive-interchange.ts';
import { ediOutbox } from '../../src/edi/store.ts';
import { requestTransmission } from '../../src/edi/transmissions.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { approveAdjustment, rejectAdjustment } from '../../src/recourse/adjust.ts';
import { redetermine } from '../../src/recourse/redetermine.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';
import { anInterchange } from '../support/an-interchange.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let as: Context;
let number: string;

/** Goods worth $1,000.00, GST $50.00, due 2024-11-29: on 2 December they are adjusted. */
beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  as = asImporter(environment, importer);
  const cad = aCad(importer, await released(environment, importer, 1));
  number = cad.transactionNumber;
  await submitCad(as, cad);
  await environment.advanceTo('2024-12-02T09:00');
});

afterEach(() => environment.close());

const worth2000 = () => ({
  declared: { ...aCad(importer, number as never, { valueForCurrencyConversion: '2000.00' }) },
  functionCode: '4' as const,
  version: 1,
  reasons: ['R3-32.2.VFD'],
});

async function adjustByEdi() {
  const sent = await receiveInterchange(as, 'EDIFACT', anInterchange('R1', worth2000()));
  expect(sent.outcomes.messages.map(({ status, findings }) => [status, findings])).toEqual([
    ['UNDER_REVIEW', []],
  ]);
}

const sent = async () =>
  (await environment.store.read.db.select().from(ediOutbox)).filter(({ about }) => about === number);

it('an adjustment by EDI is answered once more when an officer approves it, with the version it led to', async () => {
  await adjustByEdi();
  await environment.advanceTo('2024-12-03T09:00');
  expect(await sent()).toEqual([]);
  await approveAdjustment(environment.as(system), `${number}-001`);
  await environment.advanceTo('2024-12-05T09:00');
  const answers = await sent();
  expect(answers.map(({ kind, createdAt }) => [kind, createdAt])).toEqual([
    ['RESPONSE', '2024-12-03T12:10:00-05:00'],
  ]);
  expect(answers[0]?.content).toContain(`BGM+961+${number}:2+4'`);
  expect(answers[0]?.content).toContain(`RFF+CAS:${number}-001'`);
  expect(answers[0]?.content).toContain("MOA+128:100.00'");
});

it('a refusal is told with its case', async () => {
  await adjustByEdi();
  await rejectAdjustment(environment.as(system), `${number}-001`, 'The invoice says otherwise.');
  await environment.advanceTo('2024-12-02T13:00');
  const [answer] = await sent();
  expect(answer?.content).toContain("GIS+REJECTED:STA'");
  expect(answer?.content).toContain("ERC+ADJUSTMENT_REFUSED:F'");
});

it('a version that the CBSA makes is told, once, to who asked for that', async () => {
  const asked = { statements: false, dailyNotices: false, syntax: 'EDIFACT' } as const;
  await requestTransmission(as, importer, { ...asked, changes: true });
  const { declared } = worth2000();
  const change = { transactionNumber: number, expectedVersion: 1, declared, reasons: ['RC-59'] };
  await redetermine(environment.as(system), { ...change, rationale: 'Undervalued.' });
  await environment.advanceTo('2024-12-04T09:00');
  expect((await sent()).map(({ kind, createdAt }) => [kind, createdAt])).toEqual([
    ['CHANGE', '2024-12-02T12:10:00-05:00'],
  ]);
});

it('who did not ask for the CBSA’s versions is not sent any', async () => {
  const { declared } = worth2000();
  const change = { transactionNumber: number, expectedVersion: 1, declared, reasons: ['RC-59'] };
  await redetermine(environment.as(system), { ...change, rationale: 'Undervalued.' });
  await environment.advanceTo('2024-12-04T09:00');
  expect(await sent()).toEqual([]);
});
