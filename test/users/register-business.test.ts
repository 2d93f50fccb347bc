import { afterAll, beforeAll, expect, it } from 'vitest';
import { businessNumberFrom, programAccountFrom } from '../../src/accounts/identifiers.ts';
import { accountsOfBusiness, findBusiness, insertAccount, insertBusiness } from '../../src/accounts/store.ts';
import { latestStatement } from '../../src/billing/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { toWire } from '../../src/money.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { askForRegistration, decideRegistration } from '../../src/users/ask-for-registration.ts';
import { registerExistingClient, registerNewClient } from '../../src/users/register-business.ts';
import { registrationsBy, registrationsWaiting } from '../../src/users/registration-store.ts';
import { membershipsOf } from '../../src/users/store.ts';
import { aCad, aCarm, asImporter, released } from '../support/a-carm.ts';
import { atTheDoor, aUser } from '../support/a-user.ts';

let environment: Environment;
const bn9 = businessNumberFrom('70000100');
const program = programAccountFrom(bn9, 1);
const known = { program, legalName: 'Known Ltd. (fictitious)', address: '1 Main Street, Ottawa ON K1A 0A1' };
let transactionNumber: string;
let balance: string;

// A client with one declaration of $50.00 of GST, a statement of it, and a payment of $20.00.
beforeAll(async () => {
  environment = await aCarm();
  const { legalName, address } = known;
  await environment.store.inTransaction(async (tx) => {
    await insertBusiness(tx, { bn9, legalName, address, kind: 'importer', language: 'en', province: 'ON' });
    const terms = { profile: 'IMPORTER', hasRpp: true, offsetting: 'PROGRAM_ONLY' } as const;
    await insertAccount(tx, { bn15: program, bn9, ...terms, openedOn: '2024-01-01' });
  });
  transactionNumber = await released(environment, program, 1);
  const ctx = asImporter(environment, program);
  await submitCad(ctx, aCad(program, transactionNumber));
  await receivePayment(ctx, { programAccount: program, channel: 'online-banking', amount: '20.00' });
  await environment.advanceTo('2024-11-26T09:00');
  balance = toWire((await latestStatement(environment.store.read, program))!.closingCents);
});

afterAll(() => environment.close());

const door = () => atTheDoor(environment);

it.each([
  ['the wrong address', { ...known, address: '1 Main Street Ottawa ON K1A 0A1' }, true],
  ['a name without its full stop', { ...known, legalName: 'Known Ltd (fictitious)' }, true],
  ['one right answer alone', known, false],
])('is refused with %s', async (_, client, hasTwoAnswers) => {
  const user = await aUser(environment, `refused ${_.length} ${hasTwoAnswers}`);
  const answers = { lastPayment: '20.00', ...(hasTwoAnswers ? { statementBalance: balance } : {}) };
  await expect(registerExistingClient(door(), user.id, { ...client, ...answers })).rejects.toMatchObject({
    code: 'REGISTRATION_DIFFERS',
  });
  expect(await membershipsOf(environment.store.read, user.id)).toEqual([]);
});

it('is closed to whoever gave five wrong sets of answers, even to right ones, and goes to an officer', async () => {
  const guesser = await aUser(environment, 'guesser');
  const right = { ...known, lastPayment: '20.00', statementBalance: balance };
  const register = (input: typeof right) => registerExistingClient(door(), guesser.id, input);
  const codes = [];
  for (let i = 1; i <= 5; i++)
    codes.push(await register({ ...right, lastPayment: `${i}.00` }).catch(({ code }) => code));
  expect(codes).toEqual([...Array<string>(4).fill('REGISTRATION_DIFFERS'), 'REGISTRATION_CLOSED']);
  await expect(register(right)).rejects.toMatchObject({
    text: { en: expect.stringContaining('an officer'), fr: expect.stringContaining('un agent examine') },
  });
  const [request, ...others] = await registrationsBy(environment.store.read, guesser.id);
  expect([request, others]).toMatchObject([{ program, status: 'PENDING' }, []]);
  expect(await membershipsOf(environment.store.read, guesser.id)).toEqual([]);
  await decideRegistration(environment.as(system), request!.id, { isApproved: false, reason: 'A guesser.' });
});

it('takes two right answers of three, however their cents are written, and makes the person its manager', async () => {
  const user = await aUser(environment, 'owner');
  const answers = { transactionNumber, transactionTotal: '50', lastPayment: '20.0', statementBalance: '0' };
  expect(await registerExistingClient(door(), user.id, { ...known, ...answers })).toBe(bn9);
  expect(await membershipsOf(environment.store.read, user.id)).toMatchObject([{ bn9, role: 'BAM' }]);
  const other = await aUser(environment, 'latecomer');
  await expect(registerExistingClient(door(), other.id, { ...known, ...answers })).rejects.toMatchObject({
    code: 'MANAGED_ALREADY',
  });
});

it('gives a resident a number and an importer account, at once and without release prior to payment', async () => {
  const user = await aUser(environment, 'founder');
  const client = {
    ...{ legalName: 'New Ltd. (fictitious)', address: '2 Main Street', province: 'ON' },
    ...({ language: 'en', isResident: true } as const),
  };
  const { bn9: issued } = await registerNewClient(door(), environment.as(system), user.id, client);
  expect(await findBusiness(environment.store.read, issued)).toMatchObject({ legalName: client.legalName });
  expect(await accountsOfBusiness(environment.store.read, issued)).toMatchObject([{ hasRpp: false }]);
});

it('has an officer look at a non-resident, who brings a number', async () => {
  const user = await aUser(environment, 'abroad');
  const client = {
    ...{ legalName: 'Abroad GmbH (fictitious)', address: 'Hamburg', province: 'ZZ' },
    ...({ language: 'en', isResident: false } as const),
  };
  const register = (number?: string) =>
    registerNewClient(door(), environment.as(system), user.id, { ...client, bn9: number });
  await expect(register()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  const number = businessNumberFrom('70000200');
  expect(await register(number)).toMatchObject({ isRegistered: false });
  const [request] = await registrationsWaiting(environment.store.read);
  const officer = environment.as(system);
  await decideRegistration(officer, request!.id, { isApproved: true, reason: 'Complete.' });
  expect(await membershipsOf(environment.store.read, user.id)).toMatchObject([{ bn9: number, role: 'BAM' }]);
  const again = decideRegistration(officer, request!.id, { isApproved: false, reason: 'Twice.' });
  await expect(again).rejects.toMatchObject({ code: 'NOTHING_TO_DECIDE' });
});

it('has an officer refuse what nobody can prove', async () => {
  const user = await aUser(environment, 'unproven');
  const second = programAccountFrom(businessNumberFrom('70000300'), 1);
  const asked = { program: second, legalName: 'Unproven Ltd. (fictitious)', address: '3 Main Street' };
  const { id } = await askForRegistration(door(), user.id, asked);
  await decideRegistration(environment.as(system), id, { isApproved: false, reason: 'No such client.' });
  expect(await membershipsOf(environment.store.read, user.id)).toEqual([]);
});
