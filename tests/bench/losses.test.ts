import { expect, test } from 'vitest';
import type { Result } from './interleave.ts';
import { isParted, parting } from './losses.ts';

const result = (rounds: readonly (readonly number[] | undefined)[]): Result => ({
  standings: [
    { name: 'engine', seconds: [], runs: rounds.map(() => ({ seconds: 1, losses: [2, 0.5] })) },
    { name: 'other', seconds: [], runs: rounds.map((losses) => ({ seconds: 1, ...(losses && { losses }) })) },
  ],
  dropped: 0,
  quiet: true,
});
const partings = (...rounds: (readonly number[] | undefined)[]) => parting(result(rounds), 'other', 'engine');

test('losses part by the largest difference of a round, in percent', () => {
  const [first, second] = partings([2, 0.5], [1.9, 0.501]);
  expect(first).toBe(0);
  expect(second).toBeCloseTo(5);
});

test('a contestant computes something else where a single loss of a single round parts by more than a percent', () => {
  expect(isParted(partings([2.01, 0.504], [2, 0.5]))).toBe(false);
  expect(isParted(partings([2, 0.5], [2, 0.506]))).toBe(true);
  expect(isParted(partings([2, 0.5], [1.97, 0.5]))).toBe(true);
});

test('a contestant without losses, with others, or with none that is a number is not known to compute the same', () => {
  for (const losses of [undefined, [], [2], [Number.NaN, 0.5], [2, Number.POSITIVE_INFINITY]])
    expect(isParted(partings(losses))).toBe(true);
});
