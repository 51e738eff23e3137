/** Clips gradients by the Euclidean norm of all of them together. */
import type { Precision } from '../compile/plan.ts';
import type { Machine } from './lane-pass.ts';
import type { TrainedArray } from './optimiser-pass.ts';

/** Pascanu, Mikolov & Bengio 2013, ICML: scales all gradients so that their norm is at most `limit`. */
export function gradientClipper(
  arrays: readonly TrainedArray[],
  limit: number | undefined,
  precision: Precision,
  { kernels }: Machine,
): () => void {
  if (limit === undefined) return () => undefined;
  const [squares, add] =
    precision === 'float64' ? [kernels.squaredNorm64, kernels.axpy64] : [kernels.squaredNorm32, kernels.axpy32];
  return () => {
    let sum = 0;
    for (const { gradient, count } of arrays) sum += squares(gradient.address, count);
    const norm = Math.sqrt(sum);
    if (norm <= limit) return;
    for (const { gradient, count } of arrays) add(limit / norm - 1, gradient.address, gradient.address, count);
  };
}
