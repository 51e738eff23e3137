import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kernelGramSums, plainGramSums, RidgeAccumulator, ridgePredict } from '../../../engine/numerics/index.ts';

interface Reference {
  readonly X: number[][];
  readonly Y: number[][];
  readonly solutions: readonly { lam: number; W: number[][]; W_with_intercept: number[][]; intercept: number[] }[];
}
const reference = JSON.parse(readFileSync(new URL('../../reference/values/ridge.json', import.meta.url), 'utf8')) as Reference;

function accumulate(x: readonly number[][], y: readonly number[][], intercept: boolean): RidgeAccumulator {
  const sums = new RidgeAccumulator(x[0]!.length, y[0]!.length, { intercept });
  x.forEach((row, k) => sums.add(row, y[k]!));
  return sums;
}

/** Relative to the largest expected entry, as the reference states its tolerance (1e-9). */
function relativeError(given: ArrayLike<number>, expected: readonly number[]): number {
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, k) => Math.abs(value - given[k]!))) / largest;
}

test.each(reference.solutions)(
  'agrees with NumPy and scikit-learn for penalty $lam',
  ({ lam, W, W_with_intercept, intercept }) => {
    const plain = accumulate(reference.X, reference.Y, false).solve(lam);
    expect(relativeError(plain.weights, W.flat())).toBeLessThan(1e-9);
    expect(Array.from(plain.intercept)).toEqual([0, 0]);
    const centred = accumulate(reference.X, reference.Y, true).solve(lam);
    expect(relativeError(centred.weights, W_with_intercept.flat())).toBeLessThan(1e-9);
    expect(relativeError(centred.intercept, intercept)).toBeLessThan(1e-9);
  },
);

test('gives the closed form of one feature: slope = cov / (var + penalty), line through the means', () => {
  // x = 1, 2, 3, 6 (mean 3, sum of squares about it 14), y = 2, 1, 4, 9 (mean 4): sum of products 4 + 3 + 0 + 15 = 22
  const sums = accumulate([[1], [2], [3], [6]], [[2], [1], [4], [9]], true);
  const { weights, intercept } = sums.solve(6);
  expect(weights[0]).toBeCloseTo(22 / 20, 14);
  expect(intercept[0]).toBeCloseTo(4 - (22 / 20) * 3, 14);
});

test('satisfies the normal equations of the penalised problem', () => {
  const sums = accumulate(reference.X, reference.Y, true);
  const solution = sums.solve(0.5);
  const gradient = new Float64Array(solution.weights.length).map((_, k) => 0.5 * solution.weights[k]!);
  const residualSum = new Float64Array(2);
  reference.X.forEach((x, example) => {
    const predicted = ridgePredict(solution, x);
    for (let t = 0; t < 2; t++) {
      const residual = predicted[t]! - reference.Y[example]![t]!;
      residualSum[t]! += residual;
      for (let i = 0; i < x.length; i++) gradient[i * 2 + t]! += x[i]! * residual;
    }
  });
  for (const value of [...gradient, ...residualSum]) expect(Math.abs(value)).toBeLessThan(1e-11);
});

test('loses no digits to a large common offset of the features', () => {
  const offset = 1e6;
  const moved = reference.X.map((row) => row.map((value) => value + offset));
  const near = accumulate(reference.X, reference.Y, true).solve(0.1);
  const far = accumulate(moved, reference.Y, true).solve(0.1);
  expect(relativeError(far.weights, Array.from(near.weights))).toBeLessThan(1e-8);
});

test('continues after a solution, and gives the same bits for the same examples in the same order', () => {
  const first = accumulate(reference.X, reference.Y, true);
  const again = accumulate(reference.X, reference.Y, true);
  expect(again.solve(1)).toEqual(first.solve(1));
  expect(first.solve(1)).toEqual(first.solve(1));
  first.add(reference.X[0]!, reference.Y[0]!);
  expect(first.count).toBe(reference.X.length + 1);
  expect(first.solve(1).weights).not.toEqual(again.solve(1).weights);
});

test('the kernel and the plain loops give the same bits, through full and partial blocks', () => {
  const plain = new RidgeAccumulator(6, 2, { gramSums: plainGramSums });
  const kernel = new RidgeAccumulator(6, 2, { gramSums: kernelGramSums });
  reference.X.forEach((row, k) => {
    plain.add(row, reference.Y[k]!);
    kernel.add(row, reference.Y[k]!);
    if (k % 13 === 5) expect(kernel.solve(0.1)).toEqual(plain.solve(0.1));
  });
  expect(kernel.solve(0.1)).toEqual(plain.solve(0.1));
});

test.each([
  ['plain', plainGramSums],
  ['kernel', kernelGramSums],
])('the %s sums add products of all pairs of features, zeros included', (_, make) => {
  const sums = make(3, 5);
  sums.rows.set([1, 0, 2, 0, 0, 3, 4, 5, 0, 0, 1, 1, 2, 2, 2]);
  const lower = () => [0, 3, 4, 6, 7, 8].map((k) => sums.gram[k]);
  sums.add(5);
  expect(lower()).toEqual([1 + 16 + 4, 20 + 4, 25 + 1 + 4, 2 + 4, 1 + 4, 4 + 9 + 1 + 4]);
  sums.add(1);
  expect(lower()).toEqual([22, 24, 30, 8, 5, 22]);
});

test('refuses dependent features without a penalty and suggests one', () => {
  const sums = accumulate(
    [
      [1, 2],
      [2, 4],
      [3, 6],
    ],
    [[1], [2], [3]],
    false,
  );
  expect(() => sums.solve(0)).toThrow(expect.objectContaining({ code: 'run', hint: expect.stringContaining('penalty') }));
  expect(sums.solve(1e-3).weights[1]).toBeCloseTo(2 * sums.solve(1e-3).weights[0]!, 9);
});

test('refuses NaN, wrong lengths, no examples and a negative penalty, and says which', () => {
  const sums = new RidgeAccumulator(2, 1);
  expect(() => sums.solve(1)).toThrow(/without any example/);
  expect(() => sums.add([1, Number.NaN], [0])).toThrow(/feature 1 of example 0 is NaN/);
  expect(() => sums.add([1, 2], [Infinity])).toThrow(/target 0 of example 0 is Infinity/);
  expect(() => sums.add([1], [0])).toThrow(/1 features given, expected 2/);
  expect(sums.count).toBe(0);
  expect(() => new RidgeAccumulator(30_000, 1)).toThrow(/30000 features needs 7 GiB/);
  sums.add([1, 2], [3]);
  expect(() => sums.solve(-1)).toThrow(/ridge penalty -1/);
});
