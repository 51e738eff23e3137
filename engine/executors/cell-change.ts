/** What the change of one cell's value does to the sums that an undirected connection sends. */
import { numberBytes, type Precision, type ValueProjectionPlan } from '../compile/plan.ts';
import type { FixedKernels } from '../kernels/index.ts';

/** Adds the cell's weights times the change to the sums of all cells, which begin at the address `sums`. */
export type CellChange = (sums: number, cell: number, change: number) => void;

export function cellChange(
  { weights, square, source: { size } }: ValueProjectionPlan,
  precision: Precision,
  { addPairs32, addPairs64, axpy32, axpy64 }: FixedKernels,
): CellChange {
  const [add, axpy] = precision === 'float64' ? [addPairs64, axpy64] : [addPairs32, axpy32];
  if (square === null) return (sums, cell, change) => add(weights.address, sums, size, cell, change);
  const rowBytes = size * numberBytes(precision);
  return (sums, cell, change) => axpy(change, square.address + cell * rowBytes, sums, size);
}
