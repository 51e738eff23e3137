import { describe, expect, it } from 'vitest';
import { hittingTimes, stationaryDistribution } from '../../../engine/index.ts';
import { numbers } from '../../simulated.ts';

/** Rows of drawn numbers over their sum. */
function drawn(n: number, seed: number): Float64Array {
  const draw = numbers(seed);
  const matrix = Float64Array.from({ length: n * n }, () => draw() ** 3);
  for (let i = 0; i < n; i++) {
    const row = matrix.subarray(i * n, (i + 1) * n);
    const sum = row.reduce((a, b) => a + b, 0);
    row.forEach((value, j) => (row[j] = value / sum));
  }
  return matrix;
}

describe('stationaryDistribution', () => {
  it('of two states is the rate into each over both', () => {
    const [a, b] = [0.3, 0.05];
    const shares = stationaryDistribution(Float64Array.of(1 - a, a, b, 1 - b), 2);
    expect(shares[0]).toBeCloseTo(b / (a + b), 14);
    expect(shares[1]).toBeCloseTo(a / (a + b), 14);
  });

  it('is what 10,000 steps from anywhere come to, of 20 drawn chains', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const n = 2 + (seed % 9);
      const matrix = drawn(n, seed);
      let now = new Float64Array(n);
      now[0] = 1;
      for (let step = 0; step < 10_000; step++)
        now = now.map((_, j) => now.reduce((sum, share, i) => sum + share * matrix[i * n + j]!, 0));
      stationaryDistribution(matrix, n).forEach((share, i) => expect(share).toBeCloseTo(now[i]!, 12));
    }
  });

  it('of a chain that goes round is the same for all', () => {
    expect([...stationaryDistribution(Float64Array.of(0, 1, 0, 0, 0, 1, 1, 0, 0), 3)].map((x) => x.toFixed(12))).toEqual(
      Array(3).fill((1 / 3).toFixed(12)),
    );
  });

  it('refuses what has several, and rows that are no probabilities', () => {
    expect(() => stationaryDistribution(Float64Array.of(1, 0, 0, 1), 2)).toThrow('several stationary distributions');
    expect(() => stationaryDistribution(Float64Array.of(0.5, 0.4, 0, 1), 2)).toThrow('leaving state 0 sum to 0.9');
    expect(() => stationaryDistribution(Float64Array.of(1.5, -0.5, 0, 1), 2)).toThrow('leaving state 0');
    expect(() => stationaryDistribution(Float64Array.of(1), 2)).toThrow('1 transitions of 2 states, expected 4');
  });
});

describe('hittingTimes', () => {
  it("of a fair game are the gambler's: k (n - k) rounds with k of n coins", () => {
    const n = 10;
    const matrix = new Float64Array((n + 1) * (n + 1));
    matrix[0] = matrix[n * (n + 1) + n] = 1;
    for (let k = 1; k < n; k++) matrix[k * (n + 1) + k - 1] = matrix[k * (n + 1) + k + 1] = 0.5;
    hittingTimes(matrix, n + 1, [0, n]).forEach((time, k) => expect(time).toBeCloseTo(k * (n - k), 10));
  });

  it('are one step more than the mean of those from the next state, and the mean way back is one over the stationary share', () => {
    const n = 7;
    const matrix = drawn(n, 5);
    const times = hittingTimes(matrix, n, [2]);
    const next = times.map((_, i) => 1 + times.reduce((sum, time, j) => sum + matrix[i * n + j]! * time, 0));
    times.forEach((time, i) => i !== 2 && expect(time).toBeCloseTo(next[i]!, 10));
    expect(next[2]).toBeCloseTo(1 / stationaryDistribution(matrix, n)[2]!, 10);
  });

  it('refuses a state that never comes there', () => {
    expect(() => hittingTimes(Float64Array.of(1, 0, 0.5, 0.5), 2, [1])).toThrow('state 0 never reaches 1');
  });
});
