/** A reduction, or `at`, over the cells of one lane. Knows no population. */
import { type FixedKernels, reduceKinds } from './fixed.ts';
import type { Reduction } from './stages.ts';
import { cellsOf, type Precision } from './wasm/index.ts';

/** The population seen from one of its axes: an array [outer][length][inner]. */
export interface AxisShape {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** Addresses of a lane's first cell; `index`: for `at` alone. */
export type AlongLane = (from: number, index: number, to: number) => void;

/** The last vector's padding repeats its last cell, so that it computes nothing unusual. */
export function alongLane(
  kind: Reduction['kind'],
  { outer, length, inner }: AxisShape,
  precision: Precision,
  memory: WebAssembly.Memory,
  fixed: FixedKernels,
): AlongLane {
  const wide = precision === 'float64';
  const numbers = wide ? new Float64Array(memory.buffer) : new Float32Array(memory.buffer);
  const [reduce, gather] = wide ? [fixed.reduce64, fixed.gatherAlong64] : [fixed.reduce32, fixed.gatherAlong32];
  const size = outer * length * inner;
  const whole = Math.ceil(size / cellsOf[precision]) * cellsOf[precision];
  return (from, index, to) => {
    if (kind === 'at') gather(from, index, to, outer, length, inner);
    else reduce(reduceKinds.indexOf(kind), from, to, outer, length, inner);
    const first = to / numbers.BYTES_PER_ELEMENT;
    for (let cell = size; cell < whole; cell++) numbers[first + cell] = numbers[first + size - 1]!;
  };
}
