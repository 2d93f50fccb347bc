import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import type { Context } from '../../src/context.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { switchPartner } from '../../src/partners/partner.ts';
import { reportRelease } from '../../src/release/report-release.ts';
import { sendRelease } from '../../src/release/send-release.ts';
import { findRelease } from '../../src/release/store.ts';
import { loseIndicator } from '../../src/security/indicator.ts';
import { aCarm, aNumber, anImporter, aRelease } from '../support/a-carm.ts';
import { asOfficer } from '../support/a-surety.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let ctx: Context;

beforeEach(async () => {
  environment = await aCarm('2026-03-02T08:00');
  importer = await anImporter(environment, 1);
  ctx = environment.as(system);
});

afterEach(() => environment.close());

const lose = () =>
  environment.store.inTransaction((tx) => loseIndicator(tx, ctx, importer, 'below-requirement'));

describe('the indicator of release prior to payment', () => {
  beforeEach(async () => {
    await environment.advanceTo('2026-03-03T05:00');
    await lose();
    await environment.advanceTo('2026-03-03T09:00');
  });

  it.each([
    ['2026-03-02T16:00:00-05:00', true],
    ['2026-03-03T09:59:59Z', true],
    ['2026-03-03T05:00:00-05:00', false],
    ['2026-03-03T08:00:00-05:00', false],
    [undefined, false],
  ])(
    'lost on 2026-03-03 at 05:00: goods released at %s, told at 09:00, are taken: %s',
    async (releasedAt, isTaken) => {
      const message = {
        ...aRelease(importer, aNumber(1)),
        ...(releasedAt === undefined ? {} : { releasedAt }),
      };
      const told = reportRelease(ctx, message);
      await (isTaken
        ? expect(told).resolves.toMatchObject({ importerBn15: importer })
        : expect(told).rejects.toMatchObject({ code: 'NOT_ENROLLED_IN_RPP' }));
    },
  );
});

it('what waited out an outage of the release system is taken though the indicator was lost meanwhile', async () => {
  const turn = (isDown: boolean) =>
    environment.store.inTransaction((tx) => switchPartner(tx, asOfficer(environment), 'release', { isDown }));
  await turn(true);
  await sendRelease(ctx, aRelease(importer, aNumber(1)));
  await environment.advanceTo('2026-03-02T12:00');
  await lose();
  await turn(false);
  await environment.advanceTo('2026-03-03T08:00');
  expect(await findRelease(environment.store.read, aNumber(1))).toMatchObject({
    releasedAt: '2026-03-02T08:00:00-05:00',
  });
});
