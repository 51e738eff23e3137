/** An undirected connection of a population to itself: one weight for each pair of cells, the same forward and back. */
import { numberBytes, numbersAt, type Precision } from '../../compile/plan.ts';
import type { Machine } from '../lane-pass.ts';
import type { ConnectionMap, Ends } from './connection-map.ts';
import type { Weights } from './dense.ts';

export function pairs(
  { lanes, from, to }: Ends,
  { weights, gradient }: Weights,
  precision: Precision,
  { memory, kernels }: Machine,
): ConnectionMap {
  const bytes = numberBytes(precision);
  const [sum, axpy] = precision === 'float64' ? [kernels.sumPairs64, kernels.axpy64] : [kernels.sumPairs32, kernels.axpy32];
  const numbers = numbersAt(memory.buffer, 0, Math.floor(memory.buffer.byteLength / bytes), precision);
  const each = (values: number, out: number) => {
    for (let lane = 0; lane < lanes; lane++)
      sum(weights, values + lane * from.stride * bytes, out + lane * to.stride * bytes, from.size);
  };
  /** Of the pair i > j: sent[i] values[j] + values[i] sent[j]. */
  const add = (values: number, sent: number) => {
    for (let i = 1, row = gradient!; i < from.size; row += i * bytes, i++) {
      axpy(numbers[sent / bytes + i]!, values, row, i);
      axpy(numbers[values / bytes + i]!, sent, row, i);
    }
  };
  return {
    forward: (t) => each(from.values(t), to.input(t)),
    backward: (t) => each(to.sent(t), from.adjoints(t)),
    gradient: (first, end) => {
      if (gradient === null) return;
      for (let t = first; t < end; t++)
        for (let lane = 0; lane < lanes; lane++)
          add(from.values(t) + lane * from.stride * bytes, to.sent(t) + lane * to.stride * bytes);
    },
  };
}
