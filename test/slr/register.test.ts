import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../src/errors.ts';
import { ReferenceData } from '../../src/reference/reference.ts';
import { readSeeds } from '../../src/reference/seeds.ts';
import { countedMinutes } from '../../src/slr/elapsed.ts';
import { evaluateChanges } from '../../src/slr/evaluate-changes.ts';
import { evaluateRegister } from '../../src/slr/evaluate-register.ts';
import { readRegister } from '../../src/slr/read-register.ts';
import { requirements } from '../../src/slr/requirements.ts';
import { runningOn } from '../../src/slr/running.ts';
import { waitingByMonth } from '../../src/slr/waiting.ts';
import type { Incident, Priority } from '../../src/support/types.ts';

const running = runningOn(new ReferenceData(readSeeds().records), '2024-01-01');

let serial = 0;

/** Resolved unless it is told otherwise; answered within five minutes. */
function anIncident(
  priority: Priority,
  openedAt: string,
  resolvedAt: string | null,
  more: Partial<Incident> = {},
): Incident {
  const respondedAt = Temporal.Instant.from(openedAt).add({ minutes: 5 }).toString();
  return {
    ...{ number: `CS${serial++}`, priority, openedAt, resolvedAt, respondedAt, waiting: [] },
    status: resolvedAt === null ? 'Open' : 'Closed',
    ...{ application: '', causedByChange: null },
    ...more,
  };
}

function resultOf(incidents: readonly Incident[], slr: string, month: string, clock = running) {
  const row = evaluateRegister(incidents, clock).find((each) => each.slr === slr && each.month === month);
  return row === undefined ? undefined : `${row.result} ${row.met}/${row.total}`;
}

describe('the requirements', () => {
  it('are all eight, each with its source and mark', () => {
    const all = requirements();
    expect(all.map(({ id }) => id)).toEqual([
      '1.4-1',
      '1.4-2',
      '1.4-4a',
      '1.4-4b',
      '1.4-5a',
      '1.4-5b',
      '1.5-1',
      '1.5-2',
    ]);
    expect(all.every(({ source, mark }) => source !== '' && mark !== '')).toBe(true);
  });
});

describe('resolution', () => {
  it.each([
    // severity, opened, resolved, result; all in January 2024
    ['P1', '2024-01-09T10:00-05:00', '2024-01-09T12:00-05:00', '1.4-5a', 'pass 1/1'],
    ['P1', '2024-01-09T10:00-05:00', '2024-01-09T12:01-05:00', '1.4-5a', 'fail 0/1'],
    ['P2', '2024-01-06T22:00-05:00', '2024-01-07T02:00-05:00', '1.4-5a', 'pass 1/1'], // around the clock
    ['P2', '2024-01-06T22:00-05:00', '2024-01-07T02:30-05:00', '1.4-5a', 'fail 0/1'],
    // Opened on a Thursday: Friday, Monday, Tuesday.
    ['P3', '2024-01-11T10:00-05:00', '2024-01-16T23:59-05:00', '1.4-5b', 'pass 1/1'],
    // Opened on a Saturday: Monday to Wednesday.
    ['P3', '2024-01-13T10:00-05:00', '2024-01-17T20:00-05:00', '1.4-5b', 'pass 1/1'],
    ['P4', '2024-01-02T10:00-05:00', '2024-01-30T20:00-05:00', '1.4-5b', 'no-data 0/0'],
  ] as const)('%s from %s to %s is, by %s, %s', (priority, opened, resolved, slr, expected) => {
    expect(resultOf([anIncident(priority, opened, resolved)], slr, '2024-01')).toBe(expected);
  });

  it('leaves out a holiday: Good Friday and Easter Monday of 2024', () => {
    // Thursday 28 March; business days are 2, 3 and 4 April.
    const inTime = anIncident('P3', '2024-03-28T09:00-04:00', '2024-04-04T17:00-04:00');
    expect(
      evaluateRegister([inTime], running).find(({ slr, total }) => slr === '1.4-5b' && total === 1)?.missed,
    ).toBe(0);
  });

  it('counts in the month of the resolution, where the CBSA is', () => {
    const late = anIncident('P3', '2024-02-20T10:00-05:00', '2024-03-11T10:00-04:00');
    const open = anIncident('P3', '2024-02-01T10:00-05:00', null);
    // 1 February in Greenwich is still January here.
    const boundary = anIncident('P1', '2024-02-01T02:30Z', '2024-02-01T03:00Z');
    expect(resultOf([late, open, boundary], '1.4-5b', '2024-02')).toBe('no-data 0/0');
    expect(resultOf([late, open, boundary], '1.4-5b', '2024-03')).toBe('pass 0/1');
    expect(resultOf([late, open, boundary], '1.4-5a', '2024-01')).toBe('pass 1/1');
  });
});

