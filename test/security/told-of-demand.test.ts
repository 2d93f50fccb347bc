import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { deliverNotices } from '../../src/notices/deliver.ts';
import { subscribe } from '../../src/notices/subscribe.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { demandPayment } from '../../src/security/demand-payment.ts';
import { enrolInRpp } from '../../src/security/enrol.ts';
import { enterAgreementAsProvider } from '../../src/security/enter-agreement.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';
import { anAgreement, aSurety, asOfficer, asProvider } from '../support/a-surety.ts';

let environment: Environment;
let importer: ProgramAccountNumber;

beforeEach(async () => {
  environment = await aCarm('2025-06-02T08:00');
  importer = await anImporter(environment, 1, { hasRpp: false });
});

afterEach(() => environment.close());

it('a provider’s webhook tells of a demand on it, and of no other', async () => {
  const [surety, other] = [await aSurety(environment, 1), await aSurety(environment, 2)];
  for (const bn9 of [surety, other]) {
    const wanted = { url: `https://${bn9}.test/hook`, types: ['security.demanded' as const] };
    await subscribe(asProvider(environment, bn9), wanted);
  }
  await enrolInRpp(asImporter(environment, importer), importer, { estimatedMonth: '10000.00' });
  const { id } = await enterAgreementAsProvider(
    asProvider(environment, surety),
    anAgreement(importer, surety),
  );
  await submitCad(
    asImporter(environment, importer),
    aCad(importer, await released(environment, importer, 1)),
  );
  await environment.advanceTo('2025-07-03T08:00');
  await demandPayment(asOfficer(environment), id);
  const sent: { url: string; body: string }[] = [];
  await deliverNotices(environment.as(system), async (url, { body }) => {
    sent.push({ url, body });
    return 204;
  });
  expect(sent.map(({ url }) => url)).toEqual([`https://${surety}.test/hook`]);
  expect(JSON.parse(sent[0]!.body)).toMatchObject({
    type: 'simulation.carm.security.demanded',
    data: { account: importer, provider: surety, amountCents: 5000, answerBy: '2025-09-01' },
  });
});
