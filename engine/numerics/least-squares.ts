/**
 * Least squares by Householder reflections with column pivoting (Golub & Van Loan, Matrix Computations, 4th edition, sections 5.4 and 5.5),
 * float64: where several solutions have the smallest error, the smallest of them. Knows nothing of what the matrix stands for.
 */
import { NeurariumError } from '../errors.ts';
import { type PivotedQr, qrWithPivoting, reflect } from './qr.ts';

/** `matrix`: rows x columns, row by row; `right`: rows x outputs. Returns columns x outputs. @throws NeurariumError for NaN or infinity */
export function solveLeastSquares(matrix: Float64Array, right: Float64Array, columns: number, outputs: number): Float64Array {
  const rows = matrix.length / columns;
  if (!matrix.every(Number.isFinite) || !right.every(Number.isFinite)) {
    throw new NeurariumError({ code: 'not-finite', message: `least squares of ${rows} rows with NaN or infinity in them` });
  }
  const qr = qrWithPivoting(matrix.slice(), rows, columns);
  const reflected = right.slice();
  reflect(qr, reflected, outputs);
  const reduced = qr.rank === columns ? upperSolve(qr, reflected, outputs) : smallest(qr, reflected, outputs);
  const solution = new Float64Array(columns * outputs);
  for (let i = 0; i < columns; i++) solution.set(reduced.subarray(i * outputs, (i + 1) * outputs), qr.pivots[i]! * outputs);
  return solution;
}

/** R x = c of full rank. */
function upperSolve({ matrix, columns }: PivotedQr, right: Float64Array, outputs: number): Float64Array {
  const x = right.slice(0, columns * outputs);
  for (let i = columns - 1; i >= 0; i--) {
    for (let k = 0; k < outputs; k++) {
      let sum = x[i * outputs + k]!;
      for (let j = i + 1; j < columns; j++) sum -= matrix[i * columns + j]! * x[j * outputs + k]!;
      x[i * outputs + k] = sum / matrix[i * columns + i]!;
    }
  }
  return x;
}

/** The smallest x with [R11 R12] x = c: by the same reflections of its transpose, [R11 R12]' = Q [L'; 0], x = Q [L^-1 c; 0]. */
function smallest({ matrix, columns, rank }: PivotedQr, right: Float64Array, outputs: number): Float64Array {
  const transposed = new Float64Array(columns * rank);
  for (let i = 0; i < rank; i++) for (let j = i; j < columns; j++) transposed[j * rank + i] = matrix[i * columns + j]!;
  const qr = qrWithPivoting(transposed, columns, rank);
  const x = new Float64Array(columns * outputs);
  for (let i = 0; i < rank; i++) {
    for (let k = 0; k < outputs; k++) {
      let sum = right[qr.pivots[i]! * outputs + k]!;
      for (let j = 0; j < i; j++) sum -= qr.matrix[j * rank + i]! * x[j * outputs + k]!;
      x[i * outputs + k] = sum / qr.matrix[i * rank + i]!;
    }
  }
  reflect(qr, x, outputs, 'back');
  return x;
}
