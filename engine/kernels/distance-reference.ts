/** Squared distances compressed by target, in plain TypeScript over the same memory: the reference of assembly/distance.as.ts. */
import type { FixedKernels } from './fixed.ts';
import type { Views } from './memory-views.ts';

type Floats = Float64Array | Float32Array;
type Round = (x: number) => number;

type Distances = Pick<
  FixedKernels,
  'denseDistances64' | 'denseDistances32' | 'gatherDistances64' | 'gatherDistances32' | 'returnDistances64' | 'returnDistances32'
>;

export function distances({ u32, f32, f64 }: Views): Distances {
  const same: Round = (x) => x;
  return {
    denseDistances64: dense(f64, same),
    denseDistances32: dense(f32, Math.fround),
    gatherDistances64: gather(u32, f64, same),
    gatherDistances32: gather(u32, f32, Math.fround),
    returnDistances64: back(u32, f64, same),
    returnDistances32: back(u32, f32, Math.fround),
  };
}

function dense(floats: Floats, round: Round): FixedKernels['denseDistances64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (weights, values, out, targets, sources) => {
    for (let i = 0; i < targets; i++) {
      let sum = 0;
      for (let k = 0; k < sources; k++) {
        const away = round(floats[values / bytes + k]! - floats[weights / bytes + i * sources + k]!);
        sum = round(sum + round(away * away));
      }
      floats[out / bytes + i]! += sum;
    }
  };
}

function gather(u32: Uint32Array, floats: Floats, round: Round): FixedKernels['gatherDistances64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (rows, sources, weights, values, out, targets) => {
    for (let i = 0; i < targets; i++) {
      let sum = 0;
      for (let k = u32[rows / 4 + i]!; k < u32[rows / 4 + i + 1]!; k++) {
        const away = round(floats[values / bytes + u32[sources / 4 + k]!]! - floats[weights / bytes + k]!);
        sum = round(sum + round(away * away));
      }
      floats[out / bytes + i]! += sum;
    }
  };
}

function back(u32: Uint32Array, floats: Floats, round: Round): FixedKernels['returnDistances64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (rows, sources, weights, values, sent, out, gradient, targets) => {
    for (let i = 0; i < targets; i++) {
      const twice = round(2 * floats[sent / bytes + i]!);
      for (let k = u32[rows / 4 + i]!; k < u32[rows / 4 + i + 1]!; k++) {
        const from = u32[sources / 4 + k]!;
        const step = round(twice * round(floats[values / bytes + from]! - floats[weights / bytes + k]!));
        if (out !== 0) floats[out / bytes + from]! += step;
        if (gradient !== 0) floats[gradient / bytes + k]! -= step;
      }
    }
  };
}
