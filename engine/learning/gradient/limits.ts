/** What gradients become before the optimiser sees them: a penalty is added, then values and their norm are limited. */
import { numbersAt, type Precision } from '../../compile/plan.ts';
import type { GradientLearner } from '../../training/index.ts';
import type { Machine } from '../lane-pass.ts';
import type { TrainedArray } from './optimiser-pass.ts';

/** Limits of the gradients, as learners have them. */
export type Limits = Pick<GradientLearner, 'penalty' | 'clipValue' | 'clipNorm'>;

/** Pascanu, Mikolov & Bengio 2013, ICML, for the norm of all gradients together. */
export function gradientLimits(
  arrays: readonly TrainedArray[],
  { penalty, clipValue, clipNorm }: Limits,
  precision: Precision,
  { kernels, memory }: Machine,
): () => void {
  const [squares, add] =
    precision === 'float64' ? [kernels.squaredNorm64, kernels.axpy64] : [kernels.squaredNorm32, kernels.axpy32];
  const penalised = penalty === 0 ? [] : arrays.filter(({ isWeights }) => isWeights);
  const limited = clipValue === null ? [] : arrays;
  const views = limited.map(({ gradient, count }) => numbersAt(memory.buffer, gradient.address, count, precision));
  return () => {
    for (const { values, gradient, count } of penalised) add(penalty, values.address, gradient.address, count);
    for (const view of views) limitValues(view, clipValue!);
    if (clipNorm === null) return;
    let sum = 0;
    for (const { gradient, count } of arrays) sum += squares(gradient.address, count);
    const norm = Math.sqrt(sum);
    if (norm <= clipNorm) return;
    for (const { gradient, count } of arrays) add(clipNorm / norm - 1, gradient.address, gradient.address, count);
  };
}

/** A NaN stays one. */
function limitValues(values: Float64Array | Float32Array, limit: number): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value > limit) values[i] = limit;
    else if (value < -limit) values[i] = -limit;
  }
}
