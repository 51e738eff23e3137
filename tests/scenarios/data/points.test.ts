import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../engine/data/index.ts';
import { examplesOf, mean, opened, variance } from './open.ts';

/** Four standard errors of a mean of n independent values: one honest test in 16,000 goes beyond. */
const within = (deviation: number, n: number): number => (4 * deviation) / Math.sqrt(n);

describe('the double moon', () => {
  const options = { distance: -4, train: 4000 };

  it('has two half rings of the same area density, one moved by the radius and the distance', async () => {
    const data = await opened('double-moon', { options });
    const polar = examplesOf(data, 'point').map(([x, y], example) => {
      const lower = labelOf(data, 'label', example) === 1;
      const [east, north] = lower ? [x! - 10, -(y! - 4)] : [x!, y!];
      expect(north).toBeGreaterThanOrEqual(0);
      return { from: Math.hypot(east, north), angle: Math.atan2(north, east), lower };
    });
    expect(polar.filter(({ lower }) => lower)).toHaveLength(2000);
    const distances = polar.map(({ from }) => from);
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(7 - 1e-9);
    expect(Math.max(...distances)).toBeLessThan(13);
    // Uniform over the area between radii a and b, the mean radius is 2/3 (b^3 - a^3) / (b^2 - a^2), the mean of its square (a^2 + b^2) / 2.
    const expected = ((2 / 3) * (13 ** 3 - 7 ** 3)) / (13 ** 2 - 7 ** 2);
    const deviation = Math.sqrt((49 + 169) / 2 - expected ** 2);
    expect(Math.abs(mean(distances) - expected)).toBeLessThan(within(deviation, 4000));
    const angles = polar.map(({ angle }) => angle);
    expect(Math.abs(mean(angles) - Math.PI / 2)).toBeLessThan(within(Math.PI / Math.sqrt(12), 4000));
  });

  it('can be parted by a level line where the distance is positive', async () => {
    const data = await opened('double-moon', { options: { distance: 1 }, parts: 'test' });
    expect(data.size).toBe(2000);
    examplesOf(data, 'point').forEach(([, y], example) => {
      expect(labelOf(data, 'label', example)).toBe(y! > -0.5 ? 0 : 1);
    });
  });
});

