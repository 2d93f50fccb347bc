import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { billingWork } from '../../src/billing/due-work.ts';
import { noticesOf } from '../../src/billing/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { advanceTo, type DueWork } from '../../src/clock/due-work.ts';
import { parseInstant } from '../../src/clock/instants.ts';
import { InvalidInput } from '../../src/errors.ts';
import { type Environment, environmentOver, system } from '../../src/open-environment.ts';
import { environmentValue, putValue } from '../../src/storage/environment-values.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';

let environment: Environment;
let done: string[];

beforeEach(async () => {
  environment = await aCarm('2024-11-04T08:00');
  done = [];
});

afterEach(() => environment.close());

const advance = (to: string, works: readonly DueWork[]) =>
  advanceTo(environment.as(system), parseInstant(to), works);

/** Every day at a time, the letters a, b and c, a slice for each. */
function letters(kind: string, time: string, fails: (letter: string) => boolean = () => false): DueWork {
  return {
    kind,
    nextAfter: (instant) => {
      const today = instant.withPlainTime(time);
      return Temporal.ZonedDateTime.compare(today, instant) > 0 ? today : today.add({ days: 1 });
    },
    runSlice: async (tx, ctx, { dueAt, resumeAfter }) => {
      const letter = resumeAfter === '' ? 'a' : resumeAfter === 'a' ? 'b' : 'c';
      await putValue(tx, `${kind} ${letter}`, ctx.clock.now());
      if (fails(letter)) throw new Error(`power failure at ${letter}`);
      done.push(`${dueAt.toPlainDate()} ${kind} ${letter}`);
      return letter === 'c' ? { units: 1 } : { units: 1, resumeAfter: letter };
    },
  };
}

describe('work that falls due', () => {
  it('is done in order of time, whatever kinds there are; of two at one instant the one named first', async () => {
    const works = [letters('late', '22:00'), letters('early', '06:00'), letters('early too', '06:00')];
    expect(await advance('2024-11-05T23:00', works)).toBe(12);
    expect(done.filter((each) => each.endsWith('a'))).toEqual([
      '2024-11-04 late a',
      '2024-11-05 early a',
      '2024-11-05 early too a',
      '2024-11-05 late a',
    ]);
  });

  it('sees the clock at the instant at which it falls due', async () => {
    await advance('2024-11-05T08:00', [letters('early', '06:00')]);
    expect(await environmentValue(environment.store.read, 'early c')).toBe('2024-11-05T06:00:00-05:00');
    expect(environment.clock.now()).toBe('2024-11-05T08:00:00-05:00');
  });

  it('is done at its very instant, and not a second before', async () => {
    expect(await advance('2024-11-05T05:59:59', [letters('early', '06:00')])).toBe(0);
    expect(await advance('2024-11-05T06:00', [letters('early', '06:00')])).toBe(3);
  });

  it('is done once: advancing to the same instant again does nothing', async () => {
    const works = [letters('early', '06:00')];
    await advance('2024-11-06T08:00', works);
    const before = [...done];
    expect(await advance('2024-11-06T08:00', works)).toBe(0);
    expect(done).toEqual(before);
  });
});

describe('work that is interrupted', () => {
  const isPowered = { now: false };
  const work = () => letters('early', '06:00', (letter) => letter === 'b' && !isPowered.now);

  beforeEach(async () => {
    isPowered.now = false;
    await expect(advance('2024-11-05T08:00', [work()])).rejects.toThrow('power failure at b');
  });

  it('keeps its finished slices and nothing of the one that failed', async () => {
    expect(done).toEqual(['2024-11-05 early a']);
    expect(await environmentValue(environment.store.read, 'early a')).toBeDefined();
    expect(await environmentValue(environment.store.read, 'early b')).toBeUndefined();
  });

  it('goes on where it stopped, and counts every unit once', async () => {
    isPowered.now = true;
    expect(await advance('2024-11-05T08:00', [work()])).toBe(3);
    expect(done).toEqual(['2024-11-05 early a', '2024-11-05 early b', '2024-11-05 early c']);
    expect(await advance('2024-11-05T08:00', [work()])).toBe(0);
  });

  it('goes on in another process, whose clock stands where the work fell due', async () => {
    const restarted = await environmentOver('test', environment.store);
    expect(restarted.clock.now()).toBe('2024-11-05T06:00:00-05:00');
    isPowered.now = true;
    await advanceTo(restarted.as(system), parseInstant('2024-11-05T08:00'), [work()]);
    expect(done).toEqual(['2024-11-05 early a', '2024-11-05 early b', '2024-11-05 early c']);
  });
});

describe('the clock', () => {
  it('does not go back, and says so', async () => {
    await expect(environment.advanceTo('2024-11-04T07:59')).rejects.toBeInstanceOf(InvalidInput);
    expect(environment.clock.now()).toBe('2024-11-04T08:00:00-05:00');
  });

  it('stands where it was left when the environment is opened again', async () => {
    await environment.advanceTo('2024-11-30T17:45');
    const again = await environmentOver('test', environment.store);
    expect(again.clock.now()).toBe('2024-11-30T17:45:00-05:00');
  });

  it.each(['yesterday', '2024-02-30', '2024-11-31T08:00', '', '2024-11-05T25:00'])(
    'is not moved to "%s"',
    async (instant) => {
      await expect(async () => environment.advanceTo(instant)).rejects.toBeInstanceOf(InvalidInput);
    },
  );
});

it.each(billingWork.filter((work) => work.kind !== 'statements'))(
  '$kind falls due at most once a day, over both changes of the hour in 2025',
  (work) => {
    const days: string[] = [];
    for (let at = parseInstant('2025-01-01T00:00'); at.year < 2026; ) {
      at = work.nextAfter(at);
      days.push(at.toPlainDate().toString());
    }
    expect(new Set(days).size).toBe(days.length);
    // 2025 has 365 days, and 52 Sundays and 52 Mondays without a notice.
    expect(days.filter((day) => day.startsWith('2025')).length).toBe(
      work.kind === 'daily-notice' ? 261 : 365,
    );
  },
);

it('two who advance the clock at once do no work twice', async () => {
  const importer = await anImporter(environment, 1);
  await submitCad(
    asImporter(environment, importer),
    aCad(importer, await released(environment, importer, 1)),
  );
  await Promise.all([environment.advanceTo('2024-11-06T08:00'), environment.advanceTo('2024-11-06T08:00')]);
  const notices = await noticesOf(environment.store.read, importer, { after: '', limit: 10 });
  expect(notices.map((notice) => [notice.postedOn, notice.documents, notice.totalCents])).toEqual([
    ['2024-11-04', 1, 5000],
  ]);
});
