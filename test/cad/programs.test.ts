import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agencyAccount } from '../../src/accounts/agency.ts';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { CsaOptionKept, enterSelfAssessment } from '../../src/accounts/self-assessment.ts';
import { insertAccount, insertBusiness, insertDelegation } from '../../src/accounts/store.ts';
import { latestStatement } from '../../src/billing/store.ts';
import { verify } from '../../src/billing/verify.ts';
import { convertB3 } from '../../src/cad/b3.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { submitCad, validateCad } from '../../src/cad/submit.ts';
import type { CadInput } from '../../src/cad/types.ts';
import { withdrawCad } from '../../src/cad/withdraw.ts';
import type { Channel, Context } from '../../src/context.ts';
import { documentsOfAccount } from '../../src/ledger/documents.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { penaltiesOf } from '../../src/penalties/store.ts';
import { approveAdjustment, requestAdjustment } from '../../src/recourse/adjust.ts';
import {
  CarrierNotApproved,
  DriverNotRegistered,
  NotInSelfAssessment,
  type ReleaseInput,
  reportRelease,
} from '../../src/release/report-release.ts';
import {
  aB3,
  aCad,
  aCarm,
  aNumber,
  anImporter,
  aRelease,
  asImporter,
  machineParts,
  onRegister,
  released,
  yearsPass,
} from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;

async function begin(startsAt?: string): Promise<void> {
  environment = await aCarm(startsAt);
  importer = await anImporter(environment, 1);
  await approveTransport();
}

beforeEach(() => begin());

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const by = (channel: Channel, bn15 = importer): Context => {
  const ctx = asImporter(environment, bn15);
  return { ...ctx, actor: { ...ctx.actor, channel } };
};

const fatal = async (ctx: Context, cad: CadInput) =>
  (await validateCad(ctx, cad)).findings.filter(({ severity }) => severity === 'F').map(({ code }) => code);

const enter = (option: 1 | 2) => enterSelfAssessment(environment.as(system), importer, option);

const clear = (serial: number, option: 'CSA' | 'RMD' | 'CTC') =>
  reportRelease(environment.as(system), {
    ...{ ...aRelease(importer, aNumber(serial)), option },
    ...(option === 'CSA' ? { driver: 'FAST-0001' } : {}),
  });

/** The carrier of `aRelease`, and its driver. */
async function approveTransport(): Promise<void> {
  await onRegister(environment, 'csa-carriers', 'CARR');
  await onRegister(environment, 'csa-drivers', 'FAST-0001');
}

const trusted = (serial: number, from = 'US'): CadInput => ({
  ...aCad(importer, aNumber(serial), { placeOfExport: from }),
  cadType: 'TT',
});

