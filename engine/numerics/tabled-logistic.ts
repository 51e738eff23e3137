/** The logistic function and its integral, from tables: for what asks for them a thousand million times. Within 1e-11. */
import { ownMath } from '../kernels/index.ts';
import { interpolated } from './interpolated.ts';
import { softplus } from './restricted-boltzmann.ts';

/** Beyond 40 both are below 1e-17. */
const grid = { low: 0, high: 40, step: 1 / 64 };

const logistic = (x: number): number => 1 / (1 + ownMath.exp(-x));

export class TabledLogistic {
  readonly #logisticOfMinus = interpolated(
    (x) => logistic(-x),
    (x) => -logistic(x) * logistic(-x),
    grid,
  );
  readonly #softplusOfMinus = interpolated(
    (x) => softplus(-x),
    (x) => -logistic(-x),
    grid,
  );

  /** log(1 + exp(z)) */
  softplus(z: number): number {
    return Math.max(0, z) + this.#softplusOfMinus(Math.abs(z));
  }

  /** Whether a number drawn in [0, 1) is below 1 / (1 + exp(-z)). */
  isOn(z: number, uniform: number): boolean {
    const rare = this.#logisticOfMinus(Math.abs(z));
    return uniform < (z < 0 ? rare : 1 - rare);
  }
}
