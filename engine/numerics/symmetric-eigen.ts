/**
 * Eigenvalues and eigenvectors of a symmetric matrix by rotations in planes, row by row (Jacobi 1846; Golub & Van Loan, Matrix Computations, 4th
 * edition, section 8.5). float64, only + - * / sqrt in one fixed order, so the same bits everywhere.
 */
import { NeurariumError } from '../errors.ts';

export interface SymmetricEigen {
  /** Descending. */
  readonly values: Float64Array;
  /** n x n, row k is the unit eigenvector of value k. */
  readonly vectors: Float64Array;
}

const sweepsMost = 60;

/** `matrix`: n x n, row by row; not changed. @throws NeurariumError 'not-finite' for NaN or infinity */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  if (!matrix.every(Number.isFinite))
    throw new NeurariumError({ code: 'not-finite', message: `eigenvectors of a ${n} x ${n} matrix with NaN or infinity in it` });
  const a = matrix.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < sweepsMost && !isDiagonal(a, n); sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  const order = Array.from({ length: n }, (_, k) => k).sort((i, j) => a[j * n + j]! - a[i * n + i]! || i - j);
  const vectors = new Float64Array(n * n);
  order.forEach((from, k) => vectors.set(v.subarray(from * n, (from + 1) * n), k * n));
  return { values: Float64Array.from(order, (k) => a[k * n + k]!), vectors };
}

/** To rounding: what is off the diagonal changes no digit of what is on it. */
function isDiagonal(a: Float64Array, n: number): boolean {
  let [off, on] = [0, 0];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      if (i === j) on += a[i * n + j]! * a[i * n + j]!;
      else off += a[i * n + j]! * a[i * n + j]!;
  return off <= on * 2 ** -104;
}

/** Makes a[p, q] zero; rows of `v` turn along. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const tau = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [akp, akq] = [a[k * n + p]!, a[k * n + q]!];
    a[k * n + p] = c * akp - s * akq;
    a[k * n + q] = s * akp + c * akq;
  }
  for (const rows of [a, v])
    for (let k = 0; k < n; k++) {
      const [pk, qk] = [rows[p * n + k]!, rows[q * n + k]!];
      rows[p * n + k] = c * pk - s * qk;
      rows[q * n + k] = s * pk + c * qk;
    }
}
