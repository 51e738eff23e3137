/** Value connections compressed by target, in plain TypeScript over the same memory: the reference of assembly/gather.as.ts and scatter.as.ts. */
import type { FixedKernels } from './fixed.ts';
import type { Views } from './memory-views.ts';

type Floats = Float64Array | Float32Array;
type Round = (x: number) => number;
type Kernel = FixedKernels['gatherValues64'];

type Gathers = Pick<
  FixedKernels,
  'gatherValues64' | 'gatherValues32' | 'scatterValues64' | 'scatterValues32' | 'addOuterSparse64' | 'addOuterSparse32'
>;

export function gathers({ u32, f32, f64 }: Views): Gathers {
  const same: Round = (x) => x;
  return {
    gatherValues64: gather(u32, f64, same),
    gatherValues32: gather(u32, f32, Math.fround),
    scatterValues64: scatter(u32, f64, same),
    scatterValues32: scatter(u32, f32, Math.fround),
    addOuterSparse64: addOuter(u32, f64, same),
    addOuterSparse32: addOuter(u32, f32, Math.fround),
  };
}

function gather(u32: Uint32Array, floats: Floats, round: Round): Kernel {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (rows, sources, weights, values, out, targets) => {
    for (let i = 0; i < targets; i++) {
      let sum = 0;
      for (let k = u32[rows / 4 + i]!; k < u32[rows / 4 + i + 1]!; k++) {
        sum = round(sum + round(floats[weights / bytes + k]! * floats[values / bytes + u32[sources / 4 + k]!]!));
      }
      floats[out / bytes + i]! += sum;
    }
  };
}

function scatter(u32: Uint32Array, floats: Floats, round: Round): Kernel {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (rows, sources, weights, sent, out, targets) => {
    for (let i = 0; i < targets; i++) {
      const factor = floats[sent / bytes + i]!;
      for (let k = u32[rows / 4 + i]!; k < u32[rows / 4 + i + 1]!; k++)
        floats[out / bytes + u32[sources / 4 + k]!]! += round(floats[weights / bytes + k]! * factor);
    }
  };
}

function addOuter(u32: Uint32Array, floats: Floats, round: Round): Kernel {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (rows, sources, gradient, sent, values, targets) => {
    for (let i = 0; i < targets; i++) {
      const factor = floats[sent / bytes + i]!;
      for (let k = u32[rows / 4 + i]!; k < u32[rows / 4 + i + 1]!; k++)
        floats[gradient / bytes + k]! += round(factor * floats[values / bytes + u32[sources / 4 + k]!]!);
    }
  };
}
