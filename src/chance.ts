import { createHash } from 'node:crypto';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * Chance from one seed. A child stream depends on its parent's seed and its own name alone, so results do not
 * depend on the order in which streams are used or on how many workers share them.
 */
export interface Chance {
  readonly seed: string;
  child(name: string): Chance;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** A fraction from 0 up to but not including 1. */
  fraction(): number;
  pick<T>(choices: readonly T[]): T;
}

export function chanceFrom(seed: string): Chance {
  const digest = createHash('sha256').update(seed).digest();
  const generator = xoroshiro128plus(digest.readInt32LE(0));
  const fraction = () => (generator.next() >>> 0) / 2 ** 32;
  const whole = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  return {
    seed,
    child: (name) => chanceFrom(`${seed}/${name}`),
    whole,
    fraction,
    pick: (choices) => choices[whole(0, choices.length - 1)]!,
  };
}
