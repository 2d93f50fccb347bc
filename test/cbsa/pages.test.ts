import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agencyAccount } from '../../src/accounts/agency.ts';
import { findAccount } from '../../src/accounts/store.ts';
import { verify } from '../../src/billing/verify.ts';
import { nextAgencyNumber } from '../../src/cad/agency-number.ts';
import { findCad } from '../../src/cad/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { requestWriteOff } from '../../src/collections/write-off.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { issuePenalty } from '../../src/penalties/issue-penalty.ts';
import { requestRedress } from '../../src/penalties/request-redress.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { requestAdjustment } from '../../src/recourse/adjust.ts';
import { requestRuling } from '../../src/rulings/request.ts';
import { rebutDemand } from '../../src/security/answer-demand.ts';
import { demandPayment } from '../../src/security/demand-payment.ts';
import { enterAgreementAsProvider } from '../../src/security/enter-agreement.ts';
import { registerNewClient } from '../../src/users/register-business.ts';
import { sightsOf } from '../../src/users/sights.ts';
import { findUser } from '../../src/users/store.ts';
import { aCad, aCarm, aNumber, asImporter, machineParts, released } from '../support/a-carm.ts';
import { aPenalty } from '../support/a-penalty.ts';
import { anAgreement, asOfficer, asProvider } from '../support/a-surety.ts';
import { aVisitor } from '../support/a-visitor.ts';

const maple = '700010010RM0001';
const alicesNumber = 'U000001';

let environment: Environment;

const asAlice = () => {
  const { actor } = asImporter(environment, maple);
  return environment.as({ ...actor, id: `${alicesNumber}.700010010`, channel: 'CCP' });
};

/** $50.00 of GST are owed of it since 2024-11-29; on 3 December $100.00 are asked for. */
async function anAdjustment(): Promise<string> {
  await released(environment, maple as never, 1);
  await submitCad(asAlice(), aCad(maple, aNumber(1)));
  await environment.advanceTo('2024-12-03T09:00');
  const { id } = await requestAdjustment(asAlice(), {
    transactionNumber: aNumber(1),
    expectedVersion: 1,
    declared: aCad(maple, aNumber(1), { valueForCurrencyConversion: '2000.00' }),
    reasons: ['R3-32.2.VFD'],
    rationale: 'A second crate was left out.',
  });
  return id;
}

/** The provider says that what it is asked for was paid. */
async function aRebuttedDemand(): Promise<number> {
  const provider = asProvider(environment, '800010035');
  const agreement = await enterAgreementAsProvider(
    provider,
    anAgreement(maple, '800010035', { validFrom: '2024-11-04' }),
  );
  await released(environment, maple as never, 1);
  await submitCad(asAlice(), aCad(maple, aNumber(1)));
  await environment.advanceTo('2024-12-03T09:00');
  const { id } = await demandPayment(asOfficer(environment), agreement.id);
  await rebutDemand(provider, id, 'It was paid');
  return id;
}

