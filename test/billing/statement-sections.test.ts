import { expect, it } from 'vitest';
import { readStatement } from '../../src/billing/read-statement.ts';
import { sectionOf } from '../../src/billing/statement-sections.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';

it.each([
  ['2024-11-29', 'OTHER_TRANSACTIONS'],
  ['2024-12-31', 'TRANSACTIONS'],
  ['2025-01-02', 'OTHER_TRANSACTIONS'],
])('on a statement due on 2024-12-31, what is due on %s: %s', (dueOn, section) => {
  expect(sectionOf({ dueOn }, { dueOn: '2024-12-31' })).toBe(section);
});

it('a declaration that came after the statement of its period is among the others, with its own due date', async () => {
  const environment = await aCarm();
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  const late = await released(environment, importer, 1); // due on 2024-11-29
  await environment.advanceTo('2024-11-27T08:00');
  await submitCad(as, aCad(importer, late));
  const inTime = await released(environment, importer, 2);
  await submitCad(as, aCad(importer, inTime));
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '50.00' });
  await environment.advanceTo('2024-12-26T08:00');
  const { inCycle, other } = await readStatement(as, importer, 'latest');
  expect(inCycle.map(({ reference, dueOn }) => [reference, dueOn])).toEqual([[inTime, '2024-12-31']]);
  expect(other.map(({ code, reference, dueOn }) => (code === 'PMT' ? code : [reference, dueOn]))).toEqual([
    [late, '2024-11-29'],
    'PMT',
  ]);
  await environment.close();
});
