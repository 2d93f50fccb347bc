import { describe, expect, it } from 'vitest';
import { chanceFrom } from '../../src/chance.ts';
import { answer } from '../../src/simulation/answering.ts';
import { at } from '../../src/simulation/days.ts';

const terms = { functions: 1, warmSeconds: 0.3, coldSeconds: 3, idleMinutes: 10 };
const monday = Temporal.PlainDate.from('2024-01-15');

/** So many transactions, so many minutes apart. */
function every(minutes: number, count: number) {
  return Array.from({ length: count }, (_, i) => at(monday, 8 * 60 + i * minutes));
}

describe('how long people wait', () => {
  it('is short while a function is in use', () => {
    const day = answer(terms, chanceFrom('1'), every(5, 50)).get('2024-01-15');
    // The first one finds it cold: at least 0.6 × 3 s. All others take at most 1.4 × 0.3 s = 0.42 s.
    expect(day).toMatchObject({ total: 50, withinHalfSecond: 49 });
  });

  it('is long where nobody used it for a while', () => {
    const day = answer({ ...terms, coldSeconds: 4 }, chanceFrom('1'), every(11, 40)).get('2024-01-15');
    expect(day).toEqual({ total: 40, withinHalfSecond: 0, withinTwoSeconds: 0 });
  });

  it('is the same from the same seed', () => {
    const instants = every(7, 60);
    const many = { ...terms, functions: 12 };
    expect(answer(many, chanceFrom('9'), instants)).toEqual(answer(many, chanceFrom('9'), instants));
  });
});
