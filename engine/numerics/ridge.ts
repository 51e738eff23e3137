/**
 * Ridge regression from streamed examples: W = (X^T X + penalty I)^-1 X^T Y, intercept by centring and not penalised.
 * Hoerl & Kennard 1970, Technometrics 12:55. Keeps sums, never the examples. Knows nothing of networks.
 */
import { NeurariumError } from '../errors.ts';
import { choleskyFactor, choleskySolve } from './cholesky.ts';
import { type GramSums, kernelGramSums, type MakeGramSums } from './gram.ts';

/** Examples per block: what the kernel takes in one pass over a matrix that does not fit in the cache. */
const ROWS = 32;

export interface RidgeSolution {
  readonly features: number;
  readonly targets: number;
  /** features x targets, row-major: row = feature. */
  readonly weights: Float64Array;
  /** One per target; zeros without an intercept. */
  readonly intercept: Float64Array;
}

export interface RidgeOptions {
  /** Default true. */
  readonly intercept?: boolean;
  /** Default: the kernel's. The plain one gives the same bits. */
  readonly gramSums?: MakeGramSums;
}

function checkLength(what: string, given: ArrayLike<number>, expected: number): void {
  if (given.length === expected) return;
  throw new NeurariumError({ code: 'description', message: `${given.length} ${what} given, expected ${expected}` });
}

function copyFinite(
  what: string,
  example: number,
  from: ArrayLike<number>,
  shift: Float64Array,
  to: Float64Array,
  at: number,
): void {
  for (let i = 0; i < shift.length; i++) {
    const value = from[i]!;
    if (!(Math.abs(value) < Infinity)) {
      throw new NeurariumError({
        code: 'not-finite',
        message: `${what} ${i} of example ${example} is ${value}, expected a finite number`,
      });
    }
    to[at + i] = value - shift[i]!;
  }
}

/** Sums over examples, and the readout they determine. Memory: features x (features + targets) numbers. */
export class RidgeAccumulator {
  readonly features: number;
  readonly targets: number;
  readonly #intercept: boolean;
  readonly #sums: GramSums;
  readonly #cross: Float64Array;
  readonly #featureSum: Float64Array;
  readonly #targetSum: Float64Array;
  /** The first example: subtracted from all when centring, so that a large common offset costs no digits. */
  readonly #featureShift: Float64Array;
  readonly #targetShift: Float64Array;
  readonly #target: Float64Array;
  #pending = 0;
  #count = 0;

  constructor(features: number, targets: number, options: RidgeOptions = {}) {
    if (!Number.isInteger(features) || !Number.isInteger(targets) || features < 1 || targets < 1) {
      const message = `ridge regression of ${features} features on ${targets} targets, expected whole numbers from 1`;
      throw new NeurariumError({ code: 'description', message });
    }
    this.features = features;
    this.targets = targets;
    this.#intercept = options.intercept ?? true;
    this.#sums = (options.gramSums ?? kernelGramSums)(features, ROWS);
    this.#cross = new Float64Array(features * targets);
    this.#featureSum = new Float64Array(features);
    this.#targetSum = new Float64Array(targets);
    this.#featureShift = new Float64Array(features);
    this.#targetShift = new Float64Array(targets);
    this.#target = new Float64Array(targets);
  }

  /** Number of examples added. */
  get count(): number {
    return this.#count;
  }

  /** Adds one example; both arrays are read at once and not kept. Throws `description` on a wrong length, `not-finite` on NaN. */
  add(features: ArrayLike<number>, target: ArrayLike<number>): void {
    checkLength('features', features, this.features);
    checkLength('targets', target, this.targets);
    const start = this.#pending * this.features;
    copyFinite('feature', this.#count, features, this.#featureShift, this.#sums.rows, start);
    copyFinite('target', this.#count, target, this.#targetShift, this.#target, 0);
    if (this.#count++ === 0 && this.#intercept) {
      this.#featureShift.set(this.#sums.rows.subarray(0, this.features));
      this.#targetShift.set(this.#target);
      this.#sums.rows.fill(0, 0, this.features);
      this.#target.fill(0);
    }
    this.#addCross(start);
    this.#pending++;
    if (this.#pending === ROWS) this.#flush();
  }

  /**
   * The readout for a penalty >= 0. The sums stay: other penalties can be tried, more examples added.
   * Throws `run` where the penalised matrix is not positive definite or nothing was added.
   */
  solve(penalty: number): RidgeSolution {
    if (!(penalty >= 0 && penalty < Infinity)) {
      throw new NeurariumError({ code: 'description', message: `ridge penalty ${penalty}, expected a finite number from 0` });
    }
    if (this.#count === 0) throw new NeurariumError({ code: 'run', message: 'ridge regression without any example' });
    this.#flush();
    const matrix = this.#sums.gram.slice();
    const weights = this.#cross.slice();
    if (this.#intercept) this.#centre(matrix, weights);
    for (let i = 0; i < this.features; i++) matrix[i * this.features + i]! += penalty;
    choleskyFactor(matrix, this.features);
    choleskySolve(matrix, this.features, weights, this.targets);
    return { features: this.features, targets: this.targets, weights, intercept: this.#interceptOf(weights) };
  }

  #addCross(start: number): void {
    const { features, targets } = this;
    for (let t = 0; t < targets; t++) this.#targetSum[t]! += this.#target[t]!;
    const { rows } = this.#sums;
    for (let i = 0; i < features; i++) {
      const x = rows[start + i]!;
      if (x === 0) continue;
      this.#featureSum[i]! += x;
      for (let t = 0; t < targets; t++) this.#cross[i * targets + t]! += x * this.#target[t]!;
    }
  }

  #flush(): void {
    if (this.#pending > 0) this.#sums.add(this.#pending);
    this.#pending = 0;
  }

  /** Sums of products about the means, from sums of products about the shift. */
  #centre(matrix: Float64Array, cross: Float64Array): void {
    const { features, targets } = this;
    for (let i = 0; i < features; i++) {
      const mean = this.#featureSum[i]! / this.#count;
      if (mean === 0) continue;
      for (let j = 0; j <= i; j++) matrix[i * features + j]! -= mean * this.#featureSum[j]!;
      for (let t = 0; t < targets; t++) cross[i * targets + t]! -= mean * this.#targetSum[t]!;
    }
  }

  #interceptOf(weights: Float64Array): Float64Array {
    const intercept = new Float64Array(this.targets);
    if (!this.#intercept) return intercept;
    for (let t = 0; t < this.targets; t++) {
      let value = this.#targetShift[t]! + this.#targetSum[t]! / this.#count;
      for (let i = 0; i < this.features; i++) {
        const mean = this.#featureShift[i]! + this.#featureSum[i]! / this.#count;
        value -= mean * weights[i * this.targets + t]!;
      }
      intercept[t] = value;
    }
    return intercept;
  }
}

/** The readout of one example: out = W^T x + intercept. `out`: one per target; made where not given. */
export function ridgePredict(
  solution: RidgeSolution,
  x: ArrayLike<number>,
  out = new Float64Array(solution.targets),
): Float64Array {
  const { features, targets, weights, intercept } = solution;
  checkLength('features', x, features);
  checkLength('outputs', out, targets);
  out.set(intercept);
  for (let i = 0; i < features; i++) {
    const value = x[i]!;
    if (value === 0) continue;
    for (let t = 0; t < targets; t++) out[t]! += value * weights[i * targets + t]!;
  }
  return out;
}