describe('customs self-assessment', () => {
  it('is for approved carriers and, by highway, registered drivers', async () => {
    await enter(1);
    const report = (change: Partial<ReleaseInput>) =>
      reportRelease(environment.as(system), {
        ...{ ...aRelease(importer, aNumber(1)), option: 'CSA' as const },
        ...change,
      });
    await expect(report({ carrierCode: 'NORD' })).rejects.toThrow(CarrierNotApproved);
    await expect(report({})).rejects.toThrow(DriverNotRegistered);
    await expect(report({ driver: 'FAST-0002' })).rejects.toThrow(DriverNotRegistered);
    expect((await report({ mode: '6' })).program).toBe('csa-1');
  });

  it.each<[string, Partial<CadInput>, string]>([
    ['not commercial', { commercial: false, province: 'ON' }, machineParts],
    ['that need a permit', {}, '7208250000'],
  ])('is not for goods %s', async (_, header, classification) => {
    await enter(1);
    await clear(1, 'CSA');
    const cad = trusted(1);
    const line = { ...cad.invoices[0]!.lines[0]!, classification };
    const declared = { ...cad, ...header, invoices: [{ ...cad.invoices[0]!, lines: [line] }] };
    expect(await fatal(by('API'), declared)).toContain('CAD-E237');
  });

  it('keeps the option that was taken', async () => {
    await enter(1);
    await enter(1);
    await expect(enter(2)).rejects.toThrow(CsaOptionKept);
  });

  // SOR/86-1062 s. 10.3: option 1 the month, option 2 the 18th to the 17th; both the tenth weekday after the 17th.
  it.each([
    [1, '2024-12-31', '2024-11-30', '2024-12-31'],
    [2, '2024-11-29', '2024-11-17', '2024-12-24'], // of low value: until the 24th of the next month (s. 10.31)
  ] as const)(
    'option %i: due %s, period to %s, to be accounted for by %s',
    async (option, dueOn, end, by24th) => {
      await enter(option);
      await clear(1, 'CSA');
      const cad = await submitCad(by('API'), trusted(1));
      expect([cad.dueOn, cad.periodEnd, cad.accountBy]).toEqual([dueOn, end, by24th]);
      await environment.advanceTo(option === 1 ? '2024-12-25T05:00' : '2024-11-25T05:00');
      expect(await latestStatement(environment.store.read, importer)).toMatchObject({ payableCents: 5000 });
    },
  );

  it('is told by type TT, and goods come directly from across the border', async () => {
    await enter(1);
    await clear(1, 'CSA');
    expect(await fatal(by('API'), { ...trusted(1), cadType: 'AB' })).toEqual(['CAD-E229']);
    expect(await fatal(by('API'), { ...trusted(2), cadType: 'C' })).toEqual(['CAD-E229']);
    expect(await fatal(by('API'), trusted(1, 'CN'))).toEqual(['CAD-E228']);
    await clear(3, 'RMD');
    expect(await fatal(by('API'), trusted(3, 'CN'))).toEqual([]);
  });

  it('bears the rates of the day of release, where others bear those of accounting', async () => {
    await environment.close();
    await begin('2025-02-28T08:00');
    await enter(1);
    // SOR/2025-66 surtaxed goods of the United States from 2025-03-04 on.
    await clear(1, 'CSA');
    await clear(2, 'RMD');
    await environment.advanceTo('2025-03-06T08:00');
    const raspberries = { classification: '0811200010', countryOfOrigin: 'US', unitOfMeasure: 'KGM' };
    const shipped = { placeOfExport: 'US', directShipmentDate: '2025-02-27', tariffTreatment: '10' };
    const cad = (serial: number): CadInput => ({
      ...aCad(importer, aNumber(serial), { ...raspberries, ...shipped, proofOfOrigin: true }),
      cadType: 'TT',
    });
    const total = async (serial: number) => (await submitCad(by('API'), cad(serial))).totalCents;
    // $1,000.00 free of duty, with GST of 5 %; and with a surtax of 25 %.
    expect([await total(1), await total(2)]).toEqual([5000, 31_250]);
  });

  it('is for those in it', async () => {
    await expect(clear(1, 'CSA')).rejects.toThrow(NotInSelfAssessment);
    await clear(1, 'RMD');
    expect(await fatal(by('API'), trusted(1))).toEqual(['CAD-E229']);
  });

  it('is penalised once its own time to account is over', async () => {
    await environment.close();
    await begin('2025-03-03T08:00');
    await enter(1);
    await clear(1, 'CSA');
    await environment.advanceTo('2025-05-01T23:00'); // the tenth weekday after 17 April
    const ofImporter = () => penaltiesOf(environment.store.read, importer, { after: '', limit: 9 });
    expect(await ofImporter()).toEqual([]);
    await environment.advanceTo('2025-05-02T08:00');
    expect(await ofImporter()).toMatchObject([
      { kind: 'LAP', contravention: 'C288', committedOn: '2025-05-02' },
    ]);
  });
});

describe('commodities transmitted continuously', () => {
  it('are accounted for by month, until the 24th of the next', async () => {
    await clear(1, 'CTC');
    const cad = await submitCad(by('API'), aCad(importer, aNumber(1)));
    expect([cad.accountBy, cad.periodEnd, cad.dueOn]).toEqual(['2024-12-24', '2024-11-30', '2024-12-31']);
  });
});

describe('a courier’s month that comes late', () => {
  it('costs a penalty of C292 that night', async () => {
    await environment.close();
    await begin('2025-04-25T08:00');
    await onRegister(environment, 'clvs', importer);
    const cad: CadInput = { ...aCad(importer, aNumber(1)), cadType: 'F', releasedIn: '2025-03' };
    await submitCad(by('CCP'), cad);
    await environment.advanceTo('2025-04-27T08:00');
    expect(await penaltiesOf(environment.store.read, importer, { after: '', limit: 9 })).toMatchObject([
      { kind: 'LAP', contravention: 'C292', committedOn: '2025-04-25' },
    ]);
  });
});

