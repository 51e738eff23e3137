/** The encoder problem: patterns disturbed to learn from, cues to test with. */
import { describe, expect, it } from 'vitest';
import { examplesOf, mean, opened } from './open.ts';

const options = { width: 4, hidden: 2, copies: 1000 };
/** Cell k at the left and at the right. */
const patternOf = (k: number) => Array.from({ length: 8 }, (_, cell) => (cell % 4 === k % 4 ? 1 : -1));

describe('the encoder problem', () => {
  it('tells both sides, cells that are on missing with 0.15, cells added with 0.05', async () => {
    const data = await opened('encoder', { options });
    expect(data.size).toBe(4000);
    const [off, on]: [number[], number[]] = [[], []];
    examplesOf(data, 'world').forEach((world, k) => {
      expect(world.slice(8)).toEqual([0, 0]);
      patternOf(k).forEach((value, cell) => (value > 0 ? on : off).push(Number(world[cell] !== value)));
    });
    // Four standard errors of 8,000 and of 24,000 coins.
    expect(Math.abs(mean(on) - 0.15)).toBeLessThan(4 * Math.sqrt((0.15 * 0.85) / 8000));
    expect(Math.abs(mean(off) - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 24_000));
    for (const told of examplesOf(data, 'told')) expect(told).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
  });

  it('tests with the left side alone, as it is', async () => {
    const data = await opened('encoder', { options, parts: 'test' });
    expect(data.size).toBe(4);
    examplesOf(data, 'world').forEach((world, k) => expect(world).toEqual([...patternOf(k), 0, 0]));
    for (const told of examplesOf(data, 'told')) expect(told).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    examplesOf(data, 'pattern').forEach((pattern, k) => expect(pattern).toEqual([...patternOf(k), Number.NaN, Number.NaN]));
  });
});
