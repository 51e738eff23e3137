/** Patterns that are stored, and cues by which they are recalled. */
import { describe, expect, it } from 'vitest';
import { examplesOf, mean, opened } from './open.ts';

describe('random patterns', () => {
  const options = { cells: 200, patterns: 40, trials: 50, flips: 0.1, steps: 4 };

  it('are coins, independent of each other', async () => {
    const patterns = examplesOf(await opened('random-patterns', { options }), 'pattern');
    expect(patterns).toHaveLength(40);
    expect(new Set(patterns.flat())).toEqual(new Set([-1, 1]));
    // Four standard errors of 8,000 coins; overlaps of two patterns are means of 200, of which there are 780.
    expect(Math.abs(mean(patterns.flat()))).toBeLessThan(4 / Math.sqrt(8000));
    const overlaps = patterns.flatMap((x, a) => patterns.slice(0, a).map((y) => mean(x.map((value, i) => value * y[i]!))));
    expect(Math.abs(mean(overlaps))).toBeLessThan(4 / Math.sqrt(200 * 780));
    expect(Math.max(...overlaps.map(Math.abs))).toBeLessThan(5 / Math.sqrt(200));
  });

  it('are told once with a tenth of the cells turned over, and asked for in the last step', async () => {
    const patterns = examplesOf(await opened('random-patterns', { options }), 'pattern');
    const data = await opened('random-patterns', { options, parts: 'test' });
    expect([data.size, data.steps]).toEqual([50, 4]);
    const turned = new Float64Array(200);
    examplesOf(data, 'world').forEach((world, trial) => {
      const pattern = patterns[trial % 40]!;
      const wrong = world.slice(0, 200).flatMap((value, i) => (value === pattern[i] ? [] : [i]));
      expect(wrong).toHaveLength(20);
      for (const i of wrong) turned[i]!++;
      expect(world.slice(200).every((value) => value === 0)).toBe(true);
      expect(Array.from(data.values('told', trial))).toEqual(Array.from({ length: 800 }, (_, k) => Number(k < 200)));
      expect(Array.from(data.values('pattern', trial)).slice(600)).toEqual(pattern);
      expect(Array.from(data.values('pattern', trial)).slice(0, 600).every(Number.isNaN)).toBe(true);
    });
    // A cell is turned over in 5 of 50 trials; more than 16 has a chance below 1e-5 in any of 200 cells.
    expect(Math.max(...turned)).toBeLessThanOrEqual(16);
  });

  it('have parts that are not opened together', async () => {
    await expect(opened('random-patterns', { options, parts: ['train', 'test'] })).rejects.toThrow('expected one');
  });
});
