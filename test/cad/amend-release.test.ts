import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { enterSelfAssessment } from '../../src/accounts/self-assessment.ts';
import { amendRelease, ReleaseAccountedFor, type ReleaseAmendment } from '../../src/cad/amend-release.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { NotFound } from '../../src/errors.ts';
import type { Environment } from '../../src/open-environment.ts';
import {
  CarrierNotApproved,
  datesOf,
  NotEnrolledInRpp,
  NotInSelfAssessment,
} from '../../src/release/report-release.ts';
import { findRelease } from '../../src/release/store.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';
import { asOfficer } from '../support/a-surety.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let other: ProgramAccountNumber;
let officer: Context;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  other = await anImporter(environment, 2);
  officer = asOfficer(environment);
  await released(environment, importer, 1);
});

afterEach(() => environment.close());

const amend = (change: Omit<ReleaseAmendment, 'reason'>) =>
  amendRelease(officer, aNumber(1), { ...change, reason: 'Released to the wrong account' });

it('an amended release keeps its instant, and its goods are accounted for by the other account', async () => {
  await environment.advanceTo('2024-11-05T10:00');
  await amend({ importer: other, carrierCode: 'OTHR' });
  expect(await findRelease(environment.store.read, aNumber(1))).toMatchObject({
    ...{ importerBn15: other, carrierCode: 'OTHR', office: '0453', option: 'PARS' },
    releasedAt: '2024-11-04T08:00:00-05:00',
  });
  await submitCad(asImporter(environment, other), aCad(other, aNumber(1)));
});

it('an account without the indicator now gets no goods that were released to another', async () => {
  const without = await anImporter(environment, 3, { hasRpp: false });
  await expect(amend({ importer: without })).rejects.toThrow(NotEnrolledInRpp);
});

it('an account that does not import gets none', async () => {
  const exporter = await anImporter(environment, 3, { profile: 'EXPORTER' });
  await expect(amend({ importer: exporter })).rejects.toThrow(NotFound);
});

it('clearance under customs self-assessment is checked as when goods are released', async () => {
  await expect(amend({ option: 'CSA' })).rejects.toThrow(NotInSelfAssessment);
  await enterSelfAssessment(officer, other, 1);
  await expect(amend({ option: 'CSA', importer: other })).rejects.toThrow(CarrierNotApproved);
  const release = await amend({ importer: other });
  // By the calendar month of release, not by the 18th to the 17th.
  expect(await datesOf(officer, release)).toMatchObject({
    periodStart: '2024-11-01',
    periodEnd: '2024-11-30',
  });
});

it('goods that are accounted for keep their release', async () => {
  await submitCad(asImporter(environment, importer), aCad(importer, aNumber(1)));
  await expect(amend({ importer: other })).rejects.toThrow(ReleaseAccountedFor);
  await expect(amendRelease(officer, aNumber(2), { reason: 'x' })).rejects.toThrow(NotFound);
});
