import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '..', 'src');

/** The rooms from the ground up: a room imports from those before it, never from those after. */
const rooms = [
  ['money.ts', 'errors.ts', 'chance.ts', 'context.ts', 'config.ts', 'stopwatch.ts'],
  ['storage'],
  ['clock'],
  ['http'],
  ['partners'],
  ['accounts'],
  ['notices'],
  ['reference'],
  ['defects'],
  ['tariff'],
  ['sandbox'],
  ['ledger'],
  ['assessment'],
  ['release'],
  ['security'],
  ['cad'],
  ['recourse', 'rulings'],
  ['penalties'],
  ['payments'],
  ['billing'],
  ['disbursements'],
  ['collections'],
  ['users'],
  ['edi'],
  ['population'],
  ['support'],
  ['open-environment.ts'],
  ['slr'],
  ['load'],
  ['debrief'],
  ['simulation'],
  ['exercises'],
  ['pages'],
  ['portal', 'cbsa', 'control'],
  ['docs-page.ts'],
  ['app.ts'],
  ['house.ts'],
  ['cli', 'main.ts'],
];

const rankOf = new Map(rooms.flatMap((names, rank) => names.map((name) => [name, rank] as const)));

const files = filesUnder(source).filter((file) => /\.tsx?$/.test(file));

describe('the house', () => {
  it('has no room that the list does not know', () => {
    expect(readdirSync(source).filter((name) => !rankOf.has(name))).toEqual([]);
  });

  it('imports upwards only', () => {
    const wrong = files.flatMap((file) => {
      const own = rankOf.get(roomOf(file))!;
      return importsOf(file)
        .filter((imported) => rankOf.get(roomOf(imported))! > own)
        .map((imported) => `${relative(source, file)} → ${relative(source, imported)}`);
    });
    expect(wrong).toEqual([]);
  });

  it('asks the machine for time and chance in one place each', () => {
    const asks = /Date\.now\(|new Date\(\)|Math\.random\(|Temporal\.Now/;
    const where = files
      .filter((file) => asks.test(readFileSync(file, 'utf8')))
      .map((file) => relative(source, file));
    expect(where.sort()).toEqual(['clock/clock.ts', 'clock/real-time.ts']);
  });

  it('keeps the assessment pure', () => {
    const imports = filesUnder(join(source, 'assessment')).flatMap(importsOf).map(roomOf);
    expect(new Set(imports)).toEqual(
      new Set(['assessment', 'clock', 'errors.ts', 'money.ts', 'reference', 'tariff']),
    );
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/from '(\.[^']+)'/g)].map((match) => normalize(join(dirname(file), match[1]!)));
}

function roomOf(file: string): string {
  return relative(source, file).split('/')[0]!;
}