describe('the allowance for a single instance', () => {
  const lateP3 = () => anIncident('P3', '2024-01-02T10:00-05:00', '2024-01-12T10:00-05:00');
  const lateP2 = () => anIncident('P2', '2024-01-02T10:00-05:00', '2024-01-02T18:00-05:00');

  it('forgives a P3 that is the only miss of its month', () => {
    expect(resultOf([lateP3()], '1.4-5b', '2024-01')).toBe('pass 0/1');
    const row = evaluateRegister([lateP3()], running).find(({ slr }) => slr === '1.4-5b')!;
    expect(row.misses[0]).toMatchObject({ isForgiven: true, limitMinutes: 4320 });
  });

  it.each([
    ['two P3', () => [lateP3(), lateP3()]],
    ['a P3 and a P2', () => [lateP3(), lateP2()]],
  ])('does not forgive %s', (_, incidents) => {
    expect(resultOf(incidents(), '1.4-5b', '2024-01')).toMatch(/^fail/);
  });

  it('is none of 1.4-5a: one P2 failed February 2024', () => {
    expect(resultOf([lateP2()], '1.4-5a', '2024-01')).toBe('fail 0/1');
  });

  it('looks at resolutions alone: a late response takes nothing away', () => {
    const slow = anIncident('P4', '2024-01-02T10:00-05:00', null, { respondedAt: '2024-01-02T12:00-05:00' });
    expect(resultOf([lateP3(), slow], '1.4-5b', '2024-01')).toBe('pass 0/1');
    expect(resultOf([lateP3(), slow], '1.4-4b', '2024-01')).toBe('fail 1/2');
  });
});

describe('response', () => {
  const answered = (priority: Priority, minutes: number) =>
    anIncident(priority, '2024-01-31T23:50-05:00', null, {
      respondedAt: Temporal.Instant.from('2024-01-31T23:50-05:00').add({ minutes }).toString(),
    });

  it.each([
    ['P1', 15, '1.4-4a', 'pass 1/1'],
    ['P2', 16, '1.4-4a', 'fail 0/1'],
    ['P3', 60, '1.4-4b', 'pass 1/1'],
    ['P4', 61, '1.4-4b', 'fail 0/1'],
  ] as const)(
    'to a %s after %i minutes counts in its own month, by %s: %s',
    (priority, minutes, slr, expected) => {
      expect(resultOf([answered(priority, minutes)], slr, '2024-02')).toBe(expected);
    },
  );

  it('is the resolution where none is known', () => {
    const silent = anIncident('P1', '2024-01-09T10:00-05:00', '2024-01-09T11:00-05:00', {
      respondedAt: null,
    });
    expect(resultOf([silent], '1.4-4a', '2024-01')).toBe('fail 0/1');
  });
});

describe('waiting for another department', () => {
  const waited = anIncident('P2', '2024-01-09T10:00-05:00', '2024-01-09T16:00-05:00', {
    waiting: [{ from: '2024-01-09T11:00-05:00', to: '2024-01-09T14:00-05:00' }],
  });

  it('stops the clock only where it is told to', () => {
    expect(resultOf([waited], '1.4-5a', '2024-01')).toBe('fail 0/1');
    expect(resultOf([waited], '1.4-5a', '2024-01', { ...running, stopsWhileWaiting: true })).toBe('pass 1/1');
  });

  it('is measured apart', () => {
    expect(waitingByMonth([waited], '2024-02-01T00:00-05:00', running)).toEqual([
      { month: '2024-01', incidents: 1, minutes: 180 },
    ]);
  });

  it('is told in the explanation of a miss', () => {
    const miss = evaluateRegister([waited], running).find(({ slr }) => slr === '1.4-5a')!.misses[0]!;
    expect(miss.en).toMatch(/waited for another department 3 h, .* took 6 h, limit 4 h: 2 h too long$/);
    expect(miss.fr).toMatch(/attente d’un autre ministère 3 h, .* limite 4 h : 2 h de trop$/);
  });
});

describe('support hours', () => {
  it.each([
    // From Friday at 17:00 to Monday at 9:00: an hour each, of 8:00 to 18:00.
    ['2024-01-12T17:00-05:00', '2024-01-15T09:00-05:00', 120],
    ['2024-01-13T10:00-05:00', '2024-01-14T10:00-05:00', 0],
  ])('count alone between %s and %s: %i minutes', (from, to, minutes) => {
    expect(countedMinutes({ from, to }, 'support-hours', running)).toBe(minutes);
  });
});

