import { expect, it } from 'vitest';
import { findAccount } from '../../src/accounts/store.ts';
import { system } from '../../src/open-environment.ts';
import { switchPartner } from '../../src/partners/partner.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { userByEmail } from '../../src/users/store.ts';
import { aCarm } from '../support/a-carm.ts';
import { aVisitor } from '../support/a-visitor.ts';

// The briefing: 117 terminals at 73 sites; CES 2.0, incident CS0016172.
it('a terminal accounts for goods of somebody without a number, an officer takes the cash, the goods are released', async () => {
  const environment = await aCarm();
  await bringInCast(environment.as(system));
  const somebody = await aVisitor(environment, 'Alice Tremblay');
  const fields = {
    'owner.name': 'Jo Traveller (fictitious)',
    office: '0453',
    'invoices.0.number': 'A-1',
    'invoices.0.vendor.name': 'Werk GmbH (fictitious)',
    'invoices.0.currency': 'CAD',
    'invoices.0.lines.0.description': 'machine parts',
    'invoices.0.lines.0.classification': '8409912000',
    'invoices.0.lines.0.countryOfOrigin': 'DE',
    'invoices.0.lines.0.tariffTreatment': '2',
    'invoices.0.lines.0.directShipmentDate': '2024-11-01',
    'invoices.0.lines.0.valueForCurrencyConversion': '1000.00',
    'invoices.0.lines.0.valueForDutyCode': '13',
  };
  const refused = await somebody.send('/kiosk/declare', { ...fields, office: '' });
  expect(refused.status).toBe(422);
  const { leadsTo } = await somebody.send('/kiosk/declare', fields);
  const shown = await somebody.open(leadsTo!);
  expect(shown.text).toContain('$50.00');
  expect(shown.text).not.toContain('Jo Traveller');
  expect(shown.text).toContain('data-home="/en/kiosk"');

  const number = leadsTo!.split('/').at(-1)!;
  const officer = await aVisitor(environment, 'Olivia Martin');
  await officer.send(`/cbsa/type-c/${number}/payment`, {});
  expect((await somebody.open(leadsTo!)).text).toContain('your goods are released');
  await environment.close();
});

it('a person registers itself and its business at a terminal, and signs in elsewhere', async () => {
  const environment = await aCarm();
  await bringInCast(environment.as(system));
  const somebody = await aVisitor(environment, 'Alice Tremblay');
  const asked = {
    ...{ name: 'Jo Importer', email: 'jo@example.test', language: 'en', password: 'twelve letters at least' },
    ...{ legalName: 'Jo Imports (fictitious)', address: '1 Main Street, Ottawa', province: 'ON' },
  };
  const registerOfNumbers = (isDown: boolean) =>
    environment.store.inTransaction((tx) =>
      switchPartner(tx, environment.as(system), 'business-numbers', { isDown }),
    );
  await registerOfNumbers(true);
  expect((await somebody.send('/kiosk/register', asked)).status).toBe(422);
  expect(await userByEmail(environment.store.read, 'jo@example.test')).toBeUndefined();
  await registerOfNumbers(false);
  const refused = await somebody.send('/kiosk/register', { ...asked, province: 'Ontario' });
  expect([refused.status, refused.text.includes('data-home="/en/kiosk"')]).toEqual([422, true]);
  const { text } = await somebody.send('/kiosk/register', asked);
  expect(text).toContain('data-home="/en/kiosk"');
  const bn15 = /\d{9}RM0001/.exec(text.slice(text.indexOf('<main')))![0];
  expect(await findAccount(environment.store.read, bn15)).toMatchObject({
    profile: 'IMPORTER',
    hasRpp: false,
  });
  expect((await userByEmail(environment.store.read, 'jo@example.test'))?.name).toBe('Jo Importer');
  expect((await somebody.send('/kiosk/register', asked)).text).toContain('sign in instead');
  await environment.close();
});
