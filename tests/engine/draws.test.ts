import { describe, expect, it } from 'vitest';
import { Draws } from '../../engine/draws.ts';
import { RandomStream } from '../../engine/random.ts';

const stream = () => new RandomStream(7, 'test/draws');

describe('a sequence of draws', () => {
  it('walks the words at (0, index, lane, 0), (0, index, lane, 1), ...', () => {
    const draws = new Draws(stream(), 5, 2);
    const words = Array.from({ length: 8 }, () => draws.word());
    expect(words).toEqual([...stream().words(0, 5, 2, 0), ...stream().words(0, 5, 2, 1)]);
  });

  it('is not disturbed by another sequence of the same stream', () => {
    const shared = stream();
    const [a, b] = [new Draws(shared, 1), new Draws(shared, 2)];
    const interleaved = Array.from({ length: 8 }, () => [a.word(), b.word()][0]);
    const alone = new Draws(stream(), 1);
    expect(interleaved).toEqual(Array.from({ length: 8 }, () => alone.word()));
  });

  it('draws integers below n without bias', () => {
    // With n = 3 * 2^30 a plain remainder of 32 bits would give the lowest third twice as often.
    const n = 3 * 2 ** 30;
    const draws = new Draws(stream(), 0);
    const thirds = [0, 0, 0];
    for (let k = 0; k < 30_000; k++) thirds[Math.floor(draws.below(n) / 2 ** 30)]!++;
    for (const count of thirds) expect(Math.abs(count - 10_000)).toBeLessThan(330);
  });

  it('reaches every integer below n and none beyond', () => {
    const draws = new Draws(stream(), 0);
    const seen = new Set(Array.from({ length: 500 }, () => draws.below(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(draws.below(1)).toBe(0);
    expect(draws.below(2 ** 32)).toBeGreaterThanOrEqual(0);
  });
});
