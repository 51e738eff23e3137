/**
 * The kernels whose shape no model changes: delivery, value connections, hashes, sums for readouts, matrices. Loads the module that
 * assembly/ was built into; knows nothing of plans. fixed-reference.ts does the same in plain TypeScript, bit for bit.
 */
import { kernelsBase64 } from './assembly/kernels.generated.ts';
import type { ReduceKind } from './ir.ts';
import type { MatrixKernels } from './matrix-kernels.ts';
import type { SymmetricKernels } from './symmetric-kernels.ts';

/**
 * All addresses are byte offsets into the one memory, multiples of the element's size (`hashBytes` excepted); nothing is checked.
 * `spikes`: `count` uint32 source indices. `rows`: uint32 row starts, sources + 1. `targets`: uint16 within the block.
 * `ring`, or a slot of `slotBytes` at `ringBase`: one int32 (counts) or float (weights) per target of the block.
 * Additions happen in ascending (spike, synapse) order. Deliveries return the number of synaptic events, up to 2^31 - 1.
 */
type ReturnDistances = (
  rows: number,
  sources: number,
  weights: number,
  values: number,
  sent: number,
  out: number,
  gradient: number,
  targets: number,
) => void;

export interface FixedKernels extends MatrixKernels, SymmetricKernels {
  /** ring[target] += 1 for each synapse of each spike. */
  deliverCounts(spikes: number, count: number, rows: number, targets: number, ring: number): number;
  /**
   * The same, and notes each target when its count leaves 0: uint16 at `list` (room for `limit` + 1), their number as uint32 at `length`.
   * The number becomes 0xffffffff, and noting ends, where the targets could become more than `limit`.
   */
  deliverCountsListed(
    spikes: number,
    count: number,
    rows: number,
    targets: number,
    ring: number,
    list: number,
    length: number,
    limit: number,
  ): number;
  /** ring[target] += weight; float64 weights and ring. */
  deliverWeights64(spikes: number, count: number, rows: number, targets: number, weights: number, ring: number): number;
  deliverWeights32(spikes: number, count: number, rows: number, targets: number, weights: number, ring: number): number;

  /**
   * With delays per synapse. `runRows`: uint32 starts into `runs`, sources + 1; a run is { delay: uint32, end: uint32 }: synapses up
   * to `end` (exclusive), from the end of the run before or the source's row start, go to slot (slotNow + 1 + delay) mod slots.
   */
  deliverCountsDelayed(
    spikes: number,
    count: number,
    rows: number,
    runRows: number,
    runs: number,
    targets: number,
    ringBase: number,
    slotBytes: number,
    slots: number,
    slotNow: number,
  ): number;
  deliverWeightsDelayed64(
    spikes: number,
    count: number,
    rows: number,
    runRows: number,
    runs: number,
    targets: number,
    weights: number,
    ringBase: number,
    slotBytes: number,
    slots: number,
    slotNow: number,
  ): number;
  deliverWeightsDelayed32(
    spikes: number,
    count: number,
    rows: number,
    runRows: number,
    runs: number,
    targets: number,
    weights: number,
    ringBase: number,
    slotBytes: number,
    slots: number,
    slotNow: number,
  ): number;

  /** As `deliverWeights`, with each weight times the amplitude of its source: one float for each source at `amplitudes`. */
  deliverGraded64(
    spikes: number,
    count: number,
    amplitudes: number,
    rows: number,
    targets: number,
    weights: number,
    ring: number,
  ): number;
  deliverGraded32(
    spikes: number,
    count: number,
    amplitudes: number,
    rows: number,
    targets: number,
    weights: number,
    ring: number,
  ): number;
  /** The same with delays per synapse. */
  deliverGradedDelayed64(
    spikes: number,
    count: number,
    amplitudes: number,
    rows: number,
    runRows: number,
    runs: number,
    targets: number,
    weights: number,
    ringBase: number,
    slotBytes: number,
    slots: number,
    slotNow: number,
  ): number;
  deliverGradedDelayed32(
    spikes: number,
    count: number,
    amplitudes: number,
    rows: number,
    runRows: number,
    runs: number,
    targets: number,
    weights: number,
    ringBase: number,
    slotBytes: number,
    slots: number,
    slotNow: number,
  ): number;

  /**
   * out[i] += sum over k in rows[i] ... rows[i + 1] of weights[k] * values[sources[k]] for `targets` targets. `rows`: uint32,
   * targets + 1; `sources`: uint32. The sum starts at 0, adds in ascending order, and is added to out once.
   */
  gatherValues64(rows: number, sources: number, weights: number, values: number, out: number, targets: number): void;
  gatherValues32(rows: number, sources: number, weights: number, values: number, out: number, targets: number): void;

  /** out[sources[k]] += weights[k] * sent[i] for each synapse k of each target i, both ascending: the transpose of `gatherValues`. */
  scatterValues64(rows: number, sources: number, weights: number, sent: number, out: number, targets: number): void;
  scatterValues32(rows: number, sources: number, weights: number, sent: number, out: number, targets: number): void;

