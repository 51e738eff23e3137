import { describe, expect, it } from 'vitest';
import { Draws, madeDataset } from '../../../engine/data/index.ts';

describe('made examples', () => {
  const about = { name: 'made', size: Number.POSITIVE_INFINITY, steps: 2, fields: { x: { shape: [], perStep: true } } };

  it('are made once for as long as a batch may ask for them, and the same when they are made again', () => {
    const made: number[] = [];
    const data = madeDataset(about, (example) => {
      made.push(example);
      return { x: Float64Array.of(example, 2 * example) };
    });
    for (let step = 0; step < 2; step++) for (let k = 0; k < 1000; k++) expect(data.values('x', k)[step]).toBe((step + 1) * k);
    expect(made).toHaveLength(1000);
    for (let k = 1000; k < 3000; k++) data.values('x', k);
    expect(Array.from(data.values('x', 7))).toEqual([7, 14]);
    expect(made.filter((example) => example === 7)).toHaveLength(2);
  });

  it('are refused where there is no such field or example', () => {
    const data = madeDataset({ ...about, size: 5 }, () => ({ x: new Float64Array(2) }));
    expect(() => data.values('y', 0)).toThrow(/no field 'y'/);
    expect(() => data.values('x', 5)).toThrow(/no example 5/);
  });
});

describe('draws', () => {
  const draws = new Draws(1, 'set', 'train');
  const many = (draw: (example: number) => number) => Array.from({ length: 10_000 }, (_, example) => draw(example));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('have the mean and the variance of what they are drawn from', () => {
    const uniform = many((example) => draws.uniform(example, 0, 2, 6));
    expect(Math.abs(mean(uniform) - 4)).toBeLessThan((4 * 4) / Math.sqrt(12 * 10_000));
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...uniform)).toBeLessThan(6);
    const normal = many((example) => draws.normal(example, 0, 3, 2));
    expect(Math.abs(mean(normal) - 3)).toBeLessThan((4 * 2) / 100);
    expect(Math.abs(mean(normal.map((value) => (value - 3) ** 2)) / 4 - 1)).toBeLessThan(4 * Math.sqrt(2 / 10_000));
    const below = many((example) => draws.below(5, example, 0));
    for (let k = 0; k < 5; k++) {
      const count = below.filter((value) => value === k).length;
      expect(Math.abs(count - 2000)).toBeLessThan(4 * Math.sqrt(1600));
    }
  });

  it('are others for each seed, set, part, example and number, and the same whenever they are asked', () => {
    const one = (seed: number, set: string, part: string, example: number, k: number) =>
      new Draws(seed, set, part).uniform(example, k);
    const others = [one(1, 's', 'p', 0, 0), one(2, 's', 'p', 0, 0), one(1, 't', 'p', 0, 0), one(1, 's', 'q', 0, 0)];
    others.push(one(1, 's', 'p', 1, 0), one(1, 's', 'p', 0, 1));
    expect(new Set(others).size).toBe(6);
    draws.uniform(5, 5);
    expect(draws.uniform(0, 0)).toBe(new Draws(1, 'set', 'train').uniform(0, 0));
  });
});
