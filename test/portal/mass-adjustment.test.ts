import { afterEach, beforeEach, expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { findCad } from '../../src/cad/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { aCad, aCarm, aNumber, asImporter, machineParts, released, tShirts } from '../support/a-carm.ts';
import { aVisitor } from '../support/a-visitor.ts';

const maple = '700010010RM0001';

let environment: Environment;

/** Two declarations of T-shirts, $239.00 each, past their due date. */
beforeEach(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
  for (const serial of [1, 2]) {
    await released(environment, maple as never, serial);
    await submitCad(
      asImporter(environment, maple),
      aCad(maple, aNumber(serial), { classification: tShirts }),
    );
  }
  await environment.advanceTo('2024-12-02T09:00');
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

it('is previewed, sent, found in its queue, approved and undone in a browser', async () => {
  const alice = await aVisitor(environment, 'Alice Tremblay');
  const form = '/portal/recourse/mass/new';
  const change = {
    ...{ field: 'classification', from: tShirts, to: machineParts },
    ...{ reason: 'R2-74-1-E.TC', rationale: 'They were parts all along.' },
  };
  const wrong = await alice.send(form, { ...change, to: '84', step: 'preview' });
  expect([wrong.status, wrong.text.includes('href="#f-to"')]).toEqual([422, true]);
  const previewed = await alice.send(form, { ...change, step: 'preview' });
  const shown = (await alice.open(previewed.leadsTo!)).text;
  for (const text of [aNumber(1), aNumber(2), '−$378.00', 'Send the request']) expect(shown).toContain(text);
  const sent = await alice.send(form, { ...change, step: 'send' });
  expect(sent.leadsTo).toBe('/portal/recourse/mass/MA000001');
  expect((await alice.open('/portal/recourse/mass')).text).toContain('Under review');

  const samuel = await aVisitor(environment, 'Samuel Roy', 'fr');
  const page = '/cbsa/mass-adjustments/MA000001';
  expect((await samuel.open('/cbsa/queues/mass-adjustments')).text).toContain(page);
  expect((await samuel.open('/cbsa/queues/adjustments')).text).not.toContain(aNumber(1));
  expect((await samuel.open(page)).text).toContain(`${aNumber(2)}-001`);
  expect((await samuel.send(`${page}/refuse`, {})).status).toBe(422);
  await samuel.send(`${page}/approve`, {});
  const versionOf = async (serial: number) =>
    (await findCad(environment.store.read, aNumber(serial)))?.version;
  expect([await versionOf(1), await versionOf(2)]).toEqual([2, 2]);
  await samuel.send(`${page}/undo`, {});
  expect([await versionOf(1), await versionOf(2)]).toEqual([3, 3]);
  expect((await alice.open(sent.leadsTo!)).text).toContain('Undone');
});
