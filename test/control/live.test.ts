import { afterEach, beforeEach, expect, it } from 'vitest';
import { submitCad } from '../../src/cad/submit.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { openClocks } from '../../src/slr/open-clocks.ts';
import { runningOn } from '../../src/slr/running.ts';
import { switchSystem } from '../../src/support/monitors.ts';
import { incidentsOf, registerOf } from '../../src/support/register.ts';
import { tariffOf } from '../../src/tariff/tariff-of.ts';
import { aCad, aCarm, aNumber, asImporter, released } from '../support/a-carm.ts';
import { aVisitor } from '../support/a-visitor.ts';

const maple = '700010010RM0001' as never;

let environment: Environment;

beforeEach(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
});

afterEach(() => environment.close());

const portalDown = () =>
  environment.store.inTransaction((tx) =>
    switchSystem(tx, environment.as(system), 'portal', { isDown: true }),
  );

it('tells what goes on: declarations by channel, open incidents, who does what', async () => {
  const theo = await aVisitor(environment, 'Theo Clarke');
  expect((await theo.open('/control/live')).text).toContain('No incident is open.');
  const number = await released(environment, maple, 1);
  await submitCad(asImporter(environment, maple), aCad(maple, number));
  const bad = { ...aCad(maple, aNumber(2)), office: '9999' };
  await expect(submitCad(asImporter(environment, maple), bad)).rejects.toThrow();
  await portalDown();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { text } = await theo.open('/control/live/stream');
  expect(text).toMatch(/^data: <dl/);
  expect(text).toMatch(/Declarations accepted<\/dt><dd>1</);
  expect(text).toMatch(/Rejected<\/dt><dd>1</);
  expect(text).toContain('cad.rejected');
  expect(text).toMatch(/P1[\s\S]*Response[\s\S]*In time/);
  const olivia = await aVisitor(environment, 'Olivia Martin');
  expect((await olivia.open('/control/live/stream')).status).toBe(403);
});

it('puts the incident with the least time left first, and stops the clock of a response once there is one', async () => {
  await portalDown();
  const { reference } = await tariffOf(environment.store);
  const running = runningOn(reference, '2024-11-04');
  const [incident] = incidentsOf(await registerOf(environment.store.read));
  const clocksAt = (now: string, change = {}) =>
    openClocks([{ ...incident!, ...change }], running, now).map(
      ({ requirement, tookMinutes, limitMinutes }) => [requirement, tookMinutes, limitMinutes],
    );
  const after = '2024-11-04T08:30:00-05:00';
  expect(clocksAt(after)).toEqual([
    ['1.4-4a', 30, 15],
    ['1.4-5a', 30, 120],
  ]);
  expect(clocksAt(after, { respondedAt: '2024-11-04T08:05:00-05:00' })).toEqual([['1.4-5a', 30, 120]]);
  expect(clocksAt(after, { status: 'Resolved', resolvedAt: after })).toEqual([]);
});
