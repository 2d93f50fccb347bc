import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { balanceOf, documentsOfAccount } from '../../src/ledger/documents.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { type Partner, switchPartner } from '../../src/partners/partner.ts';
import {
  agreeToDebits,
  cancelDebitAgreement,
  DebitAgreementCancelled,
  DebitAgreementInForce,
  editDebitAgreement,
} from '../../src/payments/debit-agreements.ts';
import { findDebit } from '../../src/payments/debit-store.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { returnPayment } from '../../src/payments/return-payment.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let as: Context;

const details = {
  institution: '001',
  transit: '12345',
  accountNumber: '9876543',
  holder: 'Importer 1 (fictitious)',
  certifies: true as const,
};

// $10,000.00 of GST, on the statement of 2026-01-25, due on Friday 2026-01-30.
beforeEach(async () => {
  environment = await aCarm('2026-01-05T08:00');
  importer = await anImporter(environment, 1);
  as = asImporter(environment, importer);
  const line = { valueForCurrencyConversion: '200000.00', directShipmentDate: '2026-01-05' };
  await submitCad(as, aCad(importer, await released(environment, importer, 1), line));
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const owed = () => balanceOf(environment.store.read, importer);
const drawn = () => findDebit(environment.store.read, importer, '2026-01-25');
const bank = (change: Partial<Partner>) =>
  environment.store.inTransaction((tx) => switchPartner(tx, environment.as(system), 'banks', change));
const posted = async (...codes: string[]) => {
  const all = await documentsOfAccount(environment.store.read, importer, { after: 0, limit: 100 });
  return all.filter((each) => codes.includes(each.code)).map((each) => `${each.code} ${each.amountCents}`);
};

describe('a pre-authorized debit', () => {
  it('draws on the due date what the statement asks for, once', async () => {
    await agreeToDebits(as, importer, details);
    await environment.advanceTo('2026-01-30T05:59');
    expect(await owed()).toBe(1_000_000);
    await environment.advanceTo('2026-01-30T12:00');
    expect(await owed()).toBe(0);
    expect(await drawn()).toMatchObject({ amountCents: 1_000_000, orderedOn: '2026-01-30' });
    await environment.advanceTo('2026-02-26T12:00');
    expect(await posted('PMT', 'INT', 'LPP')).toEqual(['PMT -1000000']);
  });

  it('leaves alone what is paid already, in part or whole', async () => {
    await agreeToDebits(as, importer, details);
    await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '4000.00' });
    await environment.advanceTo('2026-01-30T12:00');
    expect(await posted('PMT')).toEqual(['PMT -400000', 'PMT -600000']);
  });

  it('draws nothing where nothing is left to pay', async () => {
    await agreeToDebits(as, importer, details);
    await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '10000.00' });
    await environment.advanceTo('2026-02-02T12:00');
    expect(await drawn()).toMatchObject({ amountCents: 0, receipt: null });
  });

  it('waits for a bank that is down, in value of its due date: neither interest nor penalty', async () => {
    await agreeToDebits(as, importer, details);
    await bank({ isDown: true });
    await environment.advanceTo('2026-02-03T12:00');
    expect([await owed(), (await drawn())?.orderedOn]).toEqual([1_000_000, '2026-01-30']);
    await bank({});
    await environment.advanceTo('2026-02-04T12:00');
    expect(await owed()).toBe(0);
    await environment.advanceTo('2026-02-26T12:00');
    expect(await posted('PMT', 'INT', 'LPP')).toEqual(['PMT -1000000']);
  });

  it('that comes back is owed with a fee, and is not drawn again', async () => {
    await agreeToDebits(as, importer, details);
    await environment.advanceTo('2026-01-30T12:00');
    await returnPayment(environment.as(system), (await drawn())!.receipt!);
    await environment.advanceTo('2026-02-10T12:00');
    expect(await posted('PMT', 'NSF')).toEqual(['PMT -1000000', 'NSF 1000000', 'NSF 2500']);
  });

  it('begins with the first due date after its agreement, and ends with it', async () => {
    await environment.advanceTo('2026-01-30T05:00');
    const { id } = await agreeToDebits(as, importer, details);
    await environment.advanceTo('2026-01-31T12:00');
    expect(await posted('PMT')).toEqual([]);
    await cancelDebitAgreement(as, { programAccount: importer, id });
    await environment.advanceTo('2026-03-10T12:00');
    expect(await posted('PMT')).toEqual([]);
  });
});

describe('an agreement', () => {
  it('is one for an account, edited and cancelled by who may pay', async () => {
    const { id } = await agreeToDebits(as, importer, details);
    await expect(agreeToDebits(as, importer, details)).rejects.toBeInstanceOf(DebitAgreementInForce);
    const which = { programAccount: importer, id };
    const edited = await editDebitAgreement(as, which, { ...details, accountNumber: '1111111' });
    expect(edited.accountNumber).toBe('1111111');
    const other = await anImporter(environment, 2);
    const theirs = editDebitAgreement(
      asImporter(environment, other),
      { ...which, programAccount: other },
      details,
    );
    await expect(theirs).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await cancelDebitAgreement(as, which);
    await expect(cancelDebitAgreement(as, which)).rejects.toBeInstanceOf(DebitAgreementCancelled);
    expect((await agreeToDebits(as, importer, details)).id).toBe(id + 1);
  });
});
