/**
 * The largest magnitude of an eigenvalue of a large matrix that is known by its products with vectors: Arnoldi's method, restarted implicitly with
 * exact shifts (Sorensen 1992, SIAM J Matrix Anal Appl 13:357; the method of ARPACK). float64, only + - * / sqrt in one fixed order, so the same bits
 * everywhere.
 */
import { NeurariumError } from '../errors.ts';
import { RandomStream } from '../random.ts';
import { eigenvalues } from './eigenvalues.ts';
import { lastOfEigenvector } from './hessenberg-vector.ts';
import { type Shift, shifted } from './shifted-steps.ts';

/** Vectors of the basis, and how many of them a restart keeps, at least. */
const BASIS = 48;
const KEPT = 16;
/** Residual, relative to the eigenvalue, below which it is found: its error is larger by its condition, some ten to some hundred. */
const PRECISION = 1e-13;

export interface ArnoldiOptions {
  /** Default 1,000. */
  readonly restarts?: number;
}

/** `product(x, to)` writes the matrix times x; n is at least twice the basis. @throws NeurariumError 'run' where it is not found in so many restarts */
export function largestEigenvalue(
  product: (x: Float64Array, to: Float64Array) => void,
  n: number,
  { restarts = 1000 }: ArnoldiOptions = {},
): number {
  const factorisation = new Factorisation(product, n);
  let kept = 0;
  for (let restart = 0; restart < restarts; restart++) {
    factorisation.extend(kept);
    const ritz = byMagnitude(factorisation.h);
    const [[real, imaginary]] = ritz as [Shift, ...Shift[]];
    const magnitude = Math.sqrt(real * real + imaginary * imaginary);
    const residual = factorisation.rest * lastOfEigenvector(factorisation.h, BASIS, real, imaginary);
    if (residual <= PRECISION * magnitude || (magnitude === 0 && factorisation.rest === 0)) return magnitude;
    kept = factorisation.restart(unwanted(ritz));
  }
  throw new NeurariumError({
    code: 'run',
    message: `the largest eigenvalue of a matrix of ${n} rows was not found in ${restarts} restarts: many are equally large, or nearly`,
    hint: 'Scale such a matrix by what is known of it, such as the weight of a ring.',
  });
}

/** Ritz values, the largest first. */
function byMagnitude(h: Float64Array): Shift[] {
  const { real, imaginary } = eigenvalues(h, BASIS);
  const size = ([re, im]: Shift) => re * re + im * im;
  // Pairs keep beside each other: the sort is stable, and both have the same size.
  return Array.from(real, (re, i): Shift => [re, imaginary[i]!]).sort((a, b) => size(b) - size(a));
}

/** Those that the next basis does without: whole pairs, and an even number of real ones, so that they are applied two by two. */
function unwanted(ritz: readonly Shift[]): Shift[] {
  const first = ritz[KEPT - 1]![1] > 0 ? KEPT + 1 : KEPT;
  const rest = ritz.slice(first);
  const real = rest.filter(([, imaginary]) => imaginary === 0);
  return real.length % 2 === 0 ? rest : rest.filter((one) => one !== real[0]);
}

/** A V = V H + f e', V with columns at right angles: V is kept as rows. */
class Factorisation {
  readonly h = new Float64Array(BASIS * BASIS);
  readonly #product: (x: Float64Array, to: Float64Array) => void;
  readonly #n: number;
  readonly #random = new RandomStream(1, 'arnoldi');
  #basis: Float64Array[];
  #spare: Float64Array[];
  readonly #f: Float64Array;
  /** Length of f. */
  rest = 0;
  #draws = 0;

  constructor(product: (x: Float64Array, to: Float64Array) => void, n: number) {
    this.#product = product;
    this.#n = n;
    this.#basis = Array.from({ length: BASIS }, () => new Float64Array(n));
    this.#spare = Array.from({ length: BASIS }, () => new Float64Array(n));
    this.#f = new Float64Array(n);
  }