describe('the playground', () => {
  const points = async (shape: string, noise = 0) => {
    const data = await opened('playground', { options: { shape, noise, train: 2000 } });
    return examplesOf(data, 'point').map(([x, y], example) => ({
      x: x!,
      y: y!,
      r: Math.hypot(x!, y!),
      positive: labelOf(data, 'label', example) === 1,
    }));
  };

  it('has a disc within a ring', async () => {
    for (const { r, positive } of await points('circle')) expect(positive ? r < 2.5 : r >= 3.5 && r < 5).toBe(true);
    const mixed = await points('circle', 0.5);
    expect(mixed.filter(({ r, positive }) => positive !== r < 2.5).length).toBeGreaterThan(100);
  });

  it('has quadrants, away from the axes', async () => {
    const all = await points('xor');
    for (const { x, y, positive } of all) {
      expect(positive).toBe(x * y >= 0);
      for (const value of [x, y]) expect(Math.abs(value) >= 0.3 && Math.abs(value) < 5.3).toBe(true);
    }
    const share = all.filter(({ positive }) => positive).length / 2000;
    expect(Math.abs(share - 0.5)).toBeLessThan(within(0.5, 2000));
  });

  it.each([
    [0, 0.5],
    [0.5, 4],
  ])('has two Gaussians, with noise %d of variance %d', async (noise, expected) => {
    for (const sign of [1, -1]) {
      const own = (await points('gauss', noise)).filter(({ positive }) => positive === sign > 0);
      expect(own).toHaveLength(1000);
      for (const values of [own.map(({ x }) => x), own.map(({ y }) => y)]) {
        expect(Math.abs(mean(values) - 2 * sign)).toBeLessThan(within(Math.sqrt(expected), 1000));
        // The variance of n normal values has the standard error sqrt(2 / n) of itself.
        expect(Math.abs(variance(values) / expected - 1)).toBeLessThan(within(Math.SQRT2, 1000));
      }
    }
  });

  it('has two arms of a spiral', async () => {
    for (const { x, y, r, positive } of await points('spiral')) {
      const angle = (1.75 * 2 * Math.PI * r) / 5 + (positive ? 0 : Math.PI);
      expect(x).toBeCloseTo(r * Math.sin(angle), 9);
      expect(y).toBeCloseTo(r * Math.cos(angle), 9);
    }
    for (const { r } of await points('spiral', 0.5)) expect(r).toBeLessThan(5 + 0.5 * Math.SQRT2);
  });

  it('has a plane, and hills and valleys, to be learnt as heights', async () => {
    const surface = async (name: string, noise = 0) => {
      const data = await opened('playground-regression', { options: { surface: name, noise, train: 2000 } });
      const heights = examplesOf(data, 'height').flat();
      return examplesOf(data, 'point').map(([x, y], k) => ({ x: x!, y: y!, height: heights[k]! }));
    };
    const plane = await surface('plane');
    for (const { x, y, height } of plane) expect(height).toBeCloseTo((x + y) / 10, 12);
    // Uniform over 12 by 12: the variance of each coordinate is 12.
    expect(Math.abs(variance(plane.map(({ x }) => x)) - 12)).toBeLessThan(within(12 * Math.sqrt(0.8), 2000));
    // Moved by half of as much again, the height has 1 + 1/4 of the variance: 24/100 each.
    const noisy = variance((await surface('plane', 0.5)).map(({ height }) => height));
    expect(noisy).toBeGreaterThan(1.15 * 0.24);
    expect(noisy).toBeLessThan(1.35 * 0.24);
    const hills = await surface('multi-gauss');
    for (const { x, y, height } of hills) {
      const near = Math.min(...[-4, 0, 4].flatMap((cx) => [-2.5, 2.5].map((cy) => Math.hypot(x - cx, y - cy))));
      expect(Math.abs(height)).toBeCloseTo(Math.max(0, 1 - near / 2), 12);
    }
    // A cone of radius 2 and height 1 holds 4 pi / 3: three of each sign cancel.
    expect(mean(hills.map(({ height }) => Math.abs(height)))).toBeCloseTo((6 * ((4 * Math.PI) / 3)) / 144, 1);
    expect(Math.abs(mean(hills.map(({ height }) => height)))).toBeLessThan(within(0.3, 2000));
  });
});

describe('samples of a function', () => {
  const formulas = {
    sine: (x: number) => Math.sin(2 * Math.PI * x),
    absolute: (x: number) => Math.abs(x - 0.5),
    step: (x: number) => (1 + Math.tanh((x - 0.5) / 0.04)) / 2,
  };

  it.each(Object.entries(formulas))('follow its formula: %s', async (of, formula) => {
    for (const parts of ['train', 'test'] as const) {
      const data = await opened('function-samples', { options: { of }, parts });
      const values = examplesOf(data, 'value').flat();
      examplesOf(data, 'x').forEach(([x], k) => {
        expect(values[k]).toBeCloseTo(formula(x!), 12);
      });
    }
  });

  it('are tested on a grid with its edges', async () => {
    const line = await opened('function-samples', { parts: 'test' });
    expect(examplesOf(line, 'x').flat()).toEqual(Array.from({ length: 1001 }, (_, k) => k / 1000));
    const square = await opened('function-samples', { options: { of: 'peaks' }, parts: 'test' });
    expect(square.size).toBe(101 ** 2);
    expect([0, 100, 10_200].map((corner) => Array.from(square.values('x', corner)))).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
  });

  it('of the peaks reach from -0.81 to 1, as published: -6.55 and 8.11', async () => {
    const values = examplesOf(await opened('function-samples', { options: { of: 'peaks' }, parts: 'test' }), 'value').flat();
    expect(Math.max(...values)).toBeCloseTo(1, 2);
    expect(8.11 * Math.min(...values)).toBeCloseTo(-6.55, 1);
    // In the middle of the square, at (0, 0): 3/e - 0 - 1/(3 e).
    expect(8.11 * values[(101 ** 2 - 1) / 2]!).toBeCloseTo(8 / 3 / Math.E, 10);
  });
});
