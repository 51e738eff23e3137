/** Undirected connections in plain TypeScript over the same memory: the reference of assembly/symmetric.as.ts. */
import type { Views } from './memory-views.ts';
import type { SymmetricKernels } from './symmetric-kernels.ts';

type Floats = Float64Array | Float32Array;
type Round = (x: number) => number;

export function symmetric({ f32, f64 }: Views): SymmetricKernels {
  const same: Round = (x) => x;
  return {
    sumPairs64: sumPairs(f64, same),
    sumPairs32: sumPairs(f32, Math.fround),
    addPairs64: addPairs(f64, same),
    addPairs32: addPairs(f32, Math.fround),
  };
}

function sumPairs(floats: Floats, round: Round): SymmetricKernels['sumPairs64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (weights, values, out, cells) => {
    let w = weights / bytes;
    const [v, o] = [values / bytes, out / bytes];
    for (let i = 1; i < cells; i++, w += i - 1) {
      const sum = sumOfRow(floats, round, w, v, i);
      for (let j = 0; j < i; j++) floats[o + j]! += round(floats[w + j]! * floats[v + i]!);
      floats[o + i]! += sum;
    }
  };
}

/** In the order of four vectors of 16 bytes, their sum, its lanes, and then what is left over. */
function sumOfRow(floats: Floats, round: Round, w: number, v: number, length: number): number {
  const group = 64 / floats.BYTES_PER_ELEMENT;
  const whole = Math.floor(length / group) * group;
  const term = (j: number) => round(floats[w + j]! * floats[v + j]!);
  const sums = new Array<number>(group).fill(0);
  for (let j = 0; j < whole; j++) sums[j % group] = round(sums[j % group]! + term(j));
  const lanes = group / 4;
  const vectors = Array.from({ length: lanes }, (_, k) =>
    round(round(sums[k]! + sums[k + lanes]!) + round(sums[k + 2 * lanes]! + sums[k + 3 * lanes]!)),
  );
  let sum = vectors.reduce((total, one) => round(total + one));
  for (let j = whole; j < length; j++) sum = round(sum + term(j));
  return sum;
}

function addPairs(floats: Floats, round: Round): SymmetricKernels['addPairs64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (weights, field, cells, cell, change) => {
    const rounded = round(change);
    const place = (i: number, j: number) => weights / bytes + (i * (i - 1)) / 2 + j;
    for (let j = 0; j < cells; j++) {
      if (j === cell) continue;
      const weight = floats[cell > j ? place(cell, j) : place(j, cell)]!;
      floats[field / bytes + j]! += round(weight * rounded);
    }
  };
}
