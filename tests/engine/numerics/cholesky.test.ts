import { expect, test } from 'vitest';
import { NeurariumError } from '../../../engine/errors.ts';
import { choleskyFactor, choleskySolve } from '../../../engine/numerics/cholesky.ts';

/** A linear congruential sequence in [-0.5, 0.5): tests need no more. */
function sequence(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

function positiveDefinite(n: number): Float64Array {
  const draw = sequence(n);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i] = draw();
    matrix[i * n + i] = n;
  }
  return matrix;
}

function thrown(body: () => void): NeurariumError {
  try {
    body();
  } catch (error) {
    if (error instanceof NeurariumError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('factorises a 3 x 3 matrix with a known integer factor', () => {
  // L = [2 0 0; 6 1 0; -8 5 3], A = L L^T
  const matrix = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
  choleskyFactor(matrix, 3);
  const lower = [0, 3, 4, 6, 7, 8].map((k) => matrix[k]);
  expect(lower).toEqual([2, 6, 1, -8, 5, 3]);
});

// Around the block of 64 columns, and odd remainders, every path of the blocked update is taken.
test.each([1, 2, 3, 63, 64, 65, 66, 127, 128, 129, 200, 257])('restores a %i x %i matrix from its factor', (n) => {
  const matrix = positiveDefinite(n);
  const lower = matrix.slice();
  choleskyFactor(lower, n);
  let worst = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += lower[i * n + k]! * lower[j * n + k]!;
      worst = Math.max(worst, Math.abs(sum - matrix[i * n + j]!));
    }
  }
  expect(worst).toBeLessThan(n * 1e-14);
});

test('reads the lower triangle only', () => {
  const n = 130;
  const whole = positiveDefinite(n);
  const lowerOnly = whole.slice();
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) lowerOnly[i * n + j] = Number.NaN;
  choleskyFactor(whole, n);
  choleskyFactor(lowerOnly, n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) expect(lowerOnly[i * n + j]).toBe(whole[i * n + j]);
});

test('solves for several right-hand sides with a residual of rounding size', () => {
  const n = 150;
  const columns = 3;
  const matrix = positiveDefinite(n);
  const draw = sequence(7);
  const right = Float64Array.from({ length: n * columns }, draw);
  const lower = matrix.slice();
  choleskyFactor(lower, n);
  const solution = right.slice();
  choleskySolve(lower, n, solution, columns);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * solution[j * columns + c]!;
      expect(Math.abs(sum - right[i * columns + c]!)).toBeLessThan(1e-13);
    }
  }
});

test('refuses an indefinite matrix and names the pivot and a larger penalty', () => {
  const error = thrown(() => choleskyFactor(Float64Array.of(1, 2, 2, 1), 2));
  expect(error.code).toBe('run');
  expect(error.message).toContain('pivot 1 of its Cholesky factorisation is -3');
  expect(error.hint).toContain('larger penalty');
});

test('refuses a matrix that is singular within rounding instead of dividing by noise', () => {
  // The third column is the sum of the first two: the last pivot is rounding error of either sign.
  const x = [
    [0.1, 0.7, 0.8],
    [0.3, 0.2, 0.5],
    [0.9, 0.4, 1.3],
    [0.6, 0.11, 0.71],
  ];
  const gram = new Float64Array(9);
  for (const row of x) for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) gram[i * 3 + j]! += row[i]! * row[j]!;
  expect(thrown(() => choleskyFactor(gram, 3)).code).toBe('run');
});

test.each([Number.NaN, Infinity])('refuses a matrix that holds %d as not finite', (value) => {
  const matrix = positiveDefinite(5);
  matrix[3 * 5 + 1] = value;
  expect(thrown(() => choleskyFactor(matrix, 5)).code).toBe('not-finite');
});

test('refuses sizes that do not fit', () => {
  expect(thrown(() => choleskyFactor(new Float64Array(5), 2)).code).toBe('description');
  expect(thrown(() => choleskySolve(new Float64Array(4), 2, new Float64Array(3), 1)).code).toBe('description');
});
