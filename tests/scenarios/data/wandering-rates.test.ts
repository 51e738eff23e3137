import { describe, expect, it } from 'vitest';
import { opened } from './open.ts';

describe('Wandering rates', () => {
  it('stand in stairs of 10 ms, between 0 and 1, and in their products', async () => {
    const data = await opened('wandering-rates', { options: { length: 1000, train: 3 } });
    expect(data.steps).toBe(10_000);
    for (let example = 0; example < data.size; example++) {
      const [rates, product, interaction] = ['rates', 'product', 'interaction'].map((field) =>
        Float64Array.from(data.values(field, example)),
      ) as [Float64Array, Float64Array, Float64Array];
      for (let t = 0; t < data.steps; t++) {
        const [first, second] = [rates[2 * t]!, rates[2 * t + 1]!];
        for (const rate of [first, second]) expect(rate >= 0 && rate < 1).toBe(true);
        expect(product[t]).toBe(first * second);
        expect(interaction[t]).toBeCloseTo(product[t]! - (first + second) / 2 + 0.25, 12);
        if (t % 100 !== 0) expect([first, second]).toEqual([rates[2 * t - 2], rates[2 * t - 1]]);
      }
    }
  });

  it('go evenly from goal to goal', async () => {
    const data = await opened('wandering-rates', { options: { length: 1000, turn: 100, train: 1 } });
    const rates = data.values('rates', 0);
    const stair = (k: number) => rates[2 * 100 * k]!;
    for (let turn = 0; turn < 9; turn++)
      for (let k = 0; k < 10; k++)
        expect(stair(10 * turn + k)).toBeCloseTo(stair(10 * turn) + 0.1 * k * (stair(10 * turn + 10) - stair(10 * turn)), 12);
  });

  it('make the trains fire: the first half by the first rate, the others by the second', async () => {
    const [highest, trains] = [80, 4];
    const data = await opened('wandering-rates', { options: { length: 2000, train: 10, highest, trains } });
    const [counts, expected] = [new Float64Array(trains), new Float64Array(trains)];
    for (let example = 0; example < data.size; example++) {
      const spikes = data.values('spikes', example);
      const rates = data.values('rates', example);
      for (let i = 0; i < spikes.length; i++) {
        const [step, train] = [Math.floor(i / trains), i % trains];
        counts[train]! += spikes[i]!;
        expected[train]! += (rates[2 * step + (train < 2 ? 0 : 1)]! * highest * 0.1) / 1000;
      }
    }
    // A count of rare events has the variance of its mean: four standard errors.
    counts.forEach((count, train) => {
      expect(Math.abs(count - expected[train]!)).toBeLessThan(4 * Math.sqrt(expected[train]!));
    });
  });
});
