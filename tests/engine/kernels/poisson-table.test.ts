/** Poisson numbers by thresholds, beside the distribution itself. */
import { describe, expect, it } from 'vitest';
import { ownMath } from '../../../engine/kernels/index.ts';
import { largestMean, poissonOf, poissonTable, poissonTableBytes } from '../../../engine/kernels/poisson-table.ts';

/** Chances of 0, 1, ... as the table has them, in units of 2^-32. */
function chances(table: Int32Array): Map<number, number> {
  const [first, count] = [table[0]!, table[1]!];
  const bounds = [0, ...Array.from(table.subarray(2, 2 + count), (threshold) => threshold + 2 ** 31), 2 ** 32];
  return new Map(Array.from({ length: count + 1 }, (_, k) => [first + k, bounds[k + 1]! - bounds[k]!]));
}

describe('the table of a Poisson mean', () => {
  it.each([0.001, 0.128, 1, 2, 4, 23.2, 150, largestMean])('has the probabilities of mean %s, to 2^-32', (mean) => {
    for (const [k, chance] of chances(poissonTable(mean))) {
      // log of mean^k e^-mean / k!, summed term by term.
      let logarithm = -mean;
      for (let i = 1; i <= k; i++) logarithm += ownMath.log(mean / i);
      // Each of the two bounds is rounded to a half; sums of some hundred terms add a little.
      expect(Math.abs(chance - 2 ** 32 * ownMath.exp(logarithm)), `${k} of ${mean}`).toBeLessThan(1.01);
    }
  });

  it('gives 0 for a mean of 0, whatever the word', () => {
    for (const word of [0, 1, 2 ** 31, 2 ** 32 - 1]) expect(poissonOf(word, poissonTable(0))).toBe(0);
  });

  it('counts the thresholds at or below a word', () => {
    const table = poissonTable(2);
    const bound = table[2]! + 2 ** 31;
    expect(poissonOf(0, table)).toBe(0);
    expect(poissonOf(bound - 1, table)).toBe(0);
    expect(poissonOf(bound, table)).toBe(1);
    expect(poissonOf(2 ** 32 - 1, table)).toBe(table[1]!);
  });

  it('has room for every mean it takes', () => {
    for (let mean = 0; mean <= largestMean; mean += 0.5) {
      const table = poissonTable(mean);
      expect(table.byteLength).toBe(poissonTableBytes);
      expect(table[1]!).toBeLessThanOrEqual(table.length - 2);
    }
  });

  it.each([-1, Number.NaN, largestMean + 1, Number.POSITIVE_INFINITY])('is refused for a mean of %s', (mean) => {
    expect(() => poissonTable(mean)).toThrow(String(mean));
  });
});