describe('changes', () => {
  const changes = [...Array(50).keys()].map((i) => ({
    ...{ reference: `CHG${i}`, deployedAt: '2024-01-10T20:00-05:00' },
    backedOutAt: i === 0 ? '2024-01-10T22:00-05:00' : null,
  }));
  const incidents = (many: number, caused: number) =>
    [...Array(many).keys()].map((i) =>
      anIncident('P4', '2024-01-11T09:00-05:00', null, { causedByChange: i < caused ? 'CHG1' : null }),
    );
  const result = (slr: string, many: number, caused: number, deployed = changes) =>
    evaluateChanges(incidents(many, caused), deployed).find((row) => row.slr === slr)?.result;

  it.each([
    [20, 1, 'pass'],
    [20, 2, 'fail'],
    [9, 1, 'too-few'],
  ] as const)('of %i incidents, %i were caused by one: %s', (many, caused, expected) => {
    expect(result('1.5-1', many, caused)).toBe(expected);
  });

  it('that are backed out may be one in fifty', () => {
    expect(result('1.5-2', 1, 0)).toBe('pass');
    expect(result('1.5-2', 1, 0, changes.slice(0, 49))).toBe('fail');
    expect(result('1.5-2', 1, 0, [])).toBe('no-data');
  });
});

describe('an outside register', () => {
  const heading = 'number,priority,status,opened_at,responded_at,resolved_at,waiting,application';
  const [at10, at11, at12] = ['10', '11', '12'].map((hour) => `2024-01-09T${hour}:00-05:00`);

  function faultOf(row: string): string {
    try {
      readRegister('r.csv', `${heading}\n${row}\n`);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      expect(error.text.fr).not.toBe(error.text.en);
      return error.text.en;
    }
    return 'none';
  }

  it('is read with its waits', () => {
    const text = `${heading}\nA,P2,Closed,${at10},${at10},${at12},${at10}/${at11};${at11}/${at12},EDI\n`;
    const open = `B,P4,Awaiting OGD,${at10},,,${at11}/,\n`;
    const [a, b] = readRegister('r.csv', text + open);
    expect(a).toMatchObject({ number: 'A', application: 'EDI', waiting: [{ to: at11 }, { to: at12 }] });
    expect(b).toMatchObject({ respondedAt: null, waiting: [{ from: at11, to: null }] });
  });

  it.each([
    [`A,P2,Closed,${at10},,${at11},,\nA,P2,New,${at10},,,,`, /line 3 \(A\): the number is that of line 2/],
    [`A,P5,Closed,${at10},,${at11},,`, /line 2: priority "P5" is not known/],
    [`A,P1,Done,${at10},,${at11},,`, /status "Done" is not known/],
    [`A,P1,Closed,${at11},,${at10},,`, /resolved before it was opened/],
    [`A,P1,Closed,${at10},${at12},${at11},,`, /responded to after it was resolved/],
    [`A,P1,Open,${at11},${at10},,,`, /responded to before it was opened/],
    [`A,P1,Closed,${at10},,,,`, /Closed without resolved_at/],
    [`A,P1,Awaiting Info,${at10},,${at11},,`, /Awaiting Info, and yet it has resolved_at/],
    [`A,P1,Closed,${at10},,${at11},${at10}/${at12},`, /waiting lies outside/],
    [`A,P1,Open,${at11},,,${at10}/${at12},`, /waiting lies outside/],
    [`A,P1,Closed,${at10},,${at12},${at10}/,`, /waiting lies outside/],
    [`A,P1,Closed,${at10},,${at12},${at10}/${at12};${at11}/${at12},`, /overlaps/],
    [`A,P1,Open,${at10},,,${at12}/${at11},`, /ends before it begins/],
    [`A,P1,Closed,2024-01-09T10:00,,${at11},,`, /opened_at "2024-01-09T10:00" is no instant with an offset/],
    [`A,P1,Closed,2024-13-09T10:00-05:00,,${at11},,`, /is no instant/],
    [`A,P1,New,,,,,`, /opened_at is missing/],
    [`,P1,New,${at10},,,,`, /the number is missing/],
    [`A,P1,Open,${at10},,,tomorrow,`, /is no interval/],
  ])('is refused: %s', (row, fault) => {
    expect(faultOf(row)).toMatch(fault);
  });

  it('tells every line that does not add up, at once', () => {
    const text = faultOf(`A,P9,Closed,${at10},,${at11},,\nB,P1,Closed,${at10},,,,\n`);
    expect(text).toMatch(/line 2[\s\S]*line 3/);
  });

  it('needs its columns', () => {
    expect(() => readRegister('r.csv', 'number,priority\nA,P1\n')).toThrow(
      /its heading lacks status, opened_at/,
    );
  });
});
