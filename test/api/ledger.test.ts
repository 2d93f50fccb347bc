import { expect, it } from 'vitest';
import { submitCad } from '../../src/cad/submit.ts';
import { accountNames } from '../../src/ledger/chart.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { enterAgreementAsProvider } from '../../src/security/enter-agreement.ts';
import { aCad, aCarm, anImporter, asImporter, released, tShirts } from '../support/a-carm.ts';
import { anAgreement, aSurety, asProvider } from '../support/a-surety.ts';
import { anApi, aTrainersToken } from '../support/an-api.ts';

it('an officer reads every account of the chart, and the bonds outside of the total', async () => {
  const environment = await aCarm();
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  await submitCad(as, aCad(importer, await released(environment, importer, 1), { classification: tShirts }));
  const surety = await aSurety(environment, 1);
  await enterAgreementAsProvider(asProvider(environment, surety), anAgreement(importer, surety));
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '39.00' });
  const { body } = await anApi(environment)('GET', '/api/v1/ledger/trial-balance', {
    token: await aTrainersToken(environment),
  });
  const accounts = body.accounts as { account: string; balance: string }[];
  expect(accounts).toHaveLength(Object.keys(accountNames).length - 1);
  expect(accounts.filter(({ balance }) => balance !== '0.00')).toMatchObject([
    { account: '1003', balance: '39.00' },
    { account: '1100', balance: '239.00' },
    { account: '1200', balance: '-39.00' },
    { account: '3000', balance: '-180.00' },
    { account: '3040', balance: '-59.00' },
  ]);
  expect(body).toMatchObject({ total: '0.00', memorandum: [{ account: '9010', balance: '5000.00' }] });
});