describe('goods under interim accounting for their use (M)', () => {
  it('are accounted for within twelve months of its end, and paid for then', async () => {
    const cad: CadInput = { ...aCad(importer, aNumber(1)), cadType: 'M', interimEndedOn: '2024-03-01' };
    expect(await fatal(by('CCP'), cad)).toEqual(['CAD-E233']);
    await onRegister(environment, 'defence', importer);
    expect(await fatal(by('API'), cad)).toEqual(['CAD-E202']);
    const { interimEndedOn, ...undated } = cad;
    expect(await fatal(by('CCP'), undated)).toEqual(['CAD-E040']);
    const accepted = await submitCad(by('CCP'), cad);
    expect([accepted.accountBy, accepted.dueOn]).toEqual(['2025-03-01', '2024-11-04']);
  });
});

describe('a first-time importer without a business number', () => {
  const owner = { name: 'Maple Syrup Museum (fictitious)' };

  it('has its goods accounted for by the CBSA’s administrative account, and released once paid', async () => {
    const officer = environment.as(system);
    const cad: CadInput = { ...aCad(agencyAccount, aNumber(1)), cadType: 'C', owner };
    expect((await submitCad(officer, cad)).status).toBe('AWAITING_PAYMENT');
    await receivePayment(officer, {
      programAccount: agencyAccount,
      channel: 'office',
      amount: '50.00',
      transactions: [aNumber(1)],
    });
    const [code, ...paid] = (
      await documentsOfAccount(environment.store.read, agencyAccount, { after: 0, limit: 9 })
    )
      .filter((document) => document.code !== 'CLR')
      .map((document) => document.code);
    expect([code, ...paid]).toEqual(['CADC', 'PMT']);
  });

  it('is named, and nobody but the CBSA uses the account', async () => {
    const cad: CadInput = { ...aCad(agencyAccount, aNumber(1)), cadType: 'C' };
    expect(await fatal(environment.as(system), cad)).toEqual(['CAD-E230']);
    expect(await fatal(environment.as(system), { ...cad, owner, cadType: 'V' })).toContain('CAD-E230');
    expect(await fatal(by('CCP'), { ...cad, owner })).toEqual(['CAD-E020']);
  });
});

describe('a declaration of before CARM', () => {
  const asDeclared = (): CadInput => ({
    ...aCad(importer, aNumber(1), { directShipmentDate: '2024-05-03' }),
    preCarm: 'AS_DECLARED',
  });
  const worth = (value: string): CadInput => {
    const cad = asDeclared();
    const line = { ...cad.invoices[0]!.lines[0]!, valueForCurrencyConversion: value };
    return { ...cad, invoices: [{ ...cad.invoices[0]!, value, lines: [line] }] };
  };
  const convert = (change = {}) =>
    convertB3(environment.as(system), { ...aB3(importer, aNumber(1)), ...change });

  it('is declared as it was, posts nothing, and posts only the difference when it is adjusted', async () => {
    await convert();
    const declared = await submitCad(by('API'), asDeclared());
    expect([declared.totalCents, declared.accountedOn, declared.dueOn]).toEqual([
      5000,
      '2024-05-06',
      '2024-05-31',
    ]);
    const adjustment = await requestAdjustment(by('API'), {
      transactionNumber: aNumber(1),
      expectedVersion: 1,
      declared: worth('1200.00'),
      reasons: ['R3-32.2.VFD'],
      rationale: 'Assists were left out.',
    });
    await approveAdjustment(environment.as(system), adjustment.id);
    const posted = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 9 });
    expect(posted.map(({ code, amountCents }) => [code, amountCents])).toEqual([
      ['CAD', 0],
      ['ADJ', 1000],
    ]);
  });

  it('keeps the lines of its B3', async () => {
    expect(await fatal(by('API'), asDeclared())).toContain('CAD-E219');
    await convert({ lines: [{ classification: '6109100011', valueForDuty: '1000.00' }] });
    expect(await fatal(by('API'), asDeclared())).toEqual(['CAD-E219']);
  });

  it('tells where the B3 was accepted for another amount', async () => {
    await convert({ total: '49.00' });
    const { warnings } = await submitCad(by('API'), asDeclared());
    expect(warnings.map((warning) => warning.code)).toEqual(['CAD-W232']);
  });

  it('may be withdrawn until it is adjusted', async () => {
    await convert();
    await submitCad(by('API'), asDeclared());
    expect((await withdrawCad(by('API'), aNumber(1), 1)).status).toBe('WITHDRAWN');
  });

  it('is taken over once', async () => {
    await convert();
    await expect(convert()).rejects.toMatchObject({ code: 'B3_ALREADY_CONVERTED' });
  });
});

