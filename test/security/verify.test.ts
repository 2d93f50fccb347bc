import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Environment } from '../../src/open-environment.ts';
import { depositCashSecurity } from '../../src/payments/deposit-cash.ts';
import { demandPayment } from '../../src/security/demand-payment.ts';
import { enterAgreementAsProvider } from '../../src/security/enter-agreement.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';
import { anAgreement, aSurety, asOfficer, asProvider } from '../support/a-surety.ts';

let environment: Environment;

// $100.00 in trust, and $50.00 owed and demanded of a provider.
beforeEach(async () => {
  environment = await aCarm('2025-06-02T08:00');
  const importer = await anImporter(environment, 1);
  const surety = await aSurety(environment, 1);
  const as = asImporter(environment, importer);
  await depositCashSecurity(as, importer, { channel: 'edi', amount: '100.00' });
  const provider = asProvider(environment, surety);
  const { id } = await enterAgreementAsProvider(provider, anAgreement(importer, surety));
  await submitCad(as, aCad(importer, await released(environment, importer, 1)));
  await environment.advanceTo('2025-07-03T08:00');
  await demandPayment(asOfficer(environment), id);
});

afterEach(() => environment.close());

it('finds nothing where nothing is wrong', async () => {
  expect(await verify(environment.store.read)).toEqual([]);
});

/** What a hand in the database may do, and the invariant that gives it away. */
it.each([
  ['update cash_security set amount_cents = amount_cents + 1', 'what its movements say'],
  ['delete from cash_security', 'what its movements say'],
  ['update cash_security set amount_cents = -amount_cents', 'no more cash security leaves'],
  ['update security_demands set amount_cents = amount_cents - 1', 'demands that wait for their money'],
  ["update security_demands set status = 'PAID'", 'demands that wait for their money'],
])('%s is found', async (tampering, invariant) => {
  await environment.store.inTransaction(async (tx) => void tx.db.run(sql.raw(tampering)));
  const found = (await verify(environment.store.read)).map((violation) => violation.invariant);
  expect(found).toContainEqual(expect.stringContaining(invariant));
});
