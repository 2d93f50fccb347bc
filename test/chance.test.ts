import { describe, expect, it } from 'vitest';
import { type Chance, chanceFrom } from '../src/chance.ts';

const draw = (chance: Chance, count = 20) => Array.from({ length: count }, () => chance.whole(1, 1_000_000));

describe('chance', () => {
  it('draws the same from the same seed', () => {
    expect(draw(chanceFrom('42'))).toEqual(draw(chanceFrom('42')));
  });

  it('draws something else from another seed', () => {
    expect(draw(chanceFrom('42'))).not.toEqual(draw(chanceFrom('43')));
  });

  it('gives a child the same stream whatever was drawn before, from its parent or its siblings', () => {
    const fresh = draw(chanceFrom('42').child('releases'));
    const used = chanceFrom('42');
    draw(used);
    draw(used.child('payments'));
    expect(draw(used.child('releases'))).toEqual(fresh);
  });

  it('lets children be drawn from in turns or one after the other', () => {
    const [a, b] = [chanceFrom('42').child('a'), chanceFrom('42').child('b')];
    const inTurns = Array.from({ length: 20 }, () => [a.whole(1, 1_000_000), b.whole(1, 1_000_000)] as const);
    expect(inTurns.map(([first]) => first)).toEqual(draw(chanceFrom('42').child('a')));
    expect(inTurns.map(([, second]) => second)).toEqual(draw(chanceFrom('42').child('b')));
  });

  it('gives siblings and their parent streams of their own', () => {
    const parent = chanceFrom('42');
    const streams = [parent, parent.child('a'), parent.child('b'), parent.child('a').child('b')];
    expect(new Set(streams.map((stream) => draw(stream).join())).size).toBe(4);
  });

  it('draws whole numbers with both ends included, and every one of them', () => {
    const dice = chanceFrom('dice');
    const thrown = Array.from({ length: 600 }, () => dice.whole(1, 6));
    expect([...new Set(thrown)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('draws fractions from 0 up to but not including 1', () => {
    const chance = chanceFrom('fractions');
    const drawn = Array.from({ length: 1000 }, () => chance.fraction());
    expect(drawn.every((fraction) => fraction >= 0 && fraction < 1)).toBe(true);
  });

  it('picks each of several choices', () => {
    const chance = chanceFrom('picks');
    const picked = Array.from({ length: 200 }, () => chance.pick(['PARS', 'RMD', 'IID']));
    expect([...new Set(picked)].sort()).toEqual(['IID', 'PARS', 'RMD']);
  });
});