beforeEach(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

describe('the pages of officers', () => {
  it('open in both languages for officers and trainers, and never for partners', async () => {
    const officer = environment.as({ ...system, id: 'U000008', kind: 'cbsa' });
    const id = await anAdjustment();
    const penalty = await issuePenalty(officer, aPenalty(maple));
    await requestRedress(asAlice(), penalty.id, 'The crate was empty.');
    await requestWriteOff(officer, maple, { reason: 'Not worth its pursuit' });
    await requestRuling(asAlice(), {
      ...{ programAccount: maple, kind: 'TARIFF', goods: 'kettle', details: 'Which heading?' },
      ...{ portOfEntry: '', earlierReference: '', wasImportedBefore: false },
      ...{ isContinuing: true, consentsToPublish: true },
    });
    await registerNewClient(asAlice(), environment.as(system), alicesNumber, {
      ...{ legalName: 'Tools of Bremen (fictitious)', address: 'Bremen', province: 'ZZ' },
      ...{ language: 'en', isResident: false, bn9: '700010036' },
    });
    const olivia = await aVisitor(environment, 'Olivia Martin');
    const previewed = await olivia.send('/cbsa/recalculations', { currency: 'CAD', reason: 'A rehearsal' });
    const paths = [
      ...['', '/queues/adjustments', '/queues/extensions', '/queues/redress', '/queues/write-offs'],
      ...[`/cases/${id}`, `/penalties/${penalty.id}`, '/write-offs/1', '/rulings/1', '/registrations/1'],
      ...['/accounts', '/accounts?q=MAPLE', `/accounts/${maple}`, `/accounts/${maple}/declarations`],
      ...[`/accounts/${maple}/penalties`, `/accounts/${maple}/decisions`],
      ...[`/declarations/${aNumber(1)}`, `/declarations/${aNumber(1)}/redetermination`],
      ...[
        '/recalculations',
        previewed.leadsTo!.slice(5),
        '/tariff?q=6109',
        '/penalties',
        '/type-c',
        '/users',
      ],
    ].map((path) => `/cbsa${path}`);
    for (const [name, language, status] of [
      ['Olivia Martin', 'en', 200],
      ['Samuel Roy', 'fr', 200],
      ['Theo Clarke', 'en', 200],
      ['Alice Tremblay', 'en', 403],
    ] as const) {
      const visitor = await aVisitor(environment, name, language);
      for (const path of paths) expect([path, (await visitor.open(path)).status]).toEqual([path, status]);
    }
  }, 60_000);

  it('an adjustment is found in its queue, compared, approved, and told in the history', async () => {
    const id = await anAdjustment();
    const samuel = await aVisitor(environment, 'Samuel Roy', 'fr');
    expect((await samuel.open('/cbsa/queues/adjustments')).text).toContain(`/fr/cbsa/cases/${id}`);
    const asked = (await samuel.open(`/cbsa/cases/${id}`)).text;
    for (const shown of ['1000.00', '2000.00', '50,00', 'Alice Tremblay']) expect(asked).toContain(shown);
    const silent = await samuel.send(`/cbsa/cases/${id}/refuse`, {});
    expect([silent.status, silent.text.includes('href="#f-rationale">Remplissez ce champ')]).toEqual([
      422,
      true,
    ]);
    expect((await samuel.send(`/cbsa/cases/${id}/approve`, {})).leadsTo).toBe(`/cbsa/cases/${id}`);
    const cad = await findCad(environment.store.read, aNumber(1));
    expect([cad?.version, cad?.change, cad?.totalCents]).toEqual([2, 'ADJUSTMENT', 10_000]);
    expect((await samuel.open(`/cbsa/cases/${id}`)).text).toContain('Le rajustement a été approuvé');
    expect((await samuel.open('/cbsa/queues/adjustments')).text).not.toContain(id);
    const again = await samuel.send(`/cbsa/cases/${id}/approve`, {});
    expect([again.status, again.text.includes('role="alert"')]).toEqual([422, true]);
  });

  it('a line is re-determined, and its invoice follows; a treatment that is not open is told', async () => {
    await released(environment, maple as never, 1);
    await submitCad(asAlice(), aCad(maple, aNumber(1)));
    const olivia = await aVisitor(environment, 'Olivia Martin');
    const line = {
      'lines.0.classification': machineParts,
      'lines.0.countryOfOrigin': 'DE',
      'lines.0.tariffTreatment': '2',
      'lines.0.valueForCurrencyConversion': '$1,500.00',
      'lines.0.valueForDutyCode': '13',
      'lines.0.quantity': '10',
      'lines.0.unitOfMeasure': 'NMB',
    };
    const decision = { version: '1', reason: 'RC-59', rationale: 'Royalties are part of the value.' };
    const path = `/cbsa/declarations/${aNumber(1)}/redetermination`;
    const wrong = await olivia.send(path, { ...line, ...decision, 'lines.0.tariffTreatment': '10' });
    expect([wrong.status, /CAD-E\d{3}/.test(wrong.text)]).toEqual([422, true]);
    const decided = await olivia.send(path, { ...line, ...decision });
    expect(decided.leadsTo).toBe(`/cbsa/cases/${aNumber(1)}-001`);
    const cad = await findCad(environment.store.read, aNumber(1));
    expect([cad?.totalCents, cad?.declared.invoices[0]?.value]).toEqual([7500, '1500.00']);
  });

  it('what moves the Crown’s money takes a second officer', async () => {
    await anAdjustment();
    const olivia = await aVisitor(environment, 'Olivia Martin');
    const samuel = await aVisitor(environment, 'Samuel Roy', 'fr');
    const asked = await olivia.send(`/cbsa/accounts/${maple}/decisions/write-off`, { writeOff: 'Too small' });
    expect(asked.leadsTo).toBe('/cbsa/write-offs/1');
    expect((await olivia.send('/cbsa/write-offs/1/approve', {})).status).toBe(422);
    expect((await samuel.open('/cbsa/queues/write-offs')).text).toContain('/cbsa/write-offs/1');
    expect((await samuel.send('/cbsa/write-offs/1/approve', {})).leadsTo).toBe('/cbsa/write-offs/1');
    expect((await samuel.open('/cbsa/write-offs/1')).text).toContain('Olivia Martin');
  });

  it('an officer penalises, remits and chooses for an account; the audit names the account', async () => {
    const olivia = await aVisitor(environment, 'Olivia Martin', 'fr');
    const issued = await olivia.send(`/cbsa/accounts/${maple}/penalties`, {
      ...{ contravention: 'C025', subject: 'examen du 4 novembre', committedOn: '2024-11-04' },
      reason: 'La caisse n’était pas vide.',
    });
    const id = issued.leadsTo!.slice('/cbsa/penalties/'.length);
    await requestRedress(asAlice(), id, 'She did not know.');
    await olivia.send(`/cbsa/penalties/${id}/reasons`, { reason: 'Elle a répondu.' });
    await environment.advanceTo('2024-12-20T09:00');
    const decision = { outcome: 'REMITTED', reason: 'Bonne foi' };
    const unsaid = await olivia.send(`/cbsa/penalties/${id}/decision`, { ...decision, amount: 'la moitié' });
    expect([unsaid.status, unsaid.text.includes('par exemple 1234,50')]).toEqual([422, true]);
    const decided = await olivia.send(`/cbsa/penalties/${id}/decision`, {
      ...decision,
      amount: '1 500,00 $',
    });
    expect(decided.leadsTo).toBe(`/cbsa/penalties/${id}`);
    expect((await olivia.open(decided.leadsTo!)).text).toContain('500,00');
    await olivia.send(`/cbsa/accounts/${maple}/decisions/offsetting`, { offsetting: 'MANUAL' });
    expect((await findAccount(environment.store.read, maple))?.offsetting).toBe('MANUAL');
    const seen = await sightsOf(environment.store.read, maple, 10);
    expect(seen.map(({ path }) => path)).toContain(`/cbsa/penalties/${id}`);
  });

  it('a first-time importer without a number pays at the office and has the goods', async () => {
    const number = await nextAgencyNumber(environment.store.read);
    const olivia = await aVisitor(environment, 'Olivia Martin');
    const goods = {
      ...{ 'owner.name': 'Maple Syrup Museum (fictitious)', office: '0453' },
      ...{
        'invoices.0.number': '1',
        'invoices.0.vendor.name': 'Vendor (fictitious)',
        'invoices.0.currency': 'CAD',
      },
      ...{
        'invoices.0.lines.0.description': 'machine parts',
        'invoices.0.lines.0.classification': machineParts,
      },
      ...{
        'invoices.0.lines.0.countryOfOrigin': 'DE',
        'invoices.0.lines.0.tariffTreatment': '2',
        'invoices.0.lines.0.directShipmentDate': '2024-11-01',
      },
      ...{
        'invoices.0.lines.0.valueForCurrencyConversion': '1000',
        'invoices.0.lines.0.valueForDutyCode': '13',
      },
      ...{ 'invoices.0.lines.0.quantity': '10', 'invoices.0.lines.0.unitOfMeasure': 'NMB' },
    };
    const unsaid = await olivia.send('/cbsa/type-c', { ...goods, 'owner.name': '' });
    expect([unsaid.status, unsaid.text.includes('href="#f-owner-name"')]).toEqual([422, true]);
    const filed = await olivia.send('/cbsa/type-c', goods);
    expect(filed.leadsTo).toBe(`/cbsa/type-c/${number}`);
    expect((await olivia.open(filed.leadsTo!)).text).toContain('$50.00');
    await olivia.send(`${filed.leadsTo}/payment`, {});
    const cad = await findCad(environment.store.read, number);
    expect([cad?.importerBn15, cad?.status]).toEqual([agencyAccount, 'RELEASED']);
    expect(await nextAgencyNumber(environment.store.read)).not.toBe(number);
  });

  it('goods that nobody declared are accounted for by an officer, once they are overdue', async () => {
    await released(environment, maple as never, 1);
    const olivia = await aVisitor(environment, 'Olivia Martin');
    const list = `/cbsa/accounts/${maple}/declarations`;
    const form = `/cbsa/releases/${aNumber(1)}/account`;
    expect((await olivia.open(list)).text).not.toContain(form);
    await environment.advanceTo('2024-11-20T09:00');
    expect((await olivia.open(list)).text).toContain(form);
    const [invoice] = aCad(maple, aNumber(1)).invoices;
    const line = Object.entries(invoice!.lines[0]!).map(([name, value]) => [
      `invoices.0.lines.0.${name}`,
      String(value),
    ]);
    const goods = {
      ...Object.fromEntries(line),
      ...{ 'invoices.0.number': 'INV-1', 'invoices.0.vendor.name': 'Vendor', 'invoices.0.currency': 'CAD' },
    };
    expect((await olivia.send(form, { ...goods, 'invoices.0.number': '' })).status).toBe(422);
    expect((await olivia.send(form, goods)).leadsTo).toBe(`/cbsa/declarations/${aNumber(1)}`);
    expect(await findCad(environment.store.read, aNumber(1))).toMatchObject({
      ...{ importerBn15: maple, isLate: true, totalCents: 5000, dueOn: '2024-11-29' },
    });
    expect((await olivia.send(form, goods)).text).toContain('CAD-E050');
  });

  it('partners are deactivated and brought back; officers are not', async () => {
    const olivia = await aVisitor(environment, 'Olivia Martin');
    const statusOf = async () => (await findUser(environment.store.read, alicesNumber))?.status;
    await olivia.send(`/cbsa/users/${alicesNumber}/status`, { status: 'DEACTIVATED' });
    expect(await statusOf()).toBe('DEACTIVATED');
    expect((await olivia.open('/cbsa/users?q=tremblay')).text).toContain('Reactivate');
    await olivia.send(`/cbsa/users/${alicesNumber}/status`, { status: 'ACTIVE' });
    expect(await statusOf()).toBe('ACTIVE');
    expect((await olivia.send('/cbsa/users/U000008/status', { status: 'DEACTIVATED' })).status).toBe(422);
  });

  it('a rebuttal is found in its queue, ruled on, and told in the history', async () => {
    const olivia = await aVisitor(environment, 'Olivia Martin');
    const demand = await aRebuttedDemand();
    expect((await olivia.open('/cbsa/queues/demands')).text).toContain(`/cbsa/demands/${demand}`);
    expect((await olivia.open(`/cbsa/demands/${demand}`)).text).toContain('It was paid');
    const ruled = await olivia.send(`/cbsa/demands/${demand}/ruling`, { ruling: 'withdrawn' });
    expect(ruled.leadsTo).toBe(`/cbsa/demands/${demand}`);
    const told = (await olivia.open(`/cbsa/demands/${demand}`)).text;
    for (const shown of ['Withdrawn', 'The rebuttal was ruled on']) expect(told).toContain(shown);
  });
});
