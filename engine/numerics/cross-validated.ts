/**
 * Which penalty a ridge regression should have: each of several blocks of examples is foretold from the others (k-fold cross-validation; Stone 1974, J R
 * Stat Soc B 36:111). Examples stream in; kept are sums of products for each fold, from which both the fits and their errors follow. Knows nothing of
 * networks.
 */
import { NeurariumError } from '../errors.ts';
import { choleskyFactor, choleskySolve } from './cholesky.ts';
import { type GramSums, kernelGramSums } from './gram.ts';

export interface CrossValidationOptions {
  readonly features: number;
  readonly targets: number;
  /** Ascending. */
  readonly penalties: readonly number[];
  /** How many parts; example k belongs to fold floor(k / block) mod folds, so that what is foretold does not lie between what is known. */
  readonly folds: number;
  readonly block: number;
  readonly intercept: boolean;
}

/** Examples per pass over a matrix. */
const ROWS = 32;

/** Memory: folds x (features + targets + 1)^2 numbers. */
export class CrossValidation {
  readonly #options: CrossValidationOptions;
  /** Of the rows (features, targets, 1), less the first example where there is an intercept: lower triangles. */
  readonly #folds: readonly GramSums[];
  readonly #pending: Uint32Array;
  readonly #width: number;
  readonly #shift: Float64Array;
  #count = 0;

  constructor(options: CrossValidationOptions) {
    this.#options = options;
    this.#width = options.features + options.targets + 1;
    this.#folds = Array.from({ length: options.folds }, () => kernelGramSums(this.#width, ROWS));
    this.#pending = new Uint32Array(options.folds);
    this.#shift = new Float64Array(this.#width);
  }

  add(features: ArrayLike<number>, target: ArrayLike<number>): void {
    const { features: columns, targets, folds, block, intercept } = this.#options;
    const fold = Math.floor(this.#count / block) % folds;
    const sums = this.#folds[fold]!;
    const at = this.#pending[fold]! * this.#width;
    for (let i = 0; i < columns; i++) sums.rows[at + i] = features[i]!;
    for (let k = 0; k < targets; k++) sums.rows[at + columns + k] = target[k]!;
    if (this.#count === 0 && intercept) this.#shift.set(sums.rows.subarray(at, at + this.#width - 1));
    for (let i = 0; i + 1 < this.#width; i++) sums.rows[at + i]! -= this.#shift[i]!;
    sums.rows[at + this.#width - 1] = 1;
    this.#count++;
    if (++this.#pending[fold]! === ROWS) this.#flush(fold);
  }

  /**
   * The penalty of the smallest summed squared error; of several whose errors differ by less than rounding does, the largest. @throws NeurariumError
   * 'run' where a fold is empty
   */
  best(): number {
    const { penalties, folds, block } = this.#options;
    if (this.#count <= (folds - 1) * block)
      throw new NeurariumError({
        code: 'run',
        message: `${this.#count} examples in ${folds} folds by blocks of ${block}, expected some in each`,
        hint: 'Use smaller blocks, or fewer folds.',
      });
    for (let fold = 0; fold < folds; fold++) this.#flush(fold);
    const [errors, bounds] = [new Float64Array(penalties.length), new Float64Array(penalties.length)];
    for (let held = 0; held < folds; held++) {
      const others = this.#sumWithout(held);
      for (let p = 0; p < penalties.length; p++) {
        const [error, size] = errorOf(this.#folds[held]!.gram, this.#fit(others, penalties[p]!), this.#width);
        errors[p]! += error;
        bounds[p]! += size * this.#width * 2 ** -52;
      }
    }
    const least = errors.indexOf(Math.min(...errors));
    for (let p = penalties.length - 1; p > least; p--)
      if (errors[p]! - errors[least]! <= bounds[p]! + bounds[least]!) return penalties[p]!;
    return penalties[least]!;
  }

  #flush(fold: number): void {
    if (this.#pending[fold]! > 0) this.#folds[fold]!.add(this.#pending[fold]!);
    this.#pending[fold] = 0;
  }

  #sumWithout(held: number): Float64Array {
    const sum = new Float64Array(this.#width * this.#width);
    this.#folds.forEach(({ gram }, fold) => {
      if (fold !== held) for (let i = 0; i < sum.length; i++) sum[i]! += gram[i]!;
    });
    return sum;
  }

  /** For each target the row by which it is told from (features, targets, 1): what it should be less what it is foretold to be. */
  #fit(sums: Float64Array, penalty: number): Float64Array[] {
    const { features, targets, intercept } = this.#options;
    const width = this.#width;
    const last = (width - 1) * width;
    const count = sums[last + width - 1]!;
    const matrix = new Float64Array(features * features);
    const weights = new Float64Array(features * targets);
    for (let i = 0; i < features; i++) {
      const mean = intercept ? sums[last + i]! / count : 0;
      for (let j = 0; j <= i; j++) matrix[i * features + j] = sums[i * width + j]! - mean * sums[last + j]!;
      for (let k = 0; k < targets; k++)
        weights[i * targets + k] = sums[(features + k) * width + i]! - mean * sums[last + features + k]!;
      matrix[i * features + i]! += penalty;
    }
    choleskyFactor(matrix, features);
    choleskySolve(matrix, features, weights, targets);
    return Array.from({ length: targets }, (_, k) => {
      const row = new Float64Array(width);
      let offset = intercept ? sums[last + features + k]! / count : 0;
      for (let i = 0; i < features; i++) {
        row[i] = -weights[i * targets + k]!;
        if (intercept) offset += (row[i]! * sums[last + i]!) / count;
      }
      row[features + k] = 1;
      row[width - 1] = -offset;
      return row;
    });
  }
}

/** Sum of the squares of row times example over all examples of `gram`, and the sum of the magnitudes that it is the difference of. */
function errorOf(gram: Float64Array, rows: readonly Float64Array[], width: number): [error: number, size: number] {
  let [error, size] = [0, 0];
  for (const row of rows) {
    for (let i = 0; i < width; i++) {
      if (row[i] === 0) continue;
      for (let j = 0; j <= i; j++) {
        const part = (i === j ? 1 : 2) * row[i]! * gram[i * width + j]! * row[j]!;
        error += part;
        size += Math.abs(part);
      }
    }
  }
  return [error, size];
}