  /** From `from` vectors to all. */
  extend(from: number): void {
    for (let j = from; j < BASIS; j++) {
      const reached = j > 0 && this.rest > 0;
      if (!reached) this.#draw(j);
      if (j > 0) this.h[j * BASIS + j - 1] = reached ? this.rest : 0;
      const vector = this.#basis[j]!;
      for (let i = 0; i < this.#n; i++) vector[i] = this.#f[i]! / this.rest;
      this.#product(vector, this.#f);
      const before = lengthOf(this.#f);
      for (let k = 0; k <= j; k++) this.h[k * BASIS + j] = 0;
      this.#orthogonalise(j + 1, (k, part) => {
        this.h[k * BASIS + j]! += part;
      });
      this.rest = lengthOf(this.#f);
      // The space is closed: what is left is rounding.
      if (this.rest <= 2 ** -50 * before) this.rest = 0;
    }
  }

  /** Returns how many vectors are left. */
  restart(shifts: readonly Shift[]): number {
    const kept = BASIS - shifts.length;
    const q = shifted(this.h, BASIS, shifts);
    const combine = (column: number, to: Float64Array) => {
      to.fill(0);
      for (let k = 0; k < BASIS; k++) {
        const factor = q[k * BASIS + column]!;
        const vector = this.#basis[k]!;
        if (factor !== 0) for (let i = 0; i < this.#n; i++) to[i]! += factor * vector[i]!;
      }
    };
    for (let j = 0; j <= kept; j++) combine(j, this.#spare[j]!);
    [this.#basis, this.#spare] = [this.#spare, this.#basis];
    const [left, last] = [this.h[kept * BASIS + kept - 1]!, q[(BASIS - 1) * BASIS + kept - 1]!];
    const after = this.#basis[kept]!;
    for (let i = 0; i < this.#n; i++) this.#f[i] = after[i]! * left + this.#f[i]! * last;
    this.rest = lengthOf(this.#f);
    for (let i = 0; i < BASIS; i++) for (let j = 0; j < BASIS; j++) if (i >= kept || j >= kept) this.h[i * BASIS + j] = 0;
    return kept;
  }

  /** A new direction, at right angles to the first `count` vectors. */
  #draw(count: number): void {
    for (let i = 0; i < this.#n; i++) this.#f[i] = this.#random.uniform(this.#draws, i, 0, 0) - 0.5;
    this.#draws++;
    this.#orthogonalise(count, () => undefined);
    this.rest = lengthOf(this.#f);
  }

  /** Twice is enough (Parlett 1980, The Symmetric Eigenvalue Problem, section 6-9). */
  #orthogonalise(count: number, took: (k: number, part: number) => void): void {
    for (let pass = 0; pass < 2; pass++)
      for (let k = 0; k < count; k += 4) removeParts(this.#f, this.#basis, k, Math.min(k + 4, count), took);
  }
}

/** Takes from f its parts along vectors `from` to `to` - 1, four at most: together, since a sum waits for its own last addition. */
function removeParts(
  f: Float64Array,
  basis: readonly Float64Array[],
  from: number,
  to: number,
  took: (k: number, part: number) => void,
): void {
  // Vectors that are not there are taken for the first, with a part of 0.
  const [a, b, c, d] = [0, 1, 2, 3].map((k) => basis[from + k < to ? from + k : from]!) as Four<Float64Array>;
  let [p, q, r, s]: Four<number> = [0, 0, 0, 0];
  for (let i = 0; i < f.length; i++) {
    const x = f[i]!;
    p += a[i]! * x;
    q += b[i]! * x;
    r += c[i]! * x;
    s += d[i]! * x;
  }
  [q, r, s] = [from + 1 < to ? q : 0, from + 2 < to ? r : 0, from + 3 < to ? s : 0];
  for (let i = 0; i < f.length; i++) f[i] = f[i]! - p * a[i]! - q * b[i]! - r * c[i]! - s * d[i]!;
  for (let k = from; k < to; k++) took(k, [p, q, r, s][k - from]!);
}

type Four<T> = [T, T, T, T];

function lengthOf(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
  return Math.sqrt(sum);
}
