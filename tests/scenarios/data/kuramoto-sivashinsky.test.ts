import { describe, expect, it } from 'vitest';
import { kuramotoSivashinsky } from '../../../scenarios/data/kuramoto-sivashinsky.ts';
import { examplesOf, mean, opened } from './open.ts';

const options = { step: 0.125, perSample: 2, transient: 0, count: 41 };
/** A cosine of so many waves around the ring. */
const wave = (k: number, size: number) => Float64Array.from({ length: 42 }, (_, i) => (i === k - 1 ? size : 0));

describe('Kuramoto-Sivashinsky', () => {
  it.each([1, 2, 4])('lets a small wave %i grow by q^2 - q^4', (k) => {
    const u = kuramotoSivashinsky(22, wave(k, 1e-6), options);
    const q = (2 * Math.PI * k) / 22;
    // After 10 time units, at point 0; what it does to itself is of the order of its square.
    expect(u[40 * 64]! / 1e-6 / Math.exp(10 * (q ** 2 - q ** 4))).toBeCloseTo(1, 4);
  });

  it('lets a wave steepen, as moving as fast as it is high makes it', () => {
    // -u u_x of A cos(q x) is A^2 q / 2 sin(2 q x): the second wave's growth at first. The ring is so long that nothing else grows.
    const size = 1e-3;
    const u = kuramotoSivashinsky(2 * Math.PI * 50, wave(1, size), { ...options, step: 0.01, perSample: 1, count: 2 });
    const second = (2 / 64) * u.subarray(64).reduce((sum, value, j) => sum + value * Math.sin((4 * Math.PI * j) / 64), 0);
    expect(second / ((size ** 2 * 0.01) / 50 / 2)).toBeCloseTo(1, 3);
  });

  it('comes near what a small step gives, and with half the step some ten times nearer', () => {
    const start = wave(2, 1).map((value, i) => value + (i === 21 ? 0.5 : 0));
    const solved = [1, 2, 4].map((times) =>
      kuramotoSivashinsky(22, start, { ...options, step: 0.125 / times, perSample: 2 * times }),
    );
    const apart = (a: Float64Array, b: Float64Array) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
    const [coarse, fine] = [apart(solved[0]!, solved[1]!), apart(solved[1]!, solved[2]!)];
    // Over 10 time units, of waves that are some 2 high.
    expect(Math.max(...solved[0]!.subarray(40 * 64))).toBeGreaterThan(1);
    expect(coarse).toBeLessThan(1e-3);
    // The method is of order 4, which would be 16, where the shortest waves are not stiff either.
    expect(coarse / fine).toBeGreaterThan(8);
    expect(coarse / fine).toBeLessThan(20);
  });

  it('keeps its mean, and as much energy as it takes up', async () => {
    const data = await opened('kuramoto-sivashinsky');
    const [around, points] = [22, 64];
    const rows = examplesOf(data, 'value').flatMap((values) =>
      Array.from({ length: data.steps }, (_, t) => values.slice(t * points, (t + 1) * points)),
    );
    const gains = rows.map((u) => {
      expect(mean(u)).toBeCloseTo(0, 9);
      // Of the squares of the first and second derivatives, by the waves: what long waves take up and short ones lose.
      let [gain, loss] = [0, 0];
      for (let k = 1; k <= 21; k++) {
        const part = (f: (x: number) => number) =>
          (2 / points) * u.reduce((sum, value, j) => sum + value * f((2 * Math.PI * k * j) / points), 0);
        const square = part(Math.cos) ** 2 + part(Math.sin) ** 2;
        const q = (2 * Math.PI * k) / around;
        gain += square * q ** 2;
        loss += square * q ** 4;
      }
      return { gain, loss };
    });
    // Over 250 time units the two are equal but for the difference between the ends.
    const ratio = mean(gains.map(({ gain }) => gain)) / mean(gains.map(({ loss }) => loss));
    expect(Math.abs(ratio - 1)).toBeLessThan(0.03);
    expect(mean(gains.map(({ gain }) => gain))).toBeGreaterThan(0.5);
  });
});
