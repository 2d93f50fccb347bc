import { describe, expect, it } from 'vitest';
import { enterInRegister } from '../../src/accounts/registers.ts';
import { verify } from '../../src/billing/verify.ts';
import { type CadTypeCode, datesOf } from '../../src/cad/cad-types.ts';
import { CadRejected, submitCad, validateCad } from '../../src/cad/submit.ts';
import type { CadInput } from '../../src/cad/types.ts';
import type { Channel, Context } from '../../src/context.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import {
  aCad,
  aCarm,
  aNumber,
  anImporter,
  asImporter,
  onRegister,
  released,
  tShirts,
} from '../support/a-carm.ts';
import { shippedReference } from '../support/shipped.ts';

const through = (environment: Environment, importer: string, channel: Channel): Context => {
  const ctx = asImporter(environment, importer);
  return { ...ctx, actor: { ...ctx.actor, channel } };
};

const codesOf = async (ctx: Context, cad: CadInput) =>
  (await validateCad(ctx, cad)).findings.map((finding) => finding.code);

it.each<[CadTypeCode, string, { accountBy: string | null; periodEnd: string | null; dueOn: string }]>([
  // Liability arises at once.
  ['V', '2024-11-04', { accountBy: null, periodEnd: null, dueOn: '2024-11-04' }],
  ['H', '2024-11-04', { accountBy: null, periodEnd: null, dueOn: '2024-11-04' }],
  // SOR/86-1062 s. 13: the 10th weekday after the 17th of the month after that of accounting. 17 December is a Tuesday.
  ['D', '2024-11-04', { accountBy: null, periodEnd: '2024-12-17', dueOn: '2024-12-31' }],
  // SOR/86-1062 ss. 7.4, 7.5: released in March 2025, account by 24 April, pay by 1 May.
  ['F', '2025-04-02', { accountBy: '2025-04-24', periodEnd: '2025-03-31', dueOn: '2025-05-01' }],
])('type %s accounted for on %s', (type, today, dates) => {
  const releasedIn = type === 'F' ? { releasedIn: '2025-03' } : {};
  const cad: CadInput = { ...aCad('700000011RM0001', aNumber(1)), cadType: type, ...releasedIn };
  const dating = { today, ofRelease: undefined, account: undefined, b3: undefined };
  expect(datesOf(cad, dating, shippedReference())).toMatchObject(dates);
});

describe('a voluntary declaration (V)', () => {
  it('is of goods that entered without release, by the portal alone, payable at once', async () => {
    const environment = await aCarm();
    const importer = await anImporter(environment, 1, { hasRpp: false });
    const cad: CadInput = { ...aCad(importer, aNumber(1)), cadType: 'V' };
    expect(await codesOf(through(environment, importer, 'API'), cad)).toEqual(['CAD-E202']);
    const accepted = await submitCad(through(environment, importer, 'CCP'), cad);
    expect([accepted.status, accepted.dueOn, accepted.periodEnd]).toEqual(['ACCEPTED', '2024-11-04', null]);
    expect(await verify(environment.store.read)).toEqual([]);
  });

  it('is not for goods that were released', async () => {
    const environment = await aCarm();
    const importer = await anImporter(environment, 1);
    const cad: CadInput = { ...aCad(importer, await released(environment, importer, 1)), cadType: 'V' };
    expect(await codesOf(through(environment, importer, 'CCP'), cad)).toEqual(['CAD-E224']);
  });
});

