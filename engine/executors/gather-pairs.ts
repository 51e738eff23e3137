/**
 * What an undirected connection sends cells that move at once. Its sums are kept, and changed by what has changed since: where a network comes to
 * rest, little does. Where much does, or after many steps, they are summed anew.
 */
import { numberBytes, numbersAt, type Plan, type ValueProjectionPlan } from '../compile/plan.ts';
import type { FixedKernels } from '../kernels/index.ts';
import { cellChange } from './cell-change.ts';

/** After so many steps roundings of changes are done away with. */
const stepsBetweenSums = 1024;

/** Adding the weights of one cell takes about as long as so large a share of summing all. */
const shareOfChanges = 1 / 4;

export function gatherPairs(
  projection: ValueProjectionPlan,
  plan: Plan,
  kernels: FixedKernels,
): (lane: number, step: number) => void {
  const { source, variable, delay, history, weights, input, sums } = projection;
  const { size, stride } = source;
  const bytes = numberBytes(plan.precision);
  const { buffer } = plan.map.memory;
  const wide = plan.precision === 'float64';
  const sum = wide ? kernels.sumPairs64 : kernels.sumPairs32;
  const add = cellChange(projection, plan.precision, kernels);
  const axpy = wide ? kernels.axpy64 : kernels.axpy32;
  const numbers = numbersAt(buffer, 0, Math.floor(buffer.byteLength / bytes), plan.precision);
  const { field, seen, since } = sums!;
  const age = new Int32Array(buffer, since.address, plan.lanes);
  const changed = new Uint32Array(Math.floor(size * shareOfChanges));
  const present = source.state[variable]!.address;

  const sumAnew = (from: number, own: number) => {
    numbers.fill(0, (field.address + own) / bytes, (field.address + own) / bytes + size);
    sum(weights.address, from, field.address + own, size);
    numbers.copyWithin((seen.address + own) / bytes, from / bytes, from / bytes + size);
  };
  /** How many cells have changed; more than there is room for: -1. */
  const findChanged = (values: number, before: number): number => {
    let count = 0;
    for (let i = 0; i < size; i++) {
      if (numbers[values + i] === numbers[before + i]) continue;
      if (count === changed.length) return -1;
      changed[count++] = i;
    }
    return count;
  };
  return (lane, step) => {
    const own = lane * stride * bytes;
    const from = (history === null ? present : history.address + (step % delay) * plan.lanes * stride * bytes) + own;
    const [values, before] = [from / bytes, (seen.address + own) / bytes];
    const count = age[lane] === 0 ? -1 : findChanged(values, before);
    if (count < 0) sumAnew(from, own);
    for (let k = 0; k < count; k++) {
      const cell = changed[k]!;
      add(field.address + own, cell, numbers[values + cell]! - numbers[before + cell]!);
      numbers[before + cell] = numbers[values + cell]!;
    }
    age[lane] = count < 0 ? 1 : (age[lane]! + 1) % stepsBetweenSums;
    axpy(1, field.address + own, input.address + own, size);
  };
}
