import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import type { Context } from '../../src/context.ts';
import type { Environment } from '../../src/open-environment.ts';
import { PartnerUnavailable } from '../../src/partners/ask-partner.ts';
import { switchPartner } from '../../src/partners/partner.ts';
import { depositCashSecurity } from '../../src/payments/deposit-cash.ts';
import { CardLimitReached, ChequeTooLarge } from '../../src/payments/limits.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { cashHeld } from '../../src/security/store.ts';
import type { DepositChannel } from '../../src/security/types.ts';
import { aCarm, anImporter, asImporter } from '../support/a-carm.ts';
import { asOfficer } from '../support/a-surety.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let as: Context;

// Monday 2025-11-03, in the billing cycle of 2025-10-18 to 2025-11-17.
beforeEach(async () => {
  environment = await aCarm('2025-11-03T08:00');
  importer = await anImporter(environment, 1, { hasRpp: false });
  as = asImporter(environment, importer);
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const deposit = (channel: DepositChannel, amount: string) =>
  depositCashSecurity(as, importer, { channel, amount });
const held = () => cashHeld(environment.store.read, importer);

describe('cash security', () => {
  it.each([
    ['online-banking', false],
    ['credit-card', false],
    ['debit-card', false],
    ['edi', false],
    ['office', true],
    ['cheque', true],
  ] as const)('by %s is taken while the banks are down: %s', async (channel, isTaken) => {
    await environment.store.inTransaction((tx) =>
      switchPartner(tx, asOfficer(environment), 'banks', { isDown: true }),
    );
    const taken = deposit(channel, '10.00');
    await (isTaken
      ? expect(taken).resolves.toMatchObject({ channel })
      : expect(taken).rejects.toThrow(PartnerUnavailable));
    expect(await held()).toBe(isTaken ? 1000 : 0);
  });

  it('by cheque is of $50,000.00 at most', async () => {
    await expect(deposit('cheque', '50000.01')).rejects.toThrow(ChequeTooLarge);
    await deposit('cheque', '50000.00');
  });

  // CARM Bulletin 5408: $4,999.99 for a billing cycle and account, debts and cash security alike.
  it('by credit card uses the limit that payments use, until the next billing cycle', async () => {
    await receivePayment(as, { programAccount: importer, channel: 'credit-card', amount: '4000.00' });
    await expect(deposit('credit-card', '1000.00')).rejects.toThrow(CardLimitReached);
    await deposit('credit-card', '999.98');
    const pay = (amount: string) =>
      receivePayment(as, { programAccount: importer, channel: 'credit-card', amount });
    await expect(pay('0.02')).rejects.toThrow(CardLimitReached);
    await pay('0.01');
    await environment.advanceTo('2025-11-17T08:00');
    await expect(deposit('credit-card', '0.01')).rejects.toThrow(CardLimitReached);
    await environment.advanceTo('2025-11-18T08:00');
    await deposit('credit-card', '4999.99');
    expect(await held()).toBe(99_998 + 499_999);
  });
});
