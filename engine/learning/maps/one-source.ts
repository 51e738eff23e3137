/** From one cell to all: its value times a vector. A product of matrices as narrow as that would be mostly overhead. */
import { numberBytes, numbersAt, type Precision } from '../../compile/plan.ts';
import type { Machine } from '../lane-pass.ts';
import type { ConnectionMap, Ends } from './connection-map.ts';

/** `dense`: what does the rest. */
export function fromOneSource(
  { lanes, from, to }: Ends,
  weights: number,
  precision: Precision,
  { memory, kernels }: Machine,
  dense: ConnectionMap,
): ConnectionMap {
  const axpy = precision === 'float64' ? kernels.axpy64 : kernels.axpy32;
  const bytes = numberBytes(precision);
  const numbers = numbersAt(memory.buffer, 0, Math.floor(memory.buffer.byteLength / bytes), precision);
  return {
    ...dense,
    forward: (t) => {
      const [values, input] = [from.values(t), to.input(t)];
      for (let lane = 0; lane < lanes; lane++)
        axpy(numbers[values / bytes + lane * from.stride]!, weights, input + lane * to.stride * bytes, to.size);
    },
  };
}
