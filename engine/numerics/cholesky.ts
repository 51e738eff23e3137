/**
 * Cholesky factorisation and solution of symmetric positive definite systems, float64, dense, row-major.
 * Only + - * / sqrt in one fixed order, so the same bits everywhere. Knows nothing of what the matrix stands for.
 * Blocked right-looking algorithm: Golub & Van Loan, Matrix Computations, 4th edition, section 4.2.
 */
import { NeurariumError } from '../errors.ts';

/** Columns per block: 64 rows of 64 numbers are 32 KiB, the first-level cache. */
const BLOCK = 64;
/** A pivot that lost all but this many units of rounding of its diagonal element is zero within rounding. */
const ROUNDING = 2 ** -52;

function refusePivot(pivot: number, index: number, n: number): never {
  if (!Number.isFinite(pivot)) {
    const message = `the ${n} x ${n} matrix holds NaN or infinity: pivot ${index} of its Cholesky factorisation is ${pivot}`;
    throw new NeurariumError({ code: 'not-finite', message, hint: 'Look for NaN or infinity in what the matrix was made of.' });
  }
  throw new NeurariumError({
    code: 'run',
    message: `the ${n} x ${n} matrix is not positive definite: pivot ${index} of its Cholesky factorisation is ${pivot}, expected above 0`,
    hint: 'Columns depend on each other, or are constant. A larger penalty on the diagonal helps.',
  });
}

/** Factorises the diagonal block of rows `from` to `to`; what lies left of it has been subtracted already. */
function factorDiagonal(a: Float64Array, n: number, from: number, to: number, tolerance: Float64Array): void {
  for (let i = from; i < to; i++) {
    const row = i * n;
    for (let j = from; j < i; j++) {
      const other = j * n;
      let sum = a[row + j]!;
      for (let k = from; k < j; k++) sum -= a[row + k]! * a[other + k]!;
      a[row + j] = sum / a[other + j]!;
    }
    let pivot = a[row + i]!;
    for (let k = from; k < i; k++) pivot -= a[row + k]! * a[row + k]!;
    // Written so that NaN is refused too.
    if (!(pivot > tolerance[i]! && pivot < Infinity)) refusePivot(pivot, i, n);
    a[row + i] = Math.sqrt(pivot);
  }
}

/** Rows below the diagonal block: solves X L^T = A for the block's columns. */
function solvePanel(a: Float64Array, n: number, from: number, to: number): void {
  for (let i = to; i < n; i++) {
    const row = i * n;
    for (let j = from; j < to; j++) {
      const other = j * n;
      let sum = a[row + j]!;
      for (let k = from; k < j; k++) sum -= a[row + k]! * a[other + k]!;
      a[row + j] = sum / a[other + j]!;
    }
  }
}

/**
 * Subtracts X X^T of the panel (columns `from` to `to`) from two rows `i`, `i + 1` and columns `jFrom` to `jTo`.
 * Two rows by two columns at a time: four independent sums hide the latency of the additions. May write above the
 * diagonal within its 2 x 2 squares; nobody reads there.
 */
function updateRows(a: Float64Array, n: number, i: number, jFrom: number, jTo: number, from: number, to: number): void {
  const row0 = i * n;
  const row1 = row0 + n;
  for (let j = jFrom; j < jTo; j += 2) {
    const col0 = j * n;
    const col1 = col0 + n;
    let s00 = 0;
    let s01 = 0;
    let s10 = 0;
    let s11 = 0;
    for (let k = from; k < to; k++) {
      const x0 = a[row0 + k]!;
      const x1 = a[row1 + k]!;
      const y0 = a[col0 + k]!;
      const y1 = a[col1 + k]!;
      s00 += x0 * y0;
      s01 += x0 * y1;
      s10 += x1 * y0;
      s11 += x1 * y1;
    }
    a[row0 + j]! -= s00;
    a[row0 + j + 1]! -= s01;
    a[row1 + j]! -= s10;
    a[row1 + j + 1]! -= s11;
  }
}

/** The same for one row, where the number of remaining rows is odd. */
function updateLastRow(a: Float64Array, n: number, i: number, jFrom: number, from: number, to: number): void {
  for (let j = jFrom; j <= i; j++) {
    let sum = 0;
    for (let k = from; k < to; k++) sum += a[i * n + k]! * a[j * n + k]!;
    a[i * n + j]! -= sum;
  }
}

/** Subtracts the panel's product from the rest of the lower triangle, tile by tile. */
function updateRest(a: Float64Array, n: number, from: number, to: number): void {
  const evenEnd = n - ((n - to) % 2);
  for (let tile = to; tile < evenEnd; tile += BLOCK) {
    for (let i = tile; i < evenEnd; i += 2) updateRows(a, n, i, tile, Math.min(tile + BLOCK, i + 2), from, to);
  }
  if (evenEnd < n) updateLastRow(a, n, n - 1, to, from, to);
}

/**
 * Factorises a symmetric positive definite matrix A = L L^T in place.
 * `matrix`: n x n, row-major; only its lower triangle is read; afterwards that triangle is L and the rest is meaningless.
 * Throws `run` where A is not positive definite within rounding, `not-finite` where it holds NaN or infinity.
 */
export function choleskyFactor(matrix: Float64Array, n: number): void {
  if (!Number.isInteger(n) || n < 1 || matrix.length !== n * n) {
    const message = `a matrix of ${matrix.length} numbers was given as ${n} x ${n}, expected ${n * n}`;
    throw new NeurariumError({ code: 'description', message });
  }
  const tolerance = Float64Array.from({ length: n }, (_, i) => Math.max(0, n * ROUNDING * Math.abs(matrix[i * n + i]!)) || 0);
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(from + BLOCK, n);
    factorDiagonal(matrix, n, from, to, tolerance);
    solvePanel(matrix, n, from, to);
    updateRest(matrix, n, from, to);
  }
}

/**
 * Solves L L^T X = B in place. `lower`: from choleskyFactor. `right`: n x columns, row-major, B before and X after.
 */
export function choleskySolve(lower: Float64Array, n: number, right: Float64Array, columns: number): void {
  if (right.length !== n * columns) {
    const message = `right-hand sides of ${right.length} numbers, expected ${n} x ${columns} = ${n * columns}`;
    throw new NeurariumError({ code: 'description', message });
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) subtractRow(right, columns, i, k, lower[i * n + k]!);
    divideRow(right, columns, i, lower[i * n + i]!);
  }
  // Column-wise from the end: reads L row by row instead of down its columns.
  for (let i = n - 1; i >= 0; i--) {
    divideRow(right, columns, i, lower[i * n + i]!);
    for (let k = 0; k < i; k++) subtractRow(right, columns, k, i, lower[i * n + k]!);
  }
}

function subtractRow(right: Float64Array, columns: number, into: number, of: number, factor: number): void {
  const target = into * columns;
  const source = of * columns;
  for (let c = 0; c < columns; c++) right[target + c]! -= factor * right[source + c]!;
}

function divideRow(right: Float64Array, columns: number, row: number, divisor: number): void {
  for (let c = row * columns; c < (row + 1) * columns; c++) right[c]! /= divisor;
}
