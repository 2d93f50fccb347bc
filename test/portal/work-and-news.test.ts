import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Environment, system } from '../../src/open-environment.ts';
import { switchPartner } from '../../src/partners/partner.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { bringInCast, castAddress } from '../../src/population/cast.ts';
import { extendTime } from '../../src/release/extend-time.ts';
import { findSession } from '../../src/users/sessions.ts';
import { enterPasscode, signIn } from '../../src/users/sign-in.ts';
import { userByEmail } from '../../src/users/store.ts';
import { aCarm, aNumber, asImporter, released } from '../support/a-carm.ts';
import { asOfficer } from '../support/a-surety.ts';
import { aVisitor } from '../support/a-visitor.ts';

const maple = '700010010RM0001';

let environment: Environment;

beforeEach(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
});

afterEach(() => environment.close());

it('releases are listed by the day until which they are to be accounted for, on every page of the list', async () => {
  for (const serial of [1, 2, 3]) await released(environment, maple as never, serial);
  const extension = { accountBy: '2024-12-02', reason: 'The invoice is late.' };
  await extendTime(asOfficer(environment), aNumber(1), extension);
  const alice = await aVisitor(environment, 'Alice Tremblay');
  for (const page of ['/portal', '/portal/releases']) {
    const { text } = await alice.open(page);
    const order = [2, 3, 1].map((serial) => text.indexOf(aNumber(serial)));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
  }
});

it('a delegate is told of money at the third level of visibility alone', async () => {
  await receivePayment(asImporter(environment, maple), {
    ...{ programAccount: maple, channel: 'edi', amount: '12.34' },
  });
  const told = async (name: string) => {
    const visitor = await aVisitor(environment, name);
    await visitor.send('/switch-account', { account: maple, back: '/portal' });
    return (await visitor.open('/portal/messages')).text.includes('12.34');
  };
  expect([await told('Alice Tremblay'), await told('Farid Haddad'), await told('Grace Lee')]).toEqual([
    true,
    true,
    false,
  ]);
});

it('what does not work is told with its work-around, and what changes with its day, to a surety as well', async () => {
  const harold = await aVisitor(environment, 'Harold Penner');
  const before = (await harold.open('/portal/messages/problems')).text;
  expect(before).toContain('No problem is known.');
  expect(before).toMatch(/2025-05-20[\s\S]*Whether the indicator needs security/);
  await environment.store.inTransaction((tx) =>
    switchPartner(tx, environment.as(system), 'sureties', { isDown: true }),
  );
  const after = (await harold.open('/portal/messages/problems')).text;
  expect(after).toContain('Security providers: Does not answer');
  expect(after).toContain('agreements are confirmed later');
});

it('recovery codes are there for those who have their passcodes by mail as well', async () => {
  const alice = await aVisitor(environment, 'Alice Tremblay');
  const { text } = await alice.send('/profile/recovery-codes', {});
  const [, code] = /<li><code>([^<]+)<\/code>/.exec(text)!;
  const { store, clock } = environment;
  const ctx = environment.as(system);
  const token = await signIn(ctx, castAddress('Alice Tremblay'), 'rehearse-with-carm');
  const session = (await findSession(store.read, clock, token))!;
  expect(await enterPasscode(ctx, session, code!)).toBeDefined();
  const user = (await userByEmail(store.read, castAddress('Alice Tremblay')))!;
  expect(user.recoveryCodes.length).toBe(9);
});

it('a broker begins a declaration under its own number for a client that is not registered', async () => {
  const farid = await aVisitor(environment, 'Farid Haddad');
  const label = 'Client that is not registered: name';
  const shown = (await farid.open('/portal/declarations/new')).text;
  expect([shown.includes(label), shown.includes('you owe what is assessed')]).toEqual([true, true]);
  const { leadsTo } = await farid.send('/portal/declarations/new', {
    ...{ cadType: 'AB', transactionNumber: aNumber(1), ownerName: 'Newcomer (fictitious)', ownerAddress: '' },
  });
  const draft = leadsTo!.replace(/\/invoices.*/, '');
  expect((await farid.open(draft)).text).toContain('value="Newcomer (fictitious)"');
  await farid.send('/switch-account', { account: maple, back: '/portal' });
  expect((await farid.open('/portal/declarations/new')).text).not.toContain(label);
});

it('what a draft still lacks is told by the names of its fields, in the language of the page', async () => {
  const denise = await aVisitor(environment, 'Denise Gagnon', 'fr');
  const { leadsTo } = await denise.send('/portal/declarations/new', { cadType: 'AB', transactionNumber: '' });
  await denise.send(leadsTo!, { number: 'A-1', 'vendor.name': 'Werk', value: '10', currency: 'CAD' });
  await denise.send(`${leadsTo}/lines/0`, { description: 'pièces' });
  const { text } = await denise.open(leadsTo!.replace(/\/invoices.*/, ''));
  expect(text).toContain('À remplir : Code de valeur en douane');
  expect(text).toContain('À remplir : Bureau de mainlevée');
  expect(text).not.toMatch(/undefined|Entrée invalide/);
  const line = await denise.open(`${leadsTo}/lines/0`);
  expect(line.text).not.toMatch(/undefined|Entrée invalide/);
});

it.each([
  [
    '/register',
    { name: 'Jo', email: 'jo', password: 'short', language: 'en' },
    ['nom@exemple.ca', 'Entrez au moins 12 caractères'],
  ],
  ['/set-up/access', { bn9: '12' }, ['un numéro d’entreprise de neuf chiffres est attendu']],
  [
    '/set-up/new-business',
    { legalName: 'x', address: 'y', province: 'Ontario' },
    ['Choisissez une des options', 'deux lettres telles que ON'],
  ],
])('%s says in plain words what it expects', async (page, typed, told) => {
  const denise = await aVisitor(environment, 'Denise Gagnon', 'fr');
  const { status, text } = await denise.send(page, typed);
  expect(status).toBe(422);
  for (const words of told) expect(text).toContain(words);
  expect(text).not.toMatch(/undefined|Entrée invalide|motif|string/);
});