  /** out[i] += (sum over k ascending of (values[sources[k]] - weights[k])^2), which starts at 0. */
  /** The same from all sources: weights row by row of the target. */
  denseDistances64(weights: number, values: number, out: number, targets: number, sources: number): void;
  denseDistances32(weights: number, values: number, out: number, targets: number, sources: number): void;
  gatherDistances64(rows: number, sources: number, weights: number, values: number, out: number, targets: number): void;
  gatherDistances32(rows: number, sources: number, weights: number, values: number, out: number, targets: number): void;

  /**
   * With step = (2 sent[i]) (values[sources[k]] - weights[k]) for each synapse k of each target i: out[sources[k]] += step and
   * gradient[k] -= step. An address of 0 leaves that one out.
   */
  returnDistances64: ReturnDistances;
  returnDistances32: ReturnDistances;

  /** gradient[k] += sent[i] * values[sources[k]] for each synapse k of each target i. */
  addOuterSparse64(rows: number, sources: number, gradient: number, sent: number, values: number, targets: number): void;
  addOuterSparse32(rows: number, sources: number, gradient: number, sent: number, values: number, targets: number): void;

  /**
   * `count` integers below `n` (1 to 2^32 - 1), none of them `except` (0xffffffff for none), as uint32 at `out`: from the words of Philox
   * with this key at counter (0, index, 0, 0, 1, ...); words beyond the last multiple of n are passed over.
   */
  drawBelow(key0: number, key1: number, index: number, n: number, except: number, count: number, out: number): void;

  /**
   * A Poisson number for each of `cells` cells, int32 at `out`; up to 15 beyond them are written too. `table`: of `poissonTable`. Cell i
   * takes word i mod 4 of Philox4x32-10 under (key0, key1) at counter (step, i div 4, lane, 0).
   */
  drawPoisson(table: number, key0: number, key1: number, step: number, lane: number, cells: number, out: number): void;

  /**
   * uint32 at `out` (room for `cells` and up to 3 beyond): 0, 1, ..., of which place k = 0 ... count - 1 is exchanged with one of those from k on.
   * Place k takes word k mod 4 of Philox4x32-10 at counter (step, k div 4, lane, 2^31), times the n = cells - k that are left, the upper 32
   * bits; where the lower ones are below 2^32 mod n, the first word at (step, k, lane, 2^31 + 1, + 2, ...) instead. `words`: scratch, `count`
   * uint32 and up to 15 beyond.
   */
  drawOrder(
    key0: number,
    key1: number,
    step: number,
    lane: number,
    cells: number,
    count: number,
    words: number,
    out: number,
  ): void;

  /** field[i] += weights[k] * change for the synapses k in columns[source] ... columns[source + 1], i being targets[k]; all uint32. */
  addColumn64(columns: number, targets: number, weights: number, field: number, source: number, change: number): void;
  addColumn32(columns: number, targets: number, weights: number, field: number, source: number, change: number): void;

  /**
   * Reduces along the middle axis of from[outer][length][inner] and gives every cell along it the result. `kind`: its place in
   * `reduceKinds`. Sums: blocks of 128 along the axis, each from its first element on, then the blocks in order. Of equal largest or
   * smallest values the first; NaN where one is NaN.
   */
  reduce64(kind: number, from: number, out: number, outer: number, length: number, inner: number): void;
  reduce32(kind: number, from: number, out: number, outer: number, length: number, inner: number): void;
  /** out[o][k][i] = from[o][index[o][k][i]][i]; NaN where that index is no integer in [0, length). `out` is neither of the others. */
  gatherAlong64(from: number, index: number, out: number, outer: number, length: number, inner: number): void;
  gatherAlong32(from: number, index: number, out: number, outer: number, length: number, inner: number): void;

  /** Updates the uint64 FNV-1a state at `hash` with `length` bytes. */
  hashBytes(hash: number, address: number, length: number): void;
  /** Updates it with little-endian uint32 (step, lane, population, cell) for each spike. */
  hashSpikes(hash: number, step: number, lane: number, population: number, spikes: number, count: number): void;

  /**
   * gram[i][j] += sum over v of features[v][i] * features[v][j], j <= i; what lies above the diagonal stays. Row-major float64;
   * features: m x n, gram: n x n. Each element adds its products in ascending v, so blocks of vectors may be cut anywhere.
   */
  accumulateGram64(features: number, m: number, n: number, gram: number): void;
  /** cross[i][j] += sum over v of features[v][i] * targets[v][j]; targets: m x c, cross: n x c. */
  accumulateCross64(features: number, targets: number, m: number, n: number, c: number, cross: number): void;
}

/** In the order of the numbers that `reduce64` and `reduce32` take. */
export const reduceKinds: readonly ReduceKind[] = ['sum', 'mean', 'max', 'min', 'argmax', 'argmin'];

let compiled: WebAssembly.Module | undefined;

/** The kernels on a memory. The module is compiled once; it has no state of its own. */
export function fixedKernels(memory: WebAssembly.Memory): FixedKernels {
  compiled ??= new WebAssembly.Module(decodeBase64(kernelsBase64));
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return exports as unknown as FixedKernels;
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