describe('net changes to interim values (TT, as adjusted)', () => {
  it('are owed at once, by importers in self-assessment', async () => {
    const cad: CadInput = { ...aCad(importer, aNumber(1)), cadType: 'TT', preCarm: 'AS_ADJUSTED' };
    expect(await fatal(by('EDI'), cad)).toEqual(['CAD-E229']);
    await enter(2);
    expect(await fatal(by('API'), cad)).toEqual(['CAD-E202']);
    expect((await submitCad(by('EDI'), cad)).dueOn).toBe('2024-11-04');
  });
});

describe('a customs broker for a client that is not registered', () => {
  const broker = '800000028RM0001' as ProgramAccountNumber;

  beforeEach(() =>
    environment.store.inTransaction(async (tx) => {
      const bn9 = broker.slice(0, 9);
      const legalName = 'Broker (fictitious)';
      await insertBusiness(tx, { bn9, legalName, kind: 'broker', language: 'en', province: 'ON' });
      const terms = { profile: 'IMPORTER', hasRpp: true, offsetting: 'PROGRAM_ONLY' } as const;
      await insertAccount(tx, { bn15: broker, bn9, ...terms, openedOn: '2024-01-01' });
    }),
  );

  const owner = { name: 'Somebody new (fictitious)' };

  it('accounts under its own number until the end of 2025, and owes what is assessed', async () => {
    const number = await released(environment, broker, 1);
    const cad: CadInput = { ...aCad(broker, number), owner };
    expect((await submitCad(by('API', broker), cad)).importerBn15).toBe(broker);
  });

  it('does so no more for goods released from 2026 on, but for its own', async () => {
    await yearsPass(environment, '2025-12-31T10:00');
    const last = await released(environment, broker, 2);
    await yearsPass(environment, '2026-01-02T10:00');
    const first = await released(environment, broker, 3);
    const line = { directShipmentDate: '2025-12-30' };
    expect(await fatal(by('API', broker), { ...aCad(broker, last, line), owner })).toEqual([]);
    expect(await fatal(by('API', broker), { ...aCad(broker, first, line), owner })).toEqual(['CAD-E240']);
    expect(await fatal(by('API', broker), aCad(broker, first, line))).toEqual([]);
  });
});

describe('a trade consultant', () => {
  const consultant = '800000010';

  beforeEach(() =>
    environment.store.inTransaction(async (tx) => {
      const legalName = 'Consultant (fictitious)';
      await insertBusiness(tx, {
        bn9: consultant,
        legalName,
        kind: 'consultant',
        language: 'en',
        province: 'ON',
      });
      const importerBn9 = importer.slice(0, 9);
      await insertDelegation(tx, {
        brokerBn9: consultant,
        importerBn9,
        validFrom: '2024-01-01',
        validTo: null,
      });
    }),
  );

  it('may ask for an adjustment, but neither declare nor correct', async () => {
    const number = await released(environment, importer, 1);
    const cad = aCad(importer, number);
    const ctx = by('API', `${consultant}RM0001` as ProgramAccountNumber);
    expect(await fatal(ctx, cad)).toEqual(['CAD-E020']);
    await submitCad(by('API'), cad);
    await expect(correctCad(ctx, number, 1, cad)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await environment.advanceTo('2024-12-02T09:00');
    const asked = { transactionNumber: number, expectedVersion: 1, declared: cad, reasons: ['R3-32.2.VFD'] };
    expect((await requestAdjustment(ctx, { ...asked, rationale: 'Reviewed.' })).state).toBe('UNDER_REVIEW');
  });
});
