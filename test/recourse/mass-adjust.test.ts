import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { verify } from '../../src/billing/verify.ts';
import { findCad, versionsOf } from '../../src/cad/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { balanceOf } from '../../src/ledger/documents.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { rejectAdjustment } from '../../src/recourse/adjust.ts';
import {
  approveMassAdjustment,
  MassAdjustmentNotReady,
  refuseMassAdjustment,
  undoMassAdjustment,
} from '../../src/recourse/decide-mass.ts';
import {
  MassAdjustmentInput,
  MixedDirections,
  previewMassAdjustment,
  requestMassAdjustment,
  requireOneDirection,
} from '../../src/recourse/mass-adjust.ts';
import { casesOfMass, updateMassAdjustment } from '../../src/recourse/mass-store.ts';
import {
  aCad,
  aCarm,
  aNumber,
  anImporter,
  asImporter,
  machineParts,
  released,
  tShirts,
} from '../support/a-carm.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let as: Context;
let officer: Context;

/** T-shirts at 18 % that were machine parts, three times; $239.00 each, paid; on 2 December, past their due date. */
beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  as = asImporter(environment, importer);
  officer = environment.as(system);
  for (const serial of [1, 2, 3]) await declare(serial, tShirts);
  await declare(4, machineParts);
  await receivePayment(as, { programAccount: importer, channel: 'edi', amount: '767.00' });
  await environment.advanceTo('2024-12-02T09:00');
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

async function declare(serial: number, classification: string) {
  const line = { classification, quantity: '100', unitOfMeasure: 'NMB' };
  await submitCad(as, aCad(importer, await released(environment, importer, serial), line));
}

const asked = (change: Partial<MassAdjustmentInput> = {}): MassAdjustmentInput => ({
  importer,
  change: { field: 'classification', from: tShirts, to: machineParts },
  reasons: ['R2-74-1-E.TC'],
  rationale: 'They were parts all along.',
  ...change,
});

const stand = async () => {
  const numbers = [1, 2, 3, 4].map(aNumber);
  const cads = await Promise.all(numbers.map((number) => findCad(environment.store.read, number)));
  return cads.map((cad) => `${cad?.version} ${cad?.totalCents}`);
};

const refusal = (code: string) => ({ code });

describe('a mass adjustment', () => {
  it('tells beforehand what it would come to, and changes nothing', async () => {
    const { proposed, refused, changeCents } = await previewMassAdjustment(as, asked());
    expect([proposed.length, refused, changeCents]).toEqual([3, [], -56_700]);
    expect(await stand()).toEqual(['1 23900', '1 23900', '1 23900', '1 5000']);
  });

  it('that is approved changes each of them, refunds duties without GST, and is undone by reversal', async () => {
    const { id } = await requestMassAdjustment(as, asked());
    expect(await stand()).toEqual(['1 23900', '1 23900', '1 23900', '1 5000']);
    expect(await approveMassAdjustment(officer, id)).toMatchObject({ state: 'APPROVED', declarations: 3 });
    expect(await stand()).toEqual(['2 5000', '2 5000', '2 5000', '1 5000']);
    expect(await balanceOf(environment.store.read, importer)).toBe(-54_000); // three times $180.00 of duty
    expect(await undoMassAdjustment(officer, id)).toMatchObject({ state: 'UNDONE' });
    expect(await stand()).toEqual(['3 23900', '3 23900', '3 23900', '1 5000']);
    expect(await balanceOf(environment.store.read, importer)).toBe(0);
    await expect(undoMassAdjustment(officer, id)).rejects.toThrow(MassAdjustmentNotReady);
  });

  it('goes on where it was killed, and leaves what was decided by itself', async () => {
    const { id } = await requestMassAdjustment(as, asked());
    const { read } = environment.store;
    const [first, second] = await casesOfMass(read, id, { after: '', limit: 10 });
    await rejectAdjustment(officer, second!.id, 'These were shirts.');
    await environment.store.inTransaction((tx) =>
      updateMassAdjustment(tx, { id, state: 'APPROVING', resumeAfter: first!.id }),
    );
    await approveMassAdjustment(officer, id);
    expect(await stand()).toEqual(['1 23900', '1 23900', '2 5000', '1 5000']);
  });

  it('that is refused changes nothing, and may be asked for again', async () => {
    const { id } = await requestMassAdjustment(as, asked());
    await expect(requestMassAdjustment(as, asked())).rejects.toMatchObject(refusal('CASE_PENDING'));
    await refuseMassAdjustment(officer, id, 'No proof.');
    expect(await stand()).toEqual(['1 23900', '1 23900', '1 23900', '1 5000']);
    expect((await versionsOf(environment.store.read, aNumber(1))).length).toBe(1);
    await requestMassAdjustment(as, asked({ transactions: [aNumber(2)] }));
  });

  it('needs declarations that say so, a reason in law for each, and one direction', async () => {
    const change = { field: 'classification', from: '9999999999', to: machineParts } as const;
    await expect(requestMassAdjustment(as, asked({ change }))).rejects.toMatchObject(
      refusal('NOTHING_TO_ADJUST'),
    );
    await expect(requestMassAdjustment(as, asked({ reasons: ['R3-32.2.TC'] }))).rejects.toMatchObject(
      refusal('MASS_ADJUSTMENT_REFUSED'),
    );
    const other = await anImporter(environment, 2);
    await expect(requestMassAdjustment(asImporter(environment, other), asked())).rejects.toMatchObject(
      refusal('FORBIDDEN'),
    );
  });

  it.each([
    [[-1, -500], true],
    [[0, 500], true],
    [[-1, 0], false],
    [[-1, 500], false],
  ])('of changes of %s cents is one request: %s', (changes, isOne) => {
    const require = () => requireOneDirection(changes);
    if (isOne) expect(require).not.toThrow();
    else expect(require).toThrow(MixedDirections);
  });

  it('is of a value that the field can have', () => {
    const errorOf = (to: string) =>
      MassAdjustmentInput.safeParse(asked({ change: { field: 'classification', from: tShirts, to } })).error
        ?.issues[0]?.message;
    expect(errorOf('61')).toBe('ten digits are expected');
    expect(errorOf(tShirts)).toBe('another value is expected');
  });
});
