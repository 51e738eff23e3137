/**
 * Poisson numbers by integer thresholds: a uint32 word is compared with 2^32 times the cumulative probabilities, so a draw has no
 * floating point in it and is exact to 2^-32. Made on the host, once per change of a mean. Knows no cell.
 */
import { NeurariumError } from '../errors.ts';
import { exp } from './own-math.ts';

/** Largest mean; the table would not hold the thresholds of a larger one. */
export const largestMean = 500;
/** Thresholds that lie strictly between 0 and 2^32 are fewer than this for any mean up to the largest. */
const capacity = 382;

/** Bytes of a table: { first: int32, count: uint32, thresholds: count x int32, ascending, each less 2^31 }. */
export const poissonTableBytes = 4 * (2 + capacity);

/**
 * The table for a mean: a word's number is `first` plus how many thresholds lie at or below it.
 * @throws NeurariumError 'description' for a mean that is negative, not finite or too large
 */
export function poissonTable(mean: number): Int32Array {
  if (!(mean >= 0 && mean <= largestMean)) {
    throw new NeurariumError({
      code: 'description',
      message: `the mean of a Poisson number per step is ${mean}, expected 0 to ${largestMean}`,
      hint: mean > largestMean ? 'Use a shorter dt, or split the sources.' : undefined,
    });
  }
  const table = new Int32Array(2 + capacity);
  let probability = exp(-mean);
  let cumulative = probability;
  let first = 0;
  let count = 0;
  for (let k = 1; ; k++) {
    const threshold = Math.floor(cumulative * 4294967296 + 0.5);
    if (threshold >= 4294967296) break;
    if (threshold === 0) first++;
    else table[2 + count++] = threshold - 2147483648;
    probability *= mean / k;
    const next = cumulative + probability;
    // Beyond the mean, what no longer adds is less than the rounding of the sum.
    if (next === cumulative && k > mean) break;
    cumulative = next;
  }
  table[0] = first;
  table[1] = count;
  return table;
}

/** The number that a word stands for. */
export function poissonOf(word: number, table: ArrayLike<number>, at = 0): number {
  const shifted = word - 2147483648;
  const count = table[at + 1]!;
  let below = 0;
  while (below < count && shifted >= table[at + 2 + below]!) below++;
  return table[at]! + below;
}
