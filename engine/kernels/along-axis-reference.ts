/**
 * The fixed kernels that go along an axis or a column, in plain TypeScript over the same memory: the reference of
 * assembly/along-axis.as.ts and column.as.ts. Same operations in the same order; float32 rounds after each operation.
 */
import { type FixedKernels, reduceKinds } from './fixed.ts';

import type { ReduceKind } from './ir.ts';
import type { Views } from './memory-views.ts';

const block = 128;

type AlongAxis = Pick<FixedKernels, 'addColumn64' | 'addColumn32' | 'reduce64' | 'reduce32' | 'gatherAlong64' | 'gatherAlong32'>;

export function alongAxis({ u32, f64, f32 }: Views): AlongAxis {
  return {
    addColumn64: column(f64, u32, (x) => x),
    addColumn32: column(f32, u32, Math.fround),
    reduce64: reduce(f64, (x) => x),
    reduce32: reduce(f32, Math.fround),
    gatherAlong64: gather(f64),
    gatherAlong32: gather(f32),
  };
}

type Floats = Float64Array | Float32Array;
type Round = (x: number) => number;

function column(floats: Floats, u32: Uint32Array, round: Round): FixedKernels['addColumn64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (columns, targets, weights, field, source, change) => {
    const row = columns / 4 + source;
    for (let k = u32[row]!; k < u32[row + 1]!; k++) {
      floats[field / bytes + u32[targets / 4 + k]!]! += round(floats[weights / bytes + k]! * round(change));
    }
  };
}

function reduce(floats: Floats, round: Round): FixedKernels['reduce64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (kind, from, out, outer, length, inner) => {
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const first = o * length * inner + i;
        const values = Array.from({ length }, (_, k) => floats[from / bytes + first + k * inner]!);
        const result = reduced(reduceKinds[kind]!, values, round);
        for (let k = 0; k < length; k++) floats[out / bytes + first + k * inner] = result;
      }
    }
  };
}

function reduced(kind: ReduceKind, values: readonly number[], round: Round): number {
  switch (kind) {
    case 'sum':
      return total(values, round);
    case 'mean':
      return total(values, round) / round(values.length);
    case 'max':
      return values[extreme(values, (a, b) => a > b)]!;
    case 'min':
      return values[extreme(values, (a, b) => a < b)]!;
    case 'argmax':
    case 'argmin': {
      const place = extreme(values, kind === 'argmax' ? (a, b) => a > b : (a, b) => a < b);
      return Number.isNaN(values[place]) ? Number.NaN : place;
    }
    default:
      return kind satisfies never;
  }
}

/** Each block from its first element on, then the blocks in order. */
function total(values: readonly number[], round: Round): number {
  const add = (a: number, b: number) => round(a + b);
  const parts: number[] = [];
  for (let begin = 0; begin < values.length; begin += block) parts.push(values.slice(begin, begin + block).reduce(add));
  return parts.reduce(add);
}

/** Place of the first NaN, else of the first of the best. */
function extreme(values: readonly number[], better: (a: number, b: number) => boolean): number {
  const missing = values.findIndex(Number.isNaN);
  if (missing >= 0) return missing;
  return values.reduce((best, value, k) => (better(value, values[best]!) ? k : best), 0);
}

function gather(floats: Floats): FixedKernels['gatherAlong64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (from, index, out, outer, length, inner) => {
    for (let cell = 0; cell < outer * length * inner; cell++) {
      const row = Math.floor(cell / (length * inner)) * length * inner;
      const wanted = floats[index / bytes + cell]!;
      const known = Number.isInteger(wanted) && wanted >= 0 && wanted < length;
      const source = from / bytes + row + wanted * inner + (cell % inner);
      floats[out / bytes + cell] = known ? floats[source]! : Number.NaN;
    }
  };
}
