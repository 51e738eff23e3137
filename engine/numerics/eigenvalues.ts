/**
 * All eigenvalues of a real matrix: Hessenberg form, then Francis' double steps, each found eigenvalue or pair split off at the end
 * (Francis 1961, Comput J 4:265; Golub & Van Loan, Matrix Computations, 4th edition, section 7.5). float64, only + - * / sqrt in one fixed
 * order, so the same bits everywhere. Knows nothing of what the matrix stands for.
 */
import { NeurariumError } from '../errors.ts';
import { toHessenberg } from './hessenberg.ts';

export interface Eigenvalues {
  readonly real: Float64Array;
  /** Conjugate pairs lie beside each other. */
  readonly imaginary: Float64Array;
}

const ROUNDING = 2 ** -52;
/** Steps for one eigenvalue; some three are usual. */
const STEPS_MOST = 90;

/** `matrix`: n x n, row by row; not changed. @throws NeurariumError 'not-finite' for NaN or infinity */
export function eigenvalues(matrix: Float64Array, n: number): Eigenvalues {
  if (!matrix.every(Number.isFinite))
    throw new NeurariumError({ code: 'not-finite', message: `eigenvalues of a ${n} x ${n} matrix with NaN or infinity in it` });
  const a = matrix.slice();
  toHessenberg(a, n);
  const found = { real: new Float64Array(n), imaginary: new Float64Array(n) };
  const norm = a.reduce((sum, value) => sum + Math.abs(value), 0);
  let end = n - 1;
  let steps = 0;
  while (end >= 0) {
    const begin = blockBegin(a, n, end, norm);
    if (begin === end) {
      found.real[end] = a[end * n + end]!;
      end -= 1;
      steps = 0;
    } else if (begin === end - 1) {
      splitPair(a, n, end, found);
      end -= 2;
      steps = 0;
    } else {
      if (++steps > STEPS_MOST)
        throw new NeurariumError({
          code: 'run',
          message: `the eigenvalues of a ${n} x ${n} matrix were not found in ${STEPS_MOST} steps`,
        });
      francisStep(a, n, begin, end, steps);
    }
  }
  return found;
}

/** The largest magnitude of an eigenvalue. */
export function spectralRadiusOf(matrix: Float64Array, n: number): number {
  const { real, imaginary } = eigenvalues(matrix, n);
  return real.reduce((most, value, i) => Math.max(most, Math.sqrt(value * value + imaginary[i]! * imaginary[i]!)), 0);
}

/** First row of the block that ends at `end`: the subdiagonal before it is 0 within rounding, and becomes 0. */
function blockBegin(a: Float64Array, n: number, end: number, norm: number): number {
  for (let k = end; k > 0; k--) {
    const beside = Math.abs(a[(k - 1) * n + k - 1]!) + Math.abs(a[k * n + k]!);
    if (Math.abs(a[k * n + k - 1]!) <= ROUNDING * (beside === 0 ? norm : beside)) {
      a[k * n + k - 1] = 0;
      return k;
    }
  }
  return 0;
}

/** The eigenvalues of the 2 x 2 block that ends at row `end`. */
function splitPair(a: Float64Array, n: number, end: number, { real, imaginary }: Eigenvalues): void {
  const [w, x, y, z] = [a[(end - 1) * n + end - 1]!, a[(end - 1) * n + end]!, a[end * n + end - 1]!, a[end * n + end]!];
  const half = (w - z) / 2;
  const inside = half * half + x * y;
  const root = Math.sqrt(Math.abs(inside));
  if (inside < 0) {
    real[end - 1] = real[end] = z + half;
    imaginary[end - 1] = root;
    imaginary[end] = -root;
    return;
  }
  // The one of larger magnitude first; the other from the product, which loses no digits.
  const first = half >= 0 ? half + root : half - root;
  real[end - 1] = z + first;
  real[end] = first === 0 ? z : z - (x * y) / first;
}

/** One double step on the block from `begin` to `end`; every tenth with a shift out of turn, where it would go round in circles. */
function francisStep(a: Float64Array, n: number, begin: number, end: number, step: number): void {
  let [sum, product] = shiftOf(a, n, end);
  if (step % 10 === 0) {
    const size = Math.abs(a[end * n + end - 1]!) + Math.abs(a[(end - 1) * n + end - 2]!);
    [sum, product] = [1.5 * size, size * size];
  }
  const at = (i: number, j: number) => a[i * n + j]!;
  const b = begin;
  let x = at(b, b) * at(b, b) + at(b, b + 1) * at(b + 1, b) - sum * at(b, b) + product;
  let y = at(b + 1, b) * (at(b, b) + at(b + 1, b + 1) - sum);
  let z = at(b + 1, b) * at(b + 2, b + 1);
  for (let k = b; k < end; k++) {
    const three = k + 2 <= end;
    reflectAt(a, n, begin, end, k, x, y, three ? z : 0, three);
    x = at(k + 1, k);
    if (k + 2 <= end) y = at(k + 2, k);
    z = k + 3 <= end ? at(k + 3, k) : 0;
  }
}

/** Sum and product of the eigenvalues of the last 2 x 2 block. */
function shiftOf(a: Float64Array, n: number, end: number): [number, number] {
  const [w, x, y, z] = [a[(end - 1) * n + end - 1]!, a[(end - 1) * n + end]!, a[end * n + end - 1]!, a[end * n + end]!];
  return [w + z, w * z - x * y];
}

/** The reflection that turns (x, y, z) into (alpha, 0, 0), from the left and from the right, at rows k to k + 2 of the block. */
function reflectAt(
  a: Float64Array,
  n: number,
  begin: number,
  end: number,
  k: number,
  x: number,
  y: number,
  z: number,
  three: boolean,
): void {
  const scale = Math.abs(x) + Math.abs(y) + Math.abs(z);
  if (scale === 0) return;
  const [p, q, r] = [x / scale, y / scale, z / scale];
  const norm = Math.sqrt(p * p + q * q + r * r);
  const alpha = p > 0 ? -norm : norm;
  const head = p - alpha;
  // I - tau v v', v = (1, v1, v2).
  const [v1, v2, tau] = [q / head, r / head, -head / alpha];
  const [row, next, last] = [k * n, (k + 1) * n, (three ? k + 2 : k + 1) * n];
  for (let j = Math.max(begin, k - 1); j <= end; j++) {
    const sum = tau * (a[row + j]! + v1 * a[next + j]! + (three ? v2 * a[last + j]! : 0));
    a[row + j]! -= sum;
    a[next + j]! -= sum * v1;
    if (three) a[last + j]! -= sum * v2;
  }
  const bottom = Math.min(end, k + 3);
  for (let i = begin; i <= bottom; i++) {
    const at = i * n + k;
    const sum = tau * (a[at]! + v1 * a[at + 1]! + (three ? v2 * a[at + 2]! : 0));
    a[at]! -= sum;
    a[at + 1]! -= sum * v1;
    if (three) a[at + 2]! -= sum * v2;
  }
  if (k === begin) return;
  a[next + k - 1] = 0;
  if (three) a[last + k - 1] = 0;
}