describe('a supplementary declaration (H)', () => {
  it('takes the rates of the day on which the original was accounted for', async () => {
    const environment = await aCarm();
    const importer = await anImporter(environment, 1);
    const portal = through(environment, importer, 'CCP');
    const originalTransactionNumber = await released(environment, importer, 1);
    await submitCad(portal, aCad(importer, originalTransactionNumber));
    await environment.advanceTo('2024-11-20T09:00');
    const omitted: CadInput = {
      ...aCad(importer, aNumber(2), { classification: tShirts }),
      cadType: 'H',
      originalTransactionNumber,
    };
    const { cad } = await validateCad(portal, omitted);
    expect([cad?.accountedOn, cad?.dueOn, cad?.totalCents]).toEqual(['2024-11-20', '2024-11-20', 23_900]);
  });

  it.each([
    ['2024-11-04', []],
    ['2024-11-05', ['CAD-E238']], // still to come
    ['2024-08-06', []], // the ninetieth day
    ['2024-08-05', ['CAD-W239']],
  ])('discovered on %s', async (discoveredOn, codes) => {
    const environment = await aCarm();
    const importer = await anImporter(environment, 1);
    const portal = through(environment, importer, 'CCP');
    const originalTransactionNumber = await released(environment, importer, 1);
    await submitCad(portal, aCad(importer, originalTransactionNumber));
    const omitted: CadInput = { ...aCad(importer, aNumber(2)), cadType: 'H', originalTransactionNumber };
    expect(await codesOf(portal, { ...omitted, discoveredOn })).toEqual(codes);
  });

  it('names an accepted declaration of the same importer', async () => {
    const environment = await aCarm();
    const [importer, other] = [await anImporter(environment, 1), await anImporter(environment, 2)];
    const number = await released(environment, other, 1);
    await submitCad(asImporter(environment, other), aCad(other, number));
    const portal = through(environment, importer, 'CCP');
    const cad: CadInput = { ...aCad(importer, aNumber(2)), cadType: 'H' };
    expect(await codesOf(portal, cad)).toEqual(['CAD-E227']);
    expect(await codesOf(portal, { ...cad, originalTransactionNumber: number })).toEqual(['CAD-E227']);
  });
});

describe('a consolidated declaration of a courier (F)', () => {
  const consolidated = (importer: string, value: string): CadInput => ({
    ...aCad(importer, aNumber(1), { valueForCurrencyConversion: value }),
    cadType: 'F',
    releasedIn: '2024-10',
  });

  it('is billed with the month of release, and told of a line above the limit', async () => {
    const environment = await aCarm();
    const importer = await anImporter(environment, 1);
    await onRegister(environment, 'clvs', importer);
    const portal = through(environment, importer, 'CCP');
    expect(await codesOf(portal, consolidated(importer, '3300.00'))).toEqual([]);
    expect(await codesOf(portal, consolidated(importer, '3300.01'))).toEqual(['CAD-W221']);
    const accepted = await submitCad(portal, consolidated(importer, '3300.00'));
    // Released in October 2024: account by 24 November, pay by the 10th weekday after 17 November.
    expect([accepted.accountBy, accepted.dueOn, accepted.isLate]).toEqual([
      '2024-11-24',
      '2024-11-29',
      false,
    ]);
    await environment.advanceTo('2024-11-26T09:00');
    expect(await verify(environment.store.read)).toEqual([]);
  });

  it('is late after the 24th, and names the month', async () => {
    const environment = await aCarm('2024-11-25T08:00');
    const importer = await anImporter(environment, 1);
    await onRegister(environment, 'clvs', importer);
    const portal = through(environment, importer, 'CCP');
    expect(await codesOf(portal, consolidated(importer, '100.00'))).toEqual(['CAD-W204']);
    const { releasedIn, ...nameless } = consolidated(importer, '100.00');
    await expect(submitCad(portal, nameless as CadInput)).rejects.toBeInstanceOf(CadRejected);
  });

  it('is for couriers, and importers, of the program on the day', async () => {
    const environment = await aCarm();
    const importer = await anImporter(environment, 1);
    const portal = through(environment, importer, 'CCP');
    const cad = consolidated(importer, '100.00');
    expect(await codesOf(portal, cad)).toEqual(['CAD-E233']);
    const entry = { holder: 'Courier (fictitious)', validFrom: '2024-01-01', validTo: '2024-11-03' };
    await enterInRegister(environment.as(system), 'clvs', importer, entry);
    expect(await codesOf(portal, cad)).toEqual(['CAD-E233']);
    await enterInRegister(environment.as(system), 'clvs', importer, { ...entry, validTo: '2024-11-04' });
    expect(await codesOf(portal, cad)).toEqual([]);
  });
});

it('final accounting after interim accounting (D) follows a release and is paid a month later', async () => {
  const environment = await aCarm();
  const importer = await anImporter(environment, 1);
  const number = await released(environment, importer, 1);
  const cad: CadInput = { ...aCad(importer, number), cadType: 'D' };
  const accepted = await submitCad(through(environment, importer, 'EDI'), cad);
  expect([accepted.dueOn, accepted.periodEnd, accepted.isLate]).toEqual(['2024-12-31', '2024-12-17', false]);
});
