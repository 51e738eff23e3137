/**
 * Exponential of a small matrix by scaling and squaring of its Taylor series (Moler and Van Loan 2003, SIAM Review 45:3, method 3).
 * Only + - * / and the engine's own exp, so the same bits everywhere. Knows no equation.
 */
import { exp } from './own-math.ts';

/** The series runs where the norm is at most 1/2: the first term left out is below (1/2)^15 / 15! = 2e-17. */
const largestNorm = 0.5;
const degree = 14;

/**
 * e^A for a size x size matrix, entries row-major, dimensionless. An error of about norm * 1e-16 relative to the largest entry; a row of
 * zeros gives exactly 1 on the diagonal, and an index that feeds back on itself through no other gives exactly exp of its entry.
 * NaN throughout if an entry is not finite.
 */
export function matrixExponential(matrix: ArrayLike<number>, size: number): Float64Array {
  const norm = largestColumnSum(matrix, size);
  if (!Number.isFinite(norm)) return new Float64Array(size * size).fill(Number.NaN);
  let scale = 1;
  let squarings = 0;
  for (; norm * scale > largestNorm; squarings++) scale *= 0.5;
  const scaled = Float64Array.from(matrix, (entry) => entry * scale);
  const alone = indicesWithoutCycle(matrix, size);
  let result = withExactDiagonal(taylor(scaled, size), scaled, size, alone, 1);
  let times = 1;
  for (let round = 0; round < squarings; round++) {
    times *= 2;
    // Keeps the diagonal from gathering the errors of the squarings (Al-Mohy and Higham 2009).
    result = withExactDiagonal(product(result, result, size), scaled, size, alone, times);
  }
  return result;
}

function largestColumnSum(matrix: ArrayLike<number>, size: number): number {
  let largest = 0;
  for (let column = 0; column < size; column++) {
    let sum = 0;
    for (let row = 0; row < size; row++) sum += Math.abs(matrix[row * size + column]!);
    // Not by comparison alone: a NaN must come through.
    if (!(sum <= largest)) largest = sum;
  }
  return largest;
}

/** I + A (I + A/2 (I + A/3 (...))). */
function taylor(matrix: Float64Array, size: number): Float64Array {
  let sum = identity(size);
  for (let k = degree; k >= 1; k--) {
    sum = product(matrix, sum, size).map((entry) => entry / k);
    for (let i = 0; i < size; i++) sum[i * (size + 1)]! += 1;
  }
  return sum;
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * (size + 1)] = 1;
  return matrix;
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const factor = a[row * size + inner]!;
      for (let column = 0; column < size; column++) result[row * size + column]! += factor * b[inner * size + column]!;
    }
  }
  return result;
}

/** Indices from which no path of nonzero entries through another index leads back. */
function indicesWithoutCycle(matrix: ArrayLike<number>, size: number): number[] {
  const reaches = Array.from({ length: size * size }, (_, at) => matrix[at] !== 0 && at % (size + 1) !== 0);
  for (let middle = 0; middle < size; middle++) {
    for (let from = 0; from < size; from++) {
      if (!reaches[from * size + middle]) continue;
      for (let to = 0; to < size; to++) reaches[from * size + to] ||= reaches[middle * size + to]!;
    }
  }
  return Array.from({ length: size }, (_, index) => index).filter((index) => !reaches[index * (size + 1)]);
}

function withExactDiagonal(
  result: Float64Array,
  scaled: Float64Array,
  size: number,
  alone: readonly number[],
  factor: number,
): Float64Array {
  for (const index of alone) result[index * (size + 1)] = exp(scaled[index * (size + 1)]! * factor);
  return result;
}
