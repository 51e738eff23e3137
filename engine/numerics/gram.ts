/**
 * Sums of products of features over examples: the slow part of ridge regression. Two that agree bit for bit: a WebAssembly kernel,
 * and plain loops as its reference. Each element adds its products in the order of the examples, so blocks may be cut anywhere.
 */
import { NeurariumError } from '../errors.ts';
import { fixedKernels } from '../kernels/index.ts';

/** A block of examples to be filled, and the sums of all blocks that were added. */
export interface GramSums {
  /** features x features, row-major; only the lower triangle is meaningful. */
  readonly gram: Float64Array;
  /** capacity x features, row-major: one example per row. */
  readonly rows: Float64Array;
  /** gram += rows^T rows over the first `count` rows. */
  add(count: number): void;
}

export type MakeGramSums = (features: number, capacity: number) => GramSums;

const PAGE = 65536;
const PAGES_MOST = 65536;

/** By the WebAssembly kernel, in a memory of its own. */
export const kernelGramSums: MakeGramSums = (features, capacity) => {
  const gramBytes = features * features * 8;
  const pages = Math.ceil((gramBytes + capacity * features * 8) / PAGE);
  if (pages > PAGES_MOST) {
    const message = `ridge regression of ${features} features needs ${Math.ceil(gramBytes / 2 ** 30)} GiB, expected at most 4`;
    throw new NeurariumError({ code: 'memory', message, hint: 'Take fewer features: 23,000 fit.' });
  }
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { accumulateGram64 } = fixedKernels(memory);
  return {
    gram: new Float64Array(memory.buffer, 0, features * features),
    rows: new Float64Array(memory.buffer, gramBytes, capacity * features),
    add: (count) => accumulateGram64(gramBytes, count, features, 0),
  };
};

/** By plain loops, four rows per pass over a matrix that does not fit in the cache. */
export const plainGramSums: MakeGramSums = (features, capacity) => {
  const gram = new Float64Array(features * features);
  const rows = new Float64Array(capacity * features);
  const add = (count: number): void => {
    let k = 0;
    for (; k + 4 <= count; k += 4) addFourRows(gram, features, rows, k * features);
    for (; k < count; k++) addOneRow(gram, features, rows, k * features);
  };
  return { gram, rows, add };
};

function addFourRows(gram: Float64Array, features: number, rows: Float64Array, first: number): void {
  const second = first + features;
  const third = second + features;
  const fourth = third + features;
  for (let i = 0; i < features; i++) {
    const a = rows[first + i]!;
    const b = rows[second + i]!;
    const c = rows[third + i]!;
    const d = rows[fourth + i]!;
    // Spike counts are mostly zeros, and adding a zero changes no bit.
    if (a === 0 && b === 0 && c === 0 && d === 0) continue;
    const row = i * features;
    for (let j = 0; j <= i; j++) {
      const sum = gram[row + j]! + a * rows[first + j]! + b * rows[second + j]!;
      gram[row + j] = sum + c * rows[third + j]! + d * rows[fourth + j]!;
    }
  }
}

function addOneRow(gram: Float64Array, features: number, rows: Float64Array, start: number): void {
  for (let i = 0; i < features; i++) {
    const a = rows[start + i]!;
    if (a === 0) continue;
    for (let j = 0; j <= i; j++) gram[i * features + j]! += a * rows[start + j]!;
  }
}
